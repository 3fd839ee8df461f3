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
    public static async Task AdoptAsync(ScrmDbContext db, IReadOnlyCollection<(long Identity, long Customer)> adopted, DateTime now, CancellationToken cancel)
    {
        foreach (var table in Tables)
            await Bulk.ForEachPairAsync(db, $"UPDATE {table} SET customer_id = ?2 WHERE identity_id = ?1 AND customer_id = 0",
                $"UPDATE {table} t SET customer_id = k.b FROM unnest(@a, @b) k(a, b) WHERE t.identity_id = k.a AND t.customer_id = 0", adopted, cancel);
        await RecountAsync(db, [.. adopted.Select(a => a.Customer)], now, cancel);
    }

    /// <summary>Everything of one customer goes to another.</summary>
    public static async Task MoveAllAsync(ScrmDbContext db, long from, long to, DateTime now, CancellationToken cancel)
    {
        foreach (var table in Tables)
        {
            await using var move = Bulk.Command(db, $"UPDATE {table} SET customer_id = {to} WHERE customer_id = {from}");
            await move.ExecuteNonQueryAsync(cancel);
        }
        await RecountAsync(db, [from, to], now, cancel);
    }

    /// <summary>What arrived on identities that <paramref name="family"/> has goes back from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public static async Task MoveBackAsync(ScrmDbContext db, long from, long to, IReadOnlyCollection<long> family, DateTime now, CancellationToken cancel)
    {
        foreach (var table in Tables)
        {
            await using var move = Bulk.Command(db, $"UPDATE {table} SET customer_id = {to} WHERE customer_id = {from} "
                + $"AND identity_id IN (SELECT i.id FROM customer_identities i WHERE i.customer_id IN ({string.Join(',', family)}))");
            await move.ExecuteNonQueryAsync(cancel);
        }
        await RecountAsync(db, [from, to], now, cancel);
    }

    /// <summary>The sums anew; whatever follows from them is due again.</summary>
    private static async Task RecountAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, DateTime now, CancellationToken cancel)
    {
        await AggregateRebuild.RecountAsync(db, customers, now, cancel);
        foreach (var some in customers.Distinct().Order().Chunk(500))
        {
            await using var due = Bulk.Command(db, $"UPDATE customers SET rate_at = 0 WHERE id IN ({string.Join(',', some)})");
            await due.ExecuteNonQueryAsync(cancel);
        }
    }
}
