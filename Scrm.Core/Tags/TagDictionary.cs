using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>The tag dictionary (标签字典): every act on groups and tags but for those that move assignments.</summary>
public sealed partial class TagDictionary(IDbContextFactory<ScrmDbContext> contexts, IEnumerable<ITagUser> users, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> Palette =
        ["#2f6fde", "#0e8a7d", "#2e8b57", "#8a6d00", "#c2571a", "#c0392b", "#b0307f", "#7a4bd1", "#4a5fc1", "#5b6673"];

    public async Task<Outcome<int>> CreateGroupAsync(GroupEdit edit, GroupMode mode, bool personal, Scope who, CancellationToken cancel = default)
    {
        if (personal ? !who.MayTag || who.MemberId == 0 : !who.MayEditDictionary) return new Refusal(TagRefusal.NotAllowed, edit.Name ?? "");
        await using var desk = await OpenAsync(who, cancel);
        var added = await AddGroupAsync(desk, edit, mode, personal ? who.MemberId : 0, cancel);
        if (added.Refused is { } no) return no;
        return await desk.CommitAsync(added.Value!.Name, cancel) is { } refused ? refused : added.Value.Id;
    }

    /// <summary>Adds a group inside the desk's transaction.</summary>
    internal static async Task<Outcome<TagGroup>> AddGroupAsync(DictionaryDesk desk, GroupEdit edit, GroupMode mode, long owner, CancellationToken cancel)
    {
        var name = DictionaryText.Name(edit.Name, TagGroup.LongestName);
        if (name.Refused is { } badName) return badName;
        if (Check(edit) is { } bad) return bad;
        if (await desk.Db.TagGroups.AnyAsync(g => g.OwnerId == owner && g.NameKey == Folding.Key(name.Value), cancel)) return new Refusal(TagRefusal.NameTaken, name.Value!, null!);
        var group = new TagGroup { OwnerId = owner, Mode = mode, Position = await desk.Db.TagGroups.MaxAsync(g => (int?)g.Position, cancel) + 1 ?? 0 };
        group.Color = Palette[group.Position % Palette.Count];
        foreach (var field in FieldEdit.Of(group, edit with { Name = name.Value })) field.Write();
        desk.Db.TagGroups.Add(group);
        if (await desk.SaveAsync(group.Name, cancel) is { } taken)
        {
            desk.Db.Entry(group).State = EntityState.Detached;
            return taken;
        }
        desk.Log(DictionaryAct.GroupCreated, group, null);
        return group;
    }

    /// <summary>Changes the fields that are given. A group changed since <paramref name="version"/> is refused where somebody else's value would be lost.</summary>
    public async Task<Outcome> EditGroupAsync(int id, int version, GroupEdit edit, Scope who, CancellationToken cancel = default)
    {
        if (Check(edit) is { } bad) return bad;
        await using var desk = await OpenAsync(who, cancel);
        if (await desk.GroupAsync(id, cancel) is not { } group) return Outcome.No(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        if (edit.Name is not null)
        {
            var name = DictionaryText.Name(edit.Name, TagGroup.LongestName);
            if (name.Refused is { } badName) return badName;
            edit = edit with { Name = name.Value };
            if (await desk.Db.TagGroups.AnyAsync(g => g.Id != id && g.OwnerId == group.OwnerId && g.NameKey == Folding.Key(name.Value), cancel))
                return Outcome.No(TagRefusal.NameTaken, name.Value!, null!);
        }
        var subject = group.Name;
        if (Write(desk, group, version, edit) is { } clash) return clash;
        return new(await desk.CommitAsync(edit.Name ?? subject, cancel));
    }

    /// <summary>Writes what changes of a group that the desk holds; the texts are looked at here too, since a file brings them as they stand.</summary>
    internal static Refusal? Write(DictionaryDesk desk, TagGroup group, int version, GroupEdit edit)
    {
        if (Check(edit) is { } bad) return bad;
        var subject = group.Name;
        var changes = FieldEdit.Of(group, edit).Where(f => f.Changes).ToList();
        if (Clashes(group.Version, version, subject, changes) is { } clash) return clash;
        foreach (var field in changes) Apply(desk, DictionaryAct.GroupEdited, group, null, field, subject);
        return null;
    }

    /// <summary>Puts the group before another one, or at the end where that is 0.</summary>
    public async Task<Outcome> MoveGroupAsync(int id, int beforeId, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await OpenAsync(who, cancel);
        if (await desk.GroupAsync(id, cancel) is not { } group) return Outcome.No(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        if (!group.Personal && !who.MayEditDictionary) return Outcome.No(TagRefusal.NotAllowed, group.Name);
        var ids = await desk.Db.TagGroups.OrderBy(g => g.Position).ThenBy(g => g.Id).Select(g => g.Id).ToListAsync(cancel);
        if (!Move(ids, id, beforeId)) return Outcome.Done;
        for (var i = 0; i < ids.Count; i++)
        {
            var (moved, position) = (ids[i], i);
            await desk.Db.TagGroups.Where(g => g.Id == moved && g.Position != position).ExecuteUpdateAsync(g => g.SetProperty(x => x.Position, position), cancel);
        }
        desk.Log(DictionaryAct.GroupsReordered, group, null);
        return new(await desk.CommitAsync(group.Name, cancel));
    }

    private Task<DictionaryDesk> OpenAsync(Scope who, CancellationToken cancel) => DictionaryDesk.OpenAsync(contexts, clock, who, cancel);

    private static Refusal? Check(GroupEdit edit) => DictionaryText.Text(edit.Description) ?? DictionaryText.Color(edit.Color);

    private static void Apply(DictionaryDesk desk, DictionaryAct act, TagGroup group, Tag? tag, FieldEdit field, string subject)
    {
        field.Write();
        desk.Log(act, group, tag, field.Field, field.Old, field.New, subject);
    }

    private static Refusal? Clashes(int stands, int read, string subject, IReadOnlyList<FieldEdit> changes) => stands == read || changes.Count == 0 ? null
        : new(TagRefusal.ChangedMeanwhile, subject, changes.Select(c => new Clash(c.Field, c.Old, c.New)).ToArray());

    private static bool Move(List<int> ids, int id, int beforeId)
    {
        if (id == beforeId) return false;
        ids.Remove(id);
        var at = ids.IndexOf(beforeId);
        ids.Insert(at < 0 ? ids.Count : at, id);
        return true;
    }
}
