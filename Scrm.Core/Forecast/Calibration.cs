namespace Scrm.Core.Forecast;

/// <summary>Customers who had bought again so often (the last group: that or more), and the orders of the hold-out: foretold and real, in all.</summary>
public sealed record CalibrationGroup(int Repeats, int Customers, double Predicted, int Actual);

/// <summary>
/// The model fitted as if it were <paramref name="FittedUntil"/>, asked for the weeks from then to <paramref name="Until"/>, beside what really came.
/// </summary>
public sealed record Calibration(DateOnly FittedUntil, DateOnly Until, IReadOnlyList<CalibrationGroup> Groups)
{
    public const int LastGroup = 7;

    public double Predicted => Groups.Sum(g => g.Predicted);
    public int Actual => Groups.Sum(g => g.Actual);
    public double Weeks => BuyingHistory.Weeks(FittedUntil, Until);

    /// <summary>Holds out the last third of the time; null where what comes before is too little to fit.</summary>
    internal static Calibration? Of(OrderDays orders, DateOnly today)
    {
        var fittedUntil = today.AddDays(-(today.DayNumber - orders.First.DayNumber) / 3);
        var known = orders.Histories(fittedUntil).ToList();
        if (!Enough.In([.. known.Select(k => k.History)], orders.First, fittedUntil).Met) return null;
        var model = BgNbdFit.Of([.. known.Select(k => k.History)]).Model;
        var weeks = BuyingHistory.Weeks(fittedUntil, today);
        var groups = known.GroupBy(k => Math.Min(k.History.Repeats, LastGroup)).OrderBy(g => g.Key).Select(g => new CalibrationGroup(
            g.Key, g.Count(), g.Sum(k => model.Expected(k.History, weeks)), g.Sum(k => orders.OfCustomer[k.Customer].Count(d => d > fittedUntil && d <= today))));
        return new(fittedUntil, today, [.. groups]);
    }
}

/// <summary>What the orders amount to, and what a fit needs: with less the four numbers mean nothing.</summary>
public readonly record struct Enough(int Buyers, int Repeats, int Days)
{
    public static readonly Enough Needed = new(100, 50, 90);

    public bool Met => Buyers >= Needed.Buyers && Repeats >= Needed.Repeats && Days >= Needed.Days;

    internal static Enough In(IReadOnlyCollection<BuyingHistory> histories, DateOnly first, DateOnly until) =>
        new(histories.Count, histories.Sum(h => h.Repeats), histories.Count == 0 ? 0 : until.DayNumber - first.DayNumber);
}
