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
            var (form, byHand) = await BestFormAsync(library, a, b);
            var filter = CustomerFilter.Everyone with { AllTags = [BenchLibrary.TagOfRank(a)], NoTags = [BenchLibrary.TagOfRank(b)] };
            var (product, hand) = (new List<double>(), new List<double>());
            // In turn, so that whatever else the machine does falls on both.
            for (var i = 0; i < Runs; i++)
            {
                hand.Add(await TimeAsync(() => ByHandAsync(library, form, a, b)));
                product.Add(await TimeAsync(async () =>
                {
                    var page = await library.Get<CustomerLibrary>().PageAsync(filter, Scope.System, 0, PageSize, default);
                    if (page.Total != byHand.Count || !page.Rows.Select(r => r.Id).SequenceEqual(byHand.Ids))
                        throw new InvalidOperationException("The two do not mean the same customers.");
                }));
            }
            Figures.Print("tag-filter", $"tag {a} and not tag {b}: {byHand.Count} hits, count and first page", "ms", Median(product), Median(hand));
        }
    }

    /// <summary>The fastest of the hand-written forms, each by the best of three runs.</summary>
    private static async Task<((string Count, string Page) Form, (int Count, List<long> Ids) Found)> BestFormAsync(BenchLibrary library, int a, int b)
    {
        var (best, form, found) = (double.MaxValue, ("", ""), (0, new List<long>()));
        foreach (var count in Counts)
            foreach (var page in Pages)
                for (var i = 0; i < 3; i++)
                {
                    var time = await TimeAsync(async () => found = await ByHandAsync(library, (count, page), a, b));
                    if (time < best) (best, form) = (time, (count, page));
                }
        return (form, found);
    }

    private static async Task<(int Count, List<long> Ids)> ByHandAsync(BenchLibrary library, (string Count, string Page) form, int a, int b)
    {
        await using var db = library.Open();
        var count = (int)(await LongsAsync(db, Fill(form.Count, a, b)))[0];
        var ids = await LongsAsync(db, Fill(form.Page, a, b));
        await LongsAsync(db, $"SELECT id, name, phone, company, owner_id, added_at FROM customers WHERE id IN ({string.Join(',', ids)})");
        await LongsAsync(db, $"SELECT customer_id, tag_id FROM tag_assignments WHERE customer_id IN ({string.Join(',', ids)})");
        await LongsAsync(db, "SELECT id, name FROM members");
        return (count, ids);
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

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
