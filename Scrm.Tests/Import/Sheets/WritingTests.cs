using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Scrm.Core.Import.Sheets;
using Scrm.Tests.Kit;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class WritingTests : IDisposable
{
    private static readonly string[] Payloads =
    [
        "=1+1", "=cmd|' /C calc'!A0", "+86 139 1234 5670", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\",\"y\")", "'=1", "''+1", "＝1",
        "<f>1+1</f>", "&amp;", "]]>", "_x0041_", "_x_x0041_", "a\nb", "a\r\nb", "\u0001", "\uFFFF", "😀", "张三", "12345678901234567890", "1.38E+10", "TRUE", "007",
        "2024-01-01", "a,b;c|d｜e", "\"q\"", " x ",
    ];
    private readonly TempFolder folder = new();

    [Fact]
    public void Workbook_gives_back_every_text_and_holds_no_formula()
    {
        Assert.Equal(Payloads, RoundTrip("a.xlsx", Payloads));
        using var zip = ZipFile.OpenRead(folder.File("a.xlsx"));
        Assert.All(zip.Entries, entry => Assert.DoesNotContain("<f>", new StreamReader(entry.Open()).ReadToEnd(), StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_gives_back_every_text_and_no_field_begins_like_a_formula()
    {
        Assert.Equal(Payloads, RoundTrip("a.csv", Payloads));
        Assert.DoesNotContain(Read("a.csv"), row => "=+-@\t\r".Contains(row[0][0]));
    }

    [Theory]
    [InlineData("a.xlsx")]
    [InlineData("a.csv")]
    public void Any_texts_come_back_as_they_were(string name)
    {
        var letter = Gen.Elements([.. "abcXYZ=+-@'\"_x0041_,;|｜、\t\n\r<>&张三 \u0002\u3000".Select(one => one.ToString()), "😀", "_x000D_"]);
        var text = letter.ListOf().Select(string.Concat).Where(one => !string.IsNullOrWhiteSpace(one));
        var config = Config.QuickThrowOnFailure.WithMaxTest(60);
        Prop.ForAll(text.NonEmptyListOf().Select(texts => texts.ToArray()).ToArbitrary(), texts => RoundTrip(name, texts).SequenceEqual(texts)).Check(config);
    }

    [Fact]
    public void Numbers_and_dates_are_values_of_their_own()
    {
        using (var stream = File.Create(folder.File("a.xlsx")))
        using (var writer = new SheetWriter(stream, "a", [new("n"), new("d"), new("t"), new("p")]))
            writer.Row(12.5m, OutCell.Date(new DateTime(2024, 2, 29)), OutCell.DateTime(new DateTime(2024, 2, 29, 23, 59, 59)), 13912345670);
        var row = Read("a.xlsx")[1];
        Assert.Equal(["12.5", "2024-02-29", "2024-02-29 23:59:59", "13912345670"], row.Cells.Select(cell => cell.Text));
        Assert.Equal([CellKind.Number, CellKind.Date, CellKind.Date, CellKind.Number], row.Cells.Select(cell => cell.Kind));
    }

    [Fact]
    public void Sheet_names_are_made_to_fit()
    {
        using (var stream = File.Create(folder.File("a.xlsx")))
        using (var writer = new SheetWriter(stream))
            writer.Sheet("客户/标签[1]", []).Sheet("客户/标签[1]", []).Sheet(new string('长', 40), []).Sheet("", []);
        using var file = SheetFile.Open(folder.File("a.xlsx"), "a.xlsx");
        Assert.Equal(["客户 标签 1", "客户 标签 1 (2)", new string('长', 31), "Sheet"], file.Sheets.Select(sheet => sheet.Name));
    }

    [Fact]
    public void Written_workbook_is_opened_by_another_reader()
    {
        RoundTrip("a.xlsx", ["=1+1", "张三"]);
        using var book = new ClosedXML.Excel.XLWorkbook(folder.File("a.xlsx"));
        var page = book.Worksheet(1);
        Assert.Equal(("=1+1", false), (page.Cell(2, 1).GetString(), page.Cell(2, 1).HasFormula));
        Assert.True(page.Cell(1, 1).Style.Font.Bold);
        Assert.Equal((1, true), (page.SheetView.SplitRow, page.AutoFilter.IsEnabled));
    }

    [Fact]
    public void Template_offers_lists_and_its_sample_row_is_passed_over()
    {
        var columns = new TemplateColumn[]
        {
            new("姓名", Note: "必填", Example: "张三（示例）"), new("手机", Example: "13912345670"),
            TemplateColumn.For("意向", ["高", "中", "低"], exclusive: true), TemplateColumn.For("课程", ["=钢琴", "舞蹈"], exclusive: false, note: "多个用顿号隔开"),
        };
        using (var stream = File.Create(folder.File("t.xlsx"))) TemplateWorkbook.Write(stream, "客户", columns);
        using var file = SheetFile.Open(folder.File("t.xlsx"), "t.xlsx");
        var layout = LayoutGuess.Best(file, ["意向", "课程"]);
        Assert.Equal((LayoutKind.GroupColumns, 0, 1, 3), (layout.Kind, layout.Sheet, layout.HeaderRow, layout.FirstDataRow));
        Assert.Empty(new RowReader(file, layout).Rows());
        Assert.True(file.Sheets[1].Hidden);
        Assert.Equal("=钢琴", file.Rows(1).First()[3]);
        using var book = new ClosedXML.Excel.XLWorkbook(folder.File("t.xlsx"));
        Assert.Equal(3, book.Worksheet(1).DataValidations.Count());
    }

    [Fact]
    public void Error_workbook_keeps_rows_numbers_and_marks_and_can_be_uploaded_again()
    {
        File.WriteAllText(folder.File("a.csv"), "姓名,手机,备注\n张三,13912345670,\n李四,1391234567,'=1\n");
        using var file = SheetFile.Open(folder.File("a.csv"), "a.csv");
        var layout = LayoutGuess.Best(file, []);
        var problems = new RowReader(file, layout).Rows().Where(row => row.Problems.Count > 0).ToDictionary(row => row.Number, row => row.Problems);
        using (var stream = File.Create(folder.File("e.xlsx")))
            ErrorWorkbook.Write(stream, layout, ErrorWorkbook.Rows(file, layout, problems), new("错误", "行号", "原因", role => role.ToString()), problem => $"{problem.Code}");
        var rows = Read("e.xlsx");
        Assert.Equal(["行号", "姓名", "手机", "备注", "原因"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["3", "李四", "1391234567", "=1", "PhoneUnreadable\nNoKey"], rows[1].Cells.Select(cell => cell.Text));
        using var again = SheetFile.Open(folder.File("e.xlsx"), "e.xlsx");
        Assert.Equal(["李四"], new RowReader(again, LayoutGuess.Best(again, [])).Rows().Select(row => row.Name));
    }

    private List<string> RoundTrip(string name, string[] texts)
    {
        using (var stream = File.Create(folder.File(name)))
        using (IRowWriter writer = name.EndsWith("xlsx", StringComparison.Ordinal) ? new SheetWriter(stream, "a", [new("x"), new("y")]) : new CsvRowWriter(stream, [new("x"), new("y")]))
            foreach (var text in texts) writer.Row(text, "b");
        return [.. Read(name).Skip(1).Select(row => name.EndsWith("csv", StringComparison.Ordinal) ? CsvGuard.Restore(row[0]) : row[0])];
    }

    private List<SheetRow> Read(string name)
    {
        using var file = SheetFile.Open(folder.File(name), name);
        return [.. file.Rows(0)];
    }

    public void Dispose() => folder.Dispose();
}
