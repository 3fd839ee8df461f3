using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>Values that too many customers have: every link by them is flagged, and they link nobody any longer.</summary>
internal static class SharedIdentities
{
    private const int AChunk = 500;

    public static Task MarkAsync(ScrmDbContext db, CustomerKey key, CancellationToken cancel) => SetAsync(db, key, IdentityState.Shared, cancel);

    public static Task ClearAsync(ScrmDbContext db, CustomerKey key, CancellationToken cancel) => SetAsync(db, key, IdentityState.Active, cancel);

    /// <summary>After what made values shared was taken back: those recognise again that few enough people have, whom no exclusive value tells apart.</summary>
    public static async Task ReconsiderAsync(ScrmDbContext db, IReadOnlyCollection<CustomerKey> keys, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        var nobodys = await NobodysValues.ReadAsync(db, cancel);
        foreach (var some in keys.Where(k => !nobodys.ContainsKey(k)).Distinct().Chunk(AChunk))
        {
            var (types, values) = (some.Select(k => k.Type).Distinct().ToList(), some.Select(k => k.Value).ToList());
            var holders = (await (from i in db.CustomerIdentities
                                  where types.Contains(i.Type) && values.Contains(i.Value)
                                  join c in db.Customers on i.CustomerId equals c.Id
                                  select new { i.Type, i.Value, i.CustomerId }).ToListAsync(cancel)).ToLookup(i => new CustomerKey(i.Type, i.Value), i => i.CustomerId);
            var few = some.Where(k => holders[k].Count() < IdentityRules.SharedAtCustomers).ToList();
            var people = few.SelectMany(k => holders[k]).Distinct().ToList();
            var exclusive = (await db.CustomerIdentities.Where(i => people.Contains(i.CustomerId) && (i.Type == IdentityType.MemberNo || i.Type == IdentityType.UnionId))
                .Select(i => new { i.CustomerId, i.Type, i.Value }).ToListAsync(cancel)).ToLookup(i => i.CustomerId);
            foreach (var key in few)
                if (!holders[key].SelectMany(id => exclusive[id]).DistinctBy(e => (e.Type, e.Value)).GroupBy(e => e.Type).Any(g => g.Count() > 1)) await ClearAsync(db, key, cancel);
        }
    }

    private static async Task SetAsync(ScrmDbContext db, CustomerKey key, IdentityState state, CancellationToken cancel)
    {
        await using var mark = Bulk.Command(db, $"UPDATE customer_identities SET state = {(int)state} WHERE type = {(int)key.Type} AND value = @value AND state <> {(int)state}", ("@value", key.Value));
        await mark.ExecuteNonQueryAsync(cancel);
    }
}
