using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// What installing would do to one group: the tags that are new and those that stand already. A group that exists keeps its own settings;
/// one that this person may not edit is left alone.
/// </summary>
public sealed record PackGroupPreview(PackGroup Group, bool Exists, bool Locked, IReadOnlyList<string> NewTags, IReadOnlyList<string> ExistingTags);

public sealed record PackPreview(IndustryPack Pack, IReadOnlyList<PackGroupPreview> Groups)
{
    public int NewGroups => Groups.Count(g => !g.Exists);
    public int NewTags => Groups.Where(g => !g.Locked).Sum(g => g.NewTags.Count);
    public bool Nothing => NewGroups == 0 && NewTags == 0;
}

/// <summary>What an installation added.</summary>
public sealed record PackInstalled(int Groups, int Tags);

/// <summary>Puts an industry's dictionary into the company's, in one transaction, and never overwrites.</summary>
public sealed class PackInstaller(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public async Task<PackPreview?> PreviewAsync(string key, Scope who, CancellationToken cancel = default)
    {
        if (IndustryPacks.Find(key) is not { } pack) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Plan(pack, await TagBook.LoadAsync(db, cancel), who);
    }

    public async Task<Outcome<PackInstalled>> InstallAsync(string key, Scope who, CancellationToken cancel = default)
    {
        if (IndustryPacks.Find(key) is not { } pack) return new Refusal(TagRefusal.UnknownPack);
        if (!who.MayEditDictionary) return new Refusal(TagRefusal.NotAllowed, pack.Name.Zh);
        await using var desk = await DictionaryDesk.OpenAsync(contexts, clock, who, cancel);
        var plan = Plan(pack, await TagBook.LoadAsync(desk.Db, cancel), who);
        if (plan.Nothing) return new PackInstalled(0, 0);
        var position = await desk.Db.TagGroups.MaxAsync(g => (int?)g.Position, cancel) + 1 ?? 0;
        var added = new List<(TagGroup Group, Tag Tag)>();
        foreach (var part in plan.Groups.Where(p => !p.Locked && (!p.Exists || p.NewTags.Count > 0)))
        {
            var group = part.Exists ? await ExistingAsync(desk, part.Group.Name, cancel) : New(desk, pack, part.Group, position++);
            if (await desk.SaveAsync(part.Group.Name, cancel) is { } taken) return taken;
            added.AddRange(await AddTagsAsync(desk, group, part, cancel));
        }
        if (await desk.SaveAsync(pack.Name.Zh, cancel) is { } late) return late;
        foreach (var (group, tag) in added) tag.Slot = Tag.SlotOf(tag.Id, group);
        desk.Log(DictionaryAct.PackInstalled, null, null, fresh: $"{plan.NewGroups}/{added.Count}", subject: pack.Key);
        if (await desk.CommitAsync(pack.Name.Zh, cancel) is { } refused) return refused;
        return new PackInstalled(plan.NewGroups, added.Count);
    }

    private static PackPreview Plan(IndustryPack pack, TagBook book, Scope who)
    {
        var groups = book.Groups.Where(g => !g.Personal).ToDictionary(g => g.NameKey);
        var tags = book.Tags.Select(t => (t.GroupId, t.NameKey)).ToHashSet();
        return new(pack, [.. pack.Groups.Select(part =>
        {
            var exists = groups.TryGetValue(Folding.Key(part.Name), out var group);
            var split = part.Tags.ToLookup(t => exists && tags.Contains((group!.Id, Folding.Key(t.Name))), t => t.Name);
            return new PackGroupPreview(part, exists, exists && !TagPolicy.MayEdit(group!, who), [.. split[false]], [.. split[true]]);
        })]);
    }

    private static Task<TagGroup> ExistingAsync(DictionaryDesk desk, string name, CancellationToken cancel)
    {
        var key = Folding.Key(name);
        return desk.Db.TagGroups.SingleAsync(g => g.OwnerId == 0 && g.NameKey == key, cancel);
    }

    private static TagGroup New(DictionaryDesk desk, IndustryPack pack, PackGroup part, int position)
    {
        var group = new TagGroup
        {
            Name = Folding.Fold(part.Name), NameKey = Folding.Key(part.Name), Class = part.Class, Mode = part.Mode, Locked = part.Locked,
            Color = part.Color, Cycle = part.Cycle, Description = part.Description, Pack = pack.Key, Position = position,
        };
        desk.Db.TagGroups.Add(group);
        return group;
    }

    private static async Task<List<(TagGroup Group, Tag Tag)>> AddTagsAsync(DictionaryDesk desk, TagGroup group, PackGroupPreview part, CancellationToken cancel)
    {
        var wanted = part.NewTags.ToHashSet();
        var position = await desk.Db.Tags.Where(t => t.GroupId == group.Id).MaxAsync(t => (int?)t.Position, cancel) + 1 ?? 0;
        var tags = part.Group.Tags.Where(t => wanted.Contains(t.Name)).DistinctBy(t => Folding.Key(t.Name)).Select(t => new Tag
        {
            GroupId = group.Id, Name = Folding.Fold(t.Name), NameKey = Folding.Key(t.Name), Meaning = t.Meaning, LifetimeDays = t.LifetimeDays,
            Position = position++, CreatedAt = desk.Now,
        }).ToList();
        desk.Db.Tags.AddRange(tags);
        return tags.ConvertAll(t => (group, t));
    }
}
