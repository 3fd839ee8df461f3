using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Lifecycle;

/// <summary>How many customers stand where, now and by the numbers being tried, and how many would move. OneIn: of a large library one in so many was rated; the counts are estimates then.</summary>
public sealed record RatingOutlook(
    int Customers, IReadOnlyDictionary<LifecycleStage, Moved> Stages, IReadOnlyDictionary<ValueTier, Moved> Tiers, IReadOnlyDictionary<RfmClass, Moved> Classes, int ByHand, int OneIn = 1);

/// <summary>Customers there now, then, and how many come and go.</summary>
public readonly record struct Moved(int Now, int Then, int Entering, int Leaving)
{
    public Moved Times(int factor) => new(Now * factor, Then * factor, Entering * factor, Leaving * factor);
}

/// <summary>The thresholds of stage, tier and class: read, tried out on everybody, saved.</summary>
public sealed class ThresholdDesk(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private const int Sample = 100_000;

    /// <summary>Up to here everybody is rated while one waits; beyond, a sample of at least half as many.</summary>
    internal int WholeUpTo { get; init; } = 2 * Sample;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<(ValueThresholds Value, int Version)> ReadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await SettingBook.ReadAsync(db, CustomerRating.ThresholdsKey, ValueThresholds.Default, cancel);
    }

    /// <summary>Rates everybody, or a sample, by both and counts; writes nothing.</summary>
    public async Task<Outcome<RatingOutlook>> TryAsync(ValueThresholds wanted, Scope by, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return new Refusal(LifecycleRefusal.NotAllowed);
        if (wanted.Fault() is { } fault) return new Refusal(fault);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (standing, _) = await SettingBook.ReadAsync(db, CustomerRating.ThresholdsKey, ValueThresholds.Default, cancel);
        var all = await db.Customers.CountAsync(cancel);
        var oneIn = all <= WholeUpTo ? 1 : Math.Max(2, all / (WholeUpTo / 2));
        var (now, customers, byHand) = (Now, 0, 0);
        var stages = new Dictionary<LifecycleStage, Moved>();
        var tiers = new Dictionary<ValueTier, Moved>();
        var classes = new Dictionary<RfmClass, Moved>();
        await RatedRow.EachAsync(db, oneIn, row =>
        {
            var (old, then) = (row.With(Rating.Of(row.Facts, standing, now)), row.With(Rating.Of(row.Facts, wanted, now)));
            customers++;
            if (row.ByHand) byHand++;
            Count(stages, old.Stage, then.Stage);
            Count(tiers, old.Tier, then.Tier);
            Count(classes, old.Rfm, then.Rfm);
        }, cancel);
        return new RatingOutlook(oneIn == 1 ? customers : all, Times(stages, oneIn), Times(tiers, oneIn), Times(classes, oneIn), byHand * oneIn, oneIn);
    }

    /// <summary>Everybody is rated by the new numbers in the background.</summary>
    public async Task<Outcome> SaveAsync(ValueThresholds wanted, int version, Scope by, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return Outcome.No(LifecycleRefusal.NotAllowed);
        if (wanted.Fault() is { } fault) return Outcome.No(fault);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (!await SettingBook.PutAsync(db, CustomerRating.ThresholdsKey, wanted, version, cancel)) return Outcome.No(LifecycleRefusal.ChangedMeanwhile);
        db.AuditEntries.Add(AuditTrail.Entry(Now, by.Actor, AuditAct.SettingEdited, 0, detail: CustomerRating.ThresholdsKey));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    private static Dictionary<T, Moved> Times<T>(Dictionary<T, Moved> counts, int factor) where T : notnull => counts.ToDictionary(c => c.Key, c => c.Value.Times(factor));

    private static void Count<T>(Dictionary<T, Moved> counts, T old, T then) where T : notnull
    {
        var moves = !old.Equals(then);
        var left = counts.GetValueOrDefault(old);
        counts[old] = left with { Now = left.Now + 1, Leaving = left.Leaving + (moves ? 1 : 0) };
        var entered = counts.GetValueOrDefault(then);
        counts[then] = entered with { Then = entered.Then + 1, Entering = entered.Entering + (moves ? 1 : 0) };
    }
}
