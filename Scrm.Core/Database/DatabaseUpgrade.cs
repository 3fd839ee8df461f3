using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Scrm.Core.Customers;

namespace Scrm.Core.Database;

/// <summary>The database was made by a newer version of the product, or another process is upgrading it.</summary>
public sealed class UpgradeRefused(string message) : Exception(message);

/// <summary>Brings the database to this version at start: backup first, nothing where nothing is pending, never a newer one.</summary>
public sealed partial class DatabaseUpgrade(IDbContextFactory<ScrmDbContext> contexts, DatabaseSettings settings, TimeProvider clock, ILogger<DatabaseUpgrade> log)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(settings.DataFolder);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sqlite = db.Database.IsSqlite();
        if (sqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (applied.Find(m => !known.Contains(m)) is { } newer)
            throw new UpgradeRefused($"The database was upgraded by a newer Scrm ({newer}). Start that version, or restore the backup in {settings.DataFolder}.");
        var pending = known.Except(applied).Count();
        if (pending == 0)
        {
            await InitialsFill.RunAsync(db, cancel);
            await DatabaseStatistics.RefreshAsync(db, cancel);
            return;
        }

        using var gate = Gate();
        if (sqlite && applied.Count > 0)
        {
            BackUp(db.Database.GetConnectionString()!);
            ClearStaleLock(db);
        }
        await db.Database.MigrateAsync(cancel);
        await InitialsFill.RunAsync(db, cancel);
        await DatabaseStatistics.RefreshAsync(db, cancel);
        Upgraded(pending);
    }

    /// <summary>An exclusive file; the system lets go of it when the process dies, however it dies.</summary>
    private FileStream Gate()
    {
        try
        {
            return new FileStream(Path.Combine(settings.DataFolder, "upgrade.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new UpgradeRefused("Another Scrm process is upgrading this database. Wait until it is done and start again.");
        }
    }

    private void BackUp(string connectionString)
    {
        var target = new BackupFiles(settings).NewPath(clock.GetUtcNow());
        using var from = new SqliteConnection(connectionString);
        using var to = new SqliteConnection($"Data Source={target};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
        BackedUp(Path.GetFileName(target));
    }

    // EF's lock row outlives a killed process and the next start would wait for it for ever; we hold the file lock, so it is stale.
    private void ClearStaleLock(ScrmDbContext db)
    {
        var exists = db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").Single() > 0;
        if (exists && db.Database.ExecuteSqlRaw("DELETE FROM \"__EFMigrationsLock\"") > 0) ClearedLock();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upgraded the database by {Count} steps")]
    private partial void Upgraded(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Backed the database up to {File}")]
    private partial void BackedUp(string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cleared the upgrade lock of a killed process")]
    private partial void ClearedLock();
}
