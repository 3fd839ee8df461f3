namespace Scrm.Core.Lifecycle;

/// <summary>
/// Where one stage, tier or class ends and the next begins. Days are rolling days of 24 hours; amounts are cents, paid less refunded.
/// </summary>
public sealed record ValueThresholds
{
    public static readonly ValueThresholds Default = new();

    /// <summary>Interested: the customer turned to us within these days.</summary>
    public int InterestedDays { get; init; } = 30;

    /// <summary>Loyal: at least so many orders, the last one within <see cref="LoyalDays"/>.</summary>
    public int LoyalOrders { get; init; } = 3;
    public int LoyalDays { get; init; } = 180;

    /// <summary>Lost: a buyer who neither ordered nor turned to us for so long.</summary>
    public int LostBuyerDays { get; init; } = 180;

    /// <summary>Lost: somebody who never bought and was silent for so long.</summary>
    public int LostProspectDays { get; init; } = 365;

    public long CoreSpend { get; init; } = 500_000;
    public long ImportantSpend { get; init; } = 100_000;

    /// <summary>RFM: recent, frequent, spends much.</summary>
    public int RecentDays { get; init; } = 60;
    public int FrequentOrders { get; init; } = 3;
    public long MuchSpend { get; init; } = 100_000;

    /// <summary>What is wrong with these numbers, or null.</summary>
    public LifecycleRefusal? Fault() =>
        new[] { InterestedDays, LoyalDays, LostBuyerDays, LostProspectDays, RecentDays }.Any(d => d is < 1 or > 3650) ? LifecycleRefusal.DaysRange
        : LoyalOrders is < 2 or > 1000 || FrequentOrders is < 1 or > 1000 ? LifecycleRefusal.OrdersRange
        : new[] { CoreSpend, ImportantSpend, MuchSpend }.Any(m => m is < 1 or > 100_000_000_000) ? LifecycleRefusal.AmountRange
        : CoreSpend <= ImportantSpend ? LifecycleRefusal.TiersOrder
        : InterestedDays > LostProspectDays ? LifecycleRefusal.InterestedBeyondLost
        : null;
}

public enum LifecycleRefusal
{
    NotAllowed,
    DaysRange,
    OrdersRange,
    AmountRange,

    /// <summary>The core tier has to begin above the important one.</summary>
    TiersOrder,
    InterestedBeyondLost,

    /// <summary>Somebody else saved other numbers meanwhile.</summary>
    ChangedMeanwhile,

    /// <summary>A stage set by hand has to be one of the five.</summary>
    NoStage,
}
