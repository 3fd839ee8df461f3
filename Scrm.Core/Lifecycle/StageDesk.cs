using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Lifecycle;

/// <summary>Stage, tier and class of one customer with what they rest on. By hand: who set the stage and when, if it is known.</summary>
public sealed record WhyStage(
    LifecycleStage Stage, bool ByHand, string By, DateTime SetAt, LifecycleStage Computed, StageReason Why, ValueTier Tier, RfmClass Rfm, RatedFacts Facts,
    ValueThresholds Thresholds, DateTime Until);

/// <summary>Why one customer stands where they stand, and setting the stage by hand.</summary>
public sealed class StageDesk(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Worked out at this moment; null where there is no such customer within reach.</summary>
    public async Task<WhyStage?> WhyAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await CustomerQuery.InScope(db, scope).AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } c) return null;
        var (thresholds, _) = await SettingBook.ReadAsync(db, CustomerRating.ThresholdsKey, ValueThresholds.Default, cancel);
        var facts = new RatedFacts(c.AddedAt, c.LastInboundAt, c.LastOrderAt, c.OrderCount, c.SpentTotal);
        var rating = Rating.Of(facts, thresholds, Now);
        var (by, at) = c.StageByHand ? await SetByAsync(db, id, cancel) : ("", BusinessTime.Never);
        return new(c.StageByHand ? c.Stage : rating.Stage, c.StageByHand, by, at, rating.Stage, rating.Why, rating.Tier, rating.Rfm, facts, thresholds, rating.Until);
    }

    /// <summary>Sets the stage by hand, or with null gives it back to the rules. Null where there is no such customer within reach.</summary>
    public async Task<Outcome?> SetAsync(long id, LifecycleStage? stage, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await TagStore.LockAsync(db, [id], cancel);
        if (await CustomerQuery.InScope(db, scope).FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } customer) return null;
        if (!scope.MayEditCustomers) return Outcome.No(LifecycleRefusal.NotAllowed);
        if (stage is { } wanted && (wanted == LifecycleStage.Unknown || !Enum.IsDefined(wanted))) return Outcome.No(LifecycleRefusal.NoStage);
        if (stage is null && !customer.StageByHand) return Outcome.Done;
        var before = customer.Stage;
        if (stage is { } given) (customer.Stage, customer.StageByHand) = (given, true);
        else
        {
            customer.StageByHand = false;
            customer.Stage = await ComputedAsync(db, customer, cancel);
        }
        if (before != customer.Stage || stage is not null) db.FieldChanges.Add(CustomerRating.StageChange(id, before, customer.Stage, scope.Actor, Now));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    private async Task<LifecycleStage> ComputedAsync(ScrmDbContext db, Customer c, CancellationToken cancel)
    {
        var (thresholds, _) = await SettingBook.ReadAsync(db, CustomerRating.ThresholdsKey, ValueThresholds.Default, cancel);
        return Rating.Of(new(c.AddedAt, c.LastInboundAt, c.LastOrderAt, c.OrderCount, c.SpentTotal), thresholds, Now).Stage;
    }

    private static async Task<(string, DateTime)> SetByAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var last = await db.FieldChanges.AsNoTracking().Where(c => c.CustomerId == id && c.Field == CustomerField.Stage && c.ActorKind != ActorKind.System)
            .OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
        if (last is null) return ("", BusinessTime.Never);
        var names = await Names.OfMembersAsync(db, [last.ActorId], cancel);
        return (last.ActorKind == ActorKind.Member ? names.GetValueOrDefault(last.ActorId, "") : "", last.At);
    }
}
