using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class RowReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void What_people_really_upload_becomes_clean_rows()
    {
        var row = Assert.Single(Rows(new XlsxBuilder().Formats("yyyy/m/d").RawSheet("客户", string.Concat(
            "<row r=\"1\">", XlsxBuilder.TextCell("A1", "2024年客户标签导入"), "</row><row r=\"2\">",
            string.Concat(new[] { "昵称", "手机", "企业标签", "添加人", "添加时间", "性别", "备注" }.Select((text, at) => XlsxBuilder.TextCell($"{(char)('A' + at)}2", text))),
            "</row><row r=\"3\">", XlsxBuilder.TextCell("F3", "男（示例：男、女）"), "</row><row r=\"7\">",
            XlsxBuilder.TextCell("A7", " 张三\u3000 "), "<c r=\"B7\"><v>1.3912345678E+10</v></c>", XlsxBuilder.TextCell("C7", "高意向、宝妈（重复添加）\n高意向"),
            XlsxBuilder.TextCell("D7", "--"), "<c r=\"E7\" s=\"1\"><v>45356</v></c>", XlsxBuilder.TextCell("F7", "女士"), XlsxBuilder.TextCell("G7", "第一行\n第二行"),
            "</row><row r=\"8\">", XlsxBuilder.TextCell("A8", "--"), "</row>"), after: "<mergeCells><mergeCell ref=\"A1:G1\"/></mergeCells>")));
        Assert.Equal((7, "张三", "+8613912345678"), (row.Number, row.Name, row.Phone));
        Assert.Equal([new ParsedTag(null, "高意向"), new ParsedTag(null, "宝妈")], row.Tags);
        Assert.Equal((null, new DateTime(2024, 3, 5), Gender.Female), (row.Owner, row.AddedAt, row.Gender));
        Assert.Equal("第一行\n第二行", row.Remark);
        Assert.Empty(row.Problems);
    }

    [Fact]
    public void Every_problem_names_its_column_and_value()
    {
        var row = Assert.Single(Rows(new XlsxBuilder().Sheet("a", ["姓名", "手机", "性别", "添加时间", "标签"],
            ["李四", "1391234567", "中", "上周", "这个标签的名字实在是太长了所以它在任何一个组里都放不下真的放不下"])));
        Assert.Equal([(1, ProblemCode.PhoneUnreadable, "1391234567"), (2, ProblemCode.GenderUnknown, "中"), (3, ProblemCode.DateUnreadable, "上周")],
            row.Problems.Take(3).Select(problem => (problem.Column, problem.Code, problem.Value)));
        Assert.Equal([(4, ProblemCode.ValueTooLong), (-1, ProblemCode.NoKey)], row.Problems.Skip(3).Select(problem => (problem.Column, problem.Code)));
        Assert.Null(row.Phone);
        Assert.Empty(row.Tags);
    }

    [Fact]
    public void Broken_cells_are_problems_and_never_values()
    {
        var row = Assert.Single(Rows(new XlsxBuilder().RawSheet("a", "<row r=\"1\"><c t=\"str\"><v>客户ID</v></c><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>备注</v></c><c t=\"str\"><v>标签</v></c></row>"
            + $"<row r=\"2\"><c><v>123456789012345680</v></c><c><f>A1</f></c><c t=\"inlineStr\"><is><t>{new string('x', 5_000)}</t></is></c><c t=\"e\"><v>#REF!</v></c></row>")));
        Assert.Equal([ProblemCode.DigitsLost, ProblemCode.FormulaWithoutValue, ProblemCode.CellTooLong, ProblemCode.FormulaError, ProblemCode.NoKey],
            row.Problems.Select(problem => problem.Code));
        Assert.All(row.Problems, problem => Assert.True(problem.Value.Length <= 200));
        Assert.Equal((null, null, null, 0), (row.OneId, row.Name, row.Remark, row.Tags.Count));
    }

    [Fact]
    public void Second_phone_of_a_cell_is_told_and_left_out()
    {
        var row = Assert.Single(Rows(new XlsxBuilder().Sheet("a", ["姓名", "电话"], ["王五", "010-62345678 / 13912345670"])));
        Assert.Equal("010-62345678", row.Phone);
        Assert.Equal(new CellProblem(1, ProblemCode.PhoneExtra, "13912345670"), Assert.Single(row.Problems));
    }

    [Fact]
    public void Key_and_tags_of_one_cell_are_separated()
    {
        var rows = Rows(new XlsxBuilder().Sheet("a", ["客户ID｜标签,标签"], ["C001｜高意向,意向：低"], ["13912345670|宝妈"], ["wmAbCdEfGhIjKlMnOpQrStUvWxYz012345|a|b"]));
        Assert.Equal(["C001", "+8613912345670", "wmAbCdEfGhIjKlMnOpQrStUvWxYz012345"], rows.Select(row => row.OneId ?? row.Phone ?? row.ExternalId));
        Assert.Equal([[new(null, "高意向"), new("意向", "低")], [new(null, "宝妈")], [new ParsedTag(null, "a"), new(null, "b")]], rows.Select(row => row.Tags));
    }

    [Fact]
    public void Columns_per_group_give_their_name_to_the_tags()
    {
        var rows = Rows(new XlsxBuilder().Sheet("a", ["会员号", "意向", "课程"], ["000123", "高", "钢琴、舞蹈"]), "意向", "课程");
        Assert.Equal([new("意向", "高"), new("课程", "钢琴"), new ParsedTag("课程", "舞蹈")], Assert.Single(rows).Tags);
        Assert.Equal("000123", rows[0].MemberNo);
    }

    [Fact]
    public void One_tag_a_row_takes_its_group_from_the_column_beside_it() =>
        Assert.Equal(new ParsedTag("意向", "高"), Assert.Single(Assert.Single(Rows(new XlsxBuilder().Sheet("a", ["客户ID", "标签组", "标签"], ["C1", "意向", "高"]))).Tags));

    [Fact]
    public void Formula_as_a_name_is_only_a_text()
    {
        var rows = Rows(new XlsxBuilder().Sheet("a", ["姓名", "手机"], ["=cmd|' /C calc'!A0", "13912345670"]));
        Assert.Equal("=cmd|' /C calc'!A0", Assert.Single(rows).Name);
    }

    [Fact]
    public void Dictionary_rows_are_read_with_merged_or_omitted_groups()
    {
        using var file = Open(new XlsxBuilder().Sheet("字典", ["标签组", "类别", "模式", "标签", "含义", "颜色", "锁定", "更新周期", "有效期"],
            ["意向", "行为标签", "互斥", "高", "报过价", "红色", "是", "每月", "30天"], [null, null, null, "低"], ["课程", "无此类", "多选", null, null, "#0af"]));
        var rows = new RowReader(file, LayoutGuess.Best(file, [])).DictionaryRows().ToList();
        Assert.Equal((GroupClass.Behaviour, GroupMode.One, true, UpdateCycle.Monthly, 30), (rows[0].Class, rows[0].Mode, rows[0].Locked, rows[0].Cycle, rows[0].LifetimeDays));
        Assert.Equal(("意向", "低", null), (rows[1].Group, rows[1].Tag, rows[1].Mode));
        Assert.Equal(("课程", null, "#00aaff"), (rows[2].Group, rows[2].Tag, rows[2].Colour));
        Assert.Equal(new CellProblem(1, ProblemCode.ClassUnknown, "无此类"), Assert.Single(rows[2].Problems));
    }

    [Fact]
    public void Visible_sheet_that_is_understood_is_chosen()
    {
        using var file = Open(new XlsxBuilder().Sheet("说明", ["怎么填这张表"], ["一、先看说明"]).RawSheet("列表", "<row><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>手机</v></c></row>", state: "hidden")
            .Sheet("客户", ["姓名", "手机"], ["张三", "13912345670"]));
        Assert.Equal(2, LayoutGuess.Best(file, []).Sheet);
    }

    [Fact]
    public void Guard_of_a_csv_is_taken_off_again()
    {
        File.WriteAllText(folder.File("a.csv"), "姓名,手机,备注\n'=1+1,'+8613912345670,'tis\n");
        using var file = SheetFile.Open(folder.File("a.csv"), "a.csv");
        var row = Assert.Single(new RowReader(file, LayoutGuess.Best(file, [])).Rows());
        Assert.Equal(("=1+1", "+8613912345670", "'tis"), (row.Name, row.Phone, row.Remark));
    }

    private List<ParsedRow> Rows(XlsxBuilder builder, params string[] groups)
    {
        using var file = Open(builder);
        return [.. new RowReader(file, LayoutGuess.Best(file, groups)).Rows()];
    }

    private SheetFile Open(XlsxBuilder builder) => SheetFile.Open(builder.Save(folder.File("a.xlsx")), "a.xlsx");

    public void Dispose() => folder.Dispose();
}
