using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Core.Forecast;

/// <summary>The days on which each customer ordered, in the company's zone; orders that were paid back in full do not count.</summary>
internal sealed record OrderDays(IReadOnlyDictionary<long, DateOnly[]> OfCustomer, DateOnly First)
{
    private static readonly string Counted = $"status <> {(int)OrderStatus.Refunded}";

    public static async Task<OrderDays> AllAsync(ScrmDbContext db, CancellationToken cancel)
    {
        var zone = await CompanyBook.TimeAsync(db, cancel);
        var (days, first) = (new Dictionary<long, DateOnly[]>(), DateOnly.MaxValue);
        var (customer, own) = (0L, new List<DateOnly>());
        void Keep()
        {
            if (customer == 0) return;
            days.Add(customer, [.. own]);
            if (own[0] < first) first = own[0];
            own.Clear();
        }

        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, $"SELECT customer_id, paid_at FROM customer_orders WHERE customer_id > 0 AND {Counted} ORDER BY customer_id, paid_at");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            if (rows.GetInt64(0) != customer) Keep();
            customer = rows.GetInt64(0);
            var day = DateOnly.FromDateTime(zone.ToLocal(UnixMilliseconds.FromStore(rows.GetInt64(1))));
            if (own.Count == 0 || own[^1] != day) own.Add(day);
        }
        Keep();
        return new(days, first);
    }

    public static async Task<IReadOnlyList<DateOnly>> OfAsync(ScrmDbContext db, long customer, BusinessTime zone, CancellationToken cancel)
    {
        var paid = await db.CustomerOrders.Where(o => o.CustomerId == customer && o.Status != OrderStatus.Refunded).OrderBy(o => o.PaidAt).Select(o => o.PaidAt).ToListAsync(cancel);
        return [.. paid.Select(p => DateOnly.FromDateTime(zone.ToLocal(p))).Distinct()];
    }

    /// <summary>What the model takes of everybody who had ordered by a day.</summary>
    public IEnumerable<(long Customer, BuyingHistory History)> Histories(DateOnly until) =>
        OfCustomer.Select(c => (c.Key, History: BuyingHistory.Of(c.Value, until))).Where(c => c.History is not null).Select(c => (c.Key, c.History!.Value));
}
