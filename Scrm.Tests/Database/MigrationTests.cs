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
