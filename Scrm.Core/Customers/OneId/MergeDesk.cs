using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

public enum MergeRefusal
{
    NotAllowed,

    /// <summary>Both numbers lead to the same customer already: merged before, or a circle.</summary>
    SamePerson,

    /// <summary>The customer's number: erased on the person's wish, nothing is left to merge or to restore.</summary>
    Erased,

    /// <summary>A member said that these are two people.</summary>
    NeverMerge,

    /// <summary>The merge was taken back already.</summary>
    AlreadyUndone,

    /// <summary>The number of the later merge that has to be taken back first: the survivor of this one became part of somebody else.</summary>
    LaterMerge,

    /// <summary>How many places were changed since: somebody has to say what becomes of them.</summary>
    ChangedSince,

    /// <summary>The value is of no form that its type has.</summary>
    ValueUnreadable,
    ValueBlocked,

    /// <summary>How many clusters are too large to be merged unseen, and the largest size that may.</summary>
    NeedsApproval,
    NothingToMerge,

    /// <summary>Another search for duplicates is merging.</summary>
    Busy,
    Gone,
}

/// <summary>Merging two customers, taking it back, and what would become of each value first. For operators.</summary>
public sealed class MergeDesk(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What a merge of the two would come to; null where one of them is not within reach.</summary>
    public async Task<Outcome<PairPreview>?> PreviewAsync(long a, long b, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var pair = await PairAsync(db, a, b, who, cancel);
        if (pair is not { } found) return null;
        if (found.Refused is { } no) return no;
        var (first, second) = found.Value;
        var fields = await FieldBook.LoadAsync(db, cancel);
        var plan = IdentityMerge.Resolve(await MergeFacts.ReadAsync(db, first, fields, cancel), await MergeFacts.ReadAsync(db, second, fields, cancel));
        return await new PairPreviewReader(db, who).ReadAsync(plan, fields, plan.SurvivorId == first.Id ? (first, second) : (second, first), cancel);
    }

    /// <summary>
    /// Merges the two and returns the number of the merge; null where one of them is not within reach. Numbers of customers who were merged before lead to
    /// the survivor. <paramref name="choices"/>: by field, the customer whose value is wanted; the rest goes by the rules.
    /// </summary>
    public async Task<Outcome<long>?> MergeAsync(long a, long b, IReadOnlyDictionary<string, long> choices, MergeRule rule, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await MergeWriter.HoldAsync(db, [a, b], cancel);
        var pair = await PairAsync(db, a, b, who, cancel);
        if (pair is not { } found) return null;
        if (found.Refused is { } no) return no;
        if (await NeverAsync(db, found.Value.A.Id, found.Value.B.Id, cancel)) return new Refusal(MergeRefusal.NeverMerge);
        var merge = await WriteAsync(db, await TagBook.LoadAsync(db, cancel), found.Value.A, found.Value.B, choices, new(who.Actor, rule, Now), cancel);
        await transaction.CommitAsync(cancel);
        return merge;
    }

    /// <summary>What was changed on the survivor since; null where there is no such merge.</summary>
    public async Task<Outcome<IReadOnlyList<LaterEdit>>?> LaterAsync(long merge, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!who.MayMerge || await db.CustomerMerges.AsNoTracking().SingleOrDefaultAsync(m => m.Id == merge, cancel) is not { } found) return null;
        if (await RefusedAsync(db, found, cancel) is { } no) return no;
        await db.Database.OpenConnectionAsync(cancel);
        var later = await MergeLater.ReadAsync(db, ImportJson.Read<MergeRecord>(found.Record), cancel);
        return new(await new LaterNames(db, who).OfAsync(later, cancel), null);
    }

    /// <summary>
    /// Takes a merge back; null where there is no such merge. Where something was changed since and no choices are given, it is refused and says how much;
    /// with choices (an empty set leaves all of it with the survivor) it goes through.
    /// </summary>
    public async Task<Outcome?> UndoAsync(long merge, IReadOnlyDictionary<string, LaterChoice>? choices, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (!who.MayMerge || await db.CustomerMerges.AsNoTracking().SingleOrDefaultAsync(m => m.Id == merge, cancel) is not { } known) return null;
        await MergeWriter.HoldAsync(db, [known.SurvivorId, known.AbsorbedId], cancel);
        var found = await db.CustomerMerges.SingleAsync(m => m.Id == merge, cancel);
        if (await RefusedAsync(db, found, cancel) is { } no) return no;
        var record = ImportJson.Read<MergeRecord>(found.Record);
        if (choices is null && await MergeLater.ReadAsync(db, record, cancel) is { Count: > 0 } later) return Outcome.No(MergeRefusal.ChangedSince, later.Count);
        await new MergeUndo(db, await TagBook.LoadAsync(db, cancel), who.Actor, Now, record, choices ?? new Dictionary<string, LaterChoice>()).WriteAsync(found, cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>The one way in which two become one: by hand, from the queue, in bulk. The caller holds both rows.</summary>
    internal static async Task<long> WriteAsync(
        ScrmDbContext db, TagBook book, CustomerImage a, CustomerImage b, IReadOnlyDictionary<string, long> choices, MergeCause cause, CancellationToken cancel)
    {
        var fields = await FieldBook.LoadAsync(db, cancel);
        var plan = IdentityMerge.Resolve(await MergeFacts.ReadAsync(db, a, fields, cancel), await MergeFacts.ReadAsync(db, b, fields, cancel), choices);
        var (survivor, absorbed) = plan.SurvivorId == a.Id ? (a, b) : (b, a);
        return await new MergeWriter(db, book, cause).WriteAsync(plan, survivor, absorbed, cancel);
    }

    internal static Task<bool> NeverAsync(ScrmDbContext db, long a, long b, CancellationToken cancel)
    {
        var (first, second) = (Math.Min(a, b), Math.Max(a, b));
        return db.MergeReviews.AnyAsync(r => r.FirstId == first && r.SecondId == second && r.State == ReviewState.Never, cancel);
    }

    /// <summary>Why a merge cannot be taken back now, or null.</summary>
    internal static async Task<Refusal?> RefusedAsync(ScrmDbContext db, CustomerMerge merge, CancellationToken cancel)
    {
        if (merge.UndoneAt != BusinessTime.Never) return new(MergeRefusal.AlreadyUndone);
        if (merge.Record == "{}") return new(MergeRefusal.Erased, merge.SurvivorId);
        var survivor = await db.Customers.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.Id == merge.SurvivorId, cancel);
        if (survivor.State == CustomerState.Erased) return new(MergeRefusal.Erased, merge.SurvivorId);
        if (survivor.State == CustomerState.Active) return null;
        var later = await db.CustomerMerges.Where(m => m.AbsorbedId == merge.SurvivorId && m.UndoneAt == BusinessTime.Never).OrderByDescending(m => m.Id).Select(m => m.Id).FirstOrDefaultAsync(cancel);
        return new(MergeRefusal.LaterMerge, later);
    }

    private static async Task<Outcome<(CustomerImage A, CustomerImage B)>?> PairAsync(ScrmDbContext db, long a, long b, Scope who, CancellationToken cancel)
    {
        foreach (var id in new[] { a, b })
            if (who.SeesEveryCustomer && await db.Customers.IgnoreQueryFilters().AnyAsync(c => c.Id == id && c.State == CustomerState.Erased, cancel))
                return new Outcome<(CustomerImage, CustomerImage)>(default, new(MergeRefusal.Erased, id));
        if (await CustomerRoot.FindAsync(db, a, cancel) is not { } first || await CustomerRoot.FindAsync(db, b, cancel) is not { } second) return null;
        var reach = await CustomerQuery.InScope(db, who).CountAsync(c => c.Id == first || c.Id == second, cancel);
        if (reach < (first == second ? 1 : 2)) return null;
        if (!who.MayMerge) return new Outcome<(CustomerImage, CustomerImage)>(default, new(MergeRefusal.NotAllowed));
        if (first == second) return new Outcome<(CustomerImage, CustomerImage)>(default, new(MergeRefusal.SamePerson));
        await MergeWriter.HoldAsync(db, [first, second], cancel);
        return new Outcome<(CustomerImage, CustomerImage)>((await MergeImages.ReadAsync(db, first, cancel), await MergeImages.ReadAsync(db, second, cancel)), null);
    }
}
