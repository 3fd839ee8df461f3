using System.Text.RegularExpressions;

namespace Scrm.Core.Import.Sheets;

/// <summary>Finds the headers among the first rows: below titles and notes, above sample rows.</summary>
internal static partial class HeaderRow
{
    private const int Deepest = 15;
    private const int MostSamples = 3;
    private const int LongestHeader = 40;

    /// <summary>Index into rows, or -1 where the sheet begins with data.</summary>
    public static int Find(IReadOnlyList<SheetRow> rows, IReadOnlySet<string> groups)
    {
        var best = -1;
        var bestScore = 0;
        for (var at = 0; at < Math.Min(rows.Count, Deepest); at++)
            if (Known(rows[at], groups) is var score && score > bestScore && !IsSample(rows[at])) (best, bestScore) = (at, score);
        if (best < 0) best = AboveKeys(rows);
        if (best < 0) return Unnamed(rows);
        return best + 1 < rows.Count && ContinuesIn(rows[best], rows[best + 1]) ? best + 1 : best;
    }

    /// <summary>How many rows right under the headers show how to fill in the sheet.</summary>
    public static int Samples(IReadOnlyList<SheetRow> rows, int header)
    {
        var count = 0;
        while (count < MostSamples && header + 1 + count < rows.Count && IsSample(rows[header + 1 + count])) count++;
        return count;
    }

    private static int Known(SheetRow row, IReadOnlySet<string> groups)
    {
        // A title spread over the columns is one cell, and a row of data may hold one word that is also a header.
        var own = row.Cells.Where(cell => !cell.Is(CellMarks.Spread)).ToList();
        var known = own.Count(cell => cell.Text.Length <= LongestHeader && (HeaderWords.IsKnown(cell.Text) || groups.Contains(Folding.Key(cell.Text))
            || HeaderWords.GroupNamed(cell.Text) is not null || ColumnGuess.NamesKeyAndTags(cell.Text)));
        return known * 3 < own.Count && known < 2 ? 0 : known;
    }

    // Two rows of headers: 姓名 is merged downwards and repeats, the second row names what the first one groups.
    private static bool ContinuesIn(SheetRow header, SheetRow below) =>
        below.Cells.Any(cell => cell.Is(CellMarks.Spread) && header[cell.Column] == cell.Text)
        && below.Cells.All(cell => cell.Kind == CellKind.Text && cell.Text.Length <= LongestHeader && !ColumnGuess.IsValue(cell.Text));

    // One known word among sixty questions is enough where it stands right above values of its kind.
    private static int AboveKeys(IReadOnlyList<SheetRow> rows)
    {
        for (var at = 0; at < Math.Min(rows.Count - 1, 5); at++)
        {
            var below = rows[at + 1];
            if (rows[at].Cells.All(cell => cell.Kind == CellKind.Text && !ColumnGuess.IsValue(cell.Text))
                && rows[at].Cells.Any(cell => HeaderWords.IsKnown(cell.Text) && ColumnGuess.IsValue(below[cell.Column]))) return at;
        }
        return -1;
    }

    private static int Unnamed(IReadOnlyList<SheetRow> rows)
    {
        var widest = rows.Take(Deepest).Select(row => row.Cells.Count).DefaultIfEmpty().Max();
        for (var at = 0; at < Math.Min(rows.Count - 1, 5); at++)
        {
            var cells = rows[at].Cells;
            if (cells.Count < 2 || cells.Count * 2 < widest || cells.All(cell => cell.Is(CellMarks.Spread) || cell.Text == cells[0].Text)) continue;
            return cells.All(IsName) && cells.Select(cell => cell.Text).Distinct().Count() == cells.Count && Differs(rows, at) ? at : -1;
        }
        return -1;
    }

    private static bool IsName(SheetCell cell) =>
        cell.Kind == CellKind.Text && cell.Text.Length <= 12 && !ColumnGuess.IsValue(cell.Text) && TagList.Split(cell.Text).Count == 1;

    // Without one known word, a row is taken for headers only where the rows below look otherwise.
    private static bool Differs(IReadOnlyList<SheetRow> rows, int header) => rows.Skip(header + 1).Take(5)
        .Any(row => row.Cells.Any(cell => cell.Kind != CellKind.Text || ColumnGuess.IsValue(cell.Text) || TagList.Split(cell.Text).Count > 1));

    private static bool IsSample(SheetRow row) => row.Cells.Any(cell => Sample().IsMatch(cell.Text));

    // 示例公司 is somebody's company: the word counts in brackets, before a colon or alone.
    [GeneratedRegex(@"[(（【\[<]\s*(示例|样例|范例|例如|例|example|sample|e\.g\.)|^\s*(示例|样例|范例|例如|例|如|example|sample|e\.g\.)\s*([:：]|$)|^\s*(必填|选填)\s*$|填写说明",
        RegexOptions.IgnoreCase)]
    private static partial Regex Sample();
}
