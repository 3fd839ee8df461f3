using Scrm.Core.Import.Sheets;
using Scrm.Tests.Kit;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class XlsxReadingTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void Shared_inline_and_rich_texts_are_read_without_phonetic_runs()
    {
        var rows = Read(new XlsxBuilder().Shared("张三", "<r><t>高</t></r><r><rPr><b/></rPr><t>意向</t></r><rPh sb=\"0\" eb=\"1\"><t>gao</t></rPh>", "a_x000D_b")
            .RawSheet("客户", "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"C3\" t=\"s\"><v>1</v></c><c r=\"D3\" t=\"inlineStr\"><is><r><t>x</t></r><r><t> y</t></r></is></c>"
                + "<c r=\"E3\" t=\"s\"><v>2</v></c></row>"));
        var row = Assert.Single(rows);
        Assert.Equal(3, row.Number);
        Assert.Equal(["张三", "", "高意向", "x y", "a\rb"], Enumerable.Range(0, 5).Select(column => row[column]));
    }

    [Fact]
    public void Many_shared_texts_of_all_lengths_are_found_in_any_order()
    {
        var random = new Random(3);
        string[] texts = [.. Enumerable.Range(0, 3_000).Select(number => $"{number}{new string(number % 2 == 0 ? '长' : 'x', random.Next(number % 50 == 0 ? 3_900 : 400))}")];
        var order = Enumerable.Range(0, texts.Length).OrderBy(_ => random.Next()).ToList();
        var rows = Read(new XlsxBuilder().Shared(texts).RawSheet("a", string.Concat(order.Select(index => $"<row><c t=\"s\"><v>{index}</v></c></row>"))));
        Assert.Equal(order.Select(index => texts[index]), rows.Select(row => row[0]));
    }

    [Fact]
    public void Rows_and_cells_without_addresses_follow_each_other()
    {
        var rows = Read(new XlsxBuilder().RawSheet("a", "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c r=\"B5\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"));
        Assert.Equal([1, 5, 6], rows.Select(row => row.Number));
        Assert.Equal([(0, "1"), (1, "2"), (1, "3"), (2, "4"), (0, "5")], rows.SelectMany(row => row.Cells).Select(cell => (cell.Column, cell.Text)));
    }

    [Theory]
    [InlineData("13800138001", "13800138001")]
    [InlineData("1.3800138001E+10", "13800138001")]
    [InlineData("13800138001.0", "13800138001")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1E-3", "0.001")]
    [InlineData("-42", "-42")]
    [InlineData("1234567.25", "1234567.25")]
    [InlineData("1E+20", "100000000000000000000")]
    [InlineData("007", "7")]
    public void Numbers_keep_every_digit_and_lose_the_exponent(string stored, string seen) =>
        Assert.Equal(seen, Cell($"<c r=\"A1\"><v>{stored}</v></c>").Text);

    [Fact]
    public void Number_of_more_digits_than_Excel_keeps_is_marked() => Assert.True(Cell("<c r=\"A1\"><v>123456789012345680</v></c>").Is(CellMarks.DigitsLost));

    [Theory]
    [InlineData("yyyy-mm-dd", "45292", "2024-01-01")]
    [InlineData("yyyy/m/d h:mm", "45292.75", "2024-01-01 18:00:00")]
    [InlineData("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "45292", "2024-01-01")]
    [InlineData("h:mm:ss", "0.5", "12:00:00")]
    [InlineData("yyyy-mm-dd", "1", "1900-01-01")]
    [InlineData("yyyy-mm-dd", "59", "1900-02-28")]
    [InlineData("yyyy-mm-dd", "61", "1900-03-01")]
    [InlineData("yyyy-mm-dd", "-1", "-1")]
    [InlineData("00000000", "4711", "00004711")]
    [InlineData("#,##0.00\"days\"", "45292", "45292")]
    [InlineData("[Red]0.00", "45292.5", "45292.5")]
    [InlineData("General", "45292", "45292")]
    public void Number_format_decides_what_a_number_shows(string format, string stored, string seen) =>
        Assert.Equal(seen, Cell($"<c r=\"A1\" s=\"1\"><v>{stored}</v></c>", new XlsxBuilder().Formats(format)).Text);

    [Fact]
    public void Dates_of_a_1904_workbook_are_moved() =>
        Assert.Equal("2024-01-01", Cell("<c r=\"A1\" s=\"1\"><v>43830</v></c>", new XlsxBuilder().Formats("yyyy-mm-dd").Since1904()).Text);

    [Theory]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE", CellKind.Boolean)]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A", CellKind.Error)]
    [InlineData("<c r=\"A1\" t=\"str\"><f>A2&amp;B2</f><v>合计</v></c>", "合计", CellKind.Text)]
    [InlineData("<c r=\"A1\"><f>1+1</f><v>2</v></c>", "2", CellKind.Number)]
    [InlineData("<c r=\"A1\" t=\"d\"><v>2024-05-01T08:00:00</v></c>", "2024-05-01 08:00:00", CellKind.Date)]
    public void Other_cell_types_show_their_saved_value(string xml, string seen, CellKind kind)
    {
        var cell = Cell(xml);
        Assert.Equal((seen, kind), (cell.Text, cell.Kind));
    }

    [Fact]
    public void Formula_that_was_never_computed_is_marked() => Assert.True(Cell("<c r=\"A1\"><f>VLOOKUP(A2,B:C,2,0)</f></c>").Is(CellMarks.Uncomputed));

    [Fact]
    public void Merged_ranges_repeat_their_value_in_every_cell_they_cover()
    {
        var rows = Read(new XlsxBuilder().RawSheet("a",
            "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>title</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>组</v></c><c r=\"B2\"><v>1</v></c></row>"
            + "<row r=\"3\"><c r=\"B3\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\"/></row><row r=\"5\"><c r=\"B5\"><v>3</v></c></row>",
            after: "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A4\"/></mergeCells>"));
        Assert.Equal(["title", "title", "title"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal([1, 2, 3, 5], rows.Select(row => row.Number));
        Assert.Equal(("组", true), (rows[2][0], rows[2].Find(0)!.Value.Is(CellMarks.Spread)));
        Assert.Equal("", rows[3][0]);
    }

    [Fact]
    public void Hidden_rows_columns_and_sheets_are_told()
    {
        using var file = Open(new XlsxBuilder().RawSheet("a", "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c><v>2</v></c></row>",
            before: "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>").RawSheet("b", "", state: "hidden"));
        Assert.Equal([false, true], file.Rows(0).Select(row => row.Hidden));
        Assert.Equal([1, 2], file.HiddenColumns(0).Order());
        Assert.Equal([("a", false), ("b", true)], file.Sheets.Select(sheet => (sheet.Name, sheet.Hidden)));
    }

    [Fact]
    public void Blank_and_merely_formatted_rows_are_left_out()
    {
        var rows = Read(new XlsxBuilder().RawSheet("a", "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\" s=\"1\"/></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>  </v></c></row><row r=\"1048576\"/>"));
        Assert.Equal(1, Assert.Single(rows).Number);
    }

    [Fact]
    public void Long_cell_is_cut_and_marked()
    {
        var cell = Cell(XlsxBuilder.TextCell("A1", new string('长', 32_767)));
        Assert.Equal((4_000, true), (cell.Text.Length, cell.Is(CellMarks.Cut)));
    }

    private SheetCell Cell(string xml, XlsxBuilder? builder = null) =>
        Assert.Single(Assert.Single(Read((builder ?? new XlsxBuilder()).RawSheet("a", $"<row r=\"1\">{xml}</row>"))).Cells);

    private List<SheetRow> Read(XlsxBuilder builder)
    {
        using var file = Open(builder);
        return [.. file.Rows(0)];
    }

    private SheetFile Open(XlsxBuilder builder) => SheetFile.Open(builder.Save(folder.File("a.xlsx")), "a.xlsx");

    public void Dispose() => folder.Dispose();
}
