using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Scrm.Bench;

/// <summary>The hand-written reference: a staging table, then sets; ledger, assignments and use counts in one transaction, with the product's own PRAGMAs.</summary>
internal sealed class ImportByHand : IDisposable
{
    private const int Batch = 900_001;
    private readonly DbConnection connection;
    private readonly List<(long Customer, int Tag, string Name)> wanted;

    public ImportByHand(DbConnection connection, List<(long Customer, int Tag, string Name)> wanted) => (this.connection, this.wanted) = (connection, wanted);

    public void Apply()
    {
        using var transaction = connection.BeginTransaction();
        Run("CREATE TEMP TABLE staged (customer BIGINT NOT NULL, name TEXT NOT NULL, row INTEGER NOT NULL)");
        if (connection is NpgsqlConnection postgres) Stage(postgres);
        else Stage((SqliteConnection)connection);
        if (connection is NpgsqlConnection) Run("ANALYZE staged");
        Run($"""
            CREATE TEMP TABLE fresh AS
            SELECT s.customer, t.slot, t.id AS tag, s.row FROM staged s JOIN tags t ON t.name_key = s.name AND t.status = 0 JOIN customers c ON c.id = s.customer AND c.state = 0
            WHERE NOT EXISTS (SELECT 1 FROM tag_assignments a WHERE a.customer_id = s.customer AND a.slot = t.slot)
            """);
        Run($"""
            INSERT INTO tag_changes (customer_id, tag_id, kind, at, actor_kind, actor_id, cause, batch_id, since, expires, source, added_by, origin_batch, other_tag_id, row, reason)
            SELECT customer, tag, 1, 1780000000000, 0, 0, 1, {Batch}, 1780000000000, 0, 1, 0, {Batch}, 0, row, '' FROM fresh
            """);
        Run($"INSERT INTO tag_assignments (customer_id, slot, tag_id, since, expires, source, added_by, batch_id) SELECT customer, slot, tag, 1780000000000, 0, 1, 0, {Batch} FROM fresh ORDER BY customer, slot");
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

    private void Stage(SqliteConnection sqlite)
    {
        using var insert = sqlite.CreateCommand();
        insert.CommandText = "INSERT INTO staged VALUES (@c, @n, @r)";
        var (c, n, r) = (insert.Parameters.Add("@c", SqliteType.Integer), insert.Parameters.Add("@n", SqliteType.Text), insert.Parameters.Add("@r", SqliteType.Integer));
        foreach (var (index, row) in wanted.Index())
        {
            (c.Value, n.Value, r.Value) = (row.Customer, row.Name, index + 2);
            insert.ExecuteNonQuery();
        }
    }

    private void Stage(NpgsqlConnection postgres)
    {
        using var copy = postgres.BeginBinaryImport("COPY staged FROM STDIN (FORMAT BINARY)");
        foreach (var (index, row) in wanted.Index()) copy.WriteRow(row.Customer, row.Name, index + 2);
        copy.Complete();
    }

    private void Count(int sign) =>
        Run($"UPDATE tags SET uses = uses + {sign} * n, last_used_at = 1780000000000 FROM (SELECT tag, count(*) AS n FROM fresh GROUP BY tag) d WHERE d.tag = tags.id");

    private void Run(string sql) => BenchLibrary.Run(connection, sql);
}
