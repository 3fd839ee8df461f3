using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>
/// The customer of an event follows from its identity. When identities get another customer (linked, merged, taken back), their events and orders go with them
/// and the aggregates of everybody concerned are counted anew. Inside the caller's transaction, which has already moved the identities.
/// </summary>
public static class EventOwner
{
    /// <summary>Points the events and orders of these identities from one customer (0 = nobody) to another; returns how many events and orders went.</summary>
    public static async Task<(int Events, int Orders)> MoveAsync(ScrmDbContext db, IReadOnlyCollection<long> identities, long from, long to, DateTime now, CancellationToken cancel)
    {
        if (identities.Count == 0 || from == to) return (0, 0);
        await EventPeople.LockAsync(db, [.. new[] { from, to }.Where(c => c > 0).Order()], cancel);
        var list = string.Join(',', identities);
        async Task<int> PointAsync(string table)
        {
            await using var point = Bulk.Command(db, $"UPDATE {table} SET customer_id = {to} WHERE customer_id = {from} AND identity_id IN ({list})");
            return await point.ExecuteNonQueryAsync(cancel);
        }
        var moved = (await PointAsync("customer_events"), await PointAsync("customer_orders"));
        await AggregateRebuild.RecountAsync(db, [from, to], now, cancel);
        return moved;
    }

    /// <summary>Events and orders that waited for these identities' customer, which the caller has just set.</summary>
    public static Task<(int Events, int Orders)> LinkAsync(ScrmDbContext db, IReadOnlyCollection<long> identities, long to, DateTime now, CancellationToken cancel) =>
        MoveAsync(db, identities, 0, to, now, cancel);
}
