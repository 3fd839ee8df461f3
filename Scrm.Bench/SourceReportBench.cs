using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Lifecycle;
using Scrm.Core.Rights;
using Scrm.Core.Sources;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// The report of sources over a whole library, a period at a time with the one before it; reference: customers and orders read once each, added up by hand.
/// And the other pages that count everybody, as an owner opens them. The middle of five runs, in milliseconds. Options: those of <see cref="EventLibrary"/>.
/// </summary>
internal static class SourceReportBench
{
    private const int Runs = 5;

    public static async Task RunAsync(string[] options)
    {
        await using var library = await EventLibrary.OpenAsync(options);
        var report = library.Get<SourceReport>();
        var owner = new Scope(Actor.Member(1), Role.Admin, 0, [1]);
        var byHand = await MiddleAsync(() => ByHandAsync(library));
        foreach (var kind in new[] { PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Year, PeriodKind.Always })
            Figures.Print("source-report", $"{kind}", "ms", await MiddleAsync(() => report.ReadAsync(new(kind), SourceReport.UsualWithin, owner, default)), byHand);
        await PrintAsync("registry of sources", () => library.Get<SourceBook>().ListAsync(owner, default));
        await PrintAsync("thresholds tried out", () => library.Get<ThresholdDesk>().TryAsync(ValueThresholds.Default with { LoyalOrders = 4 }, owner, default));
        await PrintAsync("events of each kind, after the page stands", () => library.Get<EventKindEditor>().CountAsync(owner, default));
        await PrintAsync("lost customers, first page", () => library.Get<LostCustomers>().PageAsync(LostFilter.Everything, owner, default));
        await PrintAsync("old touches counted", () => library.Get<Retention>().OldAsync(RetentionRule.Default with { Months = RetentionRule.Shortest }, default));
    }

    private static async Task PrintAsync(string what, Func<Task> act) => Figures.Print("source-report", what, "ms", await MiddleAsync(act));

    private static async Task<double> MiddleAsync(Func<Task> act)
    {
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await act();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(times);
        return times[Runs / 2];
    }

    private static async Task ByHandAsync(EventLibrary library)
    {
        await using var db = library.Open();
        await db.Database.OpenConnectionAsync();
        var (sources, sums) = (new Dictionary<long, string>(library.Customers), new Dictionary<string, (int Customers, int Buyers, int Orders, long Revenue)>());
        await using (var customers = Bulk.Command(db, "SELECT id, source, added_at, first_order_at FROM customers WHERE state = 0"))
        await using (var rows = await customers.ExecuteReaderAsync())
            while (rows.Read())
            {
                var source = sources[rows.GetInt64(0)] = string.Intern(rows.GetString(1));
                var sum = sums.GetValueOrDefault(source);
                sums[source] = sum with { Customers = sum.Customers + 1, Buyers = sum.Buyers + (rows.GetInt64(3) is > 0 and var first && first < rows.GetInt64(2) + 2_592_000_000 ? 1 : 0) };
            }
        await using var orders = Bulk.Command(db, "SELECT customer_id, amount - refunded FROM customer_orders");
        await using var paid = await orders.ExecuteReaderAsync();
        while (paid.Read())
        {
            var source = sources[paid.GetInt64(0)];
            sums[source] = sums[source] with { Orders = sums[source].Orders + 1, Revenue = sums[source].Revenue + paid.GetInt64(1) };
        }
    }
}
