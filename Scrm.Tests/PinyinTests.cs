using Scrm.Core;

namespace Scrm.Tests;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("高意向", "gyx")]
    [InlineData("试听学员", "stxy")]
    [InlineData("ＶＩＰ 客户", "vip kh")]
    [InlineData("阿宝擦大额", "abcde")]
    [InlineData("座", "z")]
    [InlineData("咖啡", "kf")]
    [InlineData("3 天", "3 t")]
    public void Initials_are_those_people_type(string text, string initials) => Assert.Equal(initials, Pinyin.Initials(text));

    [Theory]
    [InlineData("王小明", "wxm")]
    [InlineData("曾 晗", "zh")]
    [InlineData("沈单", "sd")]
    [InlineData("🌸李静Lily", "ljlily")]
    [InlineData("张珺琰138", "zjy138")]
    [InlineData("敖嗷", "aa")]
    [InlineData("…", "")]
    [InlineData("一二三四五六七八九十一二三四五六七八", "yesswlqbjsyesswl")]
    public void Person_is_looked_up_by_letters_and_the_reading_of_surnames(string name, string initials) => Assert.Equal(initials, Pinyin.OfPerson(name));

    [Theory]
    [InlineData("高意向", "gyx")]
    [InlineData("高意向", "GYX")]
    [InlineData("高意向", "yx")]
    [InlineData("高意向", "意")]
    [InlineData("高意向", "高yx")]
    [InlineData("银行客户", "yh")]
    [InlineData("ＶＩＰ客户", "vip kh")]
    [InlineData("任何", "")]
    public void Name_is_found_by_what_was_typed(string name, string typed) => Assert.True(Pinyin.Matches(name, typed));

    [Theory]
    [InlineData("高意向", "gx")]
    [InlineData("高", "高意")]
    public void Name_is_not_found_by_something_else(string name, string typed) => Assert.False(Pinyin.Matches(name, typed));
}
