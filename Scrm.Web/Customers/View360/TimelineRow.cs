using Scrm.Core.Events;

namespace Scrm.Web.Customers;

/// <summary>One line on the screen: the head of a day, a line of the timeline, or the details of one that was opened.</summary>
public sealed record TimelineRow(DateOnly Day, TimelineEntry? Entry, bool Details)
{
    /// <summary>What tells this row from all others.</summary>
    public object Key => Entry is { Mark: var mark } ? (mark.Source, mark.Id, Details) : Day;

    /// <summary>The rows of lines that stand in order, the latest first.</summary>
    public static IEnumerable<TimelineRow> Of(IEnumerable<TimelineEntry> entries, IReadOnlySet<TimelineMark> open, Func<DateTime, DateOnly> dayOf)
    {
        DateOnly? last = null;
        foreach (var entry in entries)
        {
            var day = dayOf(entry.Mark.OccurredAt);
            if (day != last) yield return new(day, null, false);
            last = day;
            yield return new(day, entry, false);
            if (open.Contains(entry.Mark)) yield return new(day, entry, true);
        }
    }
}

/// <summary>The timeline's filters and how much it tells, as the address has them.</summary>
public sealed record TimelinePlace(string? Kind, string? Source, string? Member, string? From, string? To, string? Reach = null)
{
    /// <summary>The address of "every change".</summary>
    public const string All = "all";

    /// <summary>The names of all of them in the address.</summary>
    public static readonly IReadOnlyList<string> Keys = ["tk", "ts", "tm", "tf", "tt", "tv"];

    public static TimelinePlace Of(Func<string, string?> asked) => new(asked("tk"), asked("ts"), asked("tm"), asked("tf"), asked("tt"), asked("tv"));

    /// <summary>How many of the filters are set.</summary>
    public int Narrowings => new[] { Kind, Source, Member, From, To }.Count(f => f is { Length: > 0 });

    public bool Narrows => Narrowings > 0;

    public bool Everything => Reach == All;

    public TimelineFilter Filter(Core.BusinessTime time) => new()
    {
        Reach = Everything ? TimelineReach.Everything : TimelineReach.Story,
        Kinds = [.. Ids(Kind).Select(id => (int)id)], Sources = [.. Ids(Source).Select(id => (int)id)], Members = [.. Ids(Member)],
        From = Urls.Day(From) is { } from ? time.Begins(from) : null,
        Until = Urls.Day(To) is { } to ? time.Ends(to) : null,
    };

    private static IEnumerable<long> Ids(string? list) => (list ?? "").Split(',').Select(n => long.TryParse(n, out var id) ? id : -1).Where(id => id is >= 0 and <= int.MaxValue);
}
