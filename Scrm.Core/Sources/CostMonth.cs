using System.Globalization;

namespace Scrm.Core.Sources;

/// <summary>A month as a number: the year times 100 and the month, 202611.</summary>
public static class CostMonth
{
    private const int First = 200001;
    private const int Last = 210012;

    public static int Of(DateOnly day) => (day.Year * 100) + day.Month;

    public static bool Is(int month) => month is >= First and <= Last && month % 100 is >= 1 and <= 12;

    public static DateOnly FirstDay(int month) => new(month / 100, month % 100, 1);

    public static int Add(int month, int months) => Of(FirstDay(month).AddMonths(months));

    /// <summary>"2026-11".</summary>
    public static string Text(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 100:0000}-{month % 100:00}");

    /// <summary>
    /// What fell into these days: a month's cost lies evenly on its days, that of the month which runs on its days so far. Half a month is half its cost.
    /// </summary>
    internal static long Share(IEnumerable<SourceCost> costs, DaySpan days, DateOnly today)
    {
        var sum = 0m;
        foreach (var cost in costs)
        {
            var first = FirstDay(cost.Month);
            var last = cost.Month == Of(today) ? today : first.AddMonths(1).AddDays(-1);
            var (from, to) = (days.From is { } f && f > first ? f : first, days.To is { } t && t < last ? t : last);
            if (from <= to) sum += cost.Cost * (decimal)(to.DayNumber - from.DayNumber + 1) / (last.DayNumber - first.DayNumber + 1);
        }
        return (long)Math.Round(sum, MidpointRounding.AwayFromZero);
    }
}
