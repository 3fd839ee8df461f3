using System.Diagnostics;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// Customers with tag A and not B: the count and the first page as the library gives them, rows with tags and all.
/// Reference: the fastest of several hand-written forms that read the same count and the same rows.
/// </summary>
internal static class TagFilterBench
{
    private const int Runs = 15, PageSize = 50;

    public static async Task RunAsync(string[] options)
    {
        await using var library = await BenchLibrary.OpenAsync(options, ledger: false);
        foreach (var (a, b) in new[] { (1, 2), (20, 3), (120, 1), (400, 2) })
        {
            var (hand, byHand, ids) = await ByHandAsync(library, a, b);
            var filter = CustomerFilter.Everyone with { AllTags = [BenchLibrary.TagOfRank(a)], NoTags = [BenchLibrary.TagOfRank(b)] };
            var product = await MedianAsync(async () =>
            {
                var page = await library.Get<CustomerLibrary>().PageAsync(filter, Scope.System, 0, PageSize, default);
                if (page.Total != byHand || !page.Rows.Select(r => r.Id).SequenceEqual(ids)) throw new InvalidOperationException("The two do not mean the same customers.");
            });
            Figures.Print("tag-filter", $"tag {a} and not tag {b}: {byHand} hits, count and first page", "ms", product, hand);
        }
    }

    private static async Task<(double Best, int Count, List<long> Ids)> ByHandAsync(BenchLibrary library, int a, int b)
    {
        var (best, count, ids) = (double.MaxValue, 0, new List<long>());
        foreach (var countSql in Counts)
            foreach (var pageSql in Pages)
            {
                var time = await MedianAsync(async () =>
                {
                    await using var db = library.Open();
                    count = (int)(await LongsAsync(db, Fill(countSql, a, b)))[0];
                    ids = await LongsAsync(db, Fill(pageSql, a, b));
                    await LongsAsync(db, $"SELECT id, name, phone, company, owner_id, added_at FROM customers WHERE id IN ({string.Join(',', ids)})");
                    await LongsAsync(db, $"SELECT customer_id, tag_id FROM tag_assignments WHERE customer_id IN ({string.Join(',', ids)})");
                    await LongsAsync(db, "SELECT id, name FROM members");
                }, best);
                best = Math.Min(best, time);
            }
        return (best, count, ids);
    }

    private const string With = "SELECT customer_id FROM tag_assignments WHERE tag_id = @a";
    private const string Without = "SELECT customer_id FROM tag_assignments WHERE tag_id = @b";
    private const string Withdrawn = "SELECT id FROM customers WHERE state > 0";
    private const string Newest = "ORDER BY added_at DESC, id DESC LIMIT 50";

    private static readonly string[] Counts =
    [
        $"SELECT count(*) FROM tag_assignments x WHERE tag_id = @a AND customer_id NOT IN ({Without}) AND customer_id NOT IN ({Withdrawn})",
        $"""
        SELECT count(*) FROM tag_assignments x WHERE tag_id = @a AND customer_id NOT IN ({Withdrawn})
        AND NOT EXISTS (SELECT 1 FROM tag_assignments y WHERE y.tag_id = @b AND y.customer_id = x.customer_id)
        """,
        $"SELECT count(*) FROM customers WHERE state = 0 AND id IN ({With}) AND id NOT IN ({Without})",
        $"SELECT count(*) FROM ({With} EXCEPT {Without} EXCEPT {Withdrawn})",
    ];

    private static readonly string[] Pages =
    [
        $"SELECT id FROM customers WHERE +state = 0 AND id IN ({With}) AND id NOT IN ({Without}) {Newest}",
        $"SELECT id FROM customers WHERE +state = 0 AND id IN ({With} EXCEPT {Without}) {Newest}",
        $"""
        SELECT id FROM customers c WHERE state = 0 AND EXISTS (SELECT 1 FROM tag_assignments x WHERE x.tag_id = @a AND x.customer_id = c.id)
        AND NOT EXISTS (SELECT 1 FROM tag_assignments y WHERE y.tag_id = @b AND y.customer_id = c.id) {Newest}
        """,
    ];

    private static string Fill(string sql, int a, int b) =>
        sql.Replace("@a", $"{BenchLibrary.TagOfRank(a)}", StringComparison.Ordinal).Replace("@b", $"{BenchLibrary.TagOfRank(b)}", StringComparison.Ordinal);

    private static async Task<List<long>> LongsAsync(ScrmDbContext db, string sql)
    {
        await using var command = Bulk.Command(db, sql);
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(db.Database);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<long>();
        while (await rows.ReadAsync())
        {
            values.Add(rows.GetInt64(0));
            for (var i = 1; i < rows.FieldCount; i++) rows.GetValue(i);
        }
        return values;
    }

    /// <summary>The median in milliseconds; a form whose first runs are hopeless against <paramref name="best"/> is not run on.</summary>
    private static async Task<double> MedianAsync(Func<Task> act, double best = double.MaxValue)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (i == 2 && times.Min() > best * 2) break;
        }
        times.Sort();
        return times[times.Count / 2];
    }
}
