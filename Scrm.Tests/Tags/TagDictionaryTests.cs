using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class TagDictionaryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Names_are_folded_and_unique_in_their_group(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var dictionary = library.Get<TagDictionary>();
        var group = (await dictionary.CreateGroupAsync(new GroupEdit { Name = "　客户　意向 " }, GroupMode.One, false, Library.Admin)).Value;
        var first = await dictionary.CreateTagAsync(group, " ＶＩＰ ", "大客户", Library.Admin);
        var again = await dictionary.CreateTagAsync(group, "vip", "", Library.Admin);

        Assert.True(first.Ok);
        Assert.Equal(TagRefusal.NameTaken, again.Refused?.Why);
        Assert.Equal(TagRefusal.NameTaken, (await dictionary.CreateGroupAsync(new GroupEdit { Name = "客户 意向" }, GroupMode.Many, false, Library.Admin)).Refused?.Why);
        Assert.Equal(TagRefusal.NameMissing, (await dictionary.CreateTagAsync(group, " 　", "", Library.Admin)).Refused?.Why);
        Assert.Equal(TagRefusal.NameTooLong, (await dictionary.CreateTagAsync(group, new string('长', 31), "", Library.Admin)).Refused?.Why);
        await using var db = library.Open();
        var tag = await db.Tags.SingleAsync();
        Assert.Equal(("VIP", -(long)group), (tag.Name, tag.Slot));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Later_of_two_editors_sees_both_values(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var tag = await library.TagAsync(await library.GroupAsync("意向"), "高意向");
        var dictionary = library.Get<TagDictionary>();

        Assert.True((await dictionary.EditTagAsync(tag.Id, tag.Version, new TagEdit { Name = "强意向" }, Library.Admin)).Ok);
        var loser = await dictionary.EditTagAsync(tag.Id, tag.Version, new TagEdit { Name = "很想买" }, Library.Admin);
        var same = await dictionary.EditTagAsync(tag.Id, tag.Version, new TagEdit { Name = "强意向" }, Library.Admin);

        Assert.Equal(TagRefusal.ChangedMeanwhile, loser.Refused?.Why);
        Assert.Equal(new Clash("name", "强意向", "很想买"), Assert.Single((Clash[])loser.Refused!.Values[1]));
        Assert.True(same.Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_edit_at_the_same_moment_never_both_win(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("意向");
        var tag = await library.TagAsync(group, "高意向");
        var dictionary = library.Get<TagDictionary>();

        var edits = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => dictionary.EditTagAsync(tag.Id, tag.Version, new TagEdit { Meaning = $"{i}" }, Library.Admin)));
        var creates = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => dictionary.CreateTagAsync(group.Id, "新来的", "", Library.Admin)));

        Assert.Single(edits, e => e.Ok);
        Assert.Single(creates, c => c.Ok);
        Assert.All(creates.Where(c => !c.Ok), c => Assert.Equal(TagRefusal.NameTaken, c.Refused!.Why));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tag_that_was_ever_assigned_is_archived_and_not_deleted(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("意向");
        var (used, unused) = (await library.TagAsync(group, "高意向"), await library.TagAsync(group, "没用过"));
        var customer = await library.CustomerAsync();
        await library.WriteAsync(Library.Admin, [new(customer.Id, used.Id)]);
        await library.WriteAsync(Library.Admin, [new(customer.Id, used.Id, Remove: true)]);
        var dictionary = library.Get<TagDictionary>();

        Assert.False((await dictionary.ImpactAsync([used.Id], Library.Admin))!.Deletable);
        Assert.True((await dictionary.ImpactAsync([unused.Id], Library.Admin))!.Deletable);
        Assert.Equal(TagRefusal.HasHistory, (await dictionary.DeleteTagsAsync([used.Id], Library.Admin)).Refused?.Why);
        Assert.Equal(TagRefusal.HasHistory, (await dictionary.DeleteGroupAsync(group.Id, Library.Admin)).Refused?.Why);
        Assert.True((await dictionary.DeleteTagsAsync([unused.Id], Library.Admin)).Ok);
        Assert.True((await dictionary.ArchiveAsync([used.Id], Library.Admin)).Ok);
        Assert.Equal(TagSkip.Archived, (await library.WriteAsync(Library.Admin, [new(customer.Id, used.Id)]))[0].Skip);
        Assert.True((await dictionary.RestoreAsync([used.Id], Library.Admin)).Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Group_goes_with_its_tags_where_none_was_ever_assigned(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("意向");
        await library.TagAsync(group, "没用过");

        Assert.True((await library.Get<TagDictionary>().DeleteGroupAsync(group.Id, Library.Admin)).Ok);
        await using var db = library.Open();
        Assert.Equal(0, await db.Tags.CountAsync() + await db.TagGroups.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tags_stand_pinned_first_then_by_use_then_as_arranged(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("意向");
        var tags = new List<Tag>();
        foreach (var name in new[] { "甲", "乙", "丙", "丁" }) tags.Add(await library.TagAsync(group, name));
        var dictionary = library.Get<TagDictionary>();
        await library.WriteAsync(Library.Admin, [new((await library.CustomerAsync()).Id, tags[2].Id)]);
        await dictionary.EditTagAsync(tags[3].Id, tags[3].Version, new TagEdit { Pinned = true }, Library.Admin);
        await dictionary.MoveTagAsync(tags[1].Id, tags[0].Id, Library.Admin);

        Assert.Equal("丁丙乙甲", await NamesAsync(library, new()));
        Assert.Equal("乙甲丙丁", await NamesAsync(library, new() { Order = TagOrdering.Arranged }));
        Assert.Equal("丁乙甲", await NamesAsync(library, new() { Unused = true }));
        Assert.Equal("丙", await NamesAsync(library, new() { Text = "b" }));
        Assert.Equal("丁丙乙甲", await NamesAsync(library, new() { Text = "yx" }));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_change_is_in_the_history_with_who_and_from_what_to_what(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("李运营");
        var who = Library.Admin with { Actor = Core.Actor.Member(member.Id) };
        var dictionary = library.Get<TagDictionary>();
        var group = (await dictionary.CreateGroupAsync(new GroupEdit { Name = "意向" }, GroupMode.Many, false, who)).Value;
        var tag = (await dictionary.CreateTagAsync(group, "高", "", who)).Value;
        await dictionary.EditTagAsync(tag, 1, new TagEdit { Name = "高意向", Pinned = true }, who);
        await dictionary.ArchiveAsync([tag], who);

        var lines = await library.Get<DictionaryHistory>().ReadAsync(who);

        Assert.Equal(["TagArchived", "TagEdited pinned 0→1", "TagEdited name 高→高意向", "TagCreated", "GroupCreated"],
            lines.Select(l => l.Field.Length == 0 ? $"{l.Act}" : $"{l.Act} {l.Field} {l.Old}→{l.New}"));
        Assert.All(lines, l => Assert.Equal("李运营", l.Who));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Groups_stand_where_they_were_put(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var groups = new List<TagGroup>();
        foreach (var name in new[] { "甲", "乙", "丙" }) groups.Add(await library.GroupAsync(name));
        var dictionary = library.Get<TagDictionary>();

        await dictionary.MoveGroupAsync(groups[2].Id, groups[0].Id, Library.Admin);
        await dictionary.MoveGroupAsync(groups[0].Id, 0, Library.Admin);

        var page = await library.Get<DictionaryView>().ReadAsync(new(), Library.Admin);
        Assert.Equal(["丙", "乙", "甲"], page.Groups.Select(g => g.Name));
    }

    private static async Task<string> NamesAsync(Library library, DictionaryFilter filter) =>
        string.Concat((await library.Get<DictionaryView>().ReadAsync(filter, Library.Admin)).Tags.Select(t => t.Name));
}
