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

    private const int MuchOfAll = 12;

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
        var read = await FiguresAsync(db, [days.In(zone), .. before is { } past ? [past.In(zone)] : Array.Empty<Moments>()], within, now, who, cancel);
        foreach (var source in registry.Values)
            for (var i = 0; i < read.Length; i++)
                if (CostMonth.Share(costs[source.Id], i == 0 ? days : before!.Value, today) is > 0 and var cost) read[i][source.Name] = Of(read[i], source.Name) with { Cost = cost };
        return Compare(read[0], read.Length > 1 ? read[1] : null, registry, days, before, within);
    }

    private static SourceComparison Compare(
        Dictionary<string, SourceFigures> current, Dictionary<string, SourceFigures>? past, Dictionary<string, Source> registry, DaySpan days, DaySpan? before, int within)
    {
        var names = current.Concat(past ?? []).Where(f => f.Value != SourceFigures.None).Select(f => f.Key).Concat(registry.Values.Where(s => !s.Archived).Select(s => s.Name)).Distinct();
        var lines = names.Select(n => new SourceLine(n, registry.GetValueOrDefault(n)?.Channel, current.GetValueOrDefault(n, SourceFigures.None),
                past?.GetValueOrDefault(n, SourceFigures.None)))
            .OrderByDescending(l => l.Now.Customers).ThenByDescending(l => l.Now.Revenue).ThenBy(l => l.Name.Length == 0).ThenBy(l => l.Name, StringComparer.Ordinal).ToList();
        var whole = new SourceLine("", null, lines.Select(l => l.Now).Aggregate(SourceFigures.None, (sum, f) => sum.Plus(f)),
            past?.Values.Aggregate(SourceFigures.None, (sum, f) => sum.Plus(f)));
        return new(lines, whole, days, before, within);
    }

    /// <summary>All spans in one pass over the customers and one over the orders.</summary>
    private static async Task<Dictionary<string, SourceFigures>[]> FiguresAsync(ScrmDbContext db, Moments[] spans, int within, DateTime now, Scope who, CancellationToken cancel)
    {
        var wait = (long)TimeSpan.FromDays(within).TotalMilliseconds;
        var figures = spans.Select(_ => new Dictionary<string, SourceFigures>()).ToArray();
        string Sums(string column, params string[] what) =>
            string.Join(", ", spans.SelectMany(span => what.Select(w => $"sum(CASE WHEN {span.Holds(column)} THEN {w} ELSE 0 END)")));
        var reach = $"c.state = 0 AND {CustomerQuery.InReach(who)}";
        var hull = new Moments(spans[^1].From, spans[0].Until);
        await db.Database.OpenConnectionAsync(cancel);
        await EachAsync(db, $"""
            SELECT c.source, {Sums("c.added_at", "1", $"CASE WHEN c.first_order_at > 0 AND c.first_order_at < c.added_at + {wait} THEN 1 ELSE 0 END",
                $"CASE WHEN c.added_at + {wait} > {UnixMilliseconds.ToStore(now)} AND c.first_order_at = 0 THEN 1 ELSE 0 END")}
            FROM customers c WHERE {reach} AND {hull.Holds("c.added_at")} GROUP BY c.source
            """, (row, i) => figures[i][row.GetString(0)] = new((int)Number(row, 1 + (i * 3)), (int)Number(row, 2 + (i * 3)), (int)Number(row, 3 + (i * 3)), 0, 0, 0), spans.Length, cancel);
        await EachAsync(db, $"""
            SELECT c.source, {Sums("o.paid_at", "1", "o.amount - o.refunded")} FROM customer_orders o JOIN customers c ON c.id = o.customer_id
            WHERE {reach} AND {hull.Holds(await PaidAsync(db, hull, cancel))} GROUP BY c.source
            """, (row, i) => figures[i][row.GetString(0)] = Of(figures[i], row.GetString(0)) with { Orders = (int)Number(row, 1 + (i * 2)), Revenue = Number(row, 2 + (i * 2)) }, spans.Length, cancel);
        return figures;
    }

    /// <summary>
    /// The moment of payment as the period asks for it. On SQLite out of its index's reach where the period holds much of all time: there one pass over the customers
    /// and their orders side by side is many times faster than one search of the customer for each order.
    /// </summary>
    private static async Task<string> PaidAsync(ScrmDbContext db, Moments period, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite()) return "o.paid_at";
        await using var command = Bulk.Command(db, "SELECT (SELECT min(paid_at) FROM customer_orders), (SELECT max(paid_at) FROM customer_orders)");
        await using var ends = await command.ExecuteReaderAsync(cancel);
        if (!await ends.ReadAsync(cancel) || ends.IsDBNull(0)) return "o.paid_at";
        var (first, last) = (Number(ends, 0), Number(ends, 1));
        var asked = Math.Min(period.Until ?? last, last) - Math.Max(period.From ?? first, first);
        return asked > (last - first) / MuchOfAll ? "+o.paid_at" : "o.paid_at";
    }

    private static SourceFigures Of(Dictionary<string, SourceFigures> figures, string source) => figures.GetValueOrDefault(source, SourceFigures.None);

    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), null);

    private static async Task EachAsync(ScrmDbContext db, string sql, Action<DbDataReader, int> each, int spans, CancellationToken cancel)
    {
        await using var command = Bulk.Command(db, sql);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            for (var i = 0; i < spans; i++) each(rows, i);
    }
}
