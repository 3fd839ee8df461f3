using Microsoft.EntityFrameworkCore;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// What hangs on tags before they are put away: customers who carry one of them now, the last use, and how many tags are merged into them.
/// </summary>
public sealed record TagImpact(IReadOnlyList<string> Names, int Customers, DateTime LastUsedAt, int MergedInto)
{
    /// <summary>Nothing was ever assigned, so nothing is lost.</summary>
    public bool Deletable => MergedInto == 0 && Customers == 0 && LastUsedAt == BusinessTime.Never;
}

public sealed partial class TagDictionary
{
    public async Task<TagImpact?> ImpactAsync(IReadOnlyCollection<int> tagIds, Scope who, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var tags = tagIds.Select(book.Tag).OfType<Tag>().Where(t => TagPolicy.MaySee(book.GroupOf(t), who)).ToList();
        if (tags.Count == 0) return null;
        var ids = tags.ConvertAll(t => t.Id);
        return new(
            tags.ConvertAll(t => t.Name),
            await db.TagAssignments.Where(a => ids.Contains(a.TagId)).Select(a => a.CustomerId).Distinct().CountAsync(cancel),
            tags.Max(t => t.LastUsedAt),
            book.Tags.Count(t => t.Status == TagStatus.Merged && ids.Contains(t.MergedIntoId)));
    }

    /// <summary>Archived tags stay on the customers who carry them and cannot be assigned any more.</summary>
    public async Task<Outcome> ArchiveAsync(IReadOnlyCollection<int> tagIds, Scope who, CancellationToken cancel = default) =>
        await SetStatusAsync(tagIds, TagStatus.Archived, DictionaryAct.TagArchived, who, cancel);

    /// <summary>Archived tags can be assigned again; a merged one stands by itself again, without the customers that went to its target.</summary>
    public async Task<Outcome> RestoreAsync(IReadOnlyCollection<int> tagIds, Scope who, CancellationToken cancel = default) =>
        await SetStatusAsync(tagIds, TagStatus.Active, DictionaryAct.TagRestored, who, cancel);

    /// <summary>Real deletion, only where nothing was ever assigned; all of them or none.</summary>
    public async Task<Outcome> DeleteTagsAsync(IReadOnlyCollection<int> tagIds, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await OpenAsync(who, cancel);
        var last = "";
        foreach (var id in tagIds.Distinct().Order())
        {
            if (await desk.TagAsync(id, cancel) is not var (tag, group)) return Outcome.No(TagRefusal.Gone);
            if (desk.Guard(group) is { } no) return no;
            if (await KeptByAsync(desk, tag, users, cancel) is { } kept) return kept;
            desk.Db.Tags.Remove(tag);
            desk.Log(DictionaryAct.TagDeleted, group, tag);
            last = tag.Name;
        }
        return new(await desk.CommitAsync(last, cancel));
    }

    public async Task<Outcome> DeleteGroupAsync(int id, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await OpenAsync(who, cancel);
        if (await desk.GroupAsync(id, cancel) is not { } group) return Outcome.No(TagRefusal.Gone);
        if (desk.Guard(group) is { } no) return no;
        var tags = await desk.Db.Tags.Where(t => t.GroupId == id).OrderBy(t => t.Id).ToListAsync(cancel);
        foreach (var tag in tags)
            if (await KeptByAsync(desk, tag, users, cancel, tags) is { } kept) return kept;
        desk.Db.Tags.RemoveRange(tags);
        if (await desk.SaveAsync(group.Name, cancel) is { } late) return late;
        desk.Db.TagGroups.Remove(group);
        desk.Log(DictionaryAct.GroupDeleted, group, null, old: string.Join("、", tags.Take(20).Select(t => t.Name)));
        return new(await desk.CommitAsync(group.Name, cancel));
    }

    private async Task<Outcome> SetStatusAsync(
        IReadOnlyCollection<int> tagIds, TagStatus to, DictionaryAct act, Scope who, CancellationToken cancel)
    {
        await using var desk = await OpenAsync(who, cancel);
        var last = "";
        foreach (var id in tagIds.Distinct().Order())
        {
            if (await desk.TagAsync(id, cancel) is not var (tag, group)) return Outcome.No(TagRefusal.Gone);
            if (desk.Guard(group) is { } no) return no;
            if (tag.Status == TagStatus.Merged && to != TagStatus.Active) return Outcome.No(TagRefusal.Merged, tag.Name, await NameOfAsync(desk, tag.MergedIntoId, cancel));
            if (tag.Status == to) continue;
            (tag.Status, tag.MergedIntoId) = (to, 0);
            desk.Log(act, group, tag);
            last = tag.Name;
        }
        return new(await desk.CommitAsync(last, cancel));
    }

    /// <summary>Why a tag that the desk holds cannot be deleted; null = nothing uses it.</summary>
    internal static async Task<Refusal?> KeptByAsync(
        DictionaryDesk desk, Tag tag, IEnumerable<ITagUser> users, CancellationToken cancel, IReadOnlyCollection<Tag>? together = null)
    {
        var merged = await desk.Db.Tags.Where(t => t.Status == TagStatus.Merged && t.MergedIntoId == tag.Id).Select(t => t.Id).ToListAsync(cancel);
        if (merged.Any(m => together?.Any(t => t.Id == m) != true)) return new(TagRefusal.HasMerged, tag.Name, merged.Count);
        // The last use tells at once; only a tag that seems never used is looked up in the ledger, which has no index by tag.
        var used = tag.LastUsedAt != BusinessTime.Never || await desk.Db.TagAssignments.AnyAsync(a => a.TagId == tag.Id, cancel)
            || await desk.Db.TagChanges.AnyAsync(c => c.TagId == tag.Id, cancel);
        if (used) return new(TagRefusal.HasHistory, tag.Name, tag.Uses);
        foreach (var user in users)
            if (await user.NamingAsync(desk.Db, tag.Id, cancel) is { Count: > 0 } names) return new(TagRefusal.NeededBy, tag.Name, string.Join('、', names));
        return null;
    }

    private static async Task<string> NameOfAsync(DictionaryDesk desk, int tagId, CancellationToken cancel) =>
        await desk.Db.Tags.Where(t => t.Id == tagId).Select(t => t.Name).SingleOrDefaultAsync(cancel) ?? "";
}
