using Microsoft.Data.Sqlite;

namespace Scrm.Bench;

/// <summary>The hand-written reference: a staging table, then sets; ledger, assignments and use counts in one transaction, with the product's own PRAGMAs.</summary>
internal sealed class ImportByHand : IDisposable
{
    private const int Batch = 900_001;
    private readonly SqliteConnection connection;
    private readonly List<(long Customer, int Tag, string Name)> wanted;

    public ImportByHand(string path, List<(long Customer, int Tag, string Name)> wanted)
    {
        this.wanted = wanted;
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run("PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=64000; PRAGMA foreign_keys=ON;");
    }

    public void Apply()
    {
        using var transaction = connection.BeginTransaction();
        Run("CREATE TEMP TABLE staged (customer INTEGER NOT NULL, name TEXT NOT NULL, row INTEGER NOT NULL)");
        using (var insert = connection.CreateCommand())
        {
            insert.CommandText = "INSERT INTO staged VALUES (@c, @n, @r)";
            var (c, n, r) = (insert.Parameters.Add("@c", SqliteType.Integer), insert.Parameters.Add("@n", SqliteType.Text), insert.Parameters.Add("@r", SqliteType.Integer));
            for (var row = 0; row < wanted.Count; row++)
            {
                (c.Value, n.Value, r.Value) = (wanted[row].Customer, wanted[row].Name, row + 2);
                insert.ExecuteNonQuery();
            }
        }
        Run($"""
            CREATE TEMP TABLE fresh AS
            SELECT s.customer, t.slot, t.id AS tag, s.row FROM staged s JOIN tags t ON t.name_key = s.name AND t.status = 0 JOIN customers c ON c.id = s.customer AND c.state = 0
            WHERE NOT EXISTS (SELECT 1 FROM tag_assignments a WHERE a.customer_id = s.customer AND a.slot = t.slot)
            """);
        Run($"""
            INSERT INTO tag_changes (customer_id, tag_id, kind, at, actor_kind, actor_id, cause, batch_id, since, expires, source, added_by, origin_batch, other_tag_id, row, reason)
            SELECT customer, tag, 1, 1780000000000, 0, 0, 1, {Batch}, 1780000000000, 0, 1, 0, {Batch}, 0, row, '' FROM fresh
            """);
        Run($"INSERT INTO tag_assignments SELECT customer, slot, tag, 1780000000000, 0, 1, 0, {Batch} FROM fresh ORDER BY customer, slot");
        Count(1);
        transaction.Commit();
    }

    public void Undo()
    {
        using var transaction = connection.BeginTransaction();
        Run($"""
            CREATE TEMP TABLE back AS
            SELECT l.customer_id, t.slot, l.tag_id, l.since, l.expires, l.source, l.added_by, l.origin_batch, l.row FROM tag_changes l JOIN tags t ON t.id = l.tag_id
            WHERE l.batch_id = {Batch} AND NOT EXISTS (SELECT 1 FROM tag_changes o JOIN tags p ON p.id = o.tag_id
                WHERE o.customer_id = l.customer_id AND o.id > l.id AND o.batch_id <> {Batch} AND p.slot = t.slot)
            """);
        Run($"""
            INSERT INTO tag_changes (customer_id, tag_id, kind, at, actor_kind, actor_id, cause, batch_id, since, expires, source, added_by, origin_batch, other_tag_id, row, reason)
            SELECT customer_id, tag_id, 2, 1780000000000, 0, 0, 9, {Batch + 1}, since, expires, source, added_by, origin_batch, 0, row, '' FROM back
            """);
        Run("DELETE FROM tag_assignments WHERE (customer_id, slot) IN (SELECT customer_id, slot FROM back)");
        Run("""
            UPDATE tags SET uses = uses - n FROM (SELECT tag_id, count(*) AS n FROM back GROUP BY tag_id) d WHERE d.tag_id = tags.id
            """);
        transaction.Commit();
    }

    public void Dispose() => connection.Dispose();

    private void Count(int sign) =>
        Run($"UPDATE tags SET uses = uses + {sign} * n, last_used_at = 1780000000000 FROM (SELECT tag, count(*) AS n FROM fresh GROUP BY tag) d WHERE d.tag = tags.id");

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
