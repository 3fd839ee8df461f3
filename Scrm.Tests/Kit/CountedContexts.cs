using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using SQLitePCL;

namespace Scrm.Tests.Kit;

/// <summary>Contexts on SQLite whose every statement is counted by the engine itself, hand-written ones included.</summary>
public sealed class CountedContexts(IDbContextFactory<ScrmDbContext> inner) : IDbContextFactory<ScrmDbContext>
{
    private readonly List<string> sent = [];

    public IReadOnlyList<string> Sent => sent;

    public void Reset() => sent.Clear();

    public ScrmDbContext CreateDbContext()
    {
        var db = inner.CreateDbContext();
        db.Database.OpenConnection();
        raw.sqlite3_trace(((SqliteConnection)db.Database.GetDbConnection()).Handle!, Keep, null);
        return db;
    }

    private void Keep(object? user, string statement)
    {
        // How the connection is set up says nothing about what was asked.
        if (!statement.TrimStart().StartsWith("PRAGMA", StringComparison.Ordinal)) sent.Add(statement);
    }
}
