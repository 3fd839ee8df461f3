using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// A file of orders (customer id, date yyyymmdd, number of things, amount, in columns of blanks, as CDNOW's) into an empty library, end to end: upload, plan, apply,
/// and taken back. Reference: the same rows by hand with prepared INSERTs in one transaction, sums on the customers included.
/// Option: <c>--file PATH</c>.
/// </summary>
internal static class OrdersImportBench
{
    private const string Name = "orders-import";

    public static async Task RunAsync(string[] options)
    {
        var file = BenchLibrary.Option(options, "--file") ?? throw new ArgumentException("orders-import needs --file PATH", nameof(options));
        var folder = Directory.CreateTempSubdirectory("scrm-bench-");
        try
        {
            var empty = Path.Combine(folder.FullName, "reference");
            await UpgradeAsync(empty);
            var (orders, hand) = ByHand(Path.Combine(empty, "scrm.db"), file);
            await ByProductAsync(Path.Combine(folder.FullName, "product"), file, orders, hand);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static (int Orders, Cost Cost) ByHand(string database, string file)
    {
        using var hand = new OrdersByHand(database);
        var clock = Cost.Start();
        var orders = hand.Import(file);
        return (orders, clock());
    }

    private static async Task ByProductAsync(string folder, string file, int orders, Cost hand)
    {
        await using var services = Services(folder);
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(default);
        var desk = services.GetRequiredService<ImportDesk>();
        var started = Stopwatch.GetTimestamp();
        await using var content = File.OpenRead(file);
        var id = (await desk.UploadAsync(content, "orders.txt", Scope.System, default)).Value;
        var plan = (await desk.PlanAsync(id, Scope.System, null, default)).Value ?? throw new InvalidOperationException("The file could not be planned.");
        if (plan.Counts.Orders != orders || plan.Counts.Problems > 0) throw new InvalidOperationException($"{plan.Counts.Orders} of {orders} orders, {plan.Counts.Problems} problems.");
        var planned = Stopwatch.GetElapsedTime(started);

        var clock = Cost.Start();
        var batch = (await desk.ApplyAsync(id, Scope.System, default)).Value;
        await services.GetRequiredService<BatchRunner>().RunNextAsync(default);
        var apply = clock();
        var whole = Stopwatch.GetElapsedTime(started);
        await CheckAsync(services, batch, orders);

        clock = Cost.Start();
        await services.GetRequiredService<BatchDesk>().UndoAsync(batch, Scope.System, default);
        await services.GetRequiredService<BatchRunner>().RunNextAsync(default);
        var undo = clock();
        Figures.Print(Name, $"{orders} orders of {plan.Counts.Created} customers: upload and plan", "ms", planned.TotalMilliseconds);
        Figures.Print(Name, "apply", "ms", apply.Elapsed, hand.Elapsed);
        Figures.Print(Name, "apply, processor time", "ms", apply.Processor, hand.Processor);
        Figures.Print(Name, "apply", "rows/s", orders * 1000 / apply.Elapsed);
        Figures.Print(Name, "end to end: upload, plan, apply", "rows/s", orders / whole.TotalSeconds);
        Figures.Print(Name, "taken back", "ms", undo.Elapsed);
    }

    private static async Task CheckAsync(ServiceProvider services, long batch, int orders)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ScrmDbContext>>().CreateDbContextAsync();
        var (state, kept, spent) = (await db.Batches.Where(b => b.Id == batch).Select(b => b.State).SingleAsync(), await db.CustomerOrders.CountAsync(), await db.Customers.SumAsync(c => c.SpentTotal));
        if (state != BatchState.Done || kept != orders || spent != await db.CustomerOrders.SumAsync(o => o.Amount)) throw new InvalidOperationException($"{state}: {kept} of {orders} orders, {spent} spent.");
    }

    private static async Task UpgradeAsync(string folder)
    {
        await using var services = Services(folder);
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(default);
        SqliteConnection.ClearAllPools();
    }

    private static ServiceProvider Services(string folder)
    {
        Directory.CreateDirectory(folder);
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddScrmCore(new DatabaseSettings { DataFolder = folder }).BuildServiceProvider();
    }
}
