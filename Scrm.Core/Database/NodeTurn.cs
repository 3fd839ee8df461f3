using Microsoft.EntityFrameworkCore;

namespace Scrm.Core.Database;

/// <summary>
/// The turn at something that one node of several does at a time. It is held on a connection of its own, so that it ends with the node, however that ends.
/// SQLite has one node, which always gets it.
/// </summary>
public sealed class NodeTurn : IAsyncDisposable
{
    private readonly ScrmDbContext db;
    private readonly string name;

    private NodeTurn(ScrmDbContext db, string name) => (this.db, this.name) = (db, name);

    /// <summary>Null where another node has it.</summary>
    public static async Task<NodeTurn?> TryTakeAsync(IDbContextFactory<ScrmDbContext> contexts, string name, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        try
        {
            if (db.Database.IsSqlite()) return new(db, name);
            await db.Database.OpenConnectionAsync(cancel);
            if (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock(hashtextextended({name}, 7270)) AS \"Value\"").SingleAsync(cancel)) return new(db, name);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
        await db.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        // A pooled connection would keep the lock until somebody uses it again.
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock(hashtextextended({name}, 7270))");
        await db.DisposeAsync();
    }
}
