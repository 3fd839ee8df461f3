using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>
/// The only way an order gets in, with its lines and refunds, its events and what it means for the customer, in one transaction.
/// The same order again is the same order; refunds that are new with it are added and subtract.
/// </summary>
public sealed class OrderWriter(IDbContextFactory<ScrmDbContext> contexts, IdentityResolver resolver)
{
    /// <summary>One result a draft, in their order. An order that is there and brought a new refund counts as written.</summary>
    public async Task<IReadOnlyList<EventResult>> WriteAsync(IReadOnlyList<OrderDraft> drafts, EventCause cause, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var results = await WriteAsync(db, drafts, cause, cancel);
        await transaction.CommitAsync(cancel);
        return results;
    }

    /// <summary>The same inside the caller's transaction.</summary>
    public async Task<IReadOnlyList<EventResult>> WriteAsync(ScrmDbContext db, IReadOnlyList<OrderDraft> drafts, EventCause cause, CancellationToken cancel)
    {
        var results = drafts.Select(d => OrderCheck.Check(d, cause.Now)).ToArray();
        var good = drafts.Index().Where(d => results[d.Index].Written).ToList();
        var people = await EventPersons.ResolveAsync(db, resolver, [.. drafts.Select((d, i) => results[i].Written ? new Named(d.Person!.Value, d.Also) : null)], cause, cancel);
        var session = new OrderSession(await OrderStore.StandingAsync(db, [.. good.Select(d => (d.Item.SourceId, d.Item.Number.Trim())).Distinct()], cancel), cause);
        foreach (var (index, draft) in good) results[index] = session.Decide(draft, people[index]);
        await session.SaveAsync(db, cancel);
        return results;
    }

    /// <summary>Refunds of orders that are there; the same refund again is the same.</summary>
    public async Task<IReadOnlyList<EventResult>> RefundAsync(IReadOnlyList<RefundOf> refunds, EventCause cause, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        // As whoever recognises people does: a merge holds customers and then their orders, this the other way round.
        await IdentityResolver.HoldStillAsync(db, cancel);
        var session = new OrderSession(await OrderStore.StandingAsync(db, [.. refunds.Select(r => (r.SourceId, r.Number.Trim())).Distinct()], cancel), cause);
        var results = refunds.Select(r => OrderCheck.Check(r, cause.Now) is { Written: false } bad ? bad : session.Decide(r)).ToArray();
        await session.SaveAsync(db, cancel);
        await transaction.CommitAsync(cancel);
        return results;
    }
}

/// <summary>One call of the writer: the orders as they stand, moved on in memory draft by draft, and what is to be written.</summary>
internal sealed class OrderSession(Dictionary<(int Source, string Number), StandingOrder> standing, EventCause cause)
{
    private readonly List<StandingOrder> added = [];
    private readonly HashSet<StandingOrder> refunded = [];
    private readonly List<(StandingOrder Order, OrderRefund Refund)> refunds = [];
    private readonly List<EventRow> events = [];

    public EventResult Decide(OrderDraft draft, ResolvedPerson person)
    {
        if (person.Skip != EventSkip.None) return new(person.Skip);
        var number = draft.Number.Trim();
        var there = standing.GetValueOrDefault((draft.SourceId, number));
        if (there is not null && there.Amount != draft.Amount) return new(EventSkip.OrderDiffers, "amount");
        var order = there ?? new StandingOrder(draft, number, person, EventRow.Clamped(draft.PaidAt, cause.Now));
        return Refund(order, draft.Refunds, isNew: there is null);
    }

    public EventResult Decide(RefundOf refund) =>
        standing.GetValueOrDefault((refund.SourceId, refund.Number.Trim())) is { } order ? Refund(order, [refund.Refund], isNew: false) : new(EventSkip.UnknownOrder, "number");

    public async Task SaveAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (added.Count + refunded.Count == 0) return;
        await EventPeople.LockAsync(db, [.. events.Select(e => e.Person.CustomerId).Where(c => c > 0).Distinct().Order()], cancel);
        var (cutoff, deltas) = (await AggregateStore.CutoffAsync(db, cause.Now, cancel), new CustomerDeltas());
        foreach (var order in added) deltas.Order(order.Person.CustomerId, order.PaidAt, order.Amount, cutoff);
        foreach (var (order, refund) in refunds) deltas.Refund(order.Person.CustomerId, order.PaidAt, refund.Amount, cutoff);
        await OrderStore.AddAsync(db, added, cause, cancel);
        await OrderStore.RefundAsync(db, refunds, [.. refunded], cause, cancel);
        await EventWriter.AppendAsync(db, events, cause, cancel, deltas);
    }

    private EventResult Refund(StandingOrder order, IReadOnlyList<RefundDraft> given, bool isNew)
    {
        var fresh = given.Select(r => (Draft: r, Key: KeyOf(r))).DistinctBy(r => r.Key).Where(r => !order.RefundKeys.Contains(r.Key)).ToList();
        if (fresh.Sum(r => r.Draft.Amount) > order.Amount - order.Refunded) return new(EventSkip.RefundTooLarge, "refunds");
        if (isNew) Add(order);
        foreach (var (refund, key) in fresh) Refund(order, refund, key);
        return new(isNew || fresh.Count > 0 ? EventSkip.None : EventSkip.Duplicate);
    }

    private void Add(StandingOrder order)
    {
        standing[(order.SourceId, order.Number)] = order;
        added.Add(order);
        var lines = order.Draft!.Lines;
        events.Add(Row(order, KindId.OrderPaid, order.Draft.PaidAt, order.Amount, $"~order.{order.Number}", lines.Sum(l => l.Quantity),
            Shortened(string.Join('、', lines.Select(l => l.Product)))));
    }

    private void Refund(StandingOrder order, RefundDraft refund, string key)
    {
        order.RefundKeys.Add(key);
        order.Refunded += refund.Amount;
        refunded.Add(order);
        refunds.Add((order, new OrderRefund { Key = key, At = EventRow.MomentOf(EventRow.Clamped(refund.At, cause.Now)), Amount = refund.Amount, Reason = refund.Reason.Trim() }));
        events.Add(Row(order, KindId.OrderRefunded, refund.At, refund.Amount, RefundEvent(order.Number, key), 0, refund.Reason.Trim()));
    }

    private EventRow Row(StandingOrder order, int kind, DateTime at, long amount, string key, int quantity, string text) => EventRow.Of(
        new EventDraft
        {
            KindId = kind, Person = null, OccurredAt = at, SourceId = order.SourceId, Subject = order.Number, Amount = amount, Quantity = quantity, Text = text, Key = key,
            MemberId = order.Draft?.MemberId ?? 0,
        }, BuiltInKinds.Of(kind), order.Person, cause.Now);

    /// <summary>The key of the event that tells of a refund.</summary>
    public static string RefundEvent(string number, string key) => $"~refund.{number}.{key}";

    private static string KeyOf(RefundDraft refund) => refund.Key.Trim() is { Length: > 0 } key ? key
        : string.Create(CultureInfo.InvariantCulture, $"{UnixMilliseconds.ToStore(refund.At):x}-{refund.Amount}");

    private static string Shortened(string text) => text.Length <= EventDraft.LongestText ? text : text[..EventDraft.LongestText];
}
