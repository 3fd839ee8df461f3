using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Scrm.Bench;

/// <summary>
/// The rows of a library on SQLite into the same tables on PostgreSQL, so that both engines hold the same: COPY a table, indexes afterwards, ids counting on.
/// </summary>
internal sealed class LibraryCopy(SqliteConnection from, NpgsqlConnection to)
{
    private const string History = "__EFMigrationsHistory";

    public void Run()
    {
        foreach (var table in BenchLibrary.Column(to, $"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '{History}'"))
        {
            // What a migration has put in by itself is among the rows that come.
            BenchLibrary.Run(to, $"TRUNCATE {table} CASCADE");
        }
        BenchLibrary.Run(to, "SET session_replication_role = replica; SET maintenance_work_mem = '1GB'");
        foreach (var table in BenchLibrary.Column(from, $"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'"))
            if (BenchLibrary.Column(from, $"SELECT '1' FROM {table} LIMIT 1").Count > 0) Copy(table);
        BenchLibrary.Run(to, "VACUUM ANALYZE");
    }

    private void Copy(string table)
    {
        var columns = Columns(table);
        var indexes = BenchLibrary.Column(to, $"""
            SELECT indexdef FROM pg_indexes i WHERE tablename = '{table}' AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
            """);
        foreach (var index in BenchLibrary.Column(to, $"""
            SELECT quote_ident(indexname) FROM pg_indexes i WHERE tablename = '{table}' AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
            """)) BenchLibrary.Run(to, $"DROP INDEX {index}");
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        using (var read = from.CreateCommand())
        using (var copy = to.BeginBinaryImport($"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)"))
        {
            copy.Timeout = TimeSpan.Zero;
            read.CommandText = $"SELECT {names} FROM {table}";
            using var rows = read.ExecuteReader();
            while (rows.Read())
            {
                copy.StartRow();
                for (var i = 0; i < columns.Count; i++) Write(copy, rows, i, columns[i].Type);
            }
            copy.Complete();
        }
        foreach (var index in indexes) BenchLibrary.Run(to, index);
        if (columns.Any(c => c.Counts)) BenchLibrary.Run(to, $"SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce(max(id), 0) + 1, false) FROM {table}");
    }

    private List<(string Name, NpgsqlDbType Type, bool Counts)> Columns(string table)
    {
        using var command = to.CreateCommand();
        command.CommandText = $"SELECT column_name, data_type, is_identity FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position";
        using var rows = command.ExecuteReader();
        var columns = new List<(string, NpgsqlDbType, bool)>();
        while (rows.Read()) columns.Add((rows.GetString(0), TypeOf(rows.GetString(1)), rows.GetString(2) == "YES"));
        return columns;
    }

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "bigint" => NpgsqlDbType.Bigint,
        "integer" => NpgsqlDbType.Integer,
        "smallint" => NpgsqlDbType.Smallint,
        "boolean" => NpgsqlDbType.Boolean,
        "double precision" => NpgsqlDbType.Double,
        "numeric" => NpgsqlDbType.Numeric,
        "bytea" => NpgsqlDbType.Bytea,
        "ARRAY" => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        "text" or "character varying" => NpgsqlDbType.Text,
        _ => throw new ArgumentException($"No column type for {type}"),
    };

    private static void Write(NpgsqlBinaryImporter copy, SqliteDataReader rows, int column, NpgsqlDbType type)
    {
        if (rows.IsDBNull(column)) copy.WriteNull();
        else if (type == NpgsqlDbType.Bigint) copy.Write(rows.GetInt64(column), type);
        else if (type == NpgsqlDbType.Integer) copy.Write(rows.GetInt32(column), type);
        else if (type == NpgsqlDbType.Smallint) copy.Write(rows.GetInt16(column), type);
        else if (type == NpgsqlDbType.Boolean) copy.Write(rows.GetInt64(column) != 0, type);
        else if (type == NpgsqlDbType.Double) copy.Write(rows.GetDouble(column), type);
        else if (type == NpgsqlDbType.Numeric) copy.Write(decimal.Parse(rows.GetString(column), CultureInfo.InvariantCulture), type);
        else if (type == NpgsqlDbType.Bytea) copy.Write(rows.GetFieldValue<byte[]>(column), type);
        else if (type == NpgsqlDbType.Text) copy.Write(rows.GetString(column), type);
        else copy.Write(JsonSerializer.Deserialize<long[]>(rows.GetString(column))!, type);
    }
}
