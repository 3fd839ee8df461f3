using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

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

    public static async Task<Dictionary<(long Customer, long Slot), Standing>> StandingAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        var standing = new Dictionary<(long, long), Standing>(customers.Count * 8);
        await Bulk.ReadAsync(db, $"{StandingColumns} WHERE customer_id = @p0", $"{StandingColumns} WHERE customer_id = ANY(@a)", customers, row =>
            standing.Add((row.GetInt64(0), row.GetInt64(1)),
                new(row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), (TagSource)row.GetInt16(5), row.GetInt64(6), row.GetInt64(7))), cancel);
        return standing;
    }

    /// <summary>For each place of these customers, the last ledger line that neither the batch nor its undo wrote; only lines after <paramref name="after"/>.</summary>
    public static async Task<Dictionary<(long Customer, long Slot), long>> TouchedSinceAsync(
        ScrmDbContext db, long batch, long undo, long after, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        var touched = new Dictionary<(long, long), long>();
        string Sql(string customers) => $"SELECT c.customer_id, t.slot, max(c.id) FROM tag_changes c JOIN tags t ON t.id = c.tag_id WHERE c.customer_id {customers} "
            + $"AND c.id > {after} AND c.batch_id <> {batch} AND c.batch_id <> {undo} GROUP BY c.customer_id, t.slot";
        await Bulk.ReadAsync(db, Sql("= @p0"), Sql("= ANY(@a)"), customers, row => touched[(row.GetInt64(0), row.GetInt64(1))] = row.GetInt64(2), cancel);
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

    /// <summary>
    /// Use counts and last use, from the lines just written; tags in id order, so that two writers cannot wait for each other.
    /// Refuses to go on where the tag has got another place or status since the book was read (a mode change or merge that ended meanwhile).
    /// </summary>
    public static async Task CountAsync(ScrmDbContext db, TagBook book, IEnumerable<LedgerLine> ledger, long now, CancellationToken cancel)
    {
        foreach (var tag in ledger.GroupBy(l => l.What.TagId).OrderBy(g => g.Key))
        {
            var delta = tag.Sum(l => l.Kind == TagChangeKind.Added ? 1 : -1);
            var used = tag.Any(l => l.Kind == TagChangeKind.Added) ? now : 0;
            var read = book.Tag(tag.Key)!;
            await using var count = Bulk.Command(db,
                "UPDATE tags SET uses = uses + @delta, last_used_at = CASE WHEN @used > last_used_at THEN @used ELSE last_used_at END "
                + "WHERE id = @id AND slot = @slot AND status = @status",
                ("@delta", delta), ("@used", used), ("@id", tag.Key), ("@slot", read.Slot), ("@status", (short)read.Status));
            if (await count.ExecuteNonQueryAsync(cancel) == 0) throw new DbUpdateConcurrencyException("The tag changed its place or status while it was written.");
        }
    }

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
