using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Scrm.Core.Database;

/// <summary>What keeps a database from answering though nothing is wrong with the question: it does not answer now, its disk is full, or others hold what is wanted.</summary>
public enum DatabaseFault { None, Away, Full, Busy }

public static class DatabaseFaults
{
    /// <summary>None where the exception, and whatever it was wrapped around, has another cause. EF wraps what may pass into an InvalidOperationException.</summary>
    public static DatabaseFault Of(Exception? fault)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
            if (Itself(inner) is var found and not DatabaseFault.None) return found;
        return DatabaseFault.None;
    }

    private static DatabaseFault Itself(Exception fault) => fault switch
    {
        SqliteException sqlite => Sqlite(sqlite.SqliteErrorCode),
        PostgresException postgres => Postgres(postgres.SqlState),
        NpgsqlException { InnerException: TimeoutException } => DatabaseFault.Busy,
        NpgsqlException { IsTransient: true } => DatabaseFault.Away,
        _ => DatabaseFault.None,
    };

    private static DatabaseFault Sqlite(int code) => code switch
    {
        raw.SQLITE_FULL => DatabaseFault.Full,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => DatabaseFault.Busy,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => DatabaseFault.Away,
        _ => DatabaseFault.None,
    };

    private static DatabaseFault Postgres(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => DatabaseFault.Full,
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.TooManyConnections => DatabaseFault.Busy,
        // A database that is being restored is not there for a moment.
        PostgresErrorCodes.InvalidCatalogName => DatabaseFault.Away,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) => DatabaseFault.Away,
        _ => DatabaseFault.None,
    };
}
