using FsCheck;
using FsCheck.Fluent;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldValueTests
{
    private static readonly FieldGround Ground = new(BusinessTime.Of("Asia/Shanghai"), [new(7, "王芳", true), new(8, "李娜", true), new(9, "李娜", true), new(10, "赵敏", false)]);

    public static TheoryData<FieldType, string, string> Good => new()
    {
        { FieldType.Text, "  ＶＩＰ　客户 ", "VIP 客户" }, { FieldType.Text, "   ", "" }, { FieldType.LongText, " 一\r\n二 ", "一\n二" },
        { FieldType.WholeNumber, "1,234", "1234" }, { FieldType.WholeNumber, "－１２", "-12" }, { FieldType.WholeNumber, "12.0", "12" }, { FieldType.WholeNumber, "3万", "30000" },
        { FieldType.Decimal, "12.50", "12.5" }, { FieldType.Decimal, "-0.0001", "-0.0001" }, { FieldType.Decimal, "0", "0" },
        { FieldType.Money, "￥1，234.5", "1234.50" }, { FieldType.Money, "1.2万元", "12000.00" }, { FieldType.Money, "-3", "-3.00" }, { FieldType.Money, "0", "0.00" },
        { FieldType.Date, "2026/3/1", "2026-03-01" }, { FieldType.Date, "2026年3月1日", "2026-03-01" }, { FieldType.Date, "46082", "2026-03-01" },
        { FieldType.Date, "2026-02-28T18:00:00Z", "2026-03-01" }, { FieldType.Date, "1901-01-01", "1901-01-01" }, { FieldType.Date, "2024-02-29", "2024-02-29" },
        { FieldType.DateTime, "2026-03-01 17:30", "2026-03-01T09:30:00Z" }, { FieldType.DateTime, "2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z" },
        { FieldType.DateTime, "2026-03-01T09:30:00+09:00", "2026-03-01T00:30:00Z" }, { FieldType.DateTime, "1965-01-01 08:00", "1965-01-01T00:00:00Z" },
        { FieldType.YesNo, "是", "1" }, { FieldType.YesNo, "No", "0" }, { FieldType.YesNo, "√", "1" },
        { FieldType.OneChoice, "商机", "2" }, { FieldType.OneChoice, " 商机 ", "2" }, { FieldType.OneChoice, "3", "3" },
        { FieldType.ManyChoices, "成交，线索", "1,3" }, { FieldType.ManyChoices, "线索、线索", "1" },
        { FieldType.Phone, "138 0013 1234", "+8613800131234" }, { FieldType.Phone, "010-62345678", "010-62345678" },
        { FieldType.Email, " Wang.Fang@Example.COM ", "wang.fang@example.com" }, { FieldType.Email, "mailto:a+b@x.cn", "a+b@x.cn" },
        { FieldType.Region, "广东省深圳市南山区", "广东 深圳市 南山区" }, { FieldType.Region, "广东/深圳市/南山区", "广东 深圳市 南山区" }, { FieldType.Region, "北京市朝阳区", "北京 朝阳区" },
        { FieldType.Region, "新疆维吾尔自治区 乌鲁木齐市", "新疆 乌鲁木齐市" }, { FieldType.Region, "上海市", "上海" },
        { FieldType.Member, "王芳", "7" }, { FieldType.Member, "8", "8" }, { FieldType.Member, "赵敏", "10" }, { FieldType.Customer, "#12", "12" },
    };

    public static TheoryData<FieldType, string, FieldRefusal> Bad => new()
    {
        { FieldType.Text, new string('长', 201), FieldRefusal.TextTooLong }, { FieldType.LongText, new string('长', 2001), FieldRefusal.TextTooLong },
        { FieldType.WholeNumber, "十二", FieldRefusal.NumberUnreadable }, { FieldType.WholeNumber, "1.5", FieldRefusal.TooManyDecimals }, { FieldType.WholeNumber, "1,23", FieldRefusal.NumberUnreadable },
        { FieldType.WholeNumber, "1.2E+5", FieldRefusal.NumberUnreadable }, { FieldType.WholeNumber, "9999999999999999", FieldRefusal.NumberOutOfRange },
        { FieldType.WholeNumber, "0x10", FieldRefusal.NumberUnreadable }, { FieldType.WholeNumber, "--1", FieldRefusal.NumberUnreadable }, { FieldType.WholeNumber, "1 2", FieldRefusal.NumberUnreadable },
        { FieldType.Decimal, "0.00001", FieldRefusal.TooManyDecimals }, { FieldType.Decimal, "NaN", FieldRefusal.NumberUnreadable }, { FieldType.Decimal, "1.2.3", FieldRefusal.NumberUnreadable },
        { FieldType.Decimal, "1000000000001", FieldRefusal.NumberOutOfRange }, { FieldType.Decimal, "79228162514264337593543950335亿", FieldRefusal.NumberUnreadable },
        { FieldType.Money, "1.234", FieldRefusal.TooManyDecimals }, { FieldType.Money, "元", FieldRefusal.NumberUnreadable }, { FieldType.Money, "约100元", FieldRefusal.NumberUnreadable },
        { FieldType.Money, "99999999999999", FieldRefusal.NumberOutOfRange },
        { FieldType.Date, "2026-02-30", FieldRefusal.DateUnreadable }, { FieldType.Date, "3/4/2026", FieldRefusal.DateUnreadable }, { FieldType.Date, "1800-01-01", FieldRefusal.DateUnreadable },
        { FieldType.Date, "下周三", FieldRefusal.DateUnreadable }, { FieldType.Date, "9999-12-31T23:59:59Z", FieldRefusal.DateUnreadable }, { FieldType.Date, "2025-02-29", FieldRefusal.DateUnreadable },
        { FieldType.DateTime, "2026-03-01 25:00", FieldRefusal.DateUnreadable }, { FieldType.DateTime, "now", FieldRefusal.DateUnreadable }, { FieldType.DateTime, "2026-03-01T99:99:99Z", FieldRefusal.DateUnreadable },
        { FieldType.YesNo, "也许", FieldRefusal.YesNoUnreadable }, { FieldType.YesNo, "2", FieldRefusal.YesNoUnreadable },
        { FieldType.OneChoice, "流失", FieldRefusal.OptionUnknown }, { FieldType.OneChoice, "9", FieldRefusal.OptionUnknown }, { FieldType.OneChoice, "线索、成交", FieldRefusal.OptionUnknown },
        { FieldType.ManyChoices, "线索,没有的", FieldRefusal.OptionUnknown },
        { FieldType.Phone, "13800138000", FieldRefusal.PhoneUnreadable }, { FieldType.Phone, "123", FieldRefusal.PhoneUnreadable }, { FieldType.Phone, "无", FieldRefusal.PhoneUnreadable },
        { FieldType.Phone, new string('1', 500), FieldRefusal.PhoneUnreadable },
        { FieldType.Email, "王芳", FieldRefusal.EmailUnreadable }, { FieldType.Email, "a@b", FieldRefusal.EmailUnreadable }, { FieldType.Email, "a@@b.cn", FieldRefusal.EmailUnreadable },
        { FieldType.Email, ".a@b.cn", FieldRefusal.EmailUnreadable }, { FieldType.Email, "a b@c.cn", FieldRefusal.EmailUnreadable }, { FieldType.Email, "a@-b.cn", FieldRefusal.EmailUnreadable },
        { FieldType.Region, "12345", FieldRefusal.RegionUnreadable }, { FieldType.Region, "省", FieldRefusal.RegionUnreadable }, { FieldType.Region, new string('广', 61), FieldRefusal.RegionUnreadable },
        { FieldType.Member, "没有人", FieldRefusal.MemberUnknown }, { FieldType.Member, "李娜", FieldRefusal.MemberAmbiguous }, { FieldType.Member, "99", FieldRefusal.MemberUnknown },
        { FieldType.Customer, "王小明", FieldRefusal.CustomerUnknown }, { FieldType.Customer, "0", FieldRefusal.CustomerUnknown }, { FieldType.Customer, "-1", FieldRefusal.CustomerUnknown },
        { FieldType.Customer, "99999999999999999999", FieldRefusal.CustomerUnknown },
    };

    [Theory, MemberData(nameof(Good))]
    public void Value_is_read_into_the_form_it_is_kept_in(FieldType type, string raw, string kept)
    {
        var read = FieldValue.Parse(Spec(type), raw, Ground);
        Assert.Equal((kept, null), (read.Value, read.Refused?.Why));
    }

    [Theory, MemberData(nameof(Bad))]
    public void What_cannot_be_a_value_is_refused_by_name(FieldType type, string raw, FieldRefusal why)
    {
        var read = FieldValue.Parse(Spec(type), raw, Ground);
        Assert.Equal(why, read.Refused?.Why);
        Assert.Equal("字段", read.Refused!.Values[0]);
    }

    [Theory, MemberData(nameof(Good))]
    public void Kept_value_comes_back_from_its_column_and_from_a_file(FieldType type, string raw, string kept)
    {
        var spec = Spec(type);
        Assert.Equal(kept, FieldColumn.FromStore(type, FieldColumn.ToStore(type, FieldValue.Parse(spec, raw, Ground).Value!)));
        if (kept != "8") Assert.Equal(kept, FieldValue.Parse(spec, FieldValue.Plain(spec, kept, Ground), Ground).Value);
    }

    [Fact]
    public void Numbers_survive_every_road_and_sort_in_their_column_as_they_do_in_life() =>
        Prop.ForAll<int, int>((a, b) =>
        {
            var (x, y) = (Money(a / 100m), Money(b / 100m));
            Assert.Equal(x, FieldColumn.FromStore(FieldType.Money, FieldColumn.ToStore(FieldType.Money, x)));
            Assert.Equal(a.CompareTo(b), ((long)FieldColumn.ToStore(FieldType.Money, x)).CompareTo((long)FieldColumn.ToStore(FieldType.Money, y)));
            Assert.True((long)FieldColumn.ToStore(FieldType.Money, x) > (long)FieldColumn.ToStore(FieldType.Money, ""));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_that_is_typed_breaks_the_reading() =>
        Prop.ForAll<string>(text =>
        {
            foreach (var type in Enum.GetValues<FieldType>())
            {
                var spec = Spec(type);
                var read = FieldValue.Parse(spec, text, Ground);
                if (read.Ok) Assert.Equal(read.Value, FieldColumn.FromStore(type, FieldColumn.ToStore(type, read.Value!)));
            }
        }).QuickCheckThrowOnFailure();

    private static string Money(decimal number) => FieldValue.Parse(Spec(FieldType.Money), number.ToString(System.Globalization.CultureInfo.InvariantCulture), Ground).Value!;

    private static FieldSpec Spec(FieldType type) => FieldKit.Spec(type, "线索", "商机", "成交");
}
