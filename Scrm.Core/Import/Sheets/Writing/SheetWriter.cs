using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

/// <summary>
/// Streams an .xlsx: header bold and frozen, filter on, texts as inline strings, never a formula. Memory does not grow with the rows.
/// A sheet that is full (1,048,576 rows) goes on in a next one with the same headers.
/// </summary>
public sealed class SheetWriter : IRowWriter
{
    private const int MostRows = 1_048_576;
    private readonly ZipArchive zip;
    private readonly CompressionLevel level;
    private readonly List<string> sheets = [];
    private string name = "";
    private IReadOnlyList<OutColumn> columns = [];
    private XmlBytes? xml;
    private int row;

    /// <summary>output may be any writable stream and is left open. Call Sheet before the first row.</summary>
    public SheetWriter(Stream output, CompressionLevel level = CompressionLevel.Fastest)
    {
        this.level = level;
        zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
    }

    public SheetWriter(Stream output, string sheet, IReadOnlyList<OutColumn> columns) : this(output) => Sheet(sheet, columns);

    /// <summary>Ends the sheet before and begins another. The name is made to fit (31 characters, none of []:*?/\, unique).</summary>
    public SheetWriter Sheet(string sheetName, IReadOnlyList<OutColumn> sheetColumns)
    {
        (name, columns) = (sheetName, sheetColumns);
        Begin();
        return this;
    }

    public void Row(params ReadOnlySpan<OutCell> cells)
    {
        if (row == MostRows) Begin();
        var to = Xml;
        to.Raw("<row r=\"").Number(++row).Raw("\">");
        for (var column = 0; column < cells.Length; column++) Cell(to, column, cells[column]);
        to.Raw("</row>");
    }

    private XmlBytes Xml => xml ?? throw new InvalidOperationException("No sheet was begun.");

    private void Begin()
    {
        End();
        sheets.Add(SheetNames.Fit(name, sheets));
        xml = new XmlBytes(zip.CreateEntry($"xl/worksheets/sheet{sheets.Count}.xml", level).Open());
        xml.Raw(WorkbookParts.Head).Raw("<worksheet xmlns=\"").Raw(WorkbookParts.Main).Raw("\"><sheetViews><sheetView workbookViewId=\"0\"");
        if (sheets.Count == 1) xml.Raw(" tabSelected=\"1\"");
        xml.Raw("><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        if (columns.Count > 0) Widths(xml);
        row = 1;
        xml.Raw("<sheetData><row r=\"1\">");
        for (var column = 0; column < columns.Count; column++) Text(xml, column, columns[column].Header, WorkbookParts.HeaderStyle);
        xml.Raw("</row>");
    }

    private void Widths(XmlBytes to)
    {
        to.Raw("<cols>");
        for (var column = 0; column < columns.Count; column++)
            to.Raw("<col min=\"").Number(column + 1).Raw("\" max=\"").Number(column + 1).Raw("\" width=\"").Number((decimal)columns[column].Width)
                .Raw("\" customWidth=\"1\"/>");
        to.Raw("</cols>");
    }

    private void Cell(XmlBytes to, int column, in OutCell cell)
    {
        if (cell.Kind == OutKind.Text) Text(to, column, cell.Text, cell.Marked ? WorkbookParts.MarkedStyle : WorkbookParts.TextStyle);
        else if (cell.Kind == OutKind.Number) Value(to, column, cell.Number, 0);
        else if (cell.Kind == OutKind.Date) Value(to, column, Serial(cell.Moment.Date), WorkbookParts.DateStyle);
        else if (cell.Kind == OutKind.DateTime) Value(to, column, Serial(cell.Moment), WorkbookParts.DateTimeStyle);
        else if (cell.Marked) Open(to, column, WorkbookParts.MarkedStyle).Raw("/>");
    }

    private void Text(XmlBytes to, int column, string text, int style)
    {
        if (text.Length == 0) return;
        Open(to, column, style).Raw(" t=\"inlineStr\"><is><t xml:space=\"preserve\">").Text(text).Raw("</t></is></c>");
    }

    private void Value(XmlBytes to, int column, decimal number, int style) => Open(to, column, style).Raw("><v>").Number(number).Raw("</v></c>");

    private XmlBytes Open(XmlBytes to, int column, int style)
    {
        to.Raw("<c r=\"").Column(column).Number(row).Raw("\"");
        return style == 0 ? to : to.Raw(" s=\"").Number(style).Raw("\"");
    }

    // Days since 1899-12-30, right for every date after February 1900; ticks divide exactly, doubles would not.
    private static decimal Serial(DateTime moment) => Math.Round((decimal)(moment - new DateTime(1899, 12, 30)).Ticks / TimeSpan.TicksPerDay, 9);

    private void End()
    {
        if (xml is null) return;
        xml.Raw("</sheetData>");
        if (columns.Count > 0) xml.Raw("<autoFilter ref=\"A1:").Column(columns.Count - 1).Number(row).Raw("\"/>");
        xml.Raw("</worksheet>");
        xml.Dispose();
        xml = null;
    }

    public void Dispose()
    {
        if (sheets.Count == 0) Sheet("Sheet1", []);
        End();
        WorkbookParts.Write(zip, sheets, level);
        zip.Dispose();
    }
}
