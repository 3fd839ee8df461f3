using Scrm.Core.Customers;

namespace Scrm.Core.Events;

/// <summary>From which ledger a line of the timeline comes; at one moment the earlier ones of this list stand above.</summary>
public enum TimelineSource : byte { Event, Relation, Merge, MergeUndone, Field, Tag }

/// <summary>How much a timeline tells.</summary>
public enum TimelineReach : byte
{
    /// <summary>Events, and what changed who this customer is to us: relations, stage, merges.</summary>
    Story,

    /// <summary>Every change of a tag or a detail as well.</summary>
    Everything,

    /// <summary>Events alone.</summary>
    Events,
}

/// <summary>
/// Which lines of a timeline are shown; empty lists mean all. Kinds that are named are shown whatever the reach, but for <see cref="TimelineReach.Events"/>.
/// From is included, Until is not; both in UTC.
/// </summary>
public sealed record TimelineFilter
{
    public static readonly TimelineFilter Story = new();

    public TimelineReach Reach { get; init; }
    public IReadOnlyList<int> Kinds { get; init; } = [];

    /// <summary>Where events came from; changes come from nowhere and are left out where one is named.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    /// <summary>Who took part, who made the change, or who began or ended to follow.</summary>
    public IReadOnlyList<long> Members { get; init; } = [];
    public DateTime? From { get; init; }
    public DateTime? Until { get; init; }
}

/// <summary>The place of a line in the timeline: what comes after it is older, or stands below it at the same moment.</summary>
public readonly record struct TimelineMark(DateTime OccurredAt, long Id, TimelineSource Source = TimelineSource.Event) : IComparable<TimelineMark>
{
    /// <summary>In the order of the page: the latest first.</summary>
    public int CompareTo(TimelineMark other) =>
        other.OccurredAt.CompareTo(OccurredAt) is var time and not 0 ? time : Source.CompareTo(other.Source) is var source and not 0 ? source : other.Id.CompareTo(Id);
}

/// <summary>One event as it is shown. Source and Member are names, "" where there is none; Amount in cents; Properties a JSON object or "".</summary>
public sealed record TimelineEvent(
    long Id, KnownKind Kind, DateTime OccurredAt, DateTime ReceivedAt, int SourceId, string Source, string Subject, int Quantity, long Amount, int Seconds, string Text,
    string Properties, long MemberId, string Member, long BatchId, IdentityType ArrivedOn);

/// <summary>Another customer became part of this one, or was parted from them again.</summary>
public sealed record MergeTurn(long Id, long AbsorbedId, MergeRule Rule, DateTime At, ActorName By, long BatchId, string BatchTitle, bool Undone);

/// <summary>One line of the timeline: an event, or a change as its own ledger keeps it. Exactly one of the last five is there.</summary>
public sealed record TimelineEntry(
    TimelineMark Mark, KnownKind Kind, TimelineEvent? Event = null, RelationTurn? Relation = null, MergeTurn? Merge = null, FieldLogLine? Field = null, TagLogLine? Tag = null);

/// <summary>Next: where the following page begins, null on the last.</summary>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, TimelineMark? Next)
{
    public IEnumerable<TimelineEvent> Events => Entries.Select(e => e.Event).OfType<TimelineEvent>();
}

/// <summary>How often a customer dealt with us in one week of the company's zone, which begins on Monday.</summary>
public sealed record WeekCount(DateOnly Monday, int Inbound, int Outbound);

/// <summary>What a customer's timeline can be filtered by: what occurs in it.</summary>
public sealed record TimelineChoices(IReadOnlyList<KnownKind> Kinds, IReadOnlyList<(int Id, string Name)> Sources, IReadOnlyList<(long Id, string Name)> Members);
