using System.Globalization;
using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

/// <summary>The rows of one worksheet part, one at a time.</summary>
internal sealed class XlsxRows : IDisposable
{
    private readonly PartReader xml;
    private readonly XmlNames names = new();
    private readonly string sheet;
    private readonly SheetLimits limits;
    private readonly MergeSpreader merges;
    private readonly XlsxCells cells;
    private readonly CancellationToken cancellation;
    private readonly List<SheetCell> row = [];
    private bool inRows;
    private int number;
    private int read;

    public XlsxRows(ZipArchiveEntry part, string sheet, SharedStrings strings, CellFormats formats, MergedCells merges, SheetLimits limits,
        CancellationToken cancellation)
    {
        xml = new PartReader(part, limits, names);
        this.sheet = sheet;
        this.limits = limits;
        this.cancellation = cancellation;
        this.merges = new MergeSpreader(merges.Ranges, limits.Columns);
        cells = new XlsxCells(xml, names, strings, formats, limits);
    }

    public SheetRow? Next()
    {
        try
        {
            return NextRow();
        }
        catch (Exception e) when (PartReader.IsFault(e))
        {
            throw PartReader.Refusal(e, sheet, number > 0 ? number : null);
        }
    }

    private SheetRow? NextRow()
    {
        while (xml.Read())
        {
            if (!inRows) inRows = xml.IsElement && ReferenceEquals(xml.Name, names.SheetData) && !xml.IsEmpty;
            else if (xml.IsEnd && ReferenceEquals(xml.Name, names.SheetData)) return null;
            else if (xml.IsElement && ReferenceEquals(xml.Name, names.Row) && ReadRow() is { } found) return found;
        }
        return null;
    }

    private SheetRow? ReadRow()
    {
        cancellation.ThrowIfCancellationRequested();
        var hidden = ReadRowTag();
        row.Clear();
        if (!xml.IsEmpty) ReadCells();
        merges.Fill(number, row);
        return row.Exists(cell => !cell.Is(CellMarks.Spread)) ? new SheetRow(number, hidden, [.. row]) : null;
    }

    private bool ReadRowTag()
    {
        var hidden = false;
        var written = 0;
        while (xml.NextAttribute())
            if (ReferenceEquals(xml.Name, names.Reference)) _ = int.TryParse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture, out written);
            else if (ReferenceEquals(xml.Name, names.Hidden)) hidden |= xml.Value is "1" or "true";
            else if (ReferenceEquals(xml.Name, names.Height)) hidden |= xml.Value == "0";
        xml.BackToElement();
        number = Math.Max(number + 1, written);
        if (number > limits.Rows || ++read > limits.Rows) throw new FileRefused(FileFault.TooManyRows, sheet, number, limit: limits.Rows);
        return hidden;
    }

    private void ReadCells()
    {
        var depth = xml.Depth;
        var column = -1;
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (!xml.IsElement || !ReferenceEquals(xml.Name, names.Cell)) continue;
            var cell = cells.Read(column);
            column = cell.Column;
            if (cell.Marks == CellMarks.None && string.IsNullOrWhiteSpace(cell.Text)) continue;
            if (column >= limits.Columns) throw new FileRefused(FileFault.TooManyColumns, sheet, number, column, limits.Columns);
            row.Add(cell);
        }
    }

    public void Dispose() => xml.Dispose();
}
