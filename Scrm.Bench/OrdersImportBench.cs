using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// A file of orders (customer id, date yyyymmdd, number of things, amount, in columns of blanks, as CDNOW's) into an empty library, end to end: upload, plan, apply,
/// and taken back. Reference: the same rows by hand with prepared INSERTs (on PostgreSQL with COPY) in one transaction, sums on the customers included.
/// Options: <c>--file PATH</c>, <c>--engine postgres</c>.
/// </summary>
internal static class OrdersImportBench
{
    private const string Name = "orders-import";

    public static async Task RunAsync(string[] options)
    {
        var file = BenchLibrary.Option(options, "--file") ?? throw new ArgumentException("orders-import needs --file PATH", nameof(options));
        Cost hand;
        int orders;
        await using (var empty = await BenchLibrary.EmptyAsync(options))
        {
            using var byHand = empty.OnPostgres ? (IDisposable)new OrdersByCopy((NpgsqlConnection)empty.Connect()) : new OrdersByHand((SqliteConnection)empty.Connect());
            var clock = Cost.Start();
            orders = byHand is OrdersByCopy copy ? copy.Import(file) : ((OrdersByHand)byHand).Import(file);
            hand = clock();
        }
        await using var library = await BenchLibrary.EmptyAsync(options);
        await ByProductAsync(library, file, orders, hand);
    }

    private static async Task ByProductAsync(BenchLibrary library, string file, int orders, Cost hand)
    {
        var desk = library.Get<ImportDesk>();
        var started = Stopwatch.GetTimestamp();
        await using var content = File.OpenRead(file);
        var id = (await desk.UploadAsync(content, "orders.txt", Scope.System, default)).Value;
        var plan = (await desk.PlanAsync(id, Scope.System, null, default)).Value ?? throw new InvalidOperationException("The file could not be planned.");
        if (plan.Counts.Orders != orders || plan.Counts.Problems > 0) throw new InvalidOperationException($"{plan.Counts.Orders} of {orders} orders, {plan.Counts.Problems} problems.");
        var planned = Stopwatch.GetElapsedTime(started);

        var clock = Cost.Start();
        var batch = (await desk.ApplyAsync(id, Scope.System, default)).Value;
        await library.Get<BatchRunner>().RunNextAsync(default);
        var apply = clock();
        var whole = Stopwatch.GetElapsedTime(started);
        await CheckAsync(library, batch, orders);

        clock = Cost.Start();
        await library.Get<BatchDesk>().UndoAsync(batch, Scope.System, default);
        await library.Get<BatchRunner>().RunNextAsync(default);
        var undo = clock();
        Figures.Print(Name, $"{orders} orders of {plan.Counts.Created} customers: upload and plan", "ms", planned.TotalMilliseconds);
        Figures.Print(Name, "apply", "ms", apply.Elapsed, hand.Elapsed);
        Figures.Print(Name, "apply, processor time", "ms", apply.Processor, hand.Processor);
        Figures.Print(Name, "apply", "rows/s", orders * 1000 / apply.Elapsed);
        Figures.Print(Name, "end to end: upload, plan, apply", "rows/s", orders / whole.TotalSeconds);
        Figures.Print(Name, "taken back", "ms", undo.Elapsed);
    }

    private static async Task CheckAsync(BenchLibrary library, long batch, int orders)
    {
        await using var db = library.Open();
        var (state, kept, spent) = (await db.Batches.Where(b => b.Id == batch).Select(b => b.State).SingleAsync(), await db.CustomerOrders.CountAsync(), await db.Customers.SumAsync(c => c.SpentTotal));
        if (state != BatchState.Done || kept != orders || spent != await db.CustomerOrders.SumAsync(o => o.Amount)) throw new InvalidOperationException($"{state}: {kept} of {orders} orders, {spent} spent.");
    }
}
