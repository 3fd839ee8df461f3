using System.Globalization;
using Scrm.Core.Import.Sheets;
using static Scrm.Web.Words;

namespace Scrm.Web.Controls;

/// <summary>One cell of a chart's table: as it is shown, and the number behind it where there is one.</summary>
public readonly record struct ChartCell(string Shown, decimal? Number = null)
{
    public static ChartCell Of(long count) => new(count.ToString("#,0", CultureInfo.InvariantCulture), count);
}

/// <summary>The numbers of a chart as a table and as a workbook. The first column names what the others measure.</summary>
public sealed record ChartSheet(string Name, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<ChartCell>> Rows)
{
    private const int LongestFileName = 60;

    /// <summary>The name without what a file system refuses.</summary>
    public string FileName => string.Concat(Name.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-').Take(LongestFileName)).Trim();

    public byte[] Workbook()
    {
        using var file = new MemoryStream();
        using (var sheet = new SheetWriter(file, Name, [.. Headers.Select((head, i) => new OutColumn(head, i == 0 ? 24 : 14))]))
            foreach (var row in Rows) sheet.Row([.. row.Select(cell => cell.Number is { } number ? OutCell.Of(number) : OutCell.Of(cell.Shown))]);
        return file.ToArray();
    }
}

/// <summary>Words of every chart.</summary>
public static class ChartText
{
    public static string Chart => Say("图", "Chart");
    public static string Table => Say("表", "Table");
    public static string Picture => Say("存为图片（PNG）", "Save as a picture (PNG)");
    public static string Workbook => Say("导出 Excel", "Export as Excel");
}
