using Microsoft.EntityFrameworkCore;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

public sealed partial class TagDictionary
{
    private const int LongestLifetime = 3650;

    public async Task<Outcome<int>> CreateTagAsync(int groupId, string? typed, string meaning, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await OpenAsync(who, cancel);
        if (await desk.GroupAsync(groupId, cancel) is not { } group) return new Refusal(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        var added = (await AddTagsAsync(desk, group, [new TagEdit { Name = typed ?? "", Meaning = meaning }], cancel))[0];
        if (added.Refused is { } refused) return refused;
        return await desk.CommitAsync(added.Value!.Name, cancel) is { } late ? late : added.Value.Id;
    }

    /// <summary>Adds tags at the end of a group that the desk holds; each by itself, in the order given.</summary>
    internal static async Task<IReadOnlyList<Outcome<Tag>>> AddTagsAsync(DictionaryDesk desk, TagGroup group, IReadOnlyList<TagEdit> wanted, CancellationToken cancel)
    {
        var known = await desk.Db.Tags.Where(t => t.GroupId == group.Id).Select(t => new { t.NameKey, t.Status, t.Position }).ToListAsync(cancel);
        var (taken, position) = (known.ToDictionary(t => t.NameKey, t => t.Status), known.Select(t => t.Position + 1).DefaultIfEmpty(0).Max());
        var added = new List<Outcome<Tag>>(wanted.Count);
        foreach (var edit in wanted) added.Add(New(desk, group, edit, taken, position++));
        var tags = added.Select(a => a.Value).OfType<Tag>().ToList();
        desk.Db.Tags.AddRange(tags);
        if (tags.Count > 0 && await desk.SaveAsync(tags[0].Name, cancel) is { } late)
        {
            foreach (var tag in tags) desk.Db.Entry(tag).State = EntityState.Detached;
            return [.. wanted.Select(_ => (Outcome<Tag>)late)];
        }
        foreach (var tag in tags)
        {
            tag.Slot = Tag.SlotOf(tag.Id, group);
            desk.Log(DictionaryAct.TagCreated, group, tag);
        }
        return added;
    }

    private static Outcome<Tag> New(DictionaryDesk desk, TagGroup group, TagEdit edit, Dictionary<string, TagStatus> taken, int position)
    {
        var name = DictionaryText.Name(edit.Name);
        if (name.Refused is { } badName) return badName;
        if (DictionaryText.Text(edit.Meaning) is { } bad) return bad;
        var key = Folding.Key(name.Value);
        if (taken.TryGetValue(key, out var other)) return new Refusal(TagRefusal.NameTaken, name.Value!, other);
        taken[key] = TagStatus.Active;
        return new Tag
        {
            GroupId = group.Id, Name = name.Value!, NameKey = key, Meaning = edit.Meaning?.Trim() ?? "", Pinned = edit.Pinned ?? false, LifetimeDays = Lifetime(edit.LifetimeDays) ?? 0,
            Position = position, CreatedAt = desk.Now, BatchId = desk.Batch,
        };
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
        var subject = tag.Name;
        if (Write(desk, group, tag, version, edit) is { } clash) return clash;
        return new(await desk.CommitAsync(edit.Name ?? subject, cancel));
    }

    /// <summary>Writes what changes of a tag that the desk holds.</summary>
    internal static Refusal? Write(DictionaryDesk desk, TagGroup group, Tag tag, int version, TagEdit edit)
    {
        if (DictionaryText.Text(edit.Meaning) is { } bad) return bad;
        edit = edit with { Meaning = edit.Meaning?.Trim(), LifetimeDays = Lifetime(edit.LifetimeDays) };
        var subject = tag.Name;
        var changes = FieldEdit.Of(tag, edit).Where(f => f.Changes).ToList();
        if (Clashes(tag.Version, version, subject, changes) is { } clash) return clash;
        foreach (var field in changes) Apply(desk, DictionaryAct.TagEdited, group, tag, field, subject);
        return null;
    }

    private static int? Lifetime(int? days) => days is { } given ? Math.Clamp(given, 0, LongestLifetime) : null;

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
