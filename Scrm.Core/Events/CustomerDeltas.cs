namespace Scrm.Core.Events;

/// <summary>What new events and orders add to the rolling aggregates of their customers, moments in milliseconds of the store.</summary>
internal sealed class CustomerDeltas
{
    private readonly SortedDictionary<long, CustomerDelta> byCustomer = [];

    public IReadOnlyCollection<KeyValuePair<long, CustomerDelta>> All => byCustomer;

    /// <summary>An event that was not there yet; <paramref name="cutoff"/>: since when the 30-day counts count.</summary>
    public void Event(EventRow row, long cutoff)
    {
        if (row.Person.CustomerId == 0) return;
        if (row.Kind.Id == KindId.Points) Of(row.Person.CustomerId).Points += row.Draft.Quantity;
        if (!row.Kind.IsInteraction) return;
        var delta = Of(row.Person.CustomerId);
        delta.LastInteraction = Math.Max(delta.LastInteraction, row.OccurredAt);
        if (row.Kind.Direction == EventDirection.Inbound) delta.LastInbound = Math.Max(delta.LastInbound, row.OccurredAt);
        if (row.OccurredAt >= cutoff) delta.Interactions30++;
    }

    public void Order(long customer, long paidAt, long amount, long cutoff)
    {
        if (customer == 0) return;
        var delta = Of(customer);
        delta.FirstOrder = delta.FirstOrder == 0 ? paidAt : Math.Min(delta.FirstOrder, paidAt);
        delta.LastOrder = Math.Max(delta.LastOrder, paidAt);
        delta.Orders++;
        delta.Spent += amount;
        if (paidAt < cutoff) return;
        delta.Orders30++;
        delta.Spent30 += amount;
    }

    /// <summary>A refund is less money spent at the time of its order.</summary>
    public void Refund(long customer, long orderPaidAt, long amount, long cutoff)
    {
        if (customer == 0) return;
        var delta = Of(customer);
        delta.HasOrders = true;
        delta.Spent -= amount;
        if (orderPaidAt >= cutoff) delta.Spent30 -= amount;
    }

    private CustomerDelta Of(long customer)
    {
        if (!byCustomer.TryGetValue(customer, out var delta)) byCustomer[customer] = delta = new CustomerDelta();
        return delta;
    }
}

internal sealed class CustomerDelta
{
    public long LastInbound, LastInteraction, FirstOrder, LastOrder, Spent, Spent30, Points;
    public int Interactions30, Orders, Orders30;
    public bool HasOrders;

    public bool TouchesOrders => HasOrders || Orders > 0;
}
