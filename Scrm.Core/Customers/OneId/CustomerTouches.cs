using Scrm.Core.Database;
using Scrm.Core.Events;

namespace Scrm.Core.Customers;

/// <summary>
/// The events and orders of a customer are those of their identities; what stands beside them is a copy. Here the copy follows when an identity changes hands,
/// and the sums on the customer with it.
/// </summary>
internal static class CustomerTouches
{
    private static readonly string[] Tables = ["customer_events", "customer_orders"];

    /// <summary>What waited on identities goes to their owner.</summary>
    public static async Task AdoptAsync(ScrmDbContext db, IReadOnlyCollection<(long Identity, long Customer)> adopted, CancellationToken cancel)
    {
        foreach (var table in Tables)
            await Bulk.ForEachPairAsync(db, $"UPDATE {table} SET customer_id = @p1 WHERE identity_id = @p0 AND customer_id = 0",
                $"UPDATE {table} t SET customer_id = k.b FROM unnest(@a, @b) k(a, b) WHERE t.identity_id = k.a AND t.customer_id = 0", adopted, cancel);
        await RecountAsync(db, [.. adopted.Select(a => a.Customer).Distinct().Order()], cancel);
    }

    /// <summary>Everything of one customer goes to another.</summary>
    public static async Task MoveAllAsync(ScrmDbContext db, long from, long to, CancellationToken cancel)
    {
        foreach (var table in Tables)
        {
            await using var move = Bulk.Command(db, $"UPDATE {table} SET customer_id = {to} WHERE customer_id = {from}");
            await move.ExecuteNonQueryAsync(cancel);
        }
        await RecountAsync(db, [from, to], cancel);
    }

    /// <summary>What arrived on identities that <paramref name="family"/> has goes back from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static async Task MoveBackAsync(ScrmDbContext db, long from, long to, IReadOnlyCollection<long> family, CancellationToken cancel)
    {
        foreach (var table in Tables)
        {
            await using var move = Bulk.Command(db, $"UPDATE {table} SET customer_id = {to} WHERE customer_id = {from} "
                + $"AND identity_id IN (SELECT i.id FROM customer_identities i WHERE i.customer_id IN ({string.Join(',', family)}))");
            await move.ExecuteNonQueryAsync(cancel);
        }
        await RecountAsync(db, [from, to], cancel);
    }

    /// <summary>The sums of a few customers from their events and orders.</summary>
    public static async Task RecountAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        foreach (var some in customers.Chunk(500))
        {
            await using var count = Bulk.Command(db, $"{Sums} WHERE id IN ({string.Join(',', some)})");
            await count.ExecuteNonQueryAsync(cancel);
        }
    }

    private const string Cutoff = "coalesce((SELECT max(w.cutoff) FROM aggregate_window w), 0)";

    private static readonly string Sums = $"""
        UPDATE customers SET
            last_inbound_at = coalesce((SELECT max(e.occurred_at) FROM customer_events e JOIN event_kinds k ON k.id = e.kind_id
                WHERE e.customer_id = customers.id AND k.direction = {(int)EventDirection.Inbound}), 0),
            last_interaction_at = coalesce((SELECT max(e.occurred_at) FROM customer_events e JOIN event_kinds k ON k.id = e.kind_id
                WHERE e.customer_id = customers.id AND k.direction <> {(int)EventDirection.Internal}), 0),
            interactions30 = (SELECT count(*) FROM customer_events e JOIN event_kinds k ON k.id = e.kind_id
                WHERE e.customer_id = customers.id AND k.direction <> {(int)EventDirection.Internal} AND e.occurred_at >= {Cutoff}),
            first_order_at = coalesce((SELECT min(o.paid_at) FROM customer_orders o WHERE o.customer_id = customers.id), 0),
            last_order_at = coalesce((SELECT max(o.paid_at) FROM customer_orders o WHERE o.customer_id = customers.id), 0),
            order_count = (SELECT count(*) FROM customer_orders o WHERE o.customer_id = customers.id),
            spent_total = coalesce((SELECT sum(o.amount - o.refunded) FROM customer_orders o WHERE o.customer_id = customers.id), 0),
            orders30 = (SELECT count(*) FROM customer_orders o WHERE o.customer_id = customers.id AND o.paid_at >= {Cutoff}),
            spent30 = coalesce((SELECT sum(o.amount - o.refunded) FROM customer_orders o WHERE o.customer_id = customers.id AND o.paid_at >= {Cutoff}), 0)
        """;
}
