using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Customers.Fields;

/// <summary>One value that changes, in kept form.</summary>
internal readonly record struct FieldWrite(long CustomerId, FieldSpec Field, string Old, string New);

/// <summary>The hand-written SQL of customer_fields, the same effect on both engines: one row a customer, one real column a definition.</summary>
internal static class FieldStore
{
    private const string Table = "customer_fields";
    private static readonly string[] Log = ["customer_id", "field", "definition_id", "\"old\"", "\"new\"", "at", "actor_kind", "actor_id", "batch_id"];

    public static Task AddColumnAsync(ScrmDbContext db, int field, FieldType type, CancellationToken cancel) =>
        RunAsync(db, $"ALTER TABLE {Table} ADD COLUMN {FieldColumn.Of(field)} {FieldColumn.Declared(type, db.Database.IsNpgsql())}", cancel);

    public static async Task DropColumnAsync(ScrmDbContext db, int field, CancellationToken cancel)
    {
        await DropIndexAsync(db, field, cancel);
        await RunAsync(db, $"ALTER TABLE {Table} DROP COLUMN {FieldColumn.Of(field)}", cancel);
    }

    /// <summary>For fields that are looked up by value: only rows that have one are in it.</summary>
    public static Task AddIndexAsync(ScrmDbContext db, int field, FieldType type, CancellationToken cancel) =>
        RunAsync(db, $"CREATE INDEX IF NOT EXISTS {FieldColumn.IndexOf(field)} ON {Table} ({FieldColumn.Of(field)}) WHERE {Filled(field, type)}", cancel);

    public static Task DropIndexAsync(ScrmDbContext db, int field, CancellationToken cancel) => RunAsync(db, $"DROP INDEX IF EXISTS {FieldColumn.IndexOf(field)}", cancel);

    /// <summary>The test that a row has a value of the field.</summary>
    public static string Filled(int field, FieldType type, string table = "") => $"{table}{FieldColumn.Of(field)} <> {FieldColumn.EmptyLiteral(type)}";

    /// <summary>The kept values that these customers have, by customer and field; what is empty is left out.</summary>
    public static async Task<Dictionary<long, Dictionary<int, string>>> ValuesAsync(
        ScrmDbContext db, IReadOnlyList<FieldSpec> fields, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        var values = new Dictionary<long, Dictionary<int, string>>(customers.Count);
        if (fields.Count == 0 || customers.Count == 0) return values;
        await db.Database.OpenConnectionAsync(cancel);
        var select = $"SELECT customer_id, {string.Join(", ", fields.Select(f => FieldColumn.Of(f.Id)))} FROM {Table} WHERE customer_id";
        await Bulk.ReadAsync(db, $"{select} = @p0", $"{select} = ANY(@a)", customers, row =>
        {
            var kept = new Dictionary<int, string>();
            for (var i = 0; i < fields.Count; i++)
                if (FieldColumn.FromStore(fields[i].Type, row.GetValue(i + 1)) is { Length: > 0 } value) kept[fields[i].Id] = value;
            values[row.GetInt64(0)] = kept;
        }, cancel);
        return values;
    }

    /// <summary>The customers who have a value now, but one; of living customers only.</summary>
    public static async Task<long?> HolderAsync(ScrmDbContext db, FieldSpec field, string kept, long but, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            // Two who write one value at once: the second waits here until the first has committed.
            await using var hold = Bulk.Command(db, "SELECT pg_advisory_xact_lock(hashtext(@value))", ("value", $"field {field.Id}:{kept}"));
            await hold.ExecuteNonQueryAsync(cancel);
        }
        await using var find = Bulk.Command(db, $"SELECT f.customer_id FROM {Table} f JOIN customers c ON c.id = f.customer_id AND c.state = 0 "
            + $"WHERE f.{FieldColumn.Of(field.Id)} = @value AND {Filled(field.Id, field.Type, "f.")} AND f.customer_id <> @but LIMIT 1",
            ("value", FieldColumn.ToStore(field.Type, kept)), ("but", but));
        return await find.ExecuteScalarAsync(cancel) is { } id and not DBNull ? Convert.ToInt64(id, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>How many values of the field stand on more than one living customer.</summary>
    public static Task<long> DoubledAsync(ScrmDbContext db, FieldSpec field, CancellationToken cancel) => NumberAsync(db,
        $"SELECT count(*) FROM (SELECT f.{FieldColumn.Of(field.Id)} FROM {Table} f JOIN customers c ON c.id = f.customer_id AND c.state = 0 "
        + $"WHERE {Filled(field.Id, field.Type, "f.")} GROUP BY f.{FieldColumn.Of(field.Id)} HAVING count(*) > 1) d", cancel);

    /// <summary>How many living customers have a value outside the field's limits.</summary>
    public static Task<long> OutsideAsync(ScrmDbContext db, FieldSpec field, CancellationToken cancel)
    {
        var column = $"f.{FieldColumn.Of(field.Id)}";
        string Limit(decimal limit) => ((long)FieldColumn.ToStore(field.Type, limit.ToString(CultureInfo.InvariantCulture))).ToString(CultureInfo.InvariantCulture);
        List<string> tests = FieldLimit.OfTexts(field.Type) ? [.. field.Maximum is { } most ? [$"length({column}) > {(long)most}"] : Array.Empty<string>()]
            : [.. field.Minimum is { } from ? [$"{column} < {Limit(from)}"] : Array.Empty<string>(), .. field.Maximum is { } to ? [$"{column} > {Limit(to)}"] : Array.Empty<string>()];
        return tests.Count == 0 ? Task.FromResult(0L) : NumberAsync(db, $"SELECT count(*) FROM {Table} f JOIN customers c ON c.id = f.customer_id AND c.state = 0 "
            + $"WHERE {Filled(field.Id, field.Type, "f.")} AND ({string.Join(" OR ", tests)})", cancel);
    }

    public static Task<long> HavingOptionAsync(ScrmDbContext db, FieldSpec field, int option, CancellationToken cancel) => NumberAsync(db,
        $"SELECT count(*) FROM {Table} f JOIN customers c ON c.id = f.customer_id AND c.state = 0 WHERE "
        + (field.Type == FieldType.ManyChoices ? $"f.{FieldColumn.Of(field.Id)} LIKE '%,{option},%'" : $"f.{FieldColumn.Of(field.Id)} = {option}"), cancel);

    /// <summary>How many living customers have a value, by field; one pass over the table.</summary>
    public static async Task<Dictionary<int, long>> FilledAsync(ScrmDbContext db, IReadOnlyList<FieldSpec> fields, CancellationToken cancel)
    {
        var filled = new Dictionary<int, long>();
        if (fields.Count == 0) return filled;
        await db.Database.OpenConnectionAsync(cancel);
        await using var count = Bulk.Command(db, $"SELECT {string.Join(", ", fields.Select(f => $"sum(CASE WHEN {Filled(f.Id, f.Type, "f.")} THEN 1 ELSE 0 END)"))} "
            + $"FROM {Table} f JOIN customers c ON c.id = f.customer_id AND c.state = 0");
        await using var row = await count.ExecuteReaderAsync(cancel);
        if (await row.ReadAsync(cancel))
            for (var i = 0; i < fields.Count; i++) filled[fields[i].Id] = await row.IsDBNullAsync(i, cancel) ? 0 : Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture);
        return filled;
    }

