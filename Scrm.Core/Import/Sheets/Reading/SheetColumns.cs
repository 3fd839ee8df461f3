using System.Globalization;
using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

internal static class SheetColumns
{
    public static HashSet<int> Hidden(ZipArchiveEntry sheet, SheetLimits limits)
    {
        var hidden = new HashSet<int>();
        using var xml = new PartReader(sheet, limits, new XmlNames());
        while (xml.Read() && !(xml.IsElement && xml.Name == "sheetData"))
        {
            if (!xml.IsElement || xml.Name != "col" || !(xml.Attribute("hidden") is "1" or "true" || xml.Attribute("width") is "0")) continue;
            var last = Math.Min(Index(xml.Attribute("max")), limits.Columns);
            for (var column = Math.Max(1, Index(xml.Attribute("min"))); column <= last; column++) hidden.Add(column - 1);
        }
        return hidden;
    }

    private static int Index(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
}
