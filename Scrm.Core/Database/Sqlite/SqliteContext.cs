using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Scrm.Core.Database.Sqlite;

public sealed class SqliteContext : ScrmDbContext
{
    // Every save is a transaction, so that it passes the write gate.
    public SqliteContext(DbContextOptions<SqliteContext> options) : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
}

/// <summary>Every PRAGMA in one place (FULL: an acknowledged write survives a power cut); a closing connection gives its turn at writing back.</summary>
internal sealed class SqliteConnections(SqliteWriteGate gate) : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=64000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        gate.Leave(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        gate.Leave(connection);
        return ValueTask.FromResult(result);
    }

    // A context that opened its connection by name disposes of it without closing it first, whatever became of its transaction.
    public override InterceptionResult ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        gate.Leave(connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionDisposingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        gate.Leave(connection);
        return ValueTask.FromResult(result);
    }
}
