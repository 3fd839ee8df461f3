using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Scrm.Core.Import.Sheets;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class ValueTests
{
    [Theory]
    [InlineData("2024-03-05", "2024-03-05 00:00:00")]
    [InlineData("2024/3/5", "2024-03-05 00:00:00")]
    [InlineData("2024.3.5 8:05", "2024-03-05 08:05:00")]
    [InlineData("2024年3月5日", "2024-03-05 00:00:00")]
    [InlineData("２０２４年３月５日 下午3:20", "2024-03-05 15:20:00")]
    [InlineData("2024年3月5日 8时5分6秒", "2024-03-05 08:05:06")]
    [InlineData("2024-03-05 星期二", "2024-03-05 00:00:00")]
    [InlineData("20240305", "2024-03-05 00:00:00")]
    [InlineData("20240305143000", "2024-03-05 14:30:00")]
    [InlineData("2024-03-05T14:30:15.123", "2024-03-05 14:30:15")]
    [InlineData("2024-03-05T14:30:15+08:00", "2024-03-05 14:30:15")]
    [InlineData("2024-03-05 12:00 AM", "2024-03-05 00:00:00")]
    [InlineData("45356", "2024-03-05 00:00:00")]
    [InlineData("45356.5", "2024-03-05 12:00:00")]
    public void Date_is_read(string written, string expected) =>
        Assert.Equal(expected, CellDate.Parse(written)?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("3/4/2024")]
    [InlineData("2024-02-30")]
    [InlineData("2024-13-01")]
    [InlineData("24-3-5")]
    [InlineData("12")]
    [InlineData("1850-01-01")]
    [InlineData("2024-03-05 25:00")]
    [InlineData("2024-03-05T14:30:15Z")]
    [InlineData("上周")]
    public void Unclear_date_is_no_date(string written) => Assert.Null(CellDate.Parse(written));

    [Fact]
    public void Day_count_of_a_1904_sheet_is_moved() => Assert.Equal(new DateTime(2024, 3, 5), CellDate.Parse("43894", date1904: true));

    [Theory]
    [InlineData("高意向、宝妈,沉默;老客；VIP|a｜b/c\nd", "高意向|宝妈|沉默|老客|VIP|a|b|c|d")]
    [InlineData("高意向（重复添加）、高意向、 ＶＩＰ , VIP", "高意向|ＶＩＰ")]
    [InlineData("--", "")]
    [InlineData("高意向、--、", "高意向")]
    [InlineData("意向：高、意向:低", "意向:高|意向:低")]
    [InlineData("10:30、9：00", "10:30|9：00")]
    [InlineData("\"A/B测试\"、新客", "A/B测试|新客")]
    [InlineData("[\"a\",\"b\"]", "a|b")]
    [InlineData("：x、y：", "：x|y：")]
    public void Tags_are_taken_apart(string cell, string expected) =>
        Assert.Equal(expected, string.Join('|', TagList.Split(cell).Select(tag => tag.Group is null ? tag.Name : $"{tag.Group}:{tag.Name}")));

    [Fact]
    public void Known_tag_with_a_separator_in_its_name_stays_whole() =>
        Assert.Equal("A/B测试", Assert.Single(TagList.Split("A/B测试", name => name == "A/B测试")).Name);

    [Fact]
    public void Joined_tags_are_taken_apart_into_the_same_tags()
    {
        var word = Gen.Elements("高意向", "A/B", "a:b", "x\"y", "\"", "10", "组：1", "、", "b|c", "\"q\":z", "VIP客户").Select(CleanText.Of);
        var tag = from name in word from grouped in Gen.Elements(true, false) from name2 in word select new ParsedTag(grouped ? name2 : null, name);
        Prop.ForAll(tag.ListOf().Select(tags => tags.DistinctBy(one => (one.Group, one.Name)).ToList()).ToArbitrary(),
            tags => TagList.Split(TagList.Join(tags)).SequenceEqual(tags)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(" Ｃ００１ ", "C001")]
    [InlineData("000123", "000123")]
    [InlineData("1.2345678901E+10", "12345678901")]
    public void Id_is_folded_and_keeps_its_zeros(string written, string id) => Assert.Equal(new ValueReading(id), IdText.Parse(written));

    [Theory]
    [InlineData("null", ProblemCode.IdFiller)]
    [InlineData("0000", ProblemCode.IdFiller)]
    [InlineData("[object Object]", ProblemCode.IdFiller)]
    [InlineData("1.23E+17", ProblemCode.DigitsLost)]
    public void Id_that_is_none_is_a_problem(string written, ProblemCode problem) => Assert.Equal(problem, IdText.Parse(written).Problem);

    [Theory]
    [InlineData("a\u3000\u3000b ", "a b")]
    [InlineData("\uFEFF张\u200B三\t李四", "张三 李四")]
    [InlineData("第一行\r\n第二行", "第一行 第二行")]
    [InlineData("ＡＢ（公司）", "ＡＢ（公司）")]
    [InlineData("\u202Eabc\u0007", "abc")]
    [InlineData("👨\u200D👩", "👨\u200D👩")]
    public void Text_is_cleaned_and_keeps_its_width(string written, string clean) => Assert.Equal(clean, CleanText.Of(written));

    [Fact]
    public void Cleaning_twice_changes_nothing() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => text is null || CleanText.Of(CleanText.Of(text)) == CleanText.Of(text) && CleanText.Lines(CleanText.Lines(text)) == CleanText.Lines(text))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Guarded_text_is_restored_exactly()
    {
        var text = Gen.Elements("", "=", "'", "''", "+86", "-", "@", "\t", "\r", "a", "＝").ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), one => CsvGuard.Restore(CsvGuard.Protect(one)) == one).QuickCheckThrowOnFailure();
        Assert.Equal("'+8613912345670", CsvGuard.Protect("+8613912345670"));
    }
}
