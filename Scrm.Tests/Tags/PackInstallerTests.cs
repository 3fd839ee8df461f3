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

        Assert.Equal(new PackInstalled(Pack.Groups.Count, Pack.TagCount), first);
        Assert.Equal(new PackInstalled(0, 0), second);
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

        Assert.Equal(new PackInstalled(Pack.Groups.Count - 1, Pack.TagCount - part.Tags.Count), done.Value);
        Assert.Equal(TagRefusal.NotAllowed, refused.Refused?.Why);
        await using var db = library.Open();
        Assert.False(await db.Tags.AnyAsync(t => t.GroupId == locked.Id));
    }

    private static async Task<string> SnapshotAsync(Library library)
    {
        await using var db = library.Open();
        var groups = await db.TagGroups.OrderBy(g => g.Id).Select(g => $"{g.Id} {g.Name} {g.Mode} {g.Position} {g.Version}").ToListAsync();
        var tags = await db.Tags.OrderBy(t => t.Id).Select(t => $"{t.Id} {t.GroupId} {t.Name} {t.Position} {t.Slot} {t.Version}").ToListAsync();
        return string.Join('\n', groups.Concat(tags).Append($"{await db.DictionaryChanges.CountAsync()}"));
    }
}
