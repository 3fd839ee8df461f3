using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;

namespace Scrm.Core.Sources;

/// <summary>
/// What one source brought in a period. Customers: added in it; Buyers: those of them whose first order came within the days asked for, Open: those for whom these days
/// are not over. Orders and Revenue: paid in it by any customer of the source, less refunds. Cost: of its days. Money in cents; cost 0 = not known.
/// </summary>
public sealed record SourceFigures(int Customers, int Buyers, int Open, int Orders, long Revenue, long Cost)
{
    public static readonly SourceFigures None = new(0, 0, 0, 0, 0, 0);

    public double? Conversion => Customers == 0 ? null : (double)Buyers / Customers;

    public long? CostEach => Cost == 0 || Customers == 0 ? null : Cost / Customers;

    /// <summary>Revenue for one unit of cost.</summary>
    public double? Return => Cost == 0 ? null : (double)Revenue / Cost;

    public SourceFigures Plus(SourceFigures o) => new(Customers + o.Customers, Buyers + o.Buyers, Open + o.Open, Orders + o.Orders, Revenue + o.Revenue, Cost + o.Cost);
}

/// <summary>Name: empty where customers have no source. Channel: null where nobody registered it. Before: of the period before, where there is one.</summary>
public sealed record SourceLine(string Name, Channel? Channel, SourceFigures Now, SourceFigures? Before);

/// <summary>Whole: all lines together. Within: days in which a first order counts as conversion.</summary>
public sealed record SourceComparison(IReadOnlyList<SourceLine> Lines, SourceLine Whole, DaySpan Days, DaySpan? Before, int Within);

/// <summary>Which source brings customers, buyers and money; within the reach of who asks.</summary>
public sealed class SourceReport(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public const int UsualWithin = 30;
    public const int LongestWithin = 3650;

    public async Task<SourceComparison> ReadAsync(SourcePeriod period, int within, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var zone = await CompanyBook.TimeAsync(db, cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(zone.ToLocal(now));
        var (days, before) = (period.Days(today), period.Before(today));
        within = Math.Clamp(within, 1, LongestWithin);
        var registry = await db.Sources.AsNoTracking().ToDictionaryAsync(s => s.Name, cancel);
        // A cost is that of all customers of its source; whoever sees a part of them would read a wrong cost of each.
        var costs = (who.SeesEveryCustomer ? await db.SourceCosts.AsNoTracking().ToListAsync(cancel) : []).ToLookup(c => c.SourceId);
        async Task<Dictionary<string, SourceFigures>> OfAsync(DaySpan span)
        {
            var figures = await FiguresAsync(db, span.In(zone), within, now, who, cancel);
            foreach (var source in registry.Values)
                if (CostMonth.Share(costs[source.Id], span, today) is > 0 and var cost) figures[source.Name] = figures.GetValueOrDefault(source.Name, SourceFigures.None) with { Cost = cost };
            return figures;
        }

        var (current, past) = (await OfAsync(days), before is { } b ? await OfAsync(b) : null);
        var names = current.Keys.Concat(past?.Keys ?? Enumerable.Empty<string>()).Concat(registry.Values.Where(s => !s.Archived).Select(s => s.Name)).Distinct();
        var lines = names.Select(n => new SourceLine(n, registry.GetValueOrDefault(n)?.Channel, current.GetValueOrDefault(n, SourceFigures.None),
                past?.GetValueOrDefault(n, SourceFigures.None)))
            .OrderByDescending(l => l.Now.Customers).ThenByDescending(l => l.Now.Revenue).ThenBy(l => l.Name.Length == 0).ThenBy(l => l.Name, StringComparer.Ordinal).ToList();
        var whole = new SourceLine("", null, lines.Select(l => l.Now).Aggregate(SourceFigures.None, (sum, f) => sum.Plus(f)),
            past?.Values.Aggregate(SourceFigures.None, (sum, f) => sum.Plus(f)));
        return new(lines, whole, days, before, within);
    }

    private static async Task<Dictionary<string, SourceFigures>> FiguresAsync(
        ScrmDbContext db, (DateTime? From, DateTime? Until) span, int within, DateTime now, Scope who, CancellationToken cancel)
    {
        var wait = (long)TimeSpan.FromDays(within).TotalMilliseconds;
        var figures = new Dictionary<string, SourceFigures>();
        await db.Database.OpenConnectionAsync(cancel);
        await EachAsync(db, $"""
            SELECT c.source, count(*), sum(CASE WHEN c.first_order_at > 0 AND c.first_order_at < c.added_at + {wait} THEN 1 ELSE 0 END),
                sum(CASE WHEN c.added_at + {wait} > {UnixMilliseconds.ToStore(now)} AND c.first_order_at = 0 THEN 1 ELSE 0 END)
            FROM customers c WHERE c.state = 0 AND {CustomerQuery.InReach(who)}{Between("c.added_at", span)} GROUP BY c.source
            """, row => figures[row.GetString(0)] = new(Number(row, 1), Number(row, 2), Number(row, 3), 0, 0, 0), cancel);
        await EachAsync(db, $"""
            SELECT c.source, count(*), sum(o.amount - o.refunded) FROM customer_orders o JOIN customers c ON c.id = o.customer_id
            WHERE c.state = 0 AND {CustomerQuery.InReach(who)}{Between("o.paid_at", span)} GROUP BY c.source
            """, row => figures[row.GetString(0)] = figures.GetValueOrDefault(row.GetString(0), SourceFigures.None) with
        {
            Orders = Number(row, 1), Revenue = Convert.ToInt64(row.GetValue(2), null),
        }, cancel);
        return figures;
    }

    private static string Between(string column, (DateTime? From, DateTime? Until) span) =>
        (span.From is { } from ? $" AND {column} >= {UnixMilliseconds.ToStore(from)}" : "") + (span.Until is { } until ? $" AND {column} < {UnixMilliseconds.ToStore(until)}" : "");

    private static int Number(DbDataReader row, int column) => Convert.ToInt32(row.GetValue(column), null);

    private static async Task EachAsync(ScrmDbContext db, string sql, Action<DbDataReader> each, CancellationToken cancel)
    {
        await using var command = Bulk.Command(db, sql);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) each(rows);
    }
}
