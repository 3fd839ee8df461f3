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

/// <summary>What an installation added, and the batch that takes it back; 0 where nothing was added.</summary>
public sealed record PackInstalled(int Groups, int Tags, long BatchId);

/// <summary>Puts an industry's dictionary into the company's, in one transaction, and never overwrites. Leaves a finished batch that can be undone.</summary>
public sealed class PackInstaller(IDbContextFactory<ScrmDbContext> contexts, CompanyBook company, BatchDesk batches)
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
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var plan = Plan(pack, await TagBook.LoadAsync(db, cancel), who);
        if (plan.Nothing) return new PackInstalled(0, 0, 0);
        var batch = await BatchAsync(db, plan, who, cancel);
        await using var desk = new DictionaryDesk(db, null, who, batch.CreatedAt, batch.Id);
        if (await AddAsync(desk, plan, cancel) is { } refused) return refused;
        desk.Log(DictionaryAct.PackInstalled, null, null, fresh: $"{plan.NewGroups}/{plan.NewTags}", subject: pack.Key);
        if (await desk.SaveAsync(pack.Name.Zh, cancel) is { } late) return late;
        await transaction.CommitAsync(cancel);
        return new PackInstalled(plan.NewGroups, plan.NewTags, batch.Id);
    }

    private static PackPreview Plan(IndustryPack pack, TagBook book, Scope who)
    {
        var groups = book.Groups.Where(g => !g.Personal).ToDictionary(g => g.NameKey);
        var tags = book.Tags.Select(t => (t.GroupId, t.NameKey)).ToHashSet();
        return new(pack, [.. pack.Groups.Select(part =>
        {
            var exists = groups.TryGetValue(Folding.Key(part.Name), out var group);
            var split = part.Tags.DistinctBy(t => Folding.Key(t.Name)).ToLookup(t => exists && tags.Contains((group!.Id, Folding.Key(t.Name))), t => t.Name);
            return new PackGroupPreview(part, exists, exists && !TagPolicy.MayEdit(group!, who), [.. split[false]], [.. split[true]]);
        })]);
    }

    private async Task<Batch> BatchAsync(ScrmDbContext db, PackPreview plan, Scope who, CancellationToken cancel)
    {
        var name = company.Facts.Language == "en" ? plan.Pack.Name.En : plan.Pack.Name.Zh;
        var batch = batches.Add(db, BatchKind.PackInstall, name, "{}", plan.NewGroups + plan.NewTags, who);
        (batch.State, batch.StartedAt, batch.FinishedAt) = (BatchState.Done, batch.CreatedAt, batch.CreatedAt);
        batch.Done = batch.Created = batch.Total;
        await db.SaveChangesAsync(cancel);
        return batch;
    }

    private static async Task<Refusal?> AddAsync(DictionaryDesk desk, PackPreview plan, CancellationToken cancel)
    {
        var parts = plan.Groups.Where(p => !p.Locked && (!p.Exists || p.NewTags.Count > 0)).ToList();
        var standing = await HoldAsync(desk, [.. parts.Where(p => p.Exists).Select(p => Folding.Key(p.Group.Name))], cancel);
        foreach (var part in parts)
        {
            if (!standing.TryGetValue(Folding.Key(part.Group.Name), out var group))
            {
                var created = await TagDictionary.AddGroupAsync(desk, Edit(part.Group), part.Group.Mode, 0, cancel);
                if (created.Refused is { } taken) return taken;
                group = created.Value!;
                group.Pack = plan.Pack.Key;
            }
            var wanted = part.NewTags.ToHashSet();
            var tags = part.Group.Tags.Where(t => wanted.Contains(t.Name)).Select(t => new TagEdit { Name = t.Name, Meaning = t.Meaning, LifetimeDays = t.LifetimeDays });
            if ((await TagDictionary.AddTagsAsync(desk, group, [.. tags], cancel)).Select(t => t.Refused).FirstOrDefault(r => r is not null) is { } refused) return refused;
        }
        return null;
    }

    /// <summary>The groups that stand, by name, held in one order, so that two packs cannot wait for each other.</summary>
    private static async Task<Dictionary<string, TagGroup>> HoldAsync(DictionaryDesk desk, List<string> names, CancellationToken cancel)
    {
        var held = new Dictionary<string, TagGroup>();
        foreach (var id in await desk.Db.TagGroups.Where(g => g.OwnerId == 0 && names.Contains(g.NameKey)).OrderBy(g => g.Id).Select(g => g.Id).ToListAsync(cancel))
            if (await desk.GroupAsync(id, cancel) is { } group) held[group.NameKey] = group;
        return held;
    }

    private static GroupEdit Edit(PackGroup part) => new()
    {
        Name = part.Name, Class = part.Class, Locked = part.Locked, Color = part.Color, Cycle = part.Cycle, Description = part.Description,
    };
}
