using System.Data.Common;
using System.Globalization;
using Npgsql;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Lifecycle;

/// <summary>One customer as the rating reads it, with what is kept of the last rating.</summary>
internal readonly record struct RatedRow(long Id, RatedFacts Facts, LifecycleStage Stage, bool ByHand, ValueTier Tier, RfmClass Rfm, DateTime RateAt, DateTime RunOutAt)
{
    private const string Columns = "id, added_at, last_inbound_at, last_order_at, order_count, spent_total, stage, stage_by_hand, tier, rfm, rate_at, run_out_at";

    /// <summary>What should be kept; a stage set by hand stays.</summary>
    public RatedRow With(Rating rating) => this with { Stage = ByHand ? Stage : rating.Stage, Tier = rating.Tier, Rfm = rating.Rfm, RateAt = rating.Until };

    /// <summary>Whose next run-out is (or is not any more) at that moment; once its day is over there may be another.</summary>
    public RatedRow With(DateTime runOut) => this with { RunOutAt = runOut, RateAt = runOut == BusinessTime.Never || RateAt < runOut.AddDays(1) ? RateAt : runOut.AddDays(1) };

    /// <summary>Those who are due, the longest waiting first. On PostgreSQL they are locked; whoever is being written this moment comes next time.</summary>
    public static Task<List<RatedRow>> DueAsync(ScrmDbContext db, DateTime now, int take, CancellationToken cancel) =>
        ReadAsync(db, $"rate_at <= {UnixMilliseconds.ToStore(now)} AND state = 0 ORDER BY rate_at LIMIT {take}", locked: true, cancel);

    public static Task<List<RatedRow>> AfterAsync(ScrmDbContext db, long id, int take, bool locked, CancellationToken cancel) =>
        ReadAsync(db, $"id > {id} AND state = 0 ORDER BY id LIMIT {take}", locked, cancel);

    /// <summary>Every customer of the library, or one in so many, one at a time.</summary>
    public static async Task EachAsync(ScrmDbContext db, int oneIn, Action<RatedRow> each, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, $"SELECT {Columns} FROM customers WHERE state = 0{(oneIn > 1 ? $" AND id % {oneIn} = 0" : "")}");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) each(Read(rows));
    }

    private static async Task<List<RatedRow>> ReadAsync(ScrmDbContext db, string where, bool locked, CancellationToken cancel)
    {
        var wait = locked && db.Database.IsNpgsql() ? " FOR UPDATE SKIP LOCKED" : "";
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, $"SELECT {Columns} FROM customers WHERE {where}{wait}");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<RatedRow>();
        while (await reader.ReadAsync(cancel)) rows.Add(Read(reader));
        return rows;
    }

    private static RatedRow Read(DbDataReader r)
    {
        DateTime Moment(int column) => UnixMilliseconds.FromStore(r.GetInt64(column));
        byte Small(int column) => (byte)r.GetInt16(column);
        return new(r.GetInt64(0), new(Moment(1), Moment(2), Moment(3), r.GetInt32(4), r.GetInt64(5)), (LifecycleStage)Small(6),
            Convert.ToBoolean(r.GetValue(7), CultureInfo.InvariantCulture), (ValueTier)Small(8), (RfmClass)Small(9), Moment(10), Moment(11));
    }

    public static async Task WriteAsync(ScrmDbContext db, IReadOnlyCollection<RatedRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return;
        if (db.Database.IsSqlite())
        {
            using var one = new SqliteStatement(db, "UPDATE customers SET stage = ?, tier = ?, rfm = ?, rate_at = ?, run_out_at = ? WHERE id = ?");
            foreach (var row in rows)
                one.Bind(0, (long)row.Stage).Bind(1, (long)row.Tier).Bind(2, (long)row.Rfm).Bind(3, UnixMilliseconds.ToStore(row.RateAt)).Bind(4, UnixMilliseconds.ToStore(row.RunOutAt)).Bind(5, row.Id).Run();
            return;
        }
        await using var all = Bulk.Command(db, "UPDATE customers c SET stage = k.s, tier = k.t, rfm = k.r, rate_at = k.a, run_out_at = k.o FROM unnest(@i, @s, @t, @r, @a, @o) k(i, s, t, r, a, o) WHERE c.id = k.i");
        all.Parameters.Add(new NpgsqlParameter("i", rows.Select(r => r.Id).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("s", rows.Select(r => (short)r.Stage).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("t", rows.Select(r => (short)r.Tier).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("r", rows.Select(r => (short)r.Rfm).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("a", rows.Select(r => UnixMilliseconds.ToStore(r.RateAt)).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("o", rows.Select(r => UnixMilliseconds.ToStore(r.RunOutAt)).ToArray()));
        await all.ExecuteNonQueryAsync(cancel);
    }
}
