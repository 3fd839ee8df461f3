using Scrm.Core.Customers;

namespace Scrm.Core.Lifecycle;

/// <summary>What is looked at of one customer; all of it is kept by the event writer.</summary>
public readonly record struct RatedFacts(DateTime AddedAt, DateTime LastInboundAt, DateTime LastOrderAt, int Orders, long Spent)
{
    /// <summary>The latest sign of life from the customer: an order, a touch, or else the day we got to know each other.</summary>
    public DateTime LastSign => new[] { AddedAt, LastInboundAt, LastOrderAt }.Max();
}

/// <summary>The rule that decided the stage.</summary>
public enum StageReason { BuyerSilent, ProspectSilent, OrdersRecent, Ordered, TurnedToUs, Known }

/// <summary>
/// Stage, tier and class of one customer at one moment, why the stage is so, and <paramref name="Until"/>: the next moment at which time alone may change them.
/// </summary>
public readonly record struct Rating(LifecycleStage Stage, StageReason Why, ValueTier Tier, RfmClass Rfm, DateTime Until)
{
    /// <summary>No passing of time changes it.</summary>
    public static readonly DateTime ForEver = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static Rating Of(RatedFacts facts, ValueThresholds t, DateTime now)
    {
        var until = ForEver;
        bool Within(DateTime moment, int days)
        {
            if (moment == BusinessTime.Never) return false;
            var end = moment.AddDays(days);
            if (end <= now) return false;
            if (end < until) until = end;
            return true;
        }

        var alive = Within(facts.LastSign, facts.Orders > 0 ? t.LostBuyerDays : t.LostProspectDays);
        var (recentOrder, recentInbound) = (Within(facts.LastOrderAt, t.LoyalDays), Within(facts.LastInboundAt, t.InterestedDays));
        var (stage, why) = facts switch
        {
            { Orders: > 0 } when !alive => (LifecycleStage.Lost, StageReason.BuyerSilent),
            _ when !alive => (LifecycleStage.Lost, StageReason.ProspectSilent),
            { Orders: > 0 } when facts.Orders >= t.LoyalOrders && recentOrder => (LifecycleStage.Loyal, StageReason.OrdersRecent),
            { Orders: > 0 } => (LifecycleStage.Buyer, StageReason.Ordered),
            _ when recentInbound => (LifecycleStage.Interested, StageReason.TurnedToUs),
            _ => (LifecycleStage.Aware, StageReason.Known),
        };
        return new(stage, why, TierOf(facts, t), RfmOf(facts, t, Within(facts.LastOrderAt, t.RecentDays)), until);
    }

    private static ValueTier TierOf(RatedFacts facts, ValueThresholds t) =>
        facts.Orders == 0 ? ValueTier.Potential : facts.Spent >= t.CoreSpend ? ValueTier.Core : facts.Spent >= t.ImportantSpend ? ValueTier.Important : ValueTier.Ordinary;

    private static RfmClass RfmOf(RatedFacts facts, ValueThresholds t, bool recent) => facts.Orders == 0
        ? RfmClass.Unknown
        : (RfmClass)(1 + (recent ? 4 : 0) + (facts.Orders >= t.FrequentOrders ? 2 : 0) + (facts.Spent >= t.MuchSpend ? 1 : 0));
}
