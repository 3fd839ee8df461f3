using System.Data.Common;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Core.Forecast;

/// <summary>The next day, today included, on which a customer is expected to have used something up.</summary>
internal static class RunOutDays
{
    private const string Bought = "SELECT o.customer_id, o.paid_at, l.product, l.quantity FROM customer_orders o JOIN order_lines l ON l.order_id = o.id WHERE o.customer_id";

    /// <summary>Midnight of that day for each of the customers who has one.</summary>
    public static async Task<Dictionary<long, DateTime>> NextAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, DateTime now, CancellationToken cancel)
    {
        if (customers.Count == 0) return [];
        var zone = await CompanyBook.TimeAsync(db, cancel);
        var today = DateOnly.FromDateTime(zone.ToLocal(now));
        var purchases = new Dictionary<long, List<Purchase>>();
        void Read(DbDataReader row)
        {
            var day = DateOnly.FromDateTime(zone.ToLocal(UnixMilliseconds.FromStore(row.GetInt64(1))));
            if (!purchases.TryGetValue(row.GetInt64(0), out var own)) purchases[row.GetInt64(0)] = own = [];
            if (day <= today) own.Add(new(row.GetString(2), day, row.GetInt32(3)));
        }
        var counts = $"AND o.status <> {(int)OrderStatus.Refunded} ORDER BY o.customer_id, o.paid_at";
        await Bulk.ReadAsync(db, $"{Bought} = @p0 {counts}", $"{Bought} = ANY(@a) {counts}", customers, Read, cancel);
        var next = new Dictionary<long, DateTime>();
        foreach (var (customer, own) in purchases)
            if (RunOut.Of(own.TakeLast(NextSteps.LatestLines), today).FirstOrDefault(r => r.On >= today) is { } soonest)
                next[customer] = zone.ToUtc(soonest.On.ToDateTime(TimeOnly.MinValue));
        return next;
    }
}
