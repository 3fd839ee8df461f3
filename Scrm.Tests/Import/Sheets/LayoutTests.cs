using System.Text.Json;
using Scrm.Core.Import.Sheets;
using Scrm.Tests.Kit;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class LayoutTests
{
    [Fact]
    public void One_known_word_among_many_questions_is_the_header_where_its_values_stand_below()
    {
        var questions = string.Join(',', Enumerable.Range(0, 59).Select(i => $"问题{i}：您对我们第 {i} 项服务的看法如何？"));
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("a.csv"), $"手机号,{questions}\n13912340001,很好\n13912340002,,很好\n");
        using var file = SheetFile.Open(folder.File("a.csv"), "a.csv");

        var layout = LayoutGuess.Best(file, []);

        Assert.Equal((1, 2, ColumnRole.Phone), (layout.HeaderRow, layout.FirstDataRow, layout.Columns[0].Role));
    }

    [Fact]
    public void Hidden_sheet_is_taken_where_no_visible_one_holds_anybody()
    {
        using var folder = new TempFolder();
        var rows = $"<row r=\"1\">{XlsxBuilder.TextCell("A1", "手机号")}{XlsxBuilder.TextCell("B1", "标签")}</row><row r=\"2\">{XlsxBuilder.TextCell("A2", "13912340001")}</row>";
        var path = new XlsxBuilder().Sheet("说明", ["请填写隐藏表里的内容"]).RawSheet("真数据", rows, state: "hidden").Save(folder.File("a.xlsx"));
        using var file = SheetFile.Open(path, "a.xlsx");
        Assert.Equal(1, LayoutGuess.Best(file, []).Sheet);
    }

    [Fact]
    public void Workbook_without_a_single_cell_is_empty()
    {
        using var folder = new TempFolder();
        using var file = SheetFile.Open(new XlsxBuilder().Sheet("Sheet1").Save(folder.File("a.xlsx")), "a.xlsx");
        Assert.Equal(FileFault.Empty, Assert.Throws<FileRefused>(() => LayoutGuess.Best(file, [])).Fault);
    }

    [Fact]
    public void Ordinary_columns_are_known_by_many_words()
    {
        var layout = Guess([["*客户名称", "手机号（必填）", "企业标签", "添加人", "添加时间", "性别", "备注", "省市", "会员卡号", "external_userid", "星座"], ["张三", "13912345670", "高意向", "李四"]]);
        Assert.Equal(LayoutKind.Columns, layout.Kind);
        Assert.Equal([ColumnRole.Name, ColumnRole.Phone, ColumnRole.Tags, ColumnRole.Owner, ColumnRole.AddedAt, ColumnRole.Gender, ColumnRole.Remark, ColumnRole.Region,
            ColumnRole.MemberNo, ColumnRole.ExternalId, ColumnRole.Ignore], Roles(layout));
        Assert.Equal((1, 2), (layout.HeaderRow, layout.FirstDataRow));
    }

    [Fact]
    public void Titles_and_samples_around_the_headers_are_passed_over()
    {
        var layout = Guess([["2024年客户导入表"], ["填表说明：红色必填"], ["姓名", "性别", "电话"], ["张三（示例）", "男（示例：男、女）", "13912345670"], ["李四", "女", "13912345671"]]);
        Assert.Equal((3, 5), (layout.HeaderRow, layout.FirstDataRow));
        Assert.Equal([ColumnRole.Name, ColumnRole.Gender, ColumnRole.Phone], Roles(layout));
    }

    [Theory]
    [InlineData("张三（示例，导入时跳过）", true)]
    [InlineData("示例：杭州", true)]
    [InlineData("Example: Hangzhou", true)]
    [InlineData("例如：男", true)]
    [InlineData("必填", true)]
    [InlineData("示例公司", false)]
    [InlineData("如意", false)]
    [InlineData("Sample Ltd", false)]
    [InlineData("必填资料已收", false)]
    public void Sample_row_is_told_from_a_name_that_sounds_like_one(string text, bool sample) =>
        Assert.Equal(sample ? 3 : 2, Guess([["姓名", "手机"], [text, "13912345670"], ["李四", "13912345671"]]).FirstDataRow);

    [Fact]
    public void Title_merged_over_all_columns_is_no_header()
    {
        var title = Enumerable.Range(0, 3).Select(column => new SheetCell(column, "客户标签", Marks: column > 0 ? CellMarks.Spread : CellMarks.None)).ToArray();
        var layout = LayoutGuess.Of(0, [new SheetRow(1, false, title), Row(2, "姓名", "手机", "标签"), Row(3, "张三", "13912345670", "a")], []);
        Assert.Equal(2, layout.HeaderRow);
    }

    [Theory]
    [InlineData("客户ID", "标签")]
    [InlineData("OneID", "企业标签")]
    public void Key_and_tags_in_two_columns(string key, string tags)
    {
        var layout = Guess([[key, tags], ["C1", "高意向,宝妈"]]);
        Assert.Equal((LayoutKind.KeyAndTags, ColumnRole.OneId, ColumnRole.Tags), (layout.Kind, layout.Columns[0].Role, layout.Columns[1].Role));
    }

    [Fact]
    public void Key_and_tags_in_one_column_with_or_without_a_header()
    {
        Assert.Equal((LayoutKind.KeyAndTags, 2), Guess([["客户ID｜标签,标签"], ["C1｜高意向,宝妈"]]) is var named ? (named.Kind, named.FirstDataRow) : default);
        Assert.Equal((LayoutKind.KeyAndTags, 1), Guess([["C1｜高意向,宝妈"], ["C2｜沉默"], ["C3｜a、b"]]) is var bare ? (bare.Kind, bare.FirstDataRow) : default);
    }

    [Fact]
    public void Column_per_existing_group_is_known_by_its_name()
    {
        var layout = Guess([["姓名", "手机", "意向程度", "来源"], ["张三", "13912345670", "高", "抖音"]], "意向程度", "来源");
        Assert.Equal(LayoutKind.GroupColumns, layout.Kind);
        Assert.Equal([null, null, "意向程度", "来源"], layout.Columns.Select(column => column.GroupName));
    }

    [Fact]
    public void Column_per_group_is_guessed_from_recurring_words_where_no_group_exists_yet()
    {
        string[][] data = [.. Enumerable.Range(0, 10).Select(row => (string[])[$"客户{row}", $"1391234567{row}", row % 3 == 0 ? "高" : "低", $"独特的话{row}"])];
        var layout = Guess([["姓名", "手机", "意向", "签名"], .. data]);
        Assert.Equal([ColumnRole.Name, ColumnRole.Phone, ColumnRole.GroupTag, ColumnRole.Ignore], Roles(layout));
        Assert.Equal("意向", layout.Columns[2].GroupName);
    }

    [Fact]
    public void Dictionary_is_told_from_customers()
    {
        var layout = Guess([["标签组", "模式", "标签", "说明", "颜色", "锁定", "类别"], ["意向", "互斥", "高", "报过价", "#ff0000", "是", "行为"]]);
        Assert.Equal(LayoutKind.Dictionary, layout.Kind);
        Assert.Equal([ColumnRole.TagGroup, ColumnRole.GroupMode, ColumnRole.TagName, ColumnRole.TagMeaning, ColumnRole.TagColour, ColumnRole.GroupLocked, ColumnRole.GroupClass],
            Roles(layout));
        Assert.NotEqual(LayoutKind.Dictionary, Guess([["客户ID", "标签组", "标签"], ["C1", "意向", "高"]]).Kind);
    }

    [Fact]
    public void Duplicate_headers_keep_the_first_column_and_every_tag_column()
    {
        var layout = Guess([["手机", "手机", "标签", "标签"], ["13912345670", "13912345671", "a", "b"]]);
        Assert.Equal([ColumnRole.Phone, ColumnRole.Ignore, ColumnRole.Tags, ColumnRole.Tags], Roles(layout));
    }

    [Fact]
    public void Sheet_without_headers_is_read_by_content()
    {
        var layout = Guess([["13912345670", "高意向、宝妈", "2024-03-05"], ["13912345671", "沉默、老客", "2024-03-06"]]);
        Assert.Equal([ColumnRole.Phone, ColumnRole.Tags, ColumnRole.AddedAt], Roles(layout));
        Assert.Equal((null, 1), (layout.HeaderRow, layout.FirstDataRow));
    }

    [Fact]
    public void Phone_of_a_shop_under_an_unknown_header_is_not_taken_for_the_customers() =>
        Assert.Equal(ColumnRole.Ignore, Guess([["姓名", "门店热线", "标签"], ["张三", "13912345670", "a"]]).Columns[1].Role);

    [Fact]
    public void Unknown_headers_are_still_headers()
    {
        var layout = Guess([["车型", "里程"], ["Model 3", "12000"], ["宋", "30000"]]);
        Assert.Equal((1, LayoutKind.Unknown), (layout.HeaderRow, layout.Kind));
    }

    [Fact]
    public void Header_key_ignores_order_case_and_width()
    {
        Assert.Equal(HeaderKey.Of(["姓名", "ＴＡＧ", "手机"]), HeaderKey.Of(["手机 ", "tag", "姓名", "姓名"]));
        Assert.NotEqual(HeaderKey.Of(["姓名"]), HeaderKey.Of(["姓名", "手机"]));
        Assert.Equal(32, HeaderKey.Of(["姓名"]).Length);
    }

    [Fact]
    public void Layout_survives_json()
    {
        var layout = Guess([["姓名", "手机", "意向"], ["张三", "13912345670", "高"]], "意向");
        var back = JsonSerializer.Deserialize<SheetLayout>(JsonSerializer.Serialize(layout))!;
        Assert.Equal(layout.Columns, back.Columns);
        Assert.Equal(layout with { Columns = back.Columns }, back);
    }

    [Fact]
    public void Empty_sheet_has_an_empty_layout() => Assert.Equal((LayoutKind.Unknown, 1), Guess([]) is var layout ? (layout.Kind, layout.FirstDataRow) : default);

    private static ColumnRole[] Roles(SheetLayout layout) => [.. layout.Columns.Select(column => column.Role)];

    private static SheetLayout Guess(string[][] rows, params string[] groups) => LayoutGuess.Of(0, [.. rows.Select((cells, index) => Row(index + 1, cells))], groups);

    private static SheetRow Row(int number, params string[] cells) => new(number, false, [.. cells.Select((text, column) => new SheetCell(column, text))]);
}
