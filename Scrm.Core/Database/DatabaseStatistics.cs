using Microsoft.EntityFrameworkCore;

namespace Scrm.Core.Database;

/// <summary>What the planner knows of how many rows there are. PostgreSQL keeps it by itself; SQLite has to be told, and chooses badly without.</summary>
internal static class DatabaseStatistics
{
    /// <summary>Looks at tables that have grown tenfold or were never looked at, at some hundred rows of each index.</summary>
    public static async Task RefreshAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite()) return;
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA optimize=0x10012", cancel);
        await transaction.CommitAsync(cancel);
    }
}
