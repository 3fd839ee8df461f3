using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Tags;

/// <summary>The writer's hand-written SQL, the same effect on both engines.</summary>
internal static class TagStore
{
    private const string StandingColumns = "SELECT customer_id, slot, tag_id, since, expires, source, added_by, batch_id FROM tag_assignments";

    private static readonly string[] Ledger =
        ["customer_id", "tag_id", "kind", "at", "actor_kind", "actor_id", "cause", "batch_id", "since", "expires", "source", "added_by", "origin_batch", "other_tag_id", "row", "reason"];

    private static readonly string[] Assignments = ["customer_id", "slot", "tag_id", "since", "expires", "source", "added_by", "batch_id"];

    /// <summary>SQLite has one writer anyway; PostgreSQL holds the customers' rows, in order, until the transaction ends.</summary>
    public static async Task LockAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        if (!db.Database.IsNpgsql() || customers.Count == 0) return;
        await using var locked = Bulk.Command(db, "SELECT id FROM customers WHERE id = ANY(@ids) ORDER BY id FOR UPDATE", ("ids", customers.ToArray()));
        await locked.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>What stands in these places only.</summary>
    public static async Task<Dictionary<(long Customer, long Slot), Standing>> StandingAsync(
        ScrmDbContext db, IReadOnlyCollection<(long Customer, long Slot)> places, CancellationToken cancel)
    {
        var standing = new Dictionary<(long, long), Standing>(places.Count);
        if (places.Count == 0) return standing;
        if (db.Database.IsSqlite())
        {
            using var one = new SqliteStatement(db, $"{StandingColumns} WHERE customer_id = ? AND slot = ?");
            foreach (var (customer, slot) in places)
            {
                if (one.Bind(0, customer).Bind(1, slot).Step())
                    standing[(customer, slot)] = new((int)one.Number(2), one.Number(3), one.Number(4), (TagSource)one.Number(5), one.Number(6), one.Number(7));
                one.Reset();
            }
            return standing;
        }
        await using var all = Bulk.Command(db, $"{StandingColumns} a JOIN unnest(@a, @b) k(c, s) ON a.customer_id = k.c AND a.slot = k.s");
        all.Parameters.Add(new NpgsqlParameter("a", places.Select(p => p.Customer).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("b", places.Select(p => p.Slot).ToArray()));
        await using var rows = await all.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            standing[(rows.GetInt64(0), rows.GetInt64(1))] = new(rows.GetInt32(2), rows.GetInt64(3), rows.GetInt64(4), (TagSource)rows.GetInt16(5), rows.GetInt64(6), rows.GetInt64(7));
        return standing;
    }

    public static async Task<Dictionary<(long Customer, long Slot), Standing>> StandingAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        var standing = new Dictionary<(long, long), Standing>(customers.Count * 8);
        await Bulk.ReadAsync(db, $"{StandingColumns} WHERE customer_id = @p0", $"{StandingColumns} WHERE customer_id = ANY(@a)", customers, row =>
            standing.Add((row.GetInt64(0), row.GetInt64(1)),
                new(row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), (TagSource)row.GetInt16(5), row.GetInt64(6), row.GetInt64(7))), cancel);
        return standing;
    }

    /// <summary>
    /// A batch's own lines of the next customers after one, about <paramref name="take"/> of them and a customer's always together.
    /// In the customers' order, not in that of the lines: neighbours share their pages, so every page is written once and not once a step.
    /// </summary>
    public static async Task<List<WrittenLine>> LinesAsync(ScrmDbContext db, long batch, long after, int take, CancellationToken cancel)
    {
        var lines = await LinesOfAsync(db, batch, after, take, cancel);
        if (lines.Count < take) return lines;
        var whole = lines.FindIndex(l => l.CustomerId == lines[^1].CustomerId);
        return whole > 0 ? lines[..whole] : await LinesAsync(db, batch, after, take * 2, cancel);
    }

    private static async Task<List<WrittenLine>> LinesOfAsync(ScrmDbContext db, long batch, long after, int take, CancellationToken cancel)
    {
        await using var command = Bulk.Command(db, "SELECT id, customer_id, kind, tag_id, since, expires, source, added_by, origin_batch FROM tag_changes "
            + $"WHERE batch_id = {batch} AND batch_id > 0 AND customer_id > {after} ORDER BY customer_id, id LIMIT {take}");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var lines = new List<WrittenLine>(take);
        while (await rows.ReadAsync(cancel))
            lines.Add(new(rows.GetInt64(0), rows.GetInt64(1), (TagChangeKind)rows.GetInt16(2),
                new(rows.GetInt32(3), rows.GetInt64(4), rows.GetInt64(5), (TagSource)rows.GetInt16(6), rows.GetInt64(7), rows.GetInt64(8))));
        return lines;
    }

    /// <summary>For each place of these customers, the last ledger line that neither the batch nor its undo wrote; only lines after <paramref name="after"/>.</summary>
    public static async Task<Dictionary<(long Customer, long Slot), long>> TouchedSinceAsync(
        ScrmDbContext db, long batch, long undo, long after, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        var touched = new Dictionary<(long, long), long>();
        string Sql(string lines) => $"SELECT c.customer_id, t.slot, max(c.id) FROM {lines} AND c.batch_id <> {batch} AND c.batch_id <> {undo} GROUP BY c.customer_id, t.slot";
        if (db.Database.IsSqlite())
        {
            using var one = new SqliteStatement(db, Sql($"tag_changes c JOIN tags t ON t.id = c.tag_id WHERE c.customer_id = ? AND c.id > {after}"));
            foreach (var customer in customers)
            {
                for (one.Bind(0, customer); one.Step();) touched[(one.Number(0), one.Number(1))] = one.Number(2);
                one.Reset();
            }
            return touched;
        }
        // The planner has not heard of the newest lines and took all that come after for few; a pair of values leads it to the customer's own.
        var own = $"unnest(@a) k(customer) JOIN tag_changes c ON c.customer_id = k.customer AND (c.customer_id, c.id) > (k.customer, {after}) JOIN tags t ON t.id = c.tag_id WHERE TRUE";
        await Bulk.ReadAsync(db, "", Sql(own), customers, row => touched[(row.GetInt64(0), row.GetInt64(1))] = row.GetInt64(2), cancel);
        return touched;
    }

    public static Task AppendAsync(ScrmDbContext db, IReadOnlyCollection<LedgerLine> lines, TagCause cause, CancellationToken cancel)
    {
        var constant = (At: (object)UnixMilliseconds.ToStore(cause.Now), ActorKind: (object)(short)cause.Who.Actor.Kind, ActorId: (object)cause.Who.Actor.Id,
            Cause: (object)(short)cause.Source, Batch: (object)cause.BatchId);
        return Bulk.InsertAsync(db, "tag_changes", Ledger, lines, (line, to) =>
        {
            to[0] = line.CustomerId;
            to[1] = line.What.TagId;
            to[2] = (short)line.Kind;
            (to[3], to[4], to[5], to[6], to[7]) = constant;
            to[8] = line.What.Since;
            to[9] = line.What.Expires;
            to[10] = (short)line.What.Source;
            to[11] = line.What.AddedBy;
            to[12] = line.What.BatchId;
            to[13] = line.OtherTagId;
            to[14] = line.Row;
            to[15] = cause.Reason;
        }, cancel);
    }

    public static Task DropAsync(ScrmDbContext db, IReadOnlyCollection<(long Customer, long Slot)> keys, CancellationToken cancel) =>
        Bulk.ForEachPairAsync(db, "DELETE FROM tag_assignments WHERE customer_id = @p0 AND slot = @p1",
            "DELETE FROM tag_assignments a USING unnest(@a, @b) k(customer_id, slot) WHERE a.customer_id = k.customer_id AND a.slot = k.slot", keys, cancel);

    public static Task PutAsync(ScrmDbContext db, IReadOnlyCollection<KeyValuePair<(long Customer, long Slot), Standing>> filled, CancellationToken cancel) =>
        Bulk.InsertAsync(db, "tag_assignments", Assignments, filled, (entry, to) =>
        {
            (to[0], to[1]) = (entry.Key.Customer, entry.Key.Slot);
            to[2] = entry.Value.TagId;
            to[3] = entry.Value.Since;
            to[4] = entry.Value.Expires;
            to[5] = (short)entry.Value.Source;
            to[6] = entry.Value.AddedBy;
            to[7] = entry.Value.BatchId;
        }, cancel);

    /// <summary>Until the transaction ends nobody else writes assignments: for the last step of a mode change or a merge. SQLite has one writer anyway.</summary>
    public static async Task CloseAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (!db.Database.IsNpgsql()) return;
        await using var close = Bulk.Command(db, "LOCK TABLE tag_assignments IN SHARE ROW EXCLUSIVE MODE");
        await close.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Gives the tags of a group, and the assignments of those, the place that the group's mode asks for.</summary>
    public static async Task RenameSlotsAsync(ScrmDbContext db, int groupId, bool exclusive, CancellationToken cancel)
    {
        string[] statements =
        [
            $"UPDATE tag_assignments SET slot = {(exclusive ? "-@group" : "tag_id")} WHERE tag_id IN (SELECT id FROM tags WHERE group_id = @group)",
            $"UPDATE tags SET slot = {(exclusive ? "-@group" : "id")} WHERE group_id = @group",
        ];
        foreach (var sql in statements)
        {
            await using var rename = Bulk.Command(db, sql, ("@group", (long)groupId));
            await rename.ExecuteNonQueryAsync(cancel);
        }
    }
}
