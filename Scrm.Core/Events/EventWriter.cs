using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>
/// The only way an event gets in, a few thousand at most at a time. Works inside the caller's transaction or in one of its own: people are recognised,
/// what is there already is left alone, and the customers' rolling aggregates move with what is new. Order of arrival means nothing.
/// </summary>
public sealed class EventWriter(IDbContextFactory<ScrmDbContext> contexts, IdentityResolver resolver)
{
    /// <summary>One result a draft, in their order.</summary>
    public async Task<IReadOnlyList<EventResult>> WriteAsync(IReadOnlyList<EventDraft> drafts, EventCause cause, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var results = await WriteAsync(db, drafts, cause, cancel);
        await transaction.CommitAsync(cancel);
        return results;
    }

    /// <summary>The same inside the caller's transaction.</summary>
    public async Task<IReadOnlyList<EventResult>> WriteAsync(ScrmDbContext db, IReadOnlyList<EventDraft> drafts, EventCause cause, CancellationToken cancel)
    {
        var kinds = await EventKindBook.LoadAsync(db, cancel);
        var (results, tidy) = (new EventResult[drafts.Count], new EventDraft[drafts.Count]);
        for (var i = 0; i < drafts.Count; i++) (tidy[i], results[i]) = EventCheck.Check(drafts[i], kinds, cause.Now);
        var people = await EventPersons.ResolveAsync(db, resolver, [.. tidy.Select((d, i) => results[i].Written ? new Named(d.Person!.Value, d.Also) : null)], cause, cancel);
        var rows = new List<(int Index, EventRow Row)>(drafts.Count);
        var seen = new HashSet<(int, string)>(drafts.Count);
        for (var i = 0; i < drafts.Count; i++)
        {
            if (!results[i].Written) continue;
            var person = people[i];
            if (person.Skip != EventSkip.None) results[i] = new(person.Skip);
            else if (EventRow.Of(tidy[i], kinds.Find(tidy[i].KindId)!, person, cause.Now) is var row && seen.Add((tidy[i].SourceId, row.Key))) rows.Add((i, row));
            else results[i] = new(EventSkip.Duplicate);
        }
        var fresh = await AppendAsync(db, [.. rows.Select(r => r.Row)], cause, cancel);
        foreach (var ((index, _), isNew) in rows.Zip(fresh))
            if (!isNew) results[index] = new(EventSkip.Duplicate);
        return results;
    }

    /// <summary>Writes rows whose keys differ, with what they mean for the customers; true for each one that was not there yet.</summary>
    internal static async Task<bool[]> AppendAsync(
        ScrmDbContext db, IReadOnlyList<EventRow> rows, EventCause cause, CancellationToken cancel, CustomerDeltas? with = null)
    {
        await EventPeople.LockAsync(db, [.. rows.Select(r => r.Person.CustomerId).Where(c => c > 0).Distinct().Order()], cancel);
        var cutoff = await AggregateStore.CutoffAsync(db, cause.Now, cancel);
        var deltas = with ?? new CustomerDeltas();
        var fresh = await EventStore.InsertAsync(db, rows, cause, cancel);
        for (var i = 0; i < rows.Count; i++)
            if (fresh[i]) deltas.Event(rows[i], cutoff);
        await AggregateStore.AddAsync(db, deltas, cancel);
        return fresh;
    }
}
