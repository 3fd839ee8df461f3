using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>
/// The workbook's distinct texts as UTF-8 in large blocks: a million of them as strings would cost three times the memory.
/// Each stands as two bytes (length, top bit: cut) and its text; the place of every eighth is kept, the others are reached from it.
/// The blocks are rented: a file is opened four times on its way, and the collector is slow to notice that large arrays are free.
/// </summary>
internal sealed class SharedStrings : IDisposable
{
    private const int BlockSize = 1 << 20;
    private const int PageSize = 1 << 12;
    private const int Step = 8;
    private const ushort GoOn = 0xFFFF;
    private const int CacheSize = 1 << 12;
    private readonly List<byte[]> blocks = [];
    private readonly List<int[]> places = [];
    private readonly (int Index, string Text, bool Cut)[] cache = new (int, string, bool)[CacheSize];
    private int count;
    private int free = BlockSize;

    public int Count => count;

    public static SharedStrings Read(ZipArchiveEntry? part, SheetLimits limits, CancellationToken cancellation)
    {
        var strings = new SharedStrings();
        if (part is null) return strings;
        var names = new XmlNames();
        using var xml = new PartReader(part, limits, names);
        var builder = new CellText(limits.CellLength);
        try
        {
            while (xml.Read())
            {
                if (!xml.IsElement || !ReferenceEquals(xml.Name, names.Item)) continue;
                builder.Read(xml, names);
                strings.Add(builder, limits);
                if ((strings.count & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            }
            return strings;
        }
        catch
        {
            strings.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var block in blocks) ArrayPool<byte>.Shared.Return(block);
        blocks.Clear();
        count = 0;
    }

    public bool TryGet(int index, out string text, out bool cut)
    {
        text = "";
        cut = false;
        if ((uint)index >= (uint)count) return false;
        ref var cached = ref cache[index & (CacheSize - 1)];
        if (cached.Text is null || cached.Index != index) cached = Decode(index);
        text = cached.Text;
        cut = cached.Cut;
        return true;
    }

    private (int, string, bool) Decode(int index)
    {
        var place = places[index / Step / PageSize][index / Step % PageSize];
        for (var skip = index % Step; skip > 0; skip--) place = At(place) + 2 + (Word(At(place)) & 0x7FFF);
        place = At(place);
        var length = Word(place);
        return (index, Encoding.UTF8.GetString(blocks[place / BlockSize].AsSpan(place % BlockSize + 2, length & 0x7FFF)), length > 0x7FFF);
    }

    /// <summary>The place itself, or the beginning of the next block where the text did not fit into the rest of this one.</summary>
    private int At(int place) =>
        place % BlockSize == 0 || (place % BlockSize <= BlockSize - 2 && Word(place) != GoOn) ? place : (place / BlockSize + 1) * BlockSize;

    private ushort Word(int place) => BinaryPrimitives.ReadUInt16LittleEndian(blocks[place / BlockSize].AsSpan(place % BlockSize));

    private void Add(CellText text, SheetLimits limits)
    {
        var most = 2 + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (free + most > BlockSize) NewBlock(limits);
        var block = blocks[^1].AsSpan(free);
        var length = Encoding.UTF8.GetBytes(text.Chars, block[2..]);
        BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)(text.Cut ? length | 0x8000 : length));
        if (count % (PageSize * Step) == 0) places.Add(new int[PageSize]);
        if (count % Step == 0) places[^1][count / Step % PageSize] = (blocks.Count - 1) * BlockSize + free;
        free += 2 + length;
        count++;
    }

    private void NewBlock(SheetLimits limits)
    {
        if ((long)(blocks.Count + 1) * BlockSize > limits.SharedTextBytes) throw new FileRefused(FileFault.TooLarge, limit: limits.SharedTextBytes);
        if (free + 2 <= BlockSize) BinaryPrimitives.WriteUInt16LittleEndian(blocks[^1].AsSpan(free), GoOn);
        blocks.Add(ArrayPool<byte>.Shared.Rent(BlockSize));
        free = 0;
    }
}
