using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>Writes XML as UTF-8 into one buffer, which is what makes a sheet of many small cells fast.</summary>
internal sealed class XmlBytes(Stream output) : IDisposable
{
    private const int LongestText = 32_767;
    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '<', '>', '&', '_', '\uFFFE', '\uFFFF']);
    private readonly byte[] buffer = new byte[1 << 17];
    private int used;

    public XmlBytes Raw(string markup)
    {
        var space = Room(markup.Length * 3);
        used += Encoding.UTF8.GetBytes(markup, space);
        return this;
    }

    public XmlBytes Number(int value)
    {
        Utf8Formatter.TryFormat(value, Room(16), out var written);
        used += written;
        return this;
    }

    public XmlBytes Number(decimal value)
    {
        Utf8Formatter.TryFormat(value, Room(40), out var written);
        used += written;
        return this;
    }

    public XmlBytes Column(int column)
    {
        if (column >= 26) Column(column / 26 - 1);
        Room(1)[0] = (byte)('A' + column % 26);
        used++;
        return this;
    }

    /// <summary>A cell's text, at most the 32,767 characters a cell holds; what XML cannot say as _xHHHH_, as Excel does.</summary>
    public XmlBytes Text(string text)
    {
        var rest = text.AsSpan(0, Math.Min(text.Length, LongestText));
        if (rest.Length == LongestText && char.IsHighSurrogate(rest[^1])) rest = rest[..^1];
        while (!rest.IsEmpty)
        {
            var plain = rest.IndexOfAny(Special);
            if (plain < 0) plain = rest.Length;
            used += Encoding.UTF8.GetBytes(rest[..plain], Room(plain * 3));
            if (plain == rest.Length) break;
            Escape(rest[plain..]);
            rest = rest[(plain + 1)..];
        }
        return this;
    }

    private void Escape(ReadOnlySpan<char> at)
    {
        var letter = at[0];
        var escaped = letter switch
        {
            '<' => "&lt;",
            '>' => "&gt;",
            '&' => "&amp;",
            '\t' => "\t",
            '\n' => "\n",
            '_' => CellText.IsEscape(at) ? "_x005F_" : "_",
            _ => $"_x{(int)letter:X4}_",
        };
        Raw(escaped);
    }

    private Span<byte> Room(int bytes)
    {
        if (used + bytes > buffer.Length)
        {
            output.Write(buffer, 0, used);
            used = 0;
        }
        return buffer.AsSpan(used);
    }

    public void Dispose()
    {
        output.Write(buffer, 0, used);
        output.Dispose();
    }
}
