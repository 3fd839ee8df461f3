using System.Globalization;

namespace Scrm.Core.Import.Sheets;

/// <summary>Reads one c element: where it stands, what type and style it has, and its text.</summary>
internal sealed class XlsxCells(PartReader xml, XmlNames names, SharedStrings strings, CellFormats formats, SheetLimits limits)
{
    private readonly CellText inline = new(limits.CellLength);

    /// <summary>The cell under the reader; a cell without an address, or with one that runs backwards, follows the previous column.</summary>
    public SheetCell Read(int previousColumn)
    {
        var column = -1;
        var type = "";
        while (xml.NextAttribute())
            if (ReferenceEquals(xml.Name, names.Reference)) column = CellAddress.Parse(xml.Value).Column;
            else if (ReferenceEquals(xml.Name, names.Text)) type = xml.Value;
        xml.BackToElement();
        if (column <= previousColumn) column = previousColumn + 1;
        if (xml.IsEmpty) return new SheetCell(column, "");
        // Only a number looks at its style, and most cells are texts.
        var style = 0;
        if (type is "" or "n") _ = int.TryParse(xml.Attribute(names.Style), NumberStyles.None, CultureInfo.InvariantCulture, out style);
        return Content(column, type, style);
    }

    private SheetCell Content(int column, string type, int style)
    {
        var depth = xml.Depth;
        var cell = new SheetCell(column, "");
        var formula = false;
        var valued = false;
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (!xml.IsElement) continue;
            if (ReferenceEquals(xml.Name, names.Value))
            {
                valued = !xml.IsEmpty;
                cell = Value(column, type, style);
            }
            else if (ReferenceEquals(xml.Name, names.Inline)) cell = Inline(column);
            else
            {
                formula |= ReferenceEquals(xml.Name, names.Formula);
                xml.SkipElement();
            }
        }
        return formula && !valued ? cell with { Marks = CellMarks.Uncomputed } : cell;
    }

    private SheetCell Inline(int column)
    {
        inline.Read(xml, names);
        return new SheetCell(column, new string(inline.Chars), Marks: inline.Cut ? CellMarks.Cut : CellMarks.None);
    }

    private SheetCell Value(int column, string type, int style)
    {
        var text = xml.Text(out var cut);
        if (text.IsEmpty) return new SheetCell(column, "");
        return type switch
        {
            "s" => Shared(column, text),
            "" or "n" => StoredNumber.Cell(column, text, formats[style], formats.Date1904),
            "b" => new SheetCell(column, text.Trim() is "1" or "true" ? "TRUE" : "FALSE", CellKind.Boolean),
            "e" => new SheetCell(column, new string(text), CellKind.Error),
            "d" => IsoDate(column, text),
            _ => Formula(column, text, cut),
        };
    }

    private SheetCell Shared(int column, ReadOnlySpan<char> text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index)
            || !strings.TryGet(index, out var shared, out var cut)) throw new FileRefused(FileFault.Damaged, column: column);
        return new SheetCell(column, shared, Marks: cut ? CellMarks.Cut : CellMarks.None);
    }

    private static SheetCell IsoDate(int column, ReadOnlySpan<char> text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment))
            return new SheetCell(column, new string(text));
        var look = text.Contains('T') ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd";
        return new SheetCell(column, moment.ToString(look, CultureInfo.InvariantCulture), CellKind.Date, (moment - new DateTime(1899, 12, 30)).TotalDays);
    }

    private static SheetCell Formula(int column, ReadOnlySpan<char> text, bool cut)
    {
        var value = new string(text);
        if (value.Contains("_x"))
        {
            var chars = value.ToCharArray();
            value = new string(chars, 0, CellText.Unescape(chars));
        }
        return new SheetCell(column, value, Marks: cut ? CellMarks.Cut : CellMarks.None);
    }
}
