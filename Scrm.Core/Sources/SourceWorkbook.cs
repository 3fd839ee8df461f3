using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Sources;

/// <summary>The words of the report as a file.</summary>
public sealed record SourceWords(string Sheet, IReadOnlyList<string> Headers, Func<Channel?, string> Channel, string None, string Whole);

/// <summary>The report as a workbook, a line a source and the sum of all at the end; amounts as money, shares in per cent.</summary>
public static class SourceWorkbook
{
    public static void Write(Stream output, SourceComparison report, SourceWords words)
    {
        using var sheet = new SheetWriter(output, words.Sheet, [.. words.Headers.Select((h, i) => new OutColumn(h, i == 0 ? 24 : 14))]);
        foreach (var line in report.Lines) Row(sheet, line, line.Name.Length > 0 ? line.Name : words.None, words.Channel(line.Channel));
        Row(sheet, report.Whole, words.Whole, "");
    }

    private static void Row(SheetWriter sheet, SourceLine line, string name, string channel)
    {
        var (f, past) = (line.Now, line.Before);
        sheet.Row(name, channel, f.Customers, past is null ? OutCell.Blank : past.Customers, f.Buyers, f.Conversion is { } share ? Math.Round((decimal)share * 100, 1) : OutCell.Blank,
            f.Orders, f.Revenue / 100m, past is null ? OutCell.Blank : past.Revenue / 100m, f.Cost > 0 ? f.Cost / 100m : OutCell.Blank,
            f.CostEach is { } each ? each / 100m : OutCell.Blank, f.Return is { } back ? Math.Round((decimal)back, 2) : OutCell.Blank);
    }
}
