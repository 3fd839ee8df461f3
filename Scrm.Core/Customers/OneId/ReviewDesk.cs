using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>One proposal in the queue. IdentityId: a value that nobody owns yet may be the second one's; otherwise First and Second may be one person.</summary>
public sealed record ReviewLine(long Id, long FirstId, long SecondId, long IdentityId, string First, string Second, IReadOnlyList<EvidenceMark> Evidence, DateTime CreatedAt, ReviewState State);

public sealed record EvidenceMark(IdentityType Type, string Shown);

/// <summary>A value without an owner, for the queue.</summary>
public sealed record WaitingIdentity(long Id, IdentityType Type, string Shown, DateTime FirstSeen, DateTime LastSeen, int Events, int Orders);

/// <summary>待确认: pairs that somebody has to look at. For operators.</summary>
public sealed class ReviewDesk(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<int> CountAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return 0;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Shown(db, ReviewState.Open).CountAsync(cancel);
    }

    /// <summary>The oldest first, after one of them (0 = from the start).</summary>
    public async Task<Page<ReviewLine>> ListAsync(ReviewState state, long after, int take, Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return new([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var reviews = Shown(db, state);
        var rows = await reviews.Where(r => r.Id > after).OrderBy(r => r.Id).Take(take).AsNoTracking().ToListAsync(cancel);
        var ids = rows.SelectMany(r => new[] { r.FirstId, r.SecondId }).Where(id => id > 0).ToList();
        var names = await db.Customers.IgnoreQueryFilters().Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => CustomerTitle.Of(c.Name, c.MemberNo, c.Id), cancel);
        var waiting = rows.Where(r => r.FirstId < 0).Select(r => -r.FirstId).ToList();
        var values = await db.CustomerIdentities.Where(i => waiting.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancel);
        return new([.. rows.Select(r => new ReviewLine(r.Id, Math.Max(0, r.FirstId), r.SecondId, Math.Max(0, -r.FirstId),
            r.FirstId > 0 ? names.GetValueOrDefault(r.FirstId, "") : values.TryGetValue(-r.FirstId, out var value) ? PairPreviewReader.Shown(value.Type, value.Value) : "",
            names.GetValueOrDefault(r.SecondId, ""), [.. ReviewBook.Read(r.Evidence).Select(e => new EvidenceMark(e.Type, PairPreviewReader.Shown(e.Type, e.Value)))],
            r.CreatedAt, r.State))], await reviews.CountAsync(cancel));
    }

    public async Task<WaitingIdentity?> WaitingAsync(long identity, Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.CustomerIdentities.AsNoTracking().SingleOrDefaultAsync(i => i.Id == identity && i.CustomerId == 0, cancel) is not { } value) return null;
        return new(value.Id, value.Type, PairPreviewReader.Shown(value.Type, value.Value), value.FirstSeen, value.LastSeen,
            await db.CustomerEvents.CountAsync(e => e.IdentityId == identity && e.CustomerId == 0, cancel), await db.CustomerOrders.CountAsync(o => o.IdentityId == identity && o.CustomerId == 0, cancel));
    }

    /// <summary>One customer of the queue, as its cards show them.</summary>
    public async Task<MergeCard?> CardAsync(long customer, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!who.MayMerge || !await CustomerQuery.InScope(db, who).AnyAsync(c => c.Id == customer, cancel)) return null;
        await db.Database.OpenConnectionAsync(cancel);
        var image = await MergeImages.ReadAsync(db, customer, cancel);
        var members = await Names.OfMembersAsync(db, [image.Customer.Values["owner_id"].GetInt64(), .. image.Relations.Select(r => r.Values["member_id"].GetInt64())], cancel);
        return await new PairPreviewReader(db, who).CardAsync(image, null, await TagBook.LoadAsync(db, cancel), members, cancel);
    }

    /// <summary>These two are two people: never proposed and never merged again, until somebody takes it back.</summary>
    public Task<Outcome?> NeverAsync(long review, Scope who, CancellationToken cancel) => DecideAsync(review, ReviewState.Never, who, cancel);

    /// <summary>Takes a "never" back: the pair waits for a decision again.</summary>
    public Task<Outcome?> ReopenAsync(long review, Scope who, CancellationToken cancel) => DecideAsync(review, ReviewState.Open, who, cancel);

    /// <summary>The value without an owner is this customer's, with all that came on it; null where the review is gone.</summary>
    public async Task<Outcome?> LinkAsync(long review, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await IdentityResolver.TakeTurnAsync(db, cancel);
        if (!who.MayMerge || await db.MergeReviews.SingleOrDefaultAsync(r => r.Id == review && r.State == ReviewState.Open && r.FirstId < 0, cancel) is not { } found) return null;
        await MergeWriter.HoldAsync(db, [found.SecondId], cancel);
        var (identity, customer) = (-found.FirstId, found.SecondId);
        if (await CustomerRoot.FindAsync(db, customer, cancel) is not { } owner || !await db.CustomerIdentities.AnyAsync(i => i.Id == identity && i.CustomerId == 0, cancel))
        {
            Close(found, ReviewState.Settled, who);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return Outcome.No(MergeRefusal.Gone);
        }
        await WaitingIdentities.GiveAsync(db, identity, owner, Now, cancel);
        Close(found, ReviewState.Merged, who);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    // Proposals whose one half has become part of somebody, was erased or withdrawn are nobody's business any longer.
    private static IQueryable<MergeReview> Shown(ScrmDbContext db, ReviewState state) => db.MergeReviews.Where(r => r.State == state
        && db.Customers.Any(c => c.Id == r.SecondId)
        && (r.FirstId > 0 ? db.Customers.Any(c => c.Id == r.FirstId) : db.CustomerIdentities.Any(i => i.Id == -r.FirstId && i.CustomerId == 0)));

    private async Task<Outcome?> DecideAsync(long review, ReviewState state, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await IdentityResolver.TakeTurnAsync(db, cancel);
        if (!who.MayMerge || await db.MergeReviews.SingleOrDefaultAsync(r => r.Id == review && r.State != ReviewState.Merged, cancel) is not { } found) return null;
        Close(found, state, who);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    private void Close(MergeReview review, ReviewState state, Scope who) =>
        (review.State, review.DecidedAt, review.ActorKind, review.ActorId) = (state, state == ReviewState.Open ? BusinessTime.Never : Now, who.Actor.Kind, who.Actor.Id);
}
