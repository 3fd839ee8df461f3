namespace Scrm.Core.Import.Sheets;

/// <summary>The words of an error workbook. Role: the header for a column that has none.</summary>
public sealed record ErrorWorkbookText(string Sheet, string RowNumber, string Reason, Func<ColumnRole, string> Role);

/// <summary>A row of the upload as it was, and what is wrong with it.</summary>
public sealed record ErrorRow(SheetRow Row, IReadOnlyList<CellProblem> Problems);

/// <summary>
/// The rows that could not be taken, as they were: first their original row number, then their columns with the faulty cells marked, then the
/// reason in words. It can be mended and uploaded again: the two added columns are read past. Streams, so its size does not matter.
/// </summary>
public static class ErrorWorkbook
{
    private const int MostInOneCell = 10;

    /// <summary>words: one sentence for a problem. Rows come in any order and are written as they come.</summary>
    public static void Write(Stream output, SheetLayout layout, IEnumerable<ErrorRow> rows, ErrorWorkbookText text, Func<CellProblem, string> words)
    {
        List<OutColumn> columns =
        [
            new(text.RowNumber, 8), .. layout.Columns.Select(column => new OutColumn(HeaderOf(column, text), Width(column.Role))), new(text.Reason, 60),
        ];
        using var writer = new SheetWriter(output, text.Sheet, columns);
        foreach (var (row, problems) in rows) writer.Row(Cells(layout, row, problems, words));
    }

    /// <summary>The rows of the upload that have problems, read again from the file. problems: by original row number.</summary>
    public static IEnumerable<ErrorRow> Rows(
        SheetFile file, SheetLayout layout, IReadOnlyDictionary<int, IReadOnlyList<CellProblem>> problems, CancellationToken cancellation = default)
    {
        foreach (var row in file.Rows(layout.Sheet, cancellation))
            if (row.Number >= layout.FirstDataRow && problems.TryGetValue(row.Number, out var own))
                yield return new ErrorRow(file.IsWorkbook ? row : Unguarded(row), own);
    }

    private static SheetRow Unguarded(SheetRow row) =>
        new(row.Number, row.Hidden, [.. row.Cells.Select(cell => cell with { Text = CsvGuard.Restore(cell.Text) })]);

    private static OutCell[] Cells(SheetLayout layout, SheetRow row, IReadOnlyList<CellProblem> problems, Func<CellProblem, string> words)
    {
        var cells = new OutCell[layout.Columns.Count + 2];
        cells[0] = row.Number;
        for (var at = 0; at < layout.Columns.Count; at++)
        {
            var index = layout.Columns[at].Index;
            cells[at + 1] = OutCell.Of(row[index]) with { Marked = problems.Any(problem => problem.Column == index) };
        }
        cells[^1] = string.Join('\n', problems.Take(MostInOneCell).Select(words));
        return cells;
    }

    private static string HeaderOf(SheetColumn column, ErrorWorkbookText text)
    {
        if (column.Header.Length > 0) return column.Header;
        return column.Role == ColumnRole.Ignore ? CellAddress.ColumnName(column.Index) : text.Role(column.Role);
    }

    private static double Width(ColumnRole role) => role switch
    {
        ColumnRole.Tags or ColumnRole.KeyAndTags or ColumnRole.Remark or ColumnRole.TagMeaning or ColumnRole.GroupMeaning => 36,
        ColumnRole.ExternalId => 34,
        ColumnRole.AddedAt => 20,
        _ => 16,
    };
}
