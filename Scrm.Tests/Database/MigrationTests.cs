using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Scrm.Core.Database;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Database;

public sealed class MigrationTests
{
    [Fact]
    public void Migrations_match_the_model_on_both_engines()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgresDesign().CreateDbContext([]);
        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Single_cost_of_a_source_becomes_that_of_the_month_it_was_last_changed_in(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var db = data.CreateDbContext();
        await db.Database.EnsureDeletedAsync();
        var migrations = db.Database.GetMigrations().ToList();
        await db.Database.MigrateAsync(migrations[migrations.FindIndex(m => m.EndsWith("SourceCostsByMonth", StringComparison.Ordinal)) - 1]);
        var (june, august) = (new DateTimeOffset(2026, 6, 30, 15, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), new DateTimeOffset(2026, 7, 31, 18, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        foreach (var (id, cost) in new[] { (1, 4800), (2, 300), (3, 0) })
            await db.Database.ExecuteSqlAsync($"INSERT INTO sources (id, name, channel, cost, position, archived, created_at, version) VALUES ({id}, {$"s{id}"}, 0, {cost}, 0, {false}, {june}, 0)");
        await db.Database.ExecuteSqlAsync($"INSERT INTO audit_entries (at, actor_kind, actor_id, act, subject_id, count, detail) VALUES ({august}, 0, 0, 23, 2, 0, '')");

        await db.Database.MigrateAsync();

        Assert.Equal([(1, 202606, 4800L), (2, 202608, 300L)], await db.SourceCosts.OrderBy(c => c.SourceId).Select(c => new ValueTuple<int, int, long>(c.SourceId, c.Month, c.Cost)).ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Database_of_a_newer_version_is_refused(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using (var db = data.CreateDbContext())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Future', '99.0')");

        var upgrade = new DatabaseUpgrade(data, data.Settings, data.Clock, NullLogger<DatabaseUpgrade>.Instance);

        var refused = await Assert.ThrowsAsync<UpgradeRefused>(() => upgrade.RunAsync(default));
        Assert.Contains("99990101000000_Future", refused.Message);
    }
}
