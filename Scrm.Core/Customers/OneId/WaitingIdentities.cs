using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>Values that nobody owns yet, with the events that came on them: whoever turns out to own one gets both.</summary>
internal static class WaitingIdentities
{
    /// <summary>Gives one to a customer. Where the customer has the value already, only the events go over.</summary>
    public static async Task GiveAsync(ScrmDbContext db, long identity, long customer, DateTime now, CancellationToken cancel)
    {
        var waiting = await db.CustomerIdentities.SingleAsync(i => i.Id == identity, cancel);
        await db.CustomerIdentities.Where(i => i.CustomerId == customer && i.Type == waiting.Type && i.Value == waiting.Value).ExecuteDeleteAsync(cancel);
        waiting.CustomerId = customer;
        await db.SaveChangesAsync(cancel);
        await CustomerTouches.AdoptAsync(db, [(identity, customer)], now, cancel);
    }

    /// <summary>
    /// After customers got new values by a form or a file: what waited on those values is theirs now. The waiting identity stays, because its events name it,
    /// and takes the place of the new one.
    /// </summary>
    public static async Task AdoptAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, DateTime now, CancellationToken cancel)
    {
        if (customers.Count == 0 || !await db.CustomerIdentities.AnyAsync(i => i.CustomerId == 0, cancel)) return;
        var found = new List<(long Fresh, long Waiting, long Customer)>();
        // One that is flagged, or that somebody else has too, does not say whose the events are.
        const string Sql = """
            SELECT f.id, w.id, f.customer_id FROM customer_identities f JOIN customer_identities w ON w.type = f.type AND w.value = f.value AND w.customer_id = 0
            WHERE f.state = 0 AND NOT EXISTS (SELECT 1 FROM customer_identities o JOIN customers c ON c.id = o.customer_id AND c.state = 0
                WHERE o.type = f.type AND o.value = f.value AND o.customer_id <> f.customer_id) AND f.customer_id
            """;
        await Bulk.ReadAsync(db, $"{Sql} = @p0", $"{Sql} = ANY(@a)", customers, row => found.Add((row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))), cancel);
        // Several customers with the value: it stays nobody's.
        var clear = found.GroupBy(f => f.Waiting).Where(g => g.Count() == 1).Select(g => g.Single()).ToList();
        if (clear.Count == 0) return;
        foreach (var some in clear.Chunk(500))
        {
            var fresh = some.Select(c => c.Fresh).ToList();
            await db.CustomerIdentities.Where(i => fresh.Contains(i.Id)).ExecuteDeleteAsync(cancel);
        }
        await Bulk.ForEachPairAsync(db, "UPDATE customer_identities SET customer_id = ?2 WHERE id = ?1",
            "UPDATE customer_identities i SET customer_id = k.b FROM unnest(@a, @b) k(a, b) WHERE i.id = k.a", [.. clear.Select(c => (c.Waiting, c.Customer))], cancel);
        await CustomerTouches.AdoptAsync(db, [.. clear.Select(c => (c.Waiting, c.Customer))], now, cancel);
    }
}
