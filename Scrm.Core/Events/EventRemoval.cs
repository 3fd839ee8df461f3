using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>Takes back what one batch brought: events, orders with their lines, refunds of orders that were there before. For the undo of an import.</summary>
internal static class EventRemoval
{
    /// <summary>
    /// One piece inside the caller's transaction, the aggregates with it; returns how many events, orders and refunds went, 0 when nothing is left.
    /// Finds by itself what is left, so that it may be called again after a crash.
    /// </summary>
    public static async Task<int> StepAsync(ScrmDbContext db, long batch, int take, DateTime now, CancellationToken cancel)
    {
        if (batch == 0) return 0;
        await IdentityResolver.HoldStillAsync(db, cancel);
        var touched = new HashSet<long>();
        var gone = await RefundsAsync(db, batch, take, touched, cancel);
        if (gone == 0) gone = await OrdersAsync(db, batch, take, touched, cancel);
        if (gone == 0) gone = await EventsAsync(db, batch, take, touched, cancel);
        await AggregateRebuild.RecountAsync(db, touched, now, cancel);
        return gone;
    }

    private static async Task<int> RefundsAsync(ScrmDbContext db, long batch, int take, HashSet<long> touched, CancellationToken cancel)
    {
        var wanted = from r in db.OrderRefunds where r.BatchId == batch
                     join o in db.CustomerOrders on r.OrderId equals o.Id where o.BatchId != batch
                     orderby r.Id select new { Refund = r, Order = o };
        await OrderStore.HoldAsync(db, await wanted.Take(take).Select(r => r.Order.Id).ToListAsync(cancel), cancel);
        var refunds = await wanted.Take(take).ToListAsync(cancel);
        if (refunds.Count == 0) return 0;
        await EventPeople.LockAsync(db, [.. refunds.Select(r => r.Order.CustomerId).Where(c => c > 0).Distinct().Order()], cancel);
        foreach (var row in refunds)
        {
            row.Order.Refunded -= row.Refund.Amount;
            row.Order.Status = row.Order.Refunded == 0 ? OrderStatus.Paid : OrderStatus.PartlyRefunded;
            touched.Add(row.Order.CustomerId);
        }
        db.OrderRefunds.RemoveRange(refunds.Select(r => r.Refund));
        await db.SaveChangesAsync(cancel);
        return refunds.Count;
    }

    private static async Task<int> OrdersAsync(ScrmDbContext db, long batch, int take, HashSet<long> touched, CancellationToken cancel)
    {
        var ids = await db.CustomerOrders.Where(o => o.BatchId == batch).OrderBy(o => o.Id).Take(take).Select(o => o.Id).ToListAsync(cancel);
        if (ids.Count == 0) return 0;
        await OrderStore.HoldAsync(db, ids, cancel);
        touched.UnionWith(await db.CustomerOrders.Where(o => ids.Contains(o.Id)).Select(o => o.CustomerId).ToListAsync(cancel));
        await EventPeople.LockAsync(db, [.. touched.Where(c => c > 0).Order()], cancel);
        await LaterRefundsAsync(db, batch, ids, cancel);
        await db.OrderLines.Where(l => ids.Contains(l.OrderId)).ExecuteDeleteAsync(cancel);
        await db.OrderRefunds.Where(r => ids.Contains(r.OrderId)).ExecuteDeleteAsync(cancel);
        return await db.CustomerOrders.Where(o => ids.Contains(o.Id)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>What others gave back on these orders since goes with them, and the events that told of it.</summary>
    private static async Task LaterRefundsAsync(ScrmDbContext db, long batch, List<long> orders, CancellationToken cancel)
    {
        var later = await (from r in db.OrderRefunds where orders.Contains(r.OrderId) && r.BatchId != batch
                           join o in db.CustomerOrders on r.OrderId equals o.Id select new { o.SourceId, o.Number, r.Key }).ToListAsync(cancel);
        foreach (var source in later.GroupBy(r => r.SourceId))
        {
            var keys = source.Select(r => OrderSession.RefundEvent(r.Number, r.Key)).ToList();
            await db.CustomerEvents.Where(e => e.SourceId == source.Key && keys.Contains(e.DedupeKey)).ExecuteDeleteAsync(cancel);
        }
    }

    private static async Task<int> EventsAsync(ScrmDbContext db, long batch, int take, HashSet<long> touched, CancellationToken cancel)
    {
        var events = await db.CustomerEvents.Where(e => e.BatchId == batch).OrderBy(e => e.Id).Take(take).Select(e => new { e.Id, e.CustomerId }).ToListAsync(cancel);
        if (events.Count == 0) return 0;
        var ids = events.Select(e => e.Id).ToList();
        touched.UnionWith(events.Select(e => e.CustomerId));
        await EventPeople.LockAsync(db, [.. touched.Where(c => c > 0).Order()], cancel);
        return await db.CustomerEvents.Where(e => ids.Contains(e.Id)).ExecuteDeleteAsync(cancel);
    }
}
