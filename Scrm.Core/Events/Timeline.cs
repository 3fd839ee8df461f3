using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>
/// Reading what happened with one customer and what was changed about them, on one line of time. Null where there is none within reach. The static ones are for a
/// reader that has checked the reach itself and puts several answers on one page.
/// </summary>
public sealed class Timeline(IDbContextFactory<ScrmDbContext> contexts, CustomerBooks books)
{
    public const int LongestPage = 200;

    /// <summary>A page, the latest first, going on <paramref name="before"/> a known line.</summary>
    public async Task<TimelinePage?> PageAsync(long customerId, TimelineFilter filter, TimelineMark? before, int take, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customerId, cancel)) return null;
        return await PageAsync(db, await books.ReadAsync(db, cancel), scope, customerId, filter, before, take, cancel);
    }

    /// <summary>Two statements: events and changes; each only where the filter shows any of it.</summary>
    internal static async Task<TimelinePage> PageAsync(
        ScrmDbContext db, KnownBooks known, Scope scope, long customerId, TimelineFilter filter, TimelineMark? before, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, LongestPage);
        var events = await EventsAsync(db, known, customerId, filter, before, take + 1, cancel);
        var changes = await TimelineLedgers.ReadAsync(db, known.Tags, scope, customerId, filter, before, take + 1, cancel);
        var (names, marks) = (new LedgerNames(known, scope), events.Select(e => e.Mark).Concat(changes.Select(c => c.Mark)).Order().Take(take).ToList());
        if (marks.Count == 0) return new([], null);
        var shown = events.Concat(changes.Select(names.Of).OfType<TimelineEntry>()).Where(e => e.Mark.CompareTo(marks[^1]) <= 0).OrderBy(e => e.Mark);
        return new([.. shown], events.Count + changes.Count > take ? marks[^1] : null);
    }

    private static async Task<IReadOnlyList<TimelineEntry>> EventsAsync(
        ScrmDbContext db, KnownBooks known, long customerId, TimelineFilter filter, TimelineMark? before, int take, CancellationToken cancel)
    {
        var kinds = filter.Kinds.Where(k => !TimelineLedgers.Kinds.Contains(k)).ToList();
        if (filter.Kinds.Count > 0 && kinds.Count == 0) return [];
        var events = Filtered(db, customerId, filter with { Kinds = kinds });
        if (before is { Source: TimelineSource.Event, OccurredAt: var same, Id: var id }) events = events.Where(e => e.OccurredAt < same || (e.OccurredAt == same && e.Id < id));
        else if (before is { OccurredAt: var at }) events = events.Where(e => e.OccurredAt < at);
        var rows = await events.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id).Take(take).Select(e => new
        {
            Event = e,
            Source = db.Sources.Where(s => s.Id == e.SourceId).Select(s => s.Name).FirstOrDefault(),
            Type = db.CustomerIdentities.Where(i => i.Id == e.IdentityId).Select(i => i.Type).FirstOrDefault(),
        }).AsNoTracking().ToListAsync(cancel);
        return rows.ConvertAll(r => new TimelineEntry(new(r.Event.OccurredAt, r.Event.Id), known.Kinds.Of(r.Event.KindId), new(
            r.Event.Id, known.Kinds.Of(r.Event.KindId), r.Event.OccurredAt, r.Event.ReceivedAt, r.Event.SourceId, r.Source ?? "", r.Event.Subject, r.Event.Quantity, r.Event.Amount,
            r.Event.Seconds, r.Event.Text, r.Event.Properties, r.Event.MemberId, known.NameOf(r.Event.MemberId), r.Event.BatchId, r.Type)));
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
        var since = time.Begins(first);
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
        var known = await books.ReadAsync(db, cancel);
        var there = await db.CustomerEvents.Where(e => e.CustomerId == customerId).Select(e => new { e.KindId, e.SourceId, e.MemberId }).Distinct().ToListAsync(cancel);
        var changes = await TimelineLedgers.OccurringAsync(db, known.Tags, scope, customerId, cancel);
        var sources = there.Select(t => t.SourceId).Distinct().ToList();
        var named = await db.Sources.Where(s => sources.Contains(s.Id)).OrderBy(s => s.Position).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(cancel);
        return new([.. there.Select(t => t.KindId).Concat(changes.Select(c => c.Kind)).Distinct().Order().Select(known.Kinds.Of)], [.. named.Select(s => (s.Id, s.Name))],
            [.. there.Select(t => t.MemberId).Concat(changes.Select(c => c.Member)).Distinct().Order().Where(known.Members.ContainsKey).Select(m => (m, known.NameOf(m)))]);
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
