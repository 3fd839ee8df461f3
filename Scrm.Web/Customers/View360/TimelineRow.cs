using Scrm.Core.Events;

namespace Scrm.Web.Customers;

/// <summary>One line of the timeline: the head of a day, an event, or the details of one that was opened.</summary>
public sealed record TimelineRow(DateOnly Day, TimelineEvent? Event, bool Details)
{
    /// <summary>The lines of events that stand in order, the latest first.</summary>
    public static IEnumerable<TimelineRow> Of(IReadOnlyList<TimelineEvent> events, IReadOnlySet<long> open, Func<DateTime, DateOnly> dayOf)
    {
        DateOnly? last = null;
        foreach (var e in events)
        {
            var day = dayOf(e.OccurredAt);
            if (day != last) yield return new(day, null, false);
            last = day;
            yield return new(day, e, false);
            if (open.Contains(e.Id)) yield return new(day, e, true);
        }
    }
}

/// <summary>The filters of the timeline as the address has them.</summary>
public sealed record TimelinePlace(string? Kind, string? Source, string? Member, string? From, string? To)
{
    public bool Narrows => Kind is { Length: > 0 } || Source is { Length: > 0 } || Member is { Length: > 0 } || From is { Length: > 0 } || To is { Length: > 0 };

    public TimelineFilter Filter(Core.BusinessTime time) => new()
    {
        Kinds = [.. Ids(Kind).Select(id => (int)id)], Sources = [.. Ids(Source).Select(id => (int)id)], Members = [.. Ids(Member)],
        From = Day(From) is { } from ? time.ToUtc(from.ToDateTime(TimeOnly.MinValue)) : null,
        Until = Day(To) is { } to ? time.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue)) : null,
    };

    private static IEnumerable<long> Ids(string? list) => (list ?? "").Split(',').Select(n => long.TryParse(n, out var id) ? id : -1).Where(id => id is >= 0 and <= int.MaxValue);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}
