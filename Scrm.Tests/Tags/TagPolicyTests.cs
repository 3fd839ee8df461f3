using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class TagPolicyTests
{
    private const long Steward = 7;
    private const long Owner = 8;

    private static readonly (string Name, Scope Who)[] Actors =
    [
        ("admin", new(Actor.Member(1), Role.Admin, 0, [])), ("operator", new(Actor.Member(2), Role.Operator, 0, [])), ("sales", new(Actor.Member(3), Role.Sales, 5, [])),
        ("viewer", new(Actor.Member(4), Role.Viewer, 5, [])), ("steward", new(Actor.Member(Steward), Role.Sales, 0, [])), ("owner", new(Actor.Member(Owner), Role.Sales, 0, [])),
        ("key", new(Actor.ApiKey(1), Role.Operator, 0, [])),
    ];

    // group: who edits it / who may assign its tags (admin, operator, sales, viewer, steward, owner, key)
    [Theory]
    [InlineData("open", "yy--y-y", "yyy-yyy")]
    [InlineData("locked", "y---y--", "yyy-yyy")]
    [InlineData("locked, not assignable", "y---y--", "y---y--")]
    [InlineData("for department 5", "yy--y-y", "y-y-y--")]
    [InlineData("personal", "-----y-", "-----y-")]
    public async Task Dictionary_and_writer_hold_the_same_policy_on_every_path(string kind, string edits, string assigns)
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var group = await library.GroupAsync("意向", with: g => Make(g, kind));
        var dictionary = library.Get<TagDictionary>();
        foreach (var ((name, who), i) in Actors.Select((a, i) => (a, i)))
        {
            var tag = await library.TagAsync(group, $"标签{name}");
            var customer = await library.CustomerAsync();
            var mayEdit = edits[i] == 'y';
            Outcome[] acts =
            [
                await dictionary.EditTagAsync(tag.Id, tag.Version, new TagEdit { Meaning = name }, who), await dictionary.ArchiveAsync([tag.Id], who),
                await dictionary.RestoreAsync([tag.Id], who), await dictionary.MoveTagAsync(tag.Id, 0, who),
                new((await dictionary.CreateTagAsync(group.Id, $"新{name}", "", who)).Refused),
                await dictionary.EditGroupAsync(group.Id, await VersionAsync(library, group.Id), new GroupEdit { Description = name }, who),
            ];
            Assert.All(acts, act => Assert.True(act.Ok == mayEdit, $"{name} edits a group that is {kind}: {act.Refused?.Why}"));

            var written = (await library.WriteAsync(who, [new(customer.Id, tag.Id)])).Single();
            Assert.True(written.Written == (assigns[i] == 'y'), $"{name} assigns a tag of a group that is {kind}: {written.Skip}");

            var deleted = await dictionary.DeleteTagsAsync([tag.Id], who);
            var why = !mayEdit ? null : written.Written ? (Enum)TagRefusal.HasHistory : null;
            if (mayEdit) Assert.Equal(why, deleted.Refused?.Why);
            else Assert.False(deleted.Ok);
        }
    }

    [Fact]
    public async Task Personal_groups_are_seen_by_their_owner_and_admin_only()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await library.GroupAsync("我的", with: g => g.OwnerId = Owner);
        foreach (var (name, who) in Actors)
        {
            var seen = (await library.Get<DictionaryView>().ReadAsync(new(), who)).Groups.Count;
            Assert.Equal(name is "admin" or "owner" ? 1 : 0, seen);
        }
    }

    [Fact]
    public async Task Group_for_one_department_is_not_there_for_another()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var group = await library.GroupAsync("教务", with: g => g.VisibleTo = [5]);
        var stranger = new Scope(Actor.Member(9), Role.Sales, 6, []);

        Assert.Empty((await library.Get<DictionaryView>().ReadAsync(new(), stranger)).Groups);
        var refused = await library.Get<TagDictionary>().EditGroupAsync(group.Id, 0, new GroupEdit { Description = "x" }, stranger);
        Assert.Equal(TagRefusal.Gone, refused.Refused?.Why);
    }

    private static void Make(TagGroup group, string kind)
    {
        group.Locked = kind.StartsWith("locked", StringComparison.Ordinal);
        group.AssignableWhenLocked = kind != "locked, not assignable";
        if (kind == "personal") group.OwnerId = Owner;
        else group.Stewards = [Steward];
        if (kind == "for department 5") group.VisibleTo = [5];
    }

    private static async Task<int> VersionAsync(Library library, int group)
    {
        await using var db = library.Open();
        return db.TagGroups.Single(g => g.Id == group).Version;
    }
}
