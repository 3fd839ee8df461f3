using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Tags;

/// <summary>How often a tag is carried and when it was last put on, kept by the writer.</summary>
internal static class TagUses
{
    /// <summary>
    /// Use counts and last use, from the lines just written; tags in id order, so that two writers cannot wait for each other.
    /// Refuses to go on where the tag has got another place or status since the book was read (a mode change or merge that ended meanwhile).
    /// </summary>
    public static async Task AddAsync(ScrmDbContext db, TagBook book, IEnumerable<LedgerLine> ledger, long now, CancellationToken cancel)
    {
        var deltas = Deltas(ledger).OrderBy(d => d.Key).Select(d => new UseDelta(book.Tag(d.Key)!, d.Value.Delta, d.Value.Added ? now : 0)).ToList();
        if (deltas.Count == 0) return;
        var counted = db.Database.IsNpgsql() ? await CountInArraysAsync(db, deltas, cancel) : CountOneByOne(db, deltas);
        if (counted != deltas.Count) throw new DbUpdateConcurrencyException("A tag changed its place or status while it was written.");
    }

    private static int CountOneByOne(ScrmDbContext db, List<UseDelta> deltas)
    {
        using var one = new SqliteStatement(db, "UPDATE tags SET uses = uses + ?, last_used_at = max(last_used_at, ?) WHERE id = ? AND slot = ? AND status = ?");
        return deltas.Sum(d => one.Bind(0, d.Delta).Bind(1, d.Used).Bind(2, d.Read.Id).Bind(3, d.Read.Slot).Bind(4, (long)d.Read.Status).Run());
    }

    private static async Task<int> CountInArraysAsync(ScrmDbContext db, List<UseDelta> deltas, CancellationToken cancel)
    {
        // An UPDATE over arrays takes its rows in any order.
        await using (var hold = Bulk.Command(db, "SELECT id FROM tags WHERE id = ANY(@id) ORDER BY id FOR NO KEY UPDATE", ("id", deltas.Select(d => d.Read.Id).ToArray())))
            await hold.ExecuteNonQueryAsync(cancel);
        await using var count = Bulk.Command(db, """
            UPDATE tags t SET uses = t.uses + d.delta, last_used_at = greatest(t.last_used_at, d.used)
            FROM unnest(@id, @delta, @used, @slot, @status) d(id, delta, used, slot, status) WHERE t.id = d.id AND t.slot = d.slot AND t.status = d.status
            """,
            ("id", deltas.Select(d => d.Read.Id).ToArray()), ("delta", deltas.Select(d => d.Delta).ToArray()), ("used", deltas.Select(d => d.Used).ToArray()),
            ("slot", deltas.Select(d => d.Read.Slot).ToArray()), ("status", deltas.Select(d => (short)d.Read.Status).ToArray()));
        return await count.ExecuteNonQueryAsync(cancel);
    }

    private readonly record struct UseDelta(Tag Read, long Delta, long Used);

    private static Dictionary<int, (long Delta, bool Added)> Deltas(IEnumerable<LedgerLine> ledger)
    {
        var deltas = new Dictionary<int, (long Delta, bool Added)>();
        foreach (var line in ledger)
        {
            var (delta, added) = deltas.GetValueOrDefault(line.What.TagId);
            deltas[line.What.TagId] = line.Kind == TagChangeKind.Added ? (delta + 1, true) : (delta - 1, added);
        }
        return deltas;
    }
}
