using Scrm.Core.Customers;

namespace Scrm.Tests.Customers;

public sealed class IdentityValueTests
{
    [Theory]
    [InlineData("13912345678", "+8613912345678")]
    [InlineData("１３９１２３４５６７８", "+8613912345678")]
    [InlineData("139 1234 5678", "+8613912345678")]
    [InlineData("139-1234-5678", "+8613912345678")]
    [InlineData("+86 13912345678", "+8613912345678")]
    [InlineData("8613912345678", "+8613912345678")]
    [InlineData("008613912345678", "+8613912345678")]
    [InlineData("1.3912345678E+10", "+8613912345678")]
    [InlineData("13912345678.0", "+8613912345678")]
    [InlineData("tel:13912345678", "+8613912345678")]
    [InlineData("+1 415 555 2671", "+14155552671")]
    public void Phone_is_kept_in_one_form(string raw, string kept) => Assert.Equal(new IdentityReading(kept), IdentityValue.Of(IdentityType.Phone, raw));

    [Theory]
    [InlineData(null, IdentityFault.Blank)]
    [InlineData("", IdentityFault.Blank)]
    [InlineData("   ", IdentityFault.Blank)]
    [InlineData("\u3000\u200b", IdentityFault.Blank)]
    [InlineData("无", IdentityFault.Blank)]
    [InlineData("null", IdentityFault.Filler)]
    [InlineData("NULL", IdentityFault.Filler)]
    [InlineData("undefined", IdentityFault.Filler)]
    [InlineData("[object Object]", IdentityFault.Filler)]
    [InlineData("0", IdentityFault.Filler)]
    [InlineData("00000000", IdentityFault.Filler)]
    [InlineData("-1", IdentityFault.Filler)]
    [InlineData("NaN", IdentityFault.Filler)]
    public void What_programs_write_for_nothing_is_nobody_of_any_type(string? raw, IdentityFault fault)
    {
        foreach (var type in Enum.GetValues<IdentityType>()) Assert.Equal((type, fault), (type, IdentityValue.Of(type, raw).Fault));
    }

    [Theory]
    [InlineData("13800138000")]
    [InlineData("+8613800138000")]
    [InlineData("13900139000")]
    [InlineData("11111111111")]
    [InlineData("13888888888")]
    [InlineData("12345678901")]
    [InlineData("13000000000")]
    public void Phone_that_clerks_type_to_get_on_is_refused(string raw) => Assert.Equal(IdentityFault.Filler, IdentityValue.Of(IdentityType.Phone, raw).Fault);

    [Theory]
    [InlineData(IdentityType.Email, " Wang@Example.COM.cn ", "wang@example.com.cn")]
    [InlineData(IdentityType.Email, "mailto:a.b+c@qq.com", "a.b+c@qq.com")]
    [InlineData(IdentityType.OpenId, "wx1a2b:oXy3Zz", "wx1a2b|oXy3Zz")]
    [InlineData(IdentityType.BusinessId, "erp|10023", "erp|10023")]
    [InlineData(IdentityType.MemberNo, "Ａ１００", "A100")]
    [InlineData(IdentityType.MemberNo, "007", "007")]
    [InlineData(IdentityType.UnionId, "oAbCdEfGhIjKlMnOpQrStUvWxYz1", "oAbCdEfGhIjKlMnOpQrStUvWxYz1")]
    [InlineData(IdentityType.ExternalUserId, "wmabcDEF123", "wmabcDEF123")]
    [InlineData(IdentityType.MemberNo, "888", "888")]
    [InlineData(IdentityType.OneId, "42", "42")]
    [InlineData(IdentityType.OneId, "111", "111")]
    public void Every_type_has_its_form(IdentityType type, string raw, string kept) => Assert.Equal(new IdentityReading(kept), IdentityValue.Of(type, raw));

    [Theory]
    [InlineData(IdentityType.Phone, "1.38E+10", IdentityFault.DigitsLost)]
    [InlineData(IdentityType.Phone, "12", IdentityFault.Unreadable)]
    [InlineData(IdentityType.Phone, "<script>", IdentityFault.Unreadable)]
    [InlineData(IdentityType.Email, "wang@", IdentityFault.Unreadable)]
    [InlineData(IdentityType.Email, "a@b@c.com", IdentityFault.Unreadable)]
    [InlineData(IdentityType.Email, "test@qq.com", IdentityFault.Filler)]
    [InlineData(IdentityType.Email, "xxx@xxx.com", IdentityFault.Filler)]
    [InlineData(IdentityType.Email, "noreply@shop.cn", IdentityFault.Filler)]
    [InlineData(IdentityType.OpenId, "oXy3Zz", IdentityFault.Unreadable)]
    [InlineData(IdentityType.OpenId, "wx1a2b|null", IdentityFault.Filler)]
    [InlineData(IdentityType.UnionId, "o123", IdentityFault.Unreadable)]
    [InlineData(IdentityType.UnionId, "oooooooooooooooooooooooooooo", IdentityFault.Filler)]
    [InlineData(IdentityType.MemberNo, "unknown", IdentityFault.Filler)]
    [InlineData(IdentityType.OneId, "-7", IdentityFault.Unreadable)]
    [InlineData(IdentityType.OneId, "99999999999999999999", IdentityFault.Unreadable)]
    public void What_is_not_of_the_form_is_refused_with_the_reason(IdentityType type, string raw, IdentityFault fault) => Assert.Equal(fault, IdentityValue.Of(type, raw).Fault);

    [Fact]
    public void Value_longer_than_the_column_is_refused()
    {
        Assert.Equal(IdentityFault.TooLong, IdentityValue.Of(IdentityType.MemberNo, new string('a', 64) + new string('b', 65)).Fault);
        Assert.Equal(IdentityFault.TooLong, IdentityValue.Of(IdentityType.Device, string.Concat(Enumerable.Repeat("ab", 100_000))).Fault);
    }
}
