namespace Scrm.Core.Import.Sheets;

/// <summary>Gathers the text of one shared or inline string: its runs, without the phonetic ones, with _x000D_ escapes undone.</summary>
internal sealed class CellText(int limit)
{
    private readonly char[] chars = new char[limit];

    public int Length { get; private set; }
    public bool Cut { get; private set; }
    public ReadOnlySpan<char> Chars => chars.AsSpan(0, Length);

    /// <summary>Reads from the start tag of si or is to its end tag.</summary>
    public void Read(PartReader xml, XmlNames names)
    {
        Length = 0;
        Cut = false;
        if (xml.IsEmpty) return;
        var depth = xml.Depth;
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (!xml.IsElement) continue;
            if (ReferenceEquals(xml.Name, names.Text)) Append(xml);
            else if (ReferenceEquals(xml.Name, names.Phonetic)) xml.SkipElement();
        }
        if (Chars.IndexOf("_x") >= 0) Length = Unescape(chars.AsSpan(0, Length));
        if (Cut && Length > 0 && char.IsHighSurrogate(chars[Length - 1])) Length--;
    }

    private void Append(PartReader xml)
    {
        var text = xml.Text(out var cut);
        var room = Math.Min(text.Length, limit - Length);
        text[..room].CopyTo(chars.AsSpan(Length));
        Length += room;
        Cut |= cut || room < text.Length;
    }

    /// <summary>Turns _xHHHH_ into the character it stands for, in place; returns the new length.</summary>
    public static int Unescape(Span<char> text)
    {
        var to = 0;
        for (var from = 0; from < text.Length; from++)
            if (text[from] == '_' && IsEscape(text[from..]))
            {
                text[to++] = (char)Convert.ToUInt16(new string(text.Slice(from + 2, 4)), 16);
                from += 6;
            }
            else text[to++] = text[from];
        return to;
    }

    public static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}
