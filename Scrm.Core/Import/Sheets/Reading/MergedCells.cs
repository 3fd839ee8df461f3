using System.IO.Compression;
using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>A merged range: 0-based columns, 1-based rows, all inclusive.</summary>
internal readonly record struct MergedRange(int Top, int Bottom, int Left, int Right);

/// <summary>
/// The merged ranges stand behind the rows they apply to. Unpacking the part once more and looking for them as bytes costs a tenth of parsing it.
/// </summary>
internal sealed class MergedCells
{
    private const int MaxRanges = 1_048_576;
    private const int LongestTag = 1_024;
    private readonly List<MergedRange> ranges = [];

    private MergedCells()
    {
    }

    /// <summary>Ordered by first row.</summary>
    public IReadOnlyList<MergedRange> Ranges => ranges;

    public static MergedCells Read(ZipArchiveEntry sheet, SheetLimits limits, CancellationToken cancellation)
    {
        var merges = new MergedCells();
        using var stream = sheet.Open();
        var buffer = new byte[1 << 16];
        var kept = 0;
        var behindRows = false;
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = buffer.AsSpan(0, kept + read);
            var done = behindRows ? 0 : FindEndOfRows(block, out behindRows);
            if (behindRows) done += merges.Collect(block[done..], limits.Columns);
            kept = block.Length - done;
            block[done..].CopyTo(buffer);
        }
        merges.ranges.Sort((a, b) => a.Top.CompareTo(b.Top));
        return merges;
    }

    private static int FindEndOfRows(ReadOnlySpan<byte> block, out bool found)
    {
        found = false;
        for (var from = 0; block[from..].IndexOf("sheetData>"u8) is >= 0 and var at; from += at + 1)
        {
            found = IsEndTag(block[Math.Max(0, from + at - 64)..(from + at)]);
            if (found) return from + at;
        }
        return Math.Max(0, block.Length - LongestTag);
    }

    private static bool IsEndTag(ReadOnlySpan<byte> before)
    {
        var open = before.LastIndexOf((byte)'<');
        return open >= 0 && open + 1 < before.Length && before[open + 1] == '/';
    }

    private int Collect(ReadOnlySpan<byte> block, int columns)
    {
        var done = 0;
        while (block[done..].IndexOf("mergeCell "u8) is >= 0 and var found)
        {
            done += found;
            var length = block[done..].IndexOf((byte)'>');
            if (length < 0) return block.Length - done > LongestTag ? block.Length : done;
            Add(block.Slice(done, length), columns);
            done += length;
        }
        return Math.Max(done, block.Length - "mergeCell ".Length);
    }

    private void Add(ReadOnlySpan<byte> tag, int columns)
    {
        var at = tag.IndexOf(" ref="u8);
        if (at < 0 || at + 6 >= tag.Length) return;
        var rest = tag[(at + 6)..];
        var end = rest.IndexOf(tag[at + 5]);
        if (end < 0) return;
        var corners = Encoding.ASCII.GetString(rest[..end]).Split(':');
        var (left, top) = CellAddress.Parse(corners[0]);
        var (right, bottom) = CellAddress.Parse(corners[^1]);
        if (left < 0 || top < 1 || right < left || bottom < top || left >= columns || (left == right && top == bottom)) return;
        if (ranges.Count == MaxRanges) throw new FileRefused(FileFault.HostileXml);
        ranges.Add(new MergedRange(top, bottom, left, Math.Min(right, columns - 1)));
    }
}
