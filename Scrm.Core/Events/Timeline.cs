using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>Which events of a customer are shown; empty lists mean all. From is included, Until is not; both in UTC.</summary>
public sealed record TimelineFilter
{
    public static readonly TimelineFilter All = new();

    public IReadOnlyList<int> Kinds { get; init; } = [];
    public IReadOnlyList<int> Sources { get; init; } = [];
    public IReadOnlyList<long> Members { get; init; } = [];
    public DateTime? From { get; init; }
    public DateTime? Until { get; init; }
}

/// <summary>The place of an event in the timeline: what comes after it is older.</summary>
public readonly record struct TimelineMark(DateTime OccurredAt, long Id);

/// <summary>One event as it is shown. Source and Member are names, "" where there is none; Amount in cents; Properties a JSON object or "".</summary>
public sealed record TimelineEvent(
    long Id, KnownKind Kind, DateTime OccurredAt, DateTime ReceivedAt, int SourceId, string Source, string Subject, int Quantity, long Amount, int Seconds, string Text,
    string Properties, long MemberId, string Member, long BatchId, IdentityType ArrivedOn)
{
    public TimelineMark Mark => new(OccurredAt, Id);
}

/// <summary>Next: where the following page begins, null on the last.</summary>
public sealed record TimelinePage(IReadOnlyList<TimelineEvent> Events, TimelineMark? Next);

/// <summary>How often a customer dealt with us in one week of the company's zone, which begins on Monday.</summary>
public sealed record WeekCount(DateOnly Monday, int Inbound, int Outbound);

/// <summary>What a customer's timeline can be filtered by: what occurs in it.</summary>
public sealed record TimelineChoices(IReadOnlyList<KnownKind> Kinds, IReadOnlyList<(int Id, string Name)> Sources, IReadOnlyList<(long Id, string Name)> Members);

/// <summary>
/// Reading what happened with one customer. Null where there is none within reach. The static ones are for a reader that has checked the reach itself
/// and puts several answers on one page.
/// </summary>
public sealed class Timeline(IDbContextFactory<ScrmDbContext> contexts)
{
    public const int LongestPage = 200;