    /// <summary>Writes the values and their lines in the field log; customers must be locked by the caller.</summary>
    public static async Task WriteAsync(ScrmDbContext db, IReadOnlyCollection<FieldWrite> writes, Actor actor, long batch, DateTime now, CancellationToken cancel)
    {
        if (writes.Count == 0) return;
        var stamp = UnixMilliseconds.ToStore(now);
        await PutAsync(db, writes, cancel);
        await Bulk.ForEachPairAsync(db, "UPDATE customers SET updated_at = @p0 WHERE id = @p1", "UPDATE customers c SET updated_at = k.a FROM unnest(@a, @b) k(a, b) WHERE c.id = k.b",
            [.. writes.Select(w => w.CustomerId).Distinct().Order().Select(id => (stamp, id))], cancel);
        await Bulk.InsertAsync(db, "field_changes", Log, [.. writes.OrderBy(w => w.CustomerId)], (write, to) =>
        {
            (to[0], to[1], to[2], to[3], to[4]) = (write.CustomerId, (short)0, write.Field.Id, write.Old, write.New);
            (to[5], to[6], to[7], to[8]) = (stamp, (short)actor.Kind, actor.Id, batch);
        }, cancel);
    }

    private static async Task PutAsync(ScrmDbContext db, IReadOnlyCollection<FieldWrite> writes, CancellationToken cancel)
    {
        await Bulk.ForEachPairAsync(db, $"INSERT INTO {Table} (customer_id) SELECT @p0 WHERE @p1 = 0 ON CONFLICT DO NOTHING",
            $"INSERT INTO {Table} (customer_id) SELECT a FROM unnest(@a, @b) k(a, b) ON CONFLICT DO NOTHING", [.. writes.Select(w => w.CustomerId).Distinct().Order().Select(id => (id, 0L))], cancel);
        foreach (var field in writes.GroupBy(w => w.Field.Id))
        {
            var (column, values) = (FieldColumn.Of(field.Key), field.Select(w => (w.CustomerId, Value: FieldColumn.ToStore(w.Field.Type, w.New))).OrderBy(v => v.CustomerId).ToList());
            if (db.Database.IsNpgsql())
            {
                await using var all = Bulk.Command(db, $"UPDATE {Table} c SET {column} = k.value FROM unnest(@id, @value) k(id, value) WHERE c.customer_id = k.id");
                all.Parameters.Add(new NpgsqlParameter("id", values.ConvertAll(v => v.CustomerId).ToArray()));
                all.Parameters.Add(new NpgsqlParameter("value", values[0].Value is string ? values.ConvertAll(v => (string)v.Value).ToArray() : values.ConvertAll(v => (long)v.Value).ToArray()));
                await all.ExecuteNonQueryAsync(cancel);
                continue;
            }
            using var one = new SqliteStatement(db, $"UPDATE {Table} SET {column} = ? WHERE customer_id = ?");
            foreach (var (customer, value) in values)
            {
                one.Bind(0, value);
                one.Bind(1, customer).Run();
            }
        }
    }

    private static async Task RunAsync(ScrmDbContext db, string sql, CancellationToken cancel)
    {
        await using var command = Bulk.Command(db, sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<long> NumberAsync(ScrmDbContext db, string sql, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }
}
