using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Core.Forecast;

/// <summary>Why there is no probability.</summary>
public enum NoForecast { None, NeverBought, NotFitted, TooFewOrders }

/// <summary>
/// What the model says of one customer today. Days of silence and the usual days between two orders are what it rests on; Usual: null before the second order.
/// </summary>
public sealed record BuyingOutlook(double Alive, double Next30, double Next90, int OrderDays, DateOnly First, DateOnly Last, int Silent, double? Usual);

/// <summary>A date that comes round, from a field of the company.</summary>
public sealed record Renewal(int FieldId, string Field, DateOnly On);

/// <summary>What is to be expected of one customer.</summary>
public sealed record NextView(DateOnly Today, BuyingOutlook? Buying, NoForecast Why, Enough Had, DateTime FittedAt, IReadOnlyList<RunOut> RunOuts, IReadOnlyList<Renewal> Renewals);

/// <summary>Looks ahead for one customer: still alive, orders to come, what runs out, what is to be renewed.</summary>
public sealed class NextSteps(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    internal const int LatestLines = 2000;

    /// <summary>Null where there is no such customer within reach.</summary>
    public async Task<NextView?> OfAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == id, cancel)) return null;
        var zone = await CompanyBook.TimeAsync(db, cancel);
        var today = DateOnly.FromDateTime(zone.ToLocal(clock.GetUtcNow().UtcDateTime));
        var fit = await db.ModelFits.AsNoTracking().OrderByDescending(f => f.Id).FirstOrDefaultAsync(cancel);
        return await OfAsync(db, id, fit, zone, today, await Renewals.OfAsync(db, id, zone, today, cancel), cancel);
    }

    /// <summary>One statement; for a reader that has checked the reach and knows the fit and the renewals.</summary>
    internal static async Task<NextView> OfAsync(
        ScrmDbContext db, long id, ModelFit? fit, BusinessTime zone, DateOnly today, IReadOnlyList<Renewal> renewals, CancellationToken cancel)
    {
        var bought = await (from order in db.CustomerOrders
                            where order.CustomerId == id && order.Status != OrderStatus.Refunded
                            from line in db.OrderLines.Where(l => l.OrderId == order.Id).DefaultIfEmpty()
                            orderby order.PaidAt
                            select new { order.PaidAt, Product = line == null ? "" : line.Product, Quantity = line == null ? 0 : line.Quantity }).ToListAsync(cancel);
        var purchases = bought.ConvertAll(b => new Purchase(b.Product, DateOnly.FromDateTime(zone.ToLocal(b.PaidAt)), b.Quantity));
        IReadOnlyList<DateOnly> days = [.. purchases.Select(p => p.Day).Distinct()];
        var model = fit is null ? null : CompanyForecast.ModelOf(fit);
        var why = BuyingHistory.Of(days, today) is null ? NoForecast.NeverBought : fit is null ? NoForecast.NotFitted : model is null ? NoForecast.TooFewOrders : NoForecast.None;
        return new(today, why == NoForecast.None ? Outlook(model!, days, today) : null, why, fit is null ? default : CompanyForecast.HadBy(fit), fit?.At ?? BusinessTime.Never,
            RunOut.Of(purchases.TakeLast(LatestLines).Where(p => p.Day <= today), today), renewals);
    }

    private static BuyingOutlook Outlook(BgNbd model, IReadOnlyList<DateOnly> days, DateOnly today)
    {
        var past = days.Where(d => d <= today).ToList();
        var history = BuyingHistory.Of(past, today)!.Value;
        double? usual = past.Count < 2 ? null : (past[^1].DayNumber - past[0].DayNumber) / (past.Count - 1.0);
        return new(model.Alive(history), model.Expected(history, 30 / 7.0), model.Expected(history, 90 / 7.0), past.Count, past[0], past[^1], today.DayNumber - past[^1].DayNumber, usual);
    }
}
