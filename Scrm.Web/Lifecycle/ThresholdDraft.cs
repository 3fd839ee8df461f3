using Scrm.Core.Lifecycle;

namespace Scrm.Web.Lifecycle;

/// <summary>The thresholds while they are typed; amounts in yuan.</summary>
public sealed class ThresholdDraft
{
    public int InterestedDays { get; set; }
    public int LoyalOrders { get; set; }
    public int LoyalDays { get; set; }
    public int LostBuyerDays { get; set; }
    public int LostProspectDays { get; set; }
    public decimal CoreSpend { get; set; }
    public decimal ImportantSpend { get; set; }
    public int RecentDays { get; set; }
    public int FrequentOrders { get; set; }
    public decimal MuchSpend { get; set; }

    public static ThresholdDraft Of(ValueThresholds t) => new()
    {
        InterestedDays = t.InterestedDays, LoyalOrders = t.LoyalOrders, LoyalDays = t.LoyalDays, LostBuyerDays = t.LostBuyerDays, LostProspectDays = t.LostProspectDays,
        CoreSpend = t.CoreSpend / 100m, ImportantSpend = t.ImportantSpend / 100m, RecentDays = t.RecentDays, FrequentOrders = t.FrequentOrders, MuchSpend = t.MuchSpend / 100m,
    };

    public ValueThresholds Read() => new()
    {
        InterestedDays = InterestedDays, LoyalOrders = LoyalOrders, LoyalDays = LoyalDays, LostBuyerDays = LostBuyerDays, LostProspectDays = LostProspectDays,
        CoreSpend = Cents(CoreSpend), ImportantSpend = Cents(ImportantSpend), RecentDays = RecentDays, FrequentOrders = FrequentOrders, MuchSpend = Cents(MuchSpend),
    };

    private static long Cents(decimal yuan) => (long)Math.Round(Math.Clamp(yuan, 0, 10_000_000_000) * 100);
}
