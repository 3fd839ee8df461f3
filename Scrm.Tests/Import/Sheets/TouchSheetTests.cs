using Scrm.Core.Import.Sheets;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Import.Sheets;

public sealed class TouchSheetTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("订单号,会员号,付款时间,实付金额,商品,数量\nA1,M1,2026-03-01 10:20,128.50,牛奶,2\n", LayoutKind.Orders)]
    [InlineData("手机号,时间,行为,对象,时长,金额\n13912345678,2026-03-01 10:20,浏览页面,价格页,35,\n", LayoutKind.Events)]
    [InlineData("手机号,姓名,消费金额,注册时间\n13912345678,王小明,100,2026-03-01\n", LayoutKind.Columns)]
    [InlineData("手机号,标签,日期,金额\n13912345678,高意向,2026-03-01,100\n", LayoutKind.KeyAndTags)]
    [InlineData(" customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n", LayoutKind.Orders)]
    public void Sheet_of_orders_or_events_is_recognised_by_its_headers(string text, LayoutKind kind) => Assert.Equal(kind, Guess(text).Kind);

    [Fact]
    public void Table_in_columns_of_blanks_is_read_with_its_leading_zeros()
    {
        using var file = Open(" customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n 00002 19970112\t5   77.00  \n");

        var rows = new RowReader(file, LayoutGuess.Best(file, [])).Rows().ToList();

        Assert.Equal(["00001 1997-01-01 1 1177 00001-19970101-1177-1", "00002 1997-01-12 5 7700 00002-19970112-7700-1"],
            rows.Select(r => $"{r.MemberNo} {r.Touch!.At:yyyy-MM-dd} {r.Touch.Quantity} {r.Touch.Amount} {r.Touch.Key}"));
    }

    [Fact]
    public void Names_with_a_blank_do_not_make_columns()
    {
        using var file = Open("姓名\n张 三\n李 四 光\n");
        Assert.Equal("李 四 光", file.Rows(0).Last()[0]);
    }

    [Fact]
    public void Table_without_headers_is_understood_once_it_is_called_orders()
    {
        using var file = Open(" 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n");

        var layout = LayoutGuess.Of(file, 0, [], default, new LayoutWish(LayoutKind.Orders));

        Assert.Null(layout.HeaderRow);
        Assert.Equal([ColumnRole.MemberNo, ColumnRole.Quantity, ColumnRole.OccurredAt, ColumnRole.Ignore, ColumnRole.Amount], layout.Columns.Select(c => c.Role));
    }

    [Fact]
    public void Headers_are_where_the_operator_says()
    {
        using var file = Open("甲,乙\n手机号,姓名\n一行说明,\n13912345678,王小明\n");

        Assert.Equal(1, LayoutGuess.Of(file, 0, [], default, new LayoutWish(HeaderRow: 1)).HeaderRow);
        Assert.Equal(3, LayoutGuess.Of(file, 0, [], default, new LayoutWish(HeaderRow: 3)).HeaderRow);
        Assert.Null(LayoutGuess.Of(file, 0, [], default, new LayoutWish(HeaderRow: 0)).HeaderRow);
    }

    [Theory]
    [InlineData("11.77", 1177L)]
    [InlineData("¥1,234.5", 123450L)]
    [InlineData("１２８元", 12800L)]
    [InlineData("1.2万", 1200000L)]
    [InlineData("-5", -500L)]
    [InlineData("(12.00)", -1200L)]
    [InlineData("￥-3.10", -310L)]
    [InlineData("0", 0L)]
    [InlineData("一百", null)]
    [InlineData("1,23", null)]
    [InlineData("", null)]
    public void Amounts_are_read_as_people_write_them(string text, long? cents) => Assert.Equal(cents, TouchValue.Cents(text));

    [Theory]
    [InlineData("35", false, 35)]
    [InlineData("1.5", true, 90)]
    [InlineData("1分5秒", false, 65)]
    [InlineData("00:01:05", false, 65)]
    [InlineData("2小时", false, 7200)]
    [InlineData("很久", false, null)]
    [InlineData("-3", false, null)]
    public void Durations_are_read_as_people_write_them(string text, bool minutes, int? seconds) => Assert.Equal(seconds, TouchValue.Seconds(text, minutes));

    [Fact]
    public void What_is_wrong_with_a_row_is_said_in_its_cell()
    {
        using var file = Open("订单号,会员号,付款时间,实付金额,数量,订单状态\nA1,M1,2026-02-30,5,1,已完成\nA2,M1,2026-03-01,-5,1,\nA3,M1,2026-03-01,五块,1,\nA4,M1,,5,1,\n"
            + "A5,M1,2026-03-01,,1,\nA6,M1,2026-03-01,5,两件,\nA7,M1,2026-03-01,5,1,交易关闭\n");

        var rows = new RowReader(file, LayoutGuess.Best(file, [])).Rows().ToList();

        Assert.Equal(["2 DateUnreadable True", "3 AmountOutOfRange True", "3 AmountUnreadable True", "-1 TimeMissing True", "-1 AmountMissing True", "4 QuantityUnreadable False", "5 OrderNotPaid True"],
            rows.Select(r => $"{r.Problems.Single().Column} {r.Problems.Single().Code} {r.Touch!.Broken}"));
    }

    [Fact]
    public void Orders_without_numbers_get_keys_that_tell_them_apart_and_stay_the_same()
    {
        const string text = "会员号,日期,金额\nM1,2026-03-01,5\nM1,2026-03-01,5\nM1,2026-03-01,6\nM2,2026-03-01 10:00:00,5\n";

        string[] Keys()
        {
            using var file = Open(text);
            return [.. new RowReader(file, LayoutGuess.Best(file, [])).Rows().Select(r => r.Touch!.Key)];
        }

        Assert.Equal(["M1-20260301-500-1", "M1-20260301-500-2", "M1-20260301-600-1", "M2-20260301100000-500-1"], Keys());
        Assert.Equal(Keys(), Keys());
    }

    [Fact]
    public void Lines_of_an_order_that_stand_apart_are_told()
    {
        using var file = Open("订单号,会员号,日期,金额\nA1,M1,2026-03-01,5\nA1,M1,2026-03-01,5\nA2,M1,2026-03-01,6\nA1,M1,2026-03-01,5\n");
        Assert.Equal([false, false, false, true], new RowReader(file, LayoutGuess.Best(file, [])).Rows().Select(r => r.Touch!.Split));
    }

    private SheetLayout Guess(string text)
    {
        using var file = Open(text);
        return LayoutGuess.Best(file, []);
    }

    private SheetFile Open(string text)
    {
        var path = folder.File("touches.txt");
        File.WriteAllText(path, text);
        return SheetFile.Open(path, "touches.txt");
    }
}
