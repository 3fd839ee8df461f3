using Scrm.Core.Import.Sheets;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("13912345670", "+8613912345670")]
    [InlineData(" 139 1234 5670 ", "+8613912345670")]
    [InlineData("139-1234-5670", "+8613912345670")]
    [InlineData("１３９１２３４５６７０", "+8613912345670")]
    [InlineData("139－1234－5670", "+8613912345670")]
    [InlineData("+86 13912345670", "+8613912345670")]
    [InlineData("＋86 13912345670", "+8613912345670")]
    [InlineData("(+86)13912345670", "+8613912345670")]
    [InlineData("008613912345670", "+8613912345670")]
    [InlineData("8613912345670", "+8613912345670")]
    [InlineData("86-13912345670", "+8613912345670")]
    [InlineData("013912345670", "+8613912345670")]
    [InlineData("13912345670.0", "+8613912345670")]
    [InlineData("1.3912345678E+10", "+8613912345678")]
    [InlineData("tel:13912345670", "+8613912345670")]
    [InlineData("\u200E13912345670\u202C", "+8613912345670")]
    [InlineData("'13912345670", "+8613912345670")]
    [InlineData("+1 650 253 0000", "+16502530000")]
    [InlineData("00852 9123 4567", "+85291234567")]
    [InlineData("010-12345678", "010-12345678")]
    [InlineData("01012345678", "010-12345678")]
    [InlineData("(0571) 8123 4567", "0571-81234567")]
    [InlineData("0571-8123456转801", "0571-8123456-801")]
    [InlineData("+86 10 6234 5678", "010-62345678")]
    [InlineData("4008208820", "400-820-8820")]
    [InlineData("400-820-8820", "400-820-8820")]
    public void Phone_is_normalised(string written, string phone) =>
        Assert.Equal(new ValueReading(phone.Replace(" ", "")), PhoneNumber.Parse(written) is { Value: { } value } reading ? reading with { Value = value.Replace(" ", "") } : default);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("--")]
    [InlineData("-")]
    [InlineData("N/A")]
    [InlineData("无")]
    public void Nothing_is_blank_and_no_problem(string written) => Assert.Equal(ValueReading.Blank, PhoneNumber.Parse(written));

    [Theory]
    [InlineData("13800138000")]
    [InlineData("+8613800138000")]
    [InlineData("00000000000")]
    [InlineData("0")]
    [InlineData("11111111111")]
    [InlineData("18888888888")]
    [InlineData("13800000000")]
    [InlineData("12345678901")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("undefined")]
    [InlineData("[object Object]")]
    [InlineData("-1")]
    public void Filler_is_refused(string written) => Assert.Equal(ProblemCode.PhoneFiller, PhoneNumber.Parse(written).Problem);

    [Theory]
    [InlineData("1391234567", null)]
    [InlineData("139123456789", null)]
    [InlineData("138****8000", null)]
    [InlineData("95588", null)]
    [InlineData("wx_zhang", null)]
    [InlineData("13912345670（张三）", "+8613912345670")]
    [InlineData("1062345678", "010-62345678")]
    public void What_is_not_a_phone_is_a_problem(string written, string? suggestion) =>
        Assert.Equal(ValueReading.No(ProblemCode.PhoneUnreadable, suggestion), PhoneNumber.Parse(written));

    [Theory]
    [InlineData("1.38E+10", null)]
    [InlineData("1.391234567E+10", "+8613912345670")]
    public void Rounded_number_is_never_repaired_only_proposed(string written, string? suggestion) =>
        Assert.Equal(ValueReading.No(ProblemCode.DigitsLost, suggestion), PhoneNumber.Parse(written));
}
