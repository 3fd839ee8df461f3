namespace Scrm.Core.Import.Sheets;

/// <summary>
/// Turns the rows of a sheet into facts about customers, or about the dictionary, as a layout says. Streams; a row's problems travel with it.
/// isTag: whether a text is the name of an existing tag, so that a tag with a slash in its name is not taken apart.
/// </summary>
public sealed class RowReader(SheetFile file, SheetLayout layout, Func<string, bool>? isTag = null)
{
    public IEnumerable<ParsedRow> Rows(CancellationToken cancellation = default)
    {
        var rows = Data(cancellation).Select(Parse);
        return layout.OfTouches ? TouchKeys.Give(rows, layout.Kind) : rows;
    }

    public IEnumerable<DictionaryRow> DictionaryRows(CancellationToken cancellation = default)
    {
        string? group = null;
        foreach (var row in Data(cancellation))
        {
            var parsed = ParseDictionary(row, group);
            group = parsed.Group;
            yield return parsed;
        }
    }

    /// <summary>The rows themselves, below headers and samples.</summary>
    public IEnumerable<SheetRow> Data(CancellationToken cancellation = default) =>
        file.Rows(layout.Sheet, cancellation).Where(row => row.Number >= layout.FirstDataRow && !IsBlank(row));

    public ParsedRow Parse(SheetRow row)
    {
        var cells = new CellReader(row, plainText: !file.IsWorkbook, file.Date1904);
        var parsed = new CustomerCells(cells, isTag, layout.OfTouches ? new TouchCells(cells, layout.Kind, layout.Of(ColumnRole.Refund) is not null) : null);
        var group = layout.Of(ColumnRole.TagGroup) is { } column ? cells.Short(column.Index) : null;
        foreach (var mapped in layout.Columns) parsed.Take(mapped, group);
        return parsed.Row();
    }

    private static bool IsBlank(SheetRow row)
    {
        for (var at = 0; at < row.Cells.Count; at++)
            if (!CleanText.IsBlank(row.Cells[at].Text)) return false;
        return true;
    }

    private DictionaryRow ParseDictionary(SheetRow row, string? groupAbove)
    {
        var cells = new CellReader(row, plainText: !file.IsWorkbook, file.Date1904);
        var parsed = new DictionaryCells(cells);
        foreach (var mapped in layout.Columns) parsed.Take(mapped);
        return parsed.Row(groupAbove);
    }
}
