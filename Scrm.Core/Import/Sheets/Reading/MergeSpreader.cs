namespace Scrm.Core.Import.Sheets;

/// <summary>Repeats the value of a merged range in every cell that it covers, row by row, in whatever rows the sheet has.</summary>
internal sealed class MergeSpreader(IReadOnlyList<MergedRange> ranges, int columns)
{
    private readonly List<(MergedRange Range, SheetCell Value)> open = [];
    private int next;

    /// <summary>Fills the cells of one row, which are in column order, and keeps them so. Rows must come in order.</summary>
    public void Fill(int row, List<SheetCell> cells)
    {
        if (ranges.Count == 0) return;
        open.RemoveAll(merge => merge.Range.Bottom < row);
        for (; next < ranges.Count && ranges[next].Top <= row; next++)
        {
            var range = ranges[next];
            var value = cells.Find(cell => cell.Column == range.Left);
            if (range.Top == row && !string.IsNullOrEmpty(value.Text)) open.Add((range, value));
            // Ranges may not overlap, so no honest sheet has more of them in a row than columns.
            if (open.Count > columns) throw new FileRefused(FileFault.HostileXml);
        }
        if (open.Count == 0) return;
        foreach (var (range, value) in open) Spread(row, range, value, cells);
        cells.Sort((a, b) => a.Column.CompareTo(b.Column));
    }

    private static void Spread(int row, MergedRange range, SheetCell value, List<SheetCell> cells)
    {
        cells.RemoveAll(cell => cell.Column >= range.Left && cell.Column <= range.Right && (row > range.Top || cell.Column > range.Left));
        for (var column = range.Left; column <= range.Right; column++)
            if (row > range.Top || column > range.Left) cells.Add(value with { Column = column, Marks = value.Marks | CellMarks.Spread });
    }
}