    /// <summary>A page, the latest first, going on <paramref name="before"/> a known event.</summary>
    public async Task<TimelinePage?> PageAsync(long customerId, TimelineFilter filter, TimelineMark? before, int take, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customerId, cancel)) return null;
        return await PageAsync(db, await EventKindBook.LoadAsync(db, cancel), customerId, filter, before, take, cancel);
    }

    /// <summary>One statement.</summary>
    internal static async Task<TimelinePage> PageAsync(
        ScrmDbContext db, EventKindBook kinds, long customerId, TimelineFilter filter, TimelineMark? before, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, LongestPage);
        var events = Filtered(db, customerId, filter);
        if (before is { OccurredAt: var at, Id: var id }) events = events.Where(e => e.OccurredAt < at || (e.OccurredAt == at && e.Id < id));
        var rows = await events.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(take + 1).Select(e => new
        {
            Event = e,
            Source = db.Sources.Where(s => s.Id == e.SourceId).Select(s => s.Name).FirstOrDefault(),
            Member = e.MemberId == 0 ? null : db.Members.Where(m => m.Id == e.MemberId).Select(m => m.Name).FirstOrDefault(),
            Type = db.CustomerIdentities.Where(i => i.Id == e.IdentityId).Select(i => i.Type).FirstOrDefault(),
        }).AsNoTracking().ToListAsync(cancel);
        var shown = rows.Take(take).Select(r => new TimelineEvent(
            r.Event.Id, kinds.Of(r.Event.KindId), r.Event.OccurredAt, r.Event.ReceivedAt, r.Event.SourceId, r.Source ?? "", r.Event.Subject, r.Event.Quantity, r.Event.Amount,
            r.Event.Seconds, r.Event.Text, r.Event.Properties, r.Event.MemberId, r.Member ?? "", r.Event.BatchId, r.Type)).ToList();
        return new(shown, rows.Count > take ? shown[^1].Mark : null);
    }

    /// <summary>The last <paramref name="weeks"/> weeks, the oldest first, weeks without any included.</summary>
    public async Task<IReadOnlyList<WeekCount>?> WeeksAsync(long customerId, int weeks, DateTime now, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customerId, cancel)) return null;
        return await WeeksAsync(db, await EventKindBook.LoadAsync(db, cancel), await CompanyBook.TimeAsync(db, cancel), customerId, weeks, now, cancel);
    }

    /// <summary>One statement.</summary>
    internal static async Task<IReadOnlyList<WeekCount>> WeeksAsync(
        ScrmDbContext db, EventKindBook kinds, BusinessTime time, long customerId, int weeks, DateTime now, CancellationToken cancel)
    {
        var last = MondayOf(DateOnly.FromDateTime(time.ToLocal(now)));
        var first = last.AddDays(-7 * (Math.Clamp(weeks, 1, 520) - 1));
        var since = time.ToUtc(first.ToDateTime(TimeOnly.MinValue));
        var interactions = kinds.All.Where(k => k.IsInteraction).Select(k => k.Id).ToList();
        var events = await db.CustomerEvents.Where(e => e.CustomerId == customerId && e.OccurredAt >= since && interactions.Contains(e.KindId))
            .Select(e => new { e.OccurredAt, e.KindId }).ToListAsync(cancel);
        var byWeek = events.ToLookup(e => MondayOf(DateOnly.FromDateTime(time.ToLocal(e.OccurredAt))), e => kinds.Of(e.KindId).Direction);
        return [.. Enumerable.Range(0, ((last.DayNumber - first.DayNumber) / 7) + 1).Select(i => first.AddDays(7 * i))
            .Select(monday => new WeekCount(monday, byWeek[monday].Count(d => d == EventDirection.Inbound), byWeek[monday].Count(d => d == EventDirection.Outbound)))];
    }

    /// <summary>The kinds, sources and members that occur in the customer's timeline.</summary>
    public async Task<TimelineChoices?> ChoicesAsync(long customerId, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customerId, cancel)) return null;
        var there = await db.CustomerEvents.Where(e => e.CustomerId == customerId).Select(e => new { e.KindId, e.SourceId, e.MemberId }).Distinct().ToListAsync(cancel);
        var kinds = await EventKindBook.LoadAsync(db, cancel);
        var (sources, members) = (there.Select(t => t.SourceId).Distinct().ToList(), there.Select(t => t.MemberId).Distinct().ToList());
        var (shown, used) = (await db.Sources.Where(s => sources.Contains(s.Id)).OrderBy(s => s.Position).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(cancel),
            await db.Members.Where(m => members.Contains(m.Id)).OrderBy(m => m.Id).Select(m => new { m.Id, m.Name }).ToListAsync(cancel));
        return new([.. there.Select(t => t.KindId).Distinct().Order().Select(kinds.Of)], [.. shown.Select(s => (s.Id, s.Name))], [.. used.Select(m => (m.Id, m.Name))]);
    }

    private static IQueryable<CustomerEvent> Filtered(ScrmDbContext db, long customerId, TimelineFilter filter)
    {
        var events = db.CustomerEvents.Where(e => e.CustomerId == customerId);
        if (filter.Kinds.Count > 0) events = events.Where(e => filter.Kinds.Contains(e.KindId));
        if (filter.Sources.Count > 0) events = events.Where(e => filter.Sources.Contains(e.SourceId));
        if (filter.Members.Count > 0) events = events.Where(e => filter.Members.Contains(e.MemberId));
        if (filter.From is { } from) events = events.Where(e => e.OccurredAt >= from);
        if (filter.Until is { } until) events = events.Where(e => e.OccurredAt < until);
        return events;
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
