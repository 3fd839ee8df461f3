namespace Scrm.Core.Forecast;

/// <summary>One purchase of a product on a day; quantity in pieces.</summary>
public readonly record struct Purchase(string Product, DateOnly Day, int Quantity);

/// <summary>
/// When a product will be used up: the last quantity over the usual pace. Pace: pieces a day, of all purchases but the last, over the days from the first to the last.
/// </summary>
public sealed record RunOut(string Product, DateOnly Last, int LastQuantity, int Purchases, double DaysAPiece, DateOnly On)
{
    private const double LongestDays = 3650;

    /// <summary>Products bought on at least two days, the soonest first; what should have been bought again long ago (twice its own time) is left out.</summary>
    public static IReadOnlyList<RunOut> Of(IEnumerable<Purchase> purchases, DateOnly today) =>
        [.. purchases.Where(p => p.Quantity > 0 && p.Product.Length > 0).GroupBy(p => p.Product).Select(One).OfType<RunOut>().Where(r => !r.GivenUp(today)).OrderBy(r => r.On)];

    private bool GivenUp(DateOnly today) => today.DayNumber - On.DayNumber > 2 * Math.Max(14, On.DayNumber - Last.DayNumber);

    private static RunOut? One(IGrouping<string, Purchase> product)
    {
        var days = product.GroupBy(p => p.Day).OrderBy(d => d.Key).Select(d => (Day: d.Key, Quantity: d.Sum(p => (long)p.Quantity))).ToList();
        if (days.Count < 2) return null;
        var used = days.SkipLast(1).Sum(d => d.Quantity);
        var each = (double)(days[^1].Day.DayNumber - days[0].Day.DayNumber) / used;
        var lasts = days[^1].Quantity * each;
        return lasts > LongestDays ? null : new(product.Key, days[^1].Day, (int)days[^1].Quantity, days.Count, each, days[^1].Day.AddDays((int)Math.Round(lasts)));
    }
}
