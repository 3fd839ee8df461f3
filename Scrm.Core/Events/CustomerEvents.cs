using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>What a member notes about a customer: a call, a visit, a note, a kind of the company's own. The key makes a double click one event.</summary>
public sealed record HandEvent(int KindId, DateTime OccurredAt, string Text, string Key)
{
    public int Seconds { get; init; }

    /// <summary>Points added, or less than zero taken; for <see cref="Events.KindId.Points"/> only.</summary>
    public int Quantity { get; init; }

    /// <summary>Cents.</summary>
    public long Amount { get; init; }
    public string Properties { get; init; } = "";
}

/// <summary>Events that people enter themselves.</summary>
public sealed class CustomerEvents(IDbContextFactory<ScrmDbContext> contexts, EventWriter writer, TimeProvider clock)
{
    private static readonly int[] ByHand = [KindId.Call, KindId.Visit, KindId.Note, KindId.MessageOut, KindId.MessageIn, KindId.Review, KindId.ServiceTicket, KindId.Points];

    /// <summary>The kinds a member may enter, as the dialog offers them.</summary>
    public async Task<IReadOnlyList<KnownKind>> KindsAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var kinds = await EventKindBook.LoadAsync(db, cancel);
        return [.. ByHand.Select(kinds.Of), .. kinds.All.Where(k => k is { Custom: true, Archived: false })];
    }

    /// <summary>Null where there is no such customer within reach. The same key again is the same event.</summary>
    public async Task<Outcome?> AddByHandAsync(long customerId, HandEvent given, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (!await CustomerQuery.InScope(db, who).AnyAsync(c => c.Id == customerId, cancel)) return null;
        if (!who.MayEditCustomers) return Outcome.No(EventRefusal.NotAllowed);
        if (given.KindId < EventKind.FirstCustom && !ByHand.Contains(given.KindId)) return Outcome.No(EventRefusal.NotWritten, EventSkip.ReservedKind, "");
        if (given.Text.Trim().Length == 0 && given.Properties.Length == 0 && given.KindId == KindId.Note) return Outcome.No(EventRefusal.NothingSaid);
        var draft = new EventDraft
        {
            KindId = given.KindId, Person = PersonKey.Of(customerId), OccurredAt = given.OccurredAt, Text = given.Text.Trim(), Seconds = given.Seconds, Amount = given.Amount, Quantity = given.Quantity,
            Properties = given.Properties, MemberId = who.MemberId, Key = given.Key,
        };
        var cause = new EventCause(who, IdentitySource.Manual, clock.GetUtcNow().UtcDateTime);
        var result = (await writer.WriteAsync(db, [draft], cause, cancel))[0];
        if (!result.Kept) return Outcome.No(EventRefusal.NotWritten, result.Skip, result.Detail);
        // Asked once the row is held, so that two at the same time do not spend the same points.
        if (given is { KindId: KindId.Points, Quantity: < 0 } && await db.Customers.Where(c => c.Id == customerId).Select(c => c.Points).SingleAsync(cancel) is < 0 and var left)
            return Outcome.No(EventRefusal.PointsShort, left - given.Quantity);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }
}
