using System.Globalization;
using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

internal enum NumberLook : byte { General, Date, DateTime, Time, Zeros }

/// <summary>What each cell style makes of a number. Digits: the width that a format like 00000 pads to.</summary>
internal readonly record struct CellFormat(NumberLook Look, byte Digits = 0);

internal sealed class CellFormats(IReadOnlyList<CellFormat> styles, bool date1904)
{
    private const int MaxStyles = 100_000;

    public bool Date1904 => date1904;

    public CellFormat this[int style] => (uint)style < (uint)styles.Count ? styles[style] : default;

    public static CellFormats Read(ZipArchiveEntry? part, bool date1904, SheetLimits limits)
    {
        var styles = new List<CellFormat>();
        if (part is null) return new CellFormats(styles, date1904);
        var custom = new Dictionary<int, CellFormat>();
        var inCells = false;
        using var xml = new PartReader(part, limits, new XmlNames());
        while (xml.Read())
        {
            if (xml.Name == "cellXfs") inCells = xml.IsElement && !xml.IsEmpty;
            else if (xml.IsElement && xml.Name == "numFmt") custom[Id(xml.Attribute("numFmtId"))] = Classify(xml.Attribute("formatCode") ?? "");
            else if (xml.IsElement && inCells && xml.Name == "xf") styles.Add(Of(Id(xml.Attribute("numFmtId")), custom));
            if (styles.Count > MaxStyles || custom.Count > MaxStyles) throw new FileRefused(FileFault.HostileXml);
        }
        return new CellFormats(styles, date1904);
    }

    private static int Id(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    // ECMA-376 part 1, 18.8.30, with the East Asian numbers 27–36 and 50–58 that Chinese Excel and WPS write.
    private static CellFormat Of(int id, Dictionary<int, CellFormat> custom) => custom.TryGetValue(id, out var format) ? format : id switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => new(NumberLook.Date),
        22 => new(NumberLook.DateTime),
        >= 18 and <= 21 or >= 32 and <= 35 or >= 45 and <= 47 or 55 or 56 => new(NumberLook.Time),
        _ => default,
    };

    /// <summary>Reads a format code: letters outside quotes, brackets and escapes say whether it shows a date, a time or both.</summary>
    public static CellFormat Classify(string code)
    {
        var section = Bare(code);
        if (section.Length is > 1 and < 30 && section.All(letter => letter == '0')) return new(NumberLook.Zeros, (byte)section.Length);
        if (section.Contains("general")) return default;
        var time = section.Contains('h') || section.Contains('s');
        var date = section.Contains('y') || section.Contains('d') || section.Contains('e') && !section.Contains('0') || section.Contains('m') && !time;
        return new(date && time ? NumberLook.DateTime : date ? NumberLook.Date : time ? NumberLook.Time : NumberLook.General);
    }

    private static string Bare(string code)
    {
        var bare = new System.Text.StringBuilder();
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            var closing = code[at] switch { '"' => '"', '[' => ']', _ => '\0' };
            if (closing != 0)
            {
                var end = code.IndexOf(closing, at + 1);
                if (end < 0) break;
                if (closing == ']' && code[(at + 1)..end].ToLowerInvariant() is "h" or "hh" or "m" or "mm" or "s" or "ss") bare.Append('h');
                at = end;
            }
            else if (code[at] is '\\' or '_' or '*') at++;
            else bare.Append(char.ToLowerInvariant(code[at]));
        }
        return bare.ToString();
    }
}
