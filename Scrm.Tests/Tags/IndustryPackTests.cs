using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Scrm.Core;
using Scrm.Core.Tags;
using Xunit;

namespace Scrm.Tests.Tags;

public sealed partial class IndustryPackTests
{
    private static readonly string[] Trades =
        ["auto-4s", "beauty", "education", "finance", "finance-tax", "fresh-retail", "home", "maternity", "tech-services"];

    private static readonly string[] Palette =
        ["#2f6fde", "#0f8a7a", "#b4540a", "#8a3ffc", "#c2255c", "#1f7a33", "#5c6b7a", "#a36a00", "#0b7285", "#6741d9"];

    public static TheoryData<string> Keys => [.. IndustryPacks.All.Select(pack => pack.Key)];

    [Fact]
    public void Nine_trades_come_first_and_the_general_pack_last() =>
        Assert.Equal([.. Trades, "general"], IndustryPacks.All.Select(pack => pack.Key));

    [Fact]
    public void A_pack_is_found_by_its_key_and_an_unknown_key_finds_nothing()
    {
        Assert.Equal("教育培训", IndustryPacks.Find("education")?.Name.Zh);
        Assert.Null(IndustryPacks.Find("Education"));
    }

    [Theory, MemberData(nameof(Keys))]
    public void The_file_of_a_pack_is_named_by_its_key(string key)
    {
        using var json = typeof(IndustryPacks).Assembly.GetManifestResourceStream("packs/" + key);
        Assert.NotNull(json);
        Assert.Equal(key, IndustryPacks.Read(json).Key);
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_pack_is_neither_thin_nor_bloated(string key)
    {
        var pack = Pack(key);
        var (groups, tags) = key == "general" ? ((6, 8), (30, 45)) : ((8, 15), (40, 90));
        Assert.InRange(pack.Groups.Count, groups.Item1, groups.Item2);
        Assert.InRange(pack.TagCount, tags.Item1, tags.Item2);
        Assert.InRange(pack.Groups.Count(group => group.Locked), 2, 3);
        Assert.Equal(Enum.GetValues<GroupMode>().Order(), pack.Groups.Select(group => group.Mode).Distinct().Order());
    }

    [Theory, MemberData(nameof(Keys))]
    public void Class_mode_and_cycle_are_spelt_exactly_as_the_product_spells_them(string key)
    {
        using var json = JsonDocument.Parse(typeof(IndustryPacks).Assembly.GetManifestResourceStream("packs/" + key)!);
        Assert.All(json.RootElement.GetProperty("groups").EnumerateArray(), group =>
        {
            Assert.Contains(group.GetProperty("class").GetString(), Enum.GetNames<GroupClass>());
            Assert.Contains(group.GetProperty("mode").GetString(), Enum.GetNames<GroupMode>());
            Assert.Contains(group.GetProperty("cycle").GetString(), Enum.GetNames<UpdateCycle>());
        });
    }

    [Theory, MemberData(nameof(Keys))]
    public void Names_stay_apart_when_case_and_width_are_folded(string key)
    {
        Assert.Empty(Repeated(Pack(key).Groups.Select(group => group.Name)));
        Assert.Empty(Repeated(Pack(key).Groups.SelectMany(group => group.Tags).Select(tag => tag.Name)));
    }

    [Fact]
    public void Groups_of_one_name_have_one_mode_in_every_pack_so_that_two_packs_can_be_installed()
    {
        var namesakes = IndustryPacks.All.SelectMany(pack => pack.Groups).GroupBy(group => group.Name);
        Assert.All(namesakes, groups => Assert.Single(groups.Select(group => group.Mode).Distinct()));
    }

    [Theory, MemberData(nameof(Keys))]
    public void Names_are_folded_and_at_most_thirty_characters(string key)
    {
        var names = Pack(key).Groups.SelectMany(group => group.Tags.Select(tag => tag.Name).Append(group.Name));
        Assert.All(names, name =>
        {
            Assert.Equal(Folding.Fold(name), name);
            Assert.InRange(name.Length, 1, Tag.LongestName);
        });
    }

    [Theory, MemberData(nameof(Keys))]
    public void Every_tag_has_a_meaning_of_one_sentence_of_its_own(string key)
    {
        var meanings = Pack(key).Groups.SelectMany(group => group.Tags).Select(tag => tag.Meaning).ToList();
        Assert.All(meanings, meaning => Assert.Matches(OneSentence(), meaning));
        Assert.Empty(Repeated(meanings));
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_pack_introduces_itself_in_both_languages_and_each_group_says_what_it_is_for(string key)
    {
        var pack = Pack(key);
        Assert.All([pack.Name.Zh, pack.Name.En, pack.Summary.Zh, pack.Summary.En], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.All(pack.Groups, group => Assert.EndsWith("。", group.Description));
        Assert.All(pack.Groups, group => Assert.Contains(group.Color, Palette));
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_staged_group_has_three_stages_and_an_exclusive_group_a_choice(string key) =>
        Assert.All(Pack(key).Groups, group => Assert.True(group.Tags.Count >= Fewest(group.Mode), group.Name));

    [Theory, MemberData(nameof(Keys))]
    public void A_lifetime_is_a_week_to_half_a_year_and_never_on_a_stage(string key)
    {
        var pack = Pack(key);
        var lifetimes = pack.Groups.SelectMany(group => group.Tags).Where(tag => tag.LifetimeDays != 0).ToList();
        Assert.NotEmpty(lifetimes);
        Assert.All(lifetimes, tag => Assert.InRange(tag.LifetimeDays, 7, 180));
        Assert.All(pack.Groups.Where(group => group.Mode == GroupMode.Staged), group => Assert.All(group.Tags, tag => Assert.Equal(0, tag.LifetimeDays)));
    }

    [Theory]
    [InlineData("\"mode\":\"One\"", "\"mode\":\"Single\"")]
    [InlineData("\"mode\":\"One\"", "\"mode\":1")]
    [InlineData("\"mode\":\"One\"", "\"mode\":\"One\",\"stewards\":[]")]
    [InlineData("\"locked\":false,", "")]
    [InlineData("\"description\":\"d\"", "\"description\":null")]
    [InlineData("\"meaning\":\"m\"", "\"Meaning\":\"m\"")]
    public void A_pack_with_anything_odd_in_it_is_refused(string part, string odd)
    {
        const string sound = """
            {"key":"k","name":{"zh":"名","en":"Name"},"summary":{"zh":"述","en":"Summary"},"groups":[{"name":"g","class":"Basic","mode":"One",
            "locked":false,"color":"#2f6fde","cycle":"Monthly","description":"d","tags":[{"name":"t","meaning":"m"}]}]}
            """;
        Assert.Equal(1, Parse(sound).TagCount);
        Assert.Throws<JsonException>(() => Parse(sound.Replace(part, odd)));
    }

    private static IndustryPack Pack(string key) => IndustryPacks.Find(key)!;

    private static IndustryPack Parse(string json) => IndustryPacks.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static int Fewest(GroupMode mode) => mode == GroupMode.Staged ? 3 : 2;

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.GroupBy(Folding.Key).Where(same => same.Count() > 1).Select(same => same.Key);

    [GeneratedRegex("^[^。\\s]{5,}。$")]
    private static partial Regex OneSentence();
}
