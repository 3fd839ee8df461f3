using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>One order as it is shown, with its lines and refunds; money in cents.</summary>
public sealed record OrderView(
    long Id, string Number, int SourceId, string Source, DateTime PaidAt, long Amount, long Refunded, OrderStatus Status,
    IReadOnlyList<OrderDraftLine> Lines, IReadOnlyList<RefundDraft> Refunds)
{
    public TimelineMark Mark => new(PaidAt, Id);
}

/// <summary>Next: where the following page begins, null on the last.</summary>
public sealed record OrderPage(IReadOnlyList<OrderView> Orders, TimelineMark? Next);

/// <summary>Paid less refunded in one month of the company's zone, by the time of the orders; in cents.</summary>
public sealed record MonthSpend(DateOnly Month, int Orders, long Spent);

/// <summary>Reading what one customer bought. Null where there is none within reach.</summary>
public sealed class OrderHistory(IDbContextFactory<ScrmDbContext> contexts)
{
    /// <summary>A page, the latest first, going on <paramref name="before"/> a known order.</summary>
    public async Task<OrderPage?> PageAsync(long customerId, TimelineMark? before, int take, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customerId, cancel)) return null;
        return await PageAsync(db, customerId, before, take, cancel);
    }

    /// <summary>Three statements; for a reader that has checked the reach itself.</summary>
    internal static async Task<OrderPage> PageAsync(ScrmDbContext db, long customerId, TimelineMark? before, int take, CancellationToken cancel)
    {
        take = Math.Clamp(take, 1, Timeline.LongestPage);
        var orders = db.CustomerOrders.AsNoTracking().Where(o => o.CustomerId == customerId);
        if (before is { OccurredAt: var at, Id: var id }) orders = orders.Where(o => o.PaidAt < at || (o.PaidAt == at && o.Id < id));
        var rows = await orders.OrderByDescending(o => o.PaidAt).ThenByDescending(o => o.Id).Take(take + 1)
            .Select(o => new { Order = o, Source = db.Sources.Where(s => s.Id == o.SourceId).Select(s => s.Name).FirstOrDefault() }).ToListAsync(cancel);
        var ids = rows.Select(r => r.Order.Id).ToList();
        var lines = (await db.OrderLines.AsNoTracking().Where(l => ids.Contains(l.OrderId)).OrderBy(l => l.Position).ToListAsync(cancel)).ToLookup(l => l.OrderId);
        var refunds = (await db.OrderRefunds.AsNoTracking().Where(r => ids.Contains(r.OrderId)).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(cancel)).ToLookup(r => r.OrderId);
        var shown = rows.Take(take).Select(r => new OrderView(
            r.Order.Id, r.Order.Number, r.Order.SourceId, r.Source ?? "", r.Order.PaidAt, r.Order.Amount, r.Order.Refunded, r.Order.Status,
            [.. lines[r.Order.Id].Select(l => new OrderDraftLine(l.Product, l.Quantity, l.Amount))],
            [.. refunds[r.Order.Id].Select(f => new RefundDraft(f.At, f.Amount, f.Key, f.Reason))])).ToList();
        return new(shown, rows.Count > take ? shown[^1].Mark : null);
    }

    /// <summary>The last <paramref name="months"/> months, the oldest first, months without an order included.</summary>
    public async Task<IReadOnlyList<MonthSpend>?> MonthsAsync(long customerId, int months, DateTime now, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customerId, cancel)) return null;
        return await MonthsAsync(db, await CompanyBook.TimeAsync(db, cancel), customerId, months, now, cancel);
    }

    /// <summary>One statement; for a reader that has checked the reach itself.</summary>
    internal static async Task<IReadOnlyList<MonthSpend>> MonthsAsync(ScrmDbContext db, BusinessTime time, long customerId, int months, DateTime now, CancellationToken cancel)
    {
        months = Math.Clamp(months, 1, 240);
        var first = MonthOf(time.ToLocal(now)).AddMonths(1 - months);
        var since = time.Begins(first);
        var orders = await db.CustomerOrders.Where(o => o.CustomerId == customerId && o.PaidAt >= since).Select(o => new { o.PaidAt, Spent = o.Amount - o.Refunded }).ToListAsync(cancel);
        var byMonth = orders.ToLookup(o => MonthOf(time.ToLocal(o.PaidAt)), o => o.Spent);
        return [.. Enumerable.Range(0, months).Select(i => first.AddMonths(i)).Select(m => new MonthSpend(m, byMonth[m].Count(), byMonth[m].Sum()))];
    }

    private static DateOnly MonthOf(DateTime local) => new(local.Year, local.Month, 1);
}
