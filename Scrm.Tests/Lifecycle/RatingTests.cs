using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Lifecycle;

namespace Scrm.Tests.Lifecycle;

public sealed class RatingTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly ValueThresholds Usual = ValueThresholds.Default;

    public static TheoryData<int, int, int, int, long, LifecycleStage, ValueTier, RfmClass> Cases => new()
    {
        // days since added, since inbound (-1 never), since order, orders, cents
        { 400, -1, -1, 0, 0, LifecycleStage.Lost, ValueTier.Potential, RfmClass.Unknown },
        { 100, -1, -1, 0, 0, LifecycleStage.Aware, ValueTier.Potential, RfmClass.Unknown },
        { 400, 29, -1, 0, 0, LifecycleStage.Interested, ValueTier.Potential, RfmClass.Unknown },
        { 400, 30, -1, 0, 0, LifecycleStage.Aware, ValueTier.Potential, RfmClass.Unknown },
        { 400, 5, 100, 1, 50_000, LifecycleStage.Buyer, ValueTier.Ordinary, RfmClass.OrdinaryWinBack },
        { 400, -1, 10, 1, 100_000, LifecycleStage.Buyer, ValueTier.Important, RfmClass.ImportantGrow },
        { 400, -1, 10, 3, 600_000, LifecycleStage.Loyal, ValueTier.Core, RfmClass.ImportantValue },
        { 400, -1, 179, 3, 600_000, LifecycleStage.Loyal, ValueTier.Core, RfmClass.ImportantRetain },
        { 400, -1, 180, 3, 600_000, LifecycleStage.Lost, ValueTier.Core, RfmClass.ImportantRetain },
        { 400, 10, 300, 3, 600_000, LifecycleStage.Buyer, ValueTier.Core, RfmClass.ImportantRetain },
        { 400, 0, 2, 5, 0, LifecycleStage.Loyal, ValueTier.Ordinary, RfmClass.OrdinaryValue },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Customers_stand_where_the_thresholds_say(int added, int inbound, int order, int orders, long spent, LifecycleStage stage, ValueTier tier, RfmClass rfm)
    {
        var rating = Rating.Of(Facts(added, inbound, order, orders, spent), Usual, Now);

        Assert.Equal((stage, tier, rfm), (rating.Stage, rating.Tier, rating.Rfm));
    }

    [Fact]
    public void Nothing_changes_before_the_moment_it_names_and_that_moment_may_change_it()
    {
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            var facts = Facts(random.Next(800), random.Next(-1, 700), random.Next(700), random.Next(0, 6), random.Next(0, 900_000));
            var now = Rating.Of(facts, Usual, Now);
            Assert.True(now.Until > Now);
            if (now.Until == Rating.ForEver) continue;
            foreach (var share in new[] { 0.1, 0.5, 0.999 })
            {
                var later = Rating.Of(facts, Usual, Now + (now.Until - Now) * share);
                Assert.Equal((now.Stage, now.Tier, now.Rfm), (later.Stage, later.Tier, later.Rfm));
            }
        }
    }

    [Fact]
    public void Who_was_silent_long_enough_is_never_looked_at_again_for_the_time_alone() =>
        Assert.Equal(Rating.ForEver, Rating.Of(Facts(2000, 1500, 1400, 2, 100), Usual, Now).Until);

    [Fact]
    public void Numbers_that_contradict_each_other_are_refused()
    {
        Assert.Null(Usual.Fault());
        Assert.Equal(LifecycleRefusal.TiersOrder, (Usual with { ImportantSpend = Usual.CoreSpend }).Fault());
        Assert.Equal(LifecycleRefusal.DaysRange, (Usual with { RecentDays = 0 }).Fault());
        Assert.Equal(LifecycleRefusal.OrdersRange, (Usual with { LoyalOrders = 1 }).Fault());
        Assert.Equal(LifecycleRefusal.AmountRange, (Usual with { MuchSpend = -5 }).Fault());
        Assert.Equal(LifecycleRefusal.InterestedBeyondLost, (Usual with { InterestedDays = 400 }).Fault());
    }

    private static RatedFacts Facts(int added, int inbound, int order, int orders, long spent) => new(
        Now.AddDays(-added), inbound < 0 ? BusinessTime.Never : Now.AddDays(-inbound), orders == 0 ? BusinessTime.Never : Now.AddDays(-order), orders, spent);
}
