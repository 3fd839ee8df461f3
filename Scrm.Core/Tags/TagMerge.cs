using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// What a merge would do, in customers. Moved: they get the target. Both: they carry it already. Replaced: the target takes the place of an older tag of its
/// exclusive group. Kept: a newer tag of that group stays and the merged one goes.
/// </summary>
public sealed record MergePreview(string From, string FromGroup, string Into, string IntoGroup, int Customers, int Moved, int Both, int Replaced, int Kept);

/// <summary>The tags whose assignments move, and the tag that takes them over.</summary>
internal sealed record MergeOrder(IReadOnlyList<int> From, int Into, bool Promotes)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static MergeOrder Read(string work) => JsonSerializer.Deserialize<MergeOrder>(work)!;
}

/// <summary>Merging one tag into another: the assignments move, the newest wins in exclusive groups, and the old tag stays as a pointer to the new one.</summary>
public sealed class TagMerge(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock, BatchDesk batches, BatchSignal signal)
{
    public async Task<Outcome<MergePreview>> PreviewAsync(int from, int into, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await DictionaryDesk.OpenAsync(contexts, clock, who, cancel);
        var pair = await PairAsync(desk, from, into, cancel);
        if (pair.Refused is { } no) return no;
        var (a, b) = pair.Value!;
        var customers = await desk.Db.TagAssignments.CountAsync(x => x.TagId == from, cancel);
        var both = await desk.Db.TagAssignments.CountAsync(x => x.TagId == from && desk.Db.TagAssignments.Any(y => y.CustomerId == x.CustomerId && y.TagId == into), cancel);
        var older = 0;
        var newer = 0;
        if (b.Group.Exclusive && a.Group.Id != b.Group.Id)
        {
            var rivals = from x in desk.Db.TagAssignments
                         where x.TagId == @from
                         join y in desk.Db.TagAssignments on new { x.CustomerId, b.Tag.Slot } equals new { y.CustomerId, y.Slot }
                         where y.TagId != @into
                         select new { Newer = y.Since > x.Since };
            newer = await rivals.CountAsync(r => r.Newer, cancel);
            older = await rivals.CountAsync(r => !r.Newer, cancel);
        }
        return new MergePreview(a.Tag.Name, a.Group.Name, b.Tag.Name, b.Group.Name, customers, customers - both - newer, both, older, newer);
    }

    /// <summary>Starts the merge and returns its batch.</summary>
    public async Task<Outcome<long>> StartAsync(int from, int into, Scope who, CancellationToken cancel = default)
    {
        await using var desk = await DictionaryDesk.OpenAsync(contexts, clock, who, cancel);
        var pair = await PairAsync(desk, from, into, cancel);
        if (pair.Refused is { } no) return no;
        var (a, b) = pair.Value!;
        if (await DictionaryWork.BusyAsync(desk.Db, [a.Group.Id, b.Group.Id], cancel)) return new Refusal(TagRefusal.Busy, a.Tag.Name);
        var batch = batches.Add(desk.Db, BatchKind.TagMerge, $"{a.Tag.Name} → {b.Tag.Name}", new MergeOrder([from], into, false).Write(), a.Tag.Uses, who);
        if (await desk.CommitAsync(a.Tag.Name, cancel) is { } refused) return refused;
        signal.Ring();
        return batch.Id;
    }

    private sealed record Pair((Tag Tag, TagGroup Group) From, (Tag Tag, TagGroup Group) Into);

    private static async Task<Outcome<Pair>> PairAsync(DictionaryDesk desk, int from, int into, CancellationToken cancel)
    {
        if (from == into) return new Refusal(TagRefusal.SameTag);
        // Held in id order, so that two merges cannot wait for each other.
        var first = await desk.TagAsync(Math.Min(from, into), cancel);
        var second = await desk.TagAsync(Math.Max(from, into), cancel);
        if (first is not { } low || second is not { } high) return new Refusal(TagRefusal.Gone);
        var (a, b) = from < into ? (low, high) : (high, low);
        if ((desk.Guard(a.Group) ?? desk.Guard(b.Group)) is { } no) return no;
        if (a.Tag.Status == TagStatus.Merged) return new Refusal(TagRefusal.NotActive, a.Tag.Name);
        if (b.Tag.Status != TagStatus.Active) return new Refusal(TagRefusal.NotActive, b.Tag.Name);
        return a.Group.OwnerId == b.Group.OwnerId ? new Pair(a, b) : new Refusal(TagRefusal.PersonalAndCompany);
    }
}

/// <summary>Which long acts on the dictionary are at work: two on one group would take each other's ground away.</summary>
internal static class DictionaryWork
{
    public static async Task<bool> BusyAsync(ScrmDbContext db, IReadOnlyCollection<int> groups, CancellationToken cancel)
    {
        var running = await db.Batches.AsNoTracking().Where(b => b.State < BatchState.Done && (b.Kind == BatchKind.TagMerge || b.Kind == BatchKind.ModeChange)).ToListAsync(cancel);
        var tags = running.Where(b => b.Kind == BatchKind.TagMerge).Select(b => MergeOrder.Read(b.Work)).SelectMany(o => o.From.Append(o.Into)).ToList();
        return running.Any(b => b.Kind == BatchKind.ModeChange && groups.Contains(ModeOrder.Read(b.Work).GroupId))
            || await db.Tags.AnyAsync(t => tags.Contains(t.Id) && groups.Contains(t.GroupId), cancel);
    }
}
