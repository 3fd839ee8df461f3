using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Scrm.Core.Database.Postgres;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Database;

/// <summary>Rows in bulk inside the context's open transaction: prepared statements on SQLite, COPY and arrays on PostgreSQL.</summary>
internal static class Bulk
{
    /// <summary>Opens the connection and an immediate write transaction: on SQLite the only writer, on PostgreSQL read committed.</summary>
    public static Task<IDbContextTransaction> BeginAsync(ScrmDbContext db, CancellationToken cancel) => db.Database.BeginTransactionAsync(cancel);

    /// <summary>
    /// The same for one step of work that resumes: on SQLite its commit is not forced to the disk at once. A power cut may take the last steps back, whole and
    /// with their position, so that they are done again; the next ordinary commit of anybody keeps them for good.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginResumableAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.OpenConnectionAsync(cancel);
            await using var relax = Command(db, "PRAGMA synchronous=NORMAL");
            await relax.ExecuteNonQueryAsync(cancel);
        }
        return await BeginAsync(db, cancel);
    }

    /// <summary>
    /// Whether a transaction that could go on should commit now. On SQLite: when another writer of this process waits for its turn; each page is then written
    /// once for many steps and nobody waits longer than for one. On PostgreSQL always, because rows stay locked meanwhile.
    /// </summary>
    public static bool OthersWait(ScrmDbContext db) =>
        db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<SqliteWriteGate>().FirstOrDefault()?.Awaited ?? true;

    /// <summary>Inserts <paramref name="rows"/>; <paramref name="fill"/> writes one row's values (long, int, short, string) into the buffer, in column order.</summary>
    public static async Task InsertAsync<T>(ScrmDbContext db, string table, string[] columns, IReadOnlyCollection<T> rows, Action<T, object[]> fill, CancellationToken cancel)
    {
        if (rows.Count == 0) return;
        var buffer = new object[columns.Length];
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            var copy = new CopyRows();
            foreach (var row in rows)
            {
                fill(row, buffer);
                copy.Add(buffer);
            }
            await copy.SendAsync(postgres, table, columns, cancel);
            return;
        }
        using var insert = new SqliteStatement(db, $"INSERT INTO {table} ({string.Join(',', columns)}) VALUES ({string.Join(',', columns.Select(_ => "?"))})");
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            fill(row, buffer);
            for (var i = 0; i < buffer.Length; i++) insert.Bind(i, buffer[i]);
            insert.Run();
        }
    }

    /// <summary>Runs one statement once for each pair; on PostgreSQL as one statement over two arrays named a and b.</summary>
    public static async Task ForEachPairAsync(ScrmDbContext db, string sqlite, string postgres, IReadOnlyCollection<(long A, long B)> pairs, CancellationToken cancel)
    {
        if (pairs.Count == 0) return;
        if (db.Database.IsNpgsql())
        {
            await using var all = Command(db, postgres);
            all.Parameters.Add(new NpgsqlParameter("a", pairs.Select(p => p.A).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("b", pairs.Select(p => p.B).ToArray()));
            await all.ExecuteNonQueryAsync(cancel);
            return;
        }
        using var one = new SqliteStatement(db, sqlite);
        foreach (var (a, b) in pairs) one.Bind(0, a).Bind(1, b).Run();
    }

    /// <summary>Gives one column of many rows its texts.</summary>
    public static async Task ForEachTextAsync(ScrmDbContext db, string table, string column, IReadOnlyCollection<(long Id, string Text)> texts, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            await using var all = Command(db, $"UPDATE {table} t SET {column} = k.b FROM unnest(@a, @b) k(a, b) WHERE t.id = k.a");
            all.Parameters.Add(new NpgsqlParameter("a", texts.Select(t => t.Id).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("b", texts.Select(t => t.Text).ToArray()));
            await all.ExecuteNonQueryAsync(cancel);
            return;
        }
        using var one = new SqliteStatement(db, $"UPDATE {table} SET {column} = ? WHERE id = ?");
        foreach (var (id, text) in texts) one.Bind(0, text).Bind(1, id).Run();
    }

    /// <summary>Reads the rows of many keys; <paramref name="sqlite"/> takes one key as @p0, <paramref name="postgres"/> all of them as the array @a.</summary>
    public static async Task ReadAsync(ScrmDbContext db, string sqlite, string postgres, IReadOnlyCollection<long> keys, Action<DbDataReader> read, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        if (db.Database.IsNpgsql())
        {
            await using var all = Command(db, postgres);
            all.Parameters.Add(new NpgsqlParameter("a", keys.ToArray()));
            await using var rows = await all.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel)) read(rows);
            return;
        }
        await using var one = Command(db, sqlite);
        var parameter = Parameters(one, 1)[0];
        foreach (var key in keys)
        {
            parameter.Value = key;
            using var rows = one.ExecuteReader();
            while (rows.Read()) read(rows);
        }
    }

    /// <summary>Takes <paramref name="count"/> new ids of a table whose ids count up; the first of the run on SQLite, a list on PostgreSQL.</summary>
    public static async Task<IReadOnlyList<long>> NewIdsAsync(ScrmDbContext db, string table, int count, CancellationToken cancel)
    {
        if (count == 0) return [];
        var sql = db.Database.IsNpgsql()
            ? $"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, {count})"
            : $"SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0)";
        await using var command = Command(db, sql);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var ids = new List<long>(count);
        while (await reader.ReadAsync(cancel)) ids.Add(reader.GetInt64(0));
        return db.Database.IsNpgsql() ? ids : [.. Enumerable.Range(1, count).Select(i => ids[0] + i)];
    }

    public static DbCommand Command(ScrmDbContext db, string sql, params (string Name, object Value)[] values)
    {
        var connection = db.Database.GetDbConnection();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static DbParameter[] Parameters(DbCommand command, int count)
    {
        var parameters = new DbParameter[count];
        for (var i = 0; i < count; i++)
        {
            parameters[i] = new SqliteParameter($"@p{i}", 0L);
            command.Parameters.Add(parameters[i]);
        }
        return parameters;
    }
}
