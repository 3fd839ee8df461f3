using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Database;

public sealed class DatabaseStatisticsTests
{
    [Fact]
    public async Task Rows_of_a_page_are_found_by_their_numbers_even_before_there_are_statistics()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await using var db = library.Open();

        Assert.DoesNotContain("IX_customers_list", await PlanAsync(db, "SELECT name FROM customers WHERE state = 0 AND id IN (1, 2, 3)"), StringComparison.Ordinal);
        Assert.Contains("COVERING INDEX IX_customers_list_last_interaction_at",
            await PlanAsync(db, "SELECT count(*) FROM customers c WHERE c.state = 0 AND c.last_interaction_at < 5 AND c.added_at < 5"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_tells_the_planner_of_tables_that_have_grown()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        for (var i = 0; i < 50; i++) await library.CustomerAsync($"客户{i}");
        await using var db = library.Open();

        await DatabaseStatistics.RefreshAsync(db, default);

        var known = await db.Database.SqlQuery<string>($"SELECT tbl AS \"Value\" FROM sqlite_stat1").ToListAsync();
        Assert.Contains("customers", known);
    }

    private static async Task<string> PlanAsync(ScrmDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var explain = Bulk.Command(db, $"EXPLAIN QUERY PLAN {sql}");
        await using var rows = await explain.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await rows.ReadAsync()) steps.Add(rows.GetString(3));
        return string.Join('\n', steps);
    }
}
