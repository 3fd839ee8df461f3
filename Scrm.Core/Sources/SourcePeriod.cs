using Scrm.Core.Database;

namespace Scrm.Core.Sources;

public enum PeriodKind : byte { Month, LastMonth, Quarter, Year, Always, Custom }

/// <summary>Days of the company's zone, both included; null = open.</summary>
public readonly record struct DaySpan(DateOnly? From, DateOnly? To)
{
    internal Moments In(BusinessTime zone) => new(
        From is { } from ? UnixMilliseconds.ToStore(zone.Begins(from)) : null,
        To is { } to ? UnixMilliseconds.ToStore(zone.Ends(to)) : null);
}

/// <summary>The same in milliseconds of the store: from included, until not.</summary>
internal readonly record struct Moments(long? From, long? Until)
{
    /// <summary>A condition on a column, for SQL.</summary>
    public string Holds(string column) => (From, Until) switch
    {
        ({ } from, { } until) => $"{column} >= {from} AND {column} < {until}",
        ({ } from, null) => $"{column} >= {from}",
        (null, { } until) => $"{column} < {until}",
        _ => "1 = 1",
    };
}

/// <summary>What a report is about; <paramref name="From"/> and <paramref name="To"/> count for a period of one's own only.</summary>
public sealed record SourcePeriod(PeriodKind Kind, DateOnly? From = null, DateOnly? To = null)
{
    public static readonly SourcePeriod Always = new(PeriodKind.Always);

    /// <summary>A period that runs ends today.</summary>
    public DaySpan Days(DateOnly today) => Kind switch
    {
        PeriodKind.Month => new(FirstOfMonth(today), today),
        PeriodKind.LastMonth => new(FirstOfMonth(today).AddMonths(-1), FirstOfMonth(today).AddDays(-1)),
        PeriodKind.Quarter => new(FirstOfMonth(today).AddMonths(-((today.Month - 1) % 3)), today),
        PeriodKind.Year => new(new(today.Year, 1, 1), today),
        PeriodKind.Custom => new(From, To),
        _ => new(null, null),
    };

    /// <summary>What the period is held against: the same days of the month, quarter or year before, or as many days right before; null where the period is open.</summary>
    public DaySpan? Before(DateOnly today)
    {
        if (Days(today) is not { From: { } from, To: { } to } || from > to) return null;
        return Kind switch
        {
            PeriodKind.Month => new(from.AddMonths(-1), to.AddMonths(-1)),
            PeriodKind.LastMonth => new(from.AddMonths(-1), from.AddDays(-1)),
            PeriodKind.Quarter => new(from.AddMonths(-3), to.AddMonths(-3)),
            PeriodKind.Year => new(from.AddYears(-1), to.AddYears(-1)),
            _ when from.DayNumber <= to.DayNumber - from.DayNumber => null,
            _ => new(from.AddDays(from.DayNumber - to.DayNumber - 1), from.AddDays(-1)),
        };
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}
