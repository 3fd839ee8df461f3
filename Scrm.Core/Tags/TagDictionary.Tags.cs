using Microsoft.EntityFrameworkCore;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

public sealed partial class TagDictionary
{
    private const int LongestLifetime = 3650;

    public async Task<Outcome<int>> CreateTagAsync(int groupId, string? typed, string meaning, Scope who, CancellationToken cancel = default)
    {
        var name = DictionaryText.Name(typed);
        if (name.Refused is { } badName) return badName;
        if (DictionaryText.Text(meaning) is { } bad) return bad;
        await using var desk = await OpenAsync(who, cancel);
        if (await desk.GroupAsync(groupId, cancel) is not { } group) return new Refusal(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        if (await TakenAsync(desk, groupId, 0, name.Value!, cancel) is { } taken) return taken;
        var position = await desk.Db.Tags.Where(t => t.GroupId == groupId).MaxAsync(t => (int?)t.Position, cancel) + 1 ?? 0;
        var tag = new Tag { GroupId = groupId, Name = name.Value!, NameKey = Folding.Key(name.Value), Meaning = meaning.Trim(), Position = position, CreatedAt = desk.Now };
        desk.Db.Tags.Add(tag);
        if (await desk.SaveAsync(tag.Name, cancel) is { } late) return late;
        tag.Slot = Tag.SlotOf(tag.Id, group);
        desk.Log(DictionaryAct.TagCreated, group, tag);
        return await desk.CommitAsync(tag.Name, cancel) is { } refused ? refused : tag.Id;
    }

    /// <summary>Changes the fields that are given. A tag changed since <paramref name="version"/> is refused where somebody else's value would be lost.</summary>
    public async Task<Outcome> EditTagAsync(int id, int version, TagEdit edit, Scope who, CancellationToken cancel = default)
    {
        if (DictionaryText.Text(edit.Meaning) is { } bad) return bad;
        await using var desk = await OpenAsync(who, cancel);
        if (await desk.TagAsync(id, cancel) is not var (tag, group)) return Outcome.No(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        if (edit.Name is not null)
        {
            var name = DictionaryText.Name(edit.Name);
            if (name.Refused is { } badName) return badName;
            edit = edit with { Name = name.Value };
            if (await TakenAsync(desk, group.Id, id, name.Value!, cancel) is { } taken) return taken;
        }
        edit = edit with { Meaning = edit.Meaning?.Trim(), LifetimeDays = edit.LifetimeDays is { } days ? Math.Clamp(days, 0, LongestLifetime) : null };
        var subject = tag.Name;
        var changes = FieldEdit.Of(tag, edit).Where(f => f.Changes).ToList();
        if (Clashes(tag.Version, version, subject, changes) is { } clash) return clash;
        foreach (var field in changes) Apply(desk, DictionaryAct.TagEdited, group, tag, field, subject);
        return new(await desk.CommitAsync(edit.Name ?? subject, cancel));
    }

    /// <summary>Puts the tag before another one of its group, or at the end where that is 0. In a staged group this is the order of the stages.</summary>
    public async Task<Outcome> MoveTagAsync(int id, int beforeId, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await OpenAsync(who, cancel);
        if (await desk.TagAsync(id, cancel) is not var (tag, group)) return Outcome.No(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        var ids = await desk.Db.Tags.Where(t => t.GroupId == group.Id).OrderBy(t => t.Position).ThenBy(t => t.Id).Select(t => t.Id).ToListAsync(cancel);
        if (!Move(ids, id, beforeId)) return Outcome.Done;
        for (var i = 0; i < ids.Count; i++)
        {
            var (moved, position) = (ids[i], i);
            await desk.Db.Tags.Where(t => t.Id == moved && t.Position != position).ExecuteUpdateAsync(t => t.SetProperty(x => x.Position, position), cancel);
        }
        desk.Log(DictionaryAct.TagsReordered, group, tag);
        return new(await desk.CommitAsync(tag.Name, cancel));
    }

    private static async Task<Refusal?> TakenAsync(DictionaryDesk desk, int groupId, int exceptId, string name, CancellationToken cancel)
    {
        var status = await desk.Db.Tags.Where(t => t.GroupId == groupId && t.Id != exceptId && t.NameKey == Folding.Key(name))
            .Select(t => (TagStatus?)t.Status).FirstOrDefaultAsync(cancel);
        return status is { } other ? new(TagRefusal.NameTaken, name, other) : null;
    }
}
