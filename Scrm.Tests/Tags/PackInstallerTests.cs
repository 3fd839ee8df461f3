using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class PackInstallerTests
{
    private static readonly IndustryPack Pack = IndustryPacks.All[0];

    [Theory, OnSqlite, OnPostgres]
    public async Task Pack_installed_twice_changes_nothing_the_second_time(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var installer = library.Get<PackInstaller>();

        var first = (await installer.InstallAsync(Pack.Key, Library.Admin)).Value!;
        var before = await SnapshotAsync(library);
        var second = (await installer.InstallAsync(Pack.Key, Library.Admin)).Value!;

        Assert.Equal(new PackInstalled(Pack.Groups.Count, Pack.TagCount, first.BatchId), first);
        Assert.Equal(new PackInstalled(0, 0, 0), second);
        Assert.Equal(before, await SnapshotAsync(library));
        Assert.True((await installer.PreviewAsync(Pack.Key, Library.Admin))!.Nothing);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Group_that_exists_keeps_its_settings_and_gets_only_the_missing_tags(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var part = Pack.Groups.First(g => g.Mode != GroupMode.Many);
        var mine = await library.GroupAsync(part.Name, GroupMode.Many, g => g.Color = "#123456");
        await library.TagAsync(mine, part.Tags[0].Name, t => t.Meaning = "我们自己的说法");

        var preview = (await library.Get<PackInstaller>().PreviewAsync(Pack.Key, Library.Admin))!;
        await library.Get<PackInstaller>().InstallAsync(Pack.Key, Library.Admin);

        Assert.Equal(Pack.Groups.Count - 1, preview.NewGroups);
        await using var db = library.Open();
        var group = await db.TagGroups.SingleAsync(g => g.Id == mine.Id);
        Assert.Equal((GroupMode.Many, "#123456", ""), (group.Mode, group.Color, group.Pack));
        var tags = await db.Tags.Where(t => t.GroupId == mine.Id).OrderBy(t => t.Position).ToListAsync();
        Assert.Equal(part.Tags.Select(t => t.Name), tags.Select(t => t.Name));
        Assert.Equal("我们自己的说法", tags[0].Meaning);
        Assert.All(tags, t => Assert.Equal((long)t.Id, t.Slot));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Locked_group_of_others_is_left_alone(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var part = Pack.Groups[0];
        var locked = await library.GroupAsync(part.Name, with: g => g.Locked = true);

        var done = await library.Get<PackInstaller>().InstallAsync(Pack.Key, new Scope(Actor.Member(2), Role.Operator, 0, []));
        var refused = await library.Get<PackInstaller>().InstallAsync(Pack.Key, new Scope(Actor.Member(3), Role.Sales, 0, []));

        Assert.Equal(new PackInstalled(Pack.Groups.Count - 1, Pack.TagCount - part.Tags.Count, done.Value!.BatchId), done.Value);
        Assert.Equal(TagRefusal.NotAllowed, refused.Refused?.Why);
        await using var db = library.Open();
        Assert.False(await db.Tags.AnyAsync(t => t.GroupId == locked.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pack_taken_back_leaves_the_dictionary_as_it_was(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var mine = await library.GroupAsync(Pack.Groups[0].Name, with: g => g.Color = "#123456");
        await library.TagAsync(mine, Pack.Groups[0].Tags[0].Name, t => t.Meaning = "我们自己的说法");
        var before = await library.DictionaryAsync();
        var who = Library.Admin with { Actor = Actor.Member((await library.MemberAsync("运营")).Id), Role = Role.Operator };
        var added = Pack.Groups.Count - 1 + Pack.TagCount - 1;
        var batch = (await library.Get<PackInstaller>().InstallAsync(Pack.Key, who)).Value!.BatchId;
        var view = (await library.Get<BatchDesk>().FindAsync(batch, who, default))!;
        Assert.Equal((BatchKind.PackInstall, BatchState.Done, Pack.Name.Zh, added, added, true), (view.Kind, view.State, view.Title, view.Created, view.Done, view.MayUndo));

        Assert.True((await library.Get<BatchDesk>().UndoAsync(batch, who, default)).Ok);
        await library.RunBatchesAsync();

        Assert.Equal(before, await library.DictionaryAsync());
        Assert.Equal(0, (await library.Get<DictionaryHistory>().LeftAloneAsync(batch, who, 20, default)).Total);
        Assert.Equal(added, (await library.Get<PackInstaller>().InstallAsync(Pack.Key, who)).Value is { } again ? again.Groups + again.Tags : 0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_of_a_pack_is_used_or_edited_since_stays_and_is_listed(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (used, edited) = (Pack.Groups[0], Pack.Groups[1]);
        var batch = (await library.Get<PackInstaller>().InstallAsync(Pack.Key, Library.Admin)).Value!.BatchId;
        int tag;
        await using (var db = library.Open())
        {
            tag = (await db.Tags.SingleAsync(t => t.Name == used.Tags[0].Name && db.TagGroups.Any(g => g.Id == t.GroupId && g.Name == used.Name))).Id;
            var group = await db.TagGroups.SingleAsync(g => g.Name == edited.Name);
            Assert.True((await library.Get<TagDictionary>().EditGroupAsync(group.Id, group.Version, new GroupEdit { Description = "我们改过" }, Library.Admin)).Ok);
        }
        await library.WriteAsync(Library.Admin, [new TagOrder((await library.CustomerAsync()).Id, tag)]);

        Assert.True((await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default)).Ok);
        await library.RunBatchesAsync();

        await using var after = library.Open();
        Assert.Equal([used.Name, edited.Name], await after.TagGroups.OrderBy(g => g.Position).Select(g => g.Name).ToListAsync());
        Assert.Equal(tag, (await after.Tags.SingleAsync()).Id);
        var left = (await library.Get<DictionaryHistory>().LeftAloneAsync(batch, Library.Admin, 20, default)).Rows;
        Assert.Equal([$"{used.Name}//0", $"{used.Name}/{used.Tags[0].Name}/1", $"{edited.Name}//0"], left.Select(l => $"{l.Group}/{l.Tag}/{l.Uses}"));
        Assert.Equal([false, false, true], left.Select(l => l.ChangedAt != BusinessTime.Never));
    }

    [Fact]
    public async Task History_tells_an_installation_in_one_line_and_each_group_its_own()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await library.Get<PackInstaller>().InstallAsync(Pack.Key, Library.Admin);
        await using var db = library.Open();
        var group = await db.TagGroups.SingleAsync(g => g.Name == Pack.Groups[0].Name);

        var history = library.Get<DictionaryHistory>();

        Assert.Equal(DictionaryAct.PackInstalled, Assert.Single(await history.ReadAsync(Library.Admin)).Act);
        Assert.Equal(1 + Pack.Groups[0].Tags.Count, (await history.ReadAsync(Library.Admin, group.Id)).Count);
    }

    private static async Task<string> SnapshotAsync(Library library)
    {
        await using var db = library.Open();
        var groups = await db.TagGroups.OrderBy(g => g.Id).Select(g => $"{g.Id} {g.Name} {g.Mode} {g.Position} {g.Version}").ToListAsync();
        var tags = await db.Tags.OrderBy(t => t.Id).Select(t => $"{t.Id} {t.GroupId} {t.Name} {t.Position} {t.Slot} {t.Version}").ToListAsync();
        return string.Join('\n', groups.Concat(tags).Append($"{await db.DictionaryChanges.CountAsync()}"));
    }
}
