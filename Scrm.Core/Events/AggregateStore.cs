using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Events;

/// <summary>The rolling aggregates on the customers' own rows, in hand-written SQL.</summary>
internal static class AggregateStore
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>
    /// Since when the 30-day counts count, in milliseconds of the store; held until the transaction ends, so that it does not move under the writer.
    /// Everybody takes the customers first and this after, so that nobody waits in a ring.
    /// </summary>
    public static async Task<long> CutoffAsync(ScrmDbContext db, DateTime now, CancellationToken cancel)
    {
        var read = $"SELECT cutoff FROM aggregate_window WHERE id = 1{(db.Database.IsNpgsql() ? " FOR SHARE" : "")}";
        await using var command = Bulk.Command(db, read);
        if (await command.ExecuteScalarAsync(cancel) is long there) return there;
        await BeginAsync(db, now, cancel);
        await using var again = Bulk.Command(db, read);
        return (long)(await again.ExecuteScalarAsync(cancel))!;
    }

    public static async Task BeginAsync(ScrmDbContext db, DateTime now, CancellationToken cancel)
    {
        await using var first = Bulk.Command(db, "INSERT INTO aggregate_window (id, cutoff) VALUES (1, @cutoff) ON CONFLICT (id) DO NOTHING", ("@cutoff", Wanted(now)));
        await first.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The full hour 30 days ago.</summary>
    public static long Wanted(DateTime now) => UnixMilliseconds.ToStore(now - Window) / 3_600_000 * 3_600_000;

    public static async Task AddAsync(ScrmDbContext db, CustomerDeltas deltas, CancellationToken cancel)
    {
        if (deltas.All.Count == 0) return;
        if (db.Database.IsSqlite())
        {
            OneByOne(db, deltas);
            return;
        }
        await AddEventsAsync(db, [.. deltas.All.Where(d => d.Value.LastInteraction > 0)], cancel);
        await AddPointsAsync(db, [.. deltas.All.Where(d => d.Value.Points != 0)], cancel);
        await AddOrdersAsync(db, [.. deltas.All.Where(d => d.Value.TouchesOrders)], cancel);
    }

    // Several statements: naming an indexed column costs its index even where the value stays.
    private static void OneByOne(ScrmDbContext db, CustomerDeltas deltas)
    {
        using var events = new SqliteStatement(db, """
            UPDATE customers SET last_inbound_at = max(last_inbound_at, ?), last_interaction_at = max(last_interaction_at, ?), interactions30 = interactions30 + ? WHERE id = ?
            """);
        foreach (var (customer, delta) in deltas.All)
            if (delta.LastInteraction > 0) events.Bind(0, delta.LastInbound).Bind(1, delta.LastInteraction).Bind(2, delta.Interactions30).Bind(3, customer).Run();
        if (deltas.All.Any(d => d.Value.Points != 0))
        {
            using var points = new SqliteStatement(db, "UPDATE customers SET points = points + ? WHERE id = ?");
            foreach (var (customer, delta) in deltas.All)
                if (delta.Points != 0) points.Bind(0, delta.Points).Bind(1, customer).Run();
        }
        // Stage and tier follow from these, so they are due again.
        using var due = new SqliteStatement(db, "UPDATE customers SET rate_at = 0 WHERE id = ? AND rate_at > 0");
        foreach (var (customer, _) in deltas.All) due.Bind(0, customer).Run();
        if (deltas.All.All(d => !d.Value.TouchesOrders)) return;
        using var orders = new SqliteStatement(db, """
            UPDATE customers SET first_order_at = CASE WHEN ?1 > 0 AND (first_order_at = 0 OR ?1 < first_order_at) THEN ?1 ELSE first_order_at END,
                last_order_at = max(last_order_at, ?2), order_count = order_count + ?3, spent_total = spent_total + ?4, orders30 = orders30 + ?5, spent30 = spent30 + ?6
            WHERE id = ?7
            """);
        foreach (var (customer, delta) in deltas.All)
            if (delta.TouchesOrders)
                orders.Bind(0, delta.FirstOrder).Bind(1, delta.LastOrder).Bind(2, delta.Orders).Bind(3, delta.Spent).Bind(4, delta.Orders30).Bind(5, delta.Spent30).Bind(6, customer).Run();
    }

    private static async Task AddEventsAsync(ScrmDbContext db, List<KeyValuePair<long, CustomerDelta>> deltas, CancellationToken cancel)
    {
        if (deltas.Count == 0) return;
        await using var update = Bulk.Command(db, """
            UPDATE customers c SET last_inbound_at = greatest(c.last_inbound_at, d.inbound), last_interaction_at = greatest(c.last_interaction_at, d.interaction),
                interactions30 = c.interactions30 + d.n, rate_at = 0
            FROM unnest(@id, @inbound, @interaction, @n) d(id, inbound, interaction, n) WHERE c.id = d.id
            """);
        Add(update, "id", deltas.Select(d => d.Key));
        Add(update, "inbound", deltas.Select(d => d.Value.LastInbound));
        Add(update, "interaction", deltas.Select(d => d.Value.LastInteraction));
        Add(update, "n", deltas.Select(d => d.Value.Interactions30));
        await update.ExecuteNonQueryAsync(cancel);
    }

    private static async Task AddPointsAsync(ScrmDbContext db, List<KeyValuePair<long, CustomerDelta>> deltas, CancellationToken cancel)
    {
        if (deltas.Count == 0) return;
        await using var update = Bulk.Command(db, "UPDATE customers c SET points = c.points + d.points FROM unnest(@id, @points) d(id, points) WHERE c.id = d.id");
        Add(update, "id", deltas.Select(d => d.Key));
        Add(update, "points", deltas.Select(d => d.Value.Points));
        await update.ExecuteNonQueryAsync(cancel);
    }

    private static async Task AddOrdersAsync(ScrmDbContext db, List<KeyValuePair<long, CustomerDelta>> deltas, CancellationToken cancel)
    {
        if (deltas.Count == 0) return;
        await using var update = Bulk.Command(db, """
            UPDATE customers c SET first_order_at = CASE WHEN d.first > 0 AND (c.first_order_at = 0 OR d.first < c.first_order_at) THEN d.first ELSE c.first_order_at END,
                last_order_at = greatest(c.last_order_at, d.last), order_count = c.order_count + d.n, spent_total = c.spent_total + d.spent,
                orders30 = c.orders30 + d.n30, spent30 = c.spent30 + d.spent30, rate_at = 0
            FROM unnest(@id, @first, @last, @n, @spent, @n30, @spent30) d(id, first, last, n, spent, n30, spent30) WHERE c.id = d.id
            """);
        Add(update, "id", deltas.Select(d => d.Key));
        Add(update, "first", deltas.Select(d => d.Value.FirstOrder));
        Add(update, "last", deltas.Select(d => d.Value.LastOrder));
        Add(update, "n", deltas.Select(d => d.Value.Orders));
        Add(update, "spent", deltas.Select(d => d.Value.Spent));
        Add(update, "n30", deltas.Select(d => d.Value.Orders30));
        Add(update, "spent30", deltas.Select(d => d.Value.Spent30));
        await update.ExecuteNonQueryAsync(cancel);
    }

    private static void Add<T>(System.Data.Common.DbCommand command, string name, IEnumerable<T> values) => command.Parameters.Add(new NpgsqlParameter(name, values.ToArray()));
}
