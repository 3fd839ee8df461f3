using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Events;

/// <summary>An order as it stands or is about to; Draft only while it is new.</summary>
internal sealed class StandingOrder(long id, int source, string number, ResolvedPerson person, long paidAt, long amount, long refunded)
{
    public StandingOrder(OrderDraft draft, string number, ResolvedPerson person, long paidAt) : this(0, draft.SourceId, number, person, paidAt, draft.Amount, 0) => Draft = draft;

    public long Id { get; set; } = id;
    public int SourceId => source;
    public string Number => number;
    public ResolvedPerson Person => person;
    public long PaidAt => paidAt;
    public long Amount => amount;
    public long Refunded { get; set; } = refunded;
    public OrderDraft? Draft { get; }
    public HashSet<string> RefundKeys { get; } = [];

    public OrderStatus Status => Refunded == 0 ? OrderStatus.Paid : Refunded < Amount ? OrderStatus.PartlyRefunded : OrderStatus.Refunded;
}

/// <summary>The tables of orders in hand-written SQL, the same effect on both engines.</summary>
internal static class OrderStore
{
    private const int OrderTurn = 0x0DE5;
    private const string Standing = "SELECT id, source_id, number, identity_id, customer_id, paid_at, amount, refunded FROM customer_orders o";
    private static readonly string[] Orders = ["id", "identity_id", "customer_id", "source_id", "number", "paid_at", "amount", "refunded", "status", "batch_id"];
    private static readonly string[] Lines = ["order_id", "position", "product", "quantity", "amount"];
    private static readonly string[] Refunds = ["order_id", "key", "at", "amount", "reason", "batch_id"];

    public static async Task<Dictionary<(int Source, string Number), StandingOrder>> StandingAsync(
        ScrmDbContext db, IReadOnlyCollection<(int Source, string Number)> wanted, CancellationToken cancel)
    {
        var found = new Dictionary<(int, string), StandingOrder>(wanted.Count);
        if (wanted.Count == 0) return found;
        if (db.Database.IsNpgsql()) await InArraysAsync(db, wanted, found, cancel);
        else OneByOne(db, wanted, found);
        var byId = found.Values.ToDictionary(o => o.Id);
        await Bulk.ReadAsync(db, "SELECT order_id, key FROM order_refunds WHERE order_id = @p0", "SELECT order_id, key FROM order_refunds WHERE order_id = ANY(@a)",
            byId.Keys, row => byId[row.GetInt64(0)].RefundKeys.Add(row.GetString(1)), cancel);
        return found;
    }

    public static async Task AddAsync(ScrmDbContext db, IReadOnlyList<StandingOrder> orders, EventCause cause, CancellationToken cancel)
    {
        foreach (var (order, id) in orders.Zip(await Bulk.NewIdsAsync(db, "customer_orders", orders.Count, cancel))) order.Id = id;
        await Bulk.InsertAsync(db, "customer_orders", Orders, orders, (order, to) =>
        {
            (to[0], to[1], to[2]) = (order.Id, order.Person.IdentityId, order.Person.CustomerId);
            (to[3], to[4], to[5]) = (order.SourceId, order.Number, order.PaidAt);
            (to[6], to[7], to[8], to[9]) = (order.Amount, order.Refunded, (short)order.Status, cause.BatchId);
        }, cancel);
        var lines = orders.SelectMany(o => o.Draft!.Lines.Select((line, position) => (o.Id, position, line))).ToList();
        await Bulk.InsertAsync(db, "order_lines", Lines, lines, (row, to) =>
            (to[0], to[1], to[2], to[3], to[4]) = (row.Id, row.position, row.line.Product.Trim(), row.line.Quantity, row.line.Amount), cancel);
    }

    public static async Task RefundAsync(
        ScrmDbContext db, List<(StandingOrder Order, OrderRefund Refund)> refunds, IReadOnlyCollection<StandingOrder> orders, EventCause cause, CancellationToken cancel)
    {
        await Bulk.InsertAsync(db, "order_refunds", Refunds, refunds, (row, to) =>
        {
            (to[0], to[1], to[2]) = (row.Order.Id, row.Refund.Key, UnixMilliseconds.ToStore(row.Refund.At));
            (to[3], to[4], to[5]) = (row.Refund.Amount, row.Refund.Reason, cause.BatchId);
        }, cancel);
        var there = orders.Where(o => o.Draft is null).OrderBy(o => o.Id).ToList();
        await Bulk.ForEachPairAsync(db, "UPDATE customer_orders SET refunded = ?2 WHERE id = ?1",
            "UPDATE customer_orders o SET refunded = k.r FROM unnest(@a, @b) k(i, r) WHERE o.id = k.i", [.. there.Select(o => (o.Id, o.Refunded))], cancel);
        await Bulk.ForEachPairAsync(db, "UPDATE customer_orders SET status = ?2 WHERE id = ?1",
            "UPDATE customer_orders o SET status = k.s FROM unnest(@a, @b) k(i, s) WHERE o.id = k.i", [.. there.Select(o => (o.Id, (long)o.Status))], cancel);
    }

    /// <summary>Orders are held before their customers, as the writer does.</summary>
    public static async Task HoldAsync(ScrmDbContext db, IReadOnlyCollection<long> orders, CancellationToken cancel)
    {
        if (!db.Database.IsNpgsql() || orders.Count == 0) return;
        await using var hold = Bulk.Command(db, "SELECT id FROM customer_orders WHERE id = ANY(@ids) ORDER BY id FOR UPDATE", ("ids", orders.ToArray()));
        await hold.ExecuteNonQueryAsync(cancel);
    }

    private static void OneByOne(ScrmDbContext db, IEnumerable<(int Source, string Number)> wanted, Dictionary<(int, string), StandingOrder> found)
    {
        using var one = new SqliteStatement(db, $"{Standing} WHERE source_id = ? AND number = ?");
        foreach (var (source, number) in wanted)
        {
            if (one.Bind(0, source).Bind(1, number).Step())
                found[(source, number)] = new(one.Number(0), source, number, new(one.Number(3), one.Number(4)), one.Number(5), one.Number(6), one.Number(7));
            one.Reset();
        }
    }

    // Held, so that two refunds of one order cannot both take what is left of it.
    private static async Task InArraysAsync(
        ScrmDbContext db, IReadOnlyCollection<(int Source, string Number)> wanted, Dictionary<(int, string), StandingOrder> found, CancellationToken cancel)
    {
        foreach (var source in wanted.Select(w => w.Source).Distinct().Order())
        {
            // Orders of one source are written by one at a time: two who bring the same new number would both find it missing.
            await using var turn = Bulk.Command(db, $"SELECT pg_advisory_xact_lock({OrderTurn}, {source})");
            await turn.ExecuteNonQueryAsync(cancel);
        }
        await using var all = Bulk.Command(db, $"{Standing} JOIN unnest(@s, @n) k(s, n) ON o.source_id = k.s AND o.number = k.n ORDER BY id FOR UPDATE OF o");
        all.Parameters.Add(new NpgsqlParameter("s", wanted.Select(w => w.Source).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("n", wanted.Select(w => w.Number).ToArray()));
        await using DbDataReader rows = await all.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            found[(rows.GetInt32(1), rows.GetString(2))] =
                new(rows.GetInt64(0), rows.GetInt32(1), rows.GetString(2), new(rows.GetInt64(3), rows.GetInt64(4)), rows.GetInt64(5), rows.GetInt64(6), rows.GetInt64(7));
    }
}
