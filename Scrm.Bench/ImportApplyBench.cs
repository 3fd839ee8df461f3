using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// A file of new tags for known customers through the import desk: from the click on "apply" to the end of its batch (the file read again, every row checked,
/// ledger, counts, progress), and its undo. Reference: the same effect as hand-written SQL in one transaction on a copy of the same database.
/// Options: those of the library, and <c>--rows N</c> (100,000).
/// </summary>
internal static class ImportApplyBench
{
    public static async Task RunAsync(string[] options)
    {
        var rows = int.Parse(BenchLibrary.Option(options, "--rows") ?? "100000", CultureInfo.InvariantCulture);
        await using var library = await BenchLibrary.OpenAsync(options, ledger: true);
        var wanted = await WantedAsync(library, rows);
        await using (var copy = await library.CopyAsync())
        {
            using var hand = new ImportByHand(copy.Connect(), wanted);
            var (handApply, handUndo) = (Measure(hand.Apply), Measure(hand.Undo));
            var (apply, undo, batch) = await ByProductAsync(library, wanted);
            await CheckAsync(library, batch, wanted.Count);
            Print("import-apply", $"{wanted.Count} new assignments into {library.Customers} customers", apply, handApply);
            Print("import-undo", $"the same {wanted.Count} taken back", undo, handUndo);
            // As in a process that has run for a while: the compiler has done its work.
            wanted.Reverse();
            (apply, undo, _) = await ByProductAsync(library, wanted);
            Print("import-apply", "once more in the same process", apply, handApply);
            Print("import-undo", "once more in the same process", undo, handUndo);
        }
    }

    /// <summary>Processor time beside the clock's: a machine with other work to do stretches the one, hardly the other.</summary>
    private static void Print(string bench, string figure, Cost product, Cost hand)
    {
        Figures.Print(bench, figure, "ms", product.Elapsed, hand.Elapsed);
        Figures.Print(bench, $"{figure}, processor time", "ms", product.Processor, hand.Processor);
    }

    private static async Task<(Cost Apply, Cost Undo, long Batch)> ByProductAsync(BenchLibrary library, List<(long Customer, int Tag, string Name)> wanted)
    {
        var csv = new StringBuilder("OneID,标签\n");
        foreach (var (customer, _, name) in wanted) csv.Append(CultureInfo.InvariantCulture, $"{customer},{name}\n");
        var desk = library.Get<ImportDesk>();
        var id = (await desk.UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), "tags.csv", Scope.System, default)).Value;
        var started = Stopwatch.GetTimestamp();
        var plan = await desk.PlanAsync(id, Scope.System, null, default);
        if (plan.Value!.Counts.TagsAdded != wanted.Count) throw new InvalidOperationException($"The plan adds {plan.Value.Counts.TagsAdded} of {wanted.Count} tags.");
        Figures.Print("import-apply", $"plan of {wanted.Count} rows", "ms", Stopwatch.GetElapsedTime(started).TotalMilliseconds);

        var clock = Cost.Start();
        var batch = (await desk.ApplyAsync(id, Scope.System, default)).Value;
        await library.Get<BatchRunner>().RunNextAsync(default);
        var apply = clock();

        clock = Cost.Start();
        await library.Get<BatchDesk>().UndoAsync(batch, Scope.System, default);
        await library.Get<BatchRunner>().RunNextAsync(default);
        return (apply, clock(), batch);
    }

    private static async Task CheckAsync(BenchLibrary library, long batch, int rows)
    {
        await using var db = library.Open();
        var done = await db.Batches.SingleAsync(b => b.Id == batch);
        var undo = await db.Batches.SingleAsync(b => b.Id == done.UndoneBy);
        if (done.State != BatchState.Done || done.Added != rows || undo.State != BatchState.Done || undo.Removed != rows)
            throw new InvalidOperationException($"Applied {done.Added} ({done.State}) and took back {undo.Removed} ({undo.State}) of {rows}.");
    }

    /// <summary>Customers over the whole library in no order, each with a tag of the long tail that it does not carry.</summary>
    private static async Task<List<(long Customer, int Tag, string Name)>> WantedAsync(BenchLibrary library, int rows)
    {
        await using var db = library.Open();
        var tags = await db.Tags.Where(t => t.Slot > 0).OrderBy(t => t.Id).Select(t => new { t.Id, t.Name }).ToListAsync();
        var random = new Random(5);
        var customers = new HashSet<long>();
        while (customers.Count < Math.Min(rows, library.Customers)) customers.Add(BenchLibrary.FirstCustomer + random.Next(library.Customers));
        await db.Database.OpenConnectionAsync();
        using var carries = db.Database.GetDbConnection().CreateCommand();
        carries.CommandText = "SELECT 1 FROM tag_assignments WHERE customer_id = @c AND slot = @t";
        var (c, t) = (carries.CreateParameter(), carries.CreateParameter());
        (c.ParameterName, t.ParameterName) = ("c", "t");
        carries.Parameters.AddRange(new[] { c, t });
        var wanted = new List<(long, int, string)>(rows);
        foreach (var customer in customers)
        {
            var tag = tags[random.Next(tags.Count)];
            for (c.Value = customer, t.Value = (long)tag.Id; carries.ExecuteScalar() is not null; t.Value = (long)tag.Id) tag = tags[random.Next(tags.Count)];
            wanted.Add((customer, tag.Id, tag.Name));
        }
        return wanted;
    }

    private static Cost Measure(Action act)
    {
        var clock = Cost.Start();
        act();
        return clock();
    }
}

/// <summary>What an act took, in milliseconds.</summary>
internal readonly record struct Cost(double Elapsed, double Processor)
{
    public static Func<Cost> Start()
    {
        var (started, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        return () => new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
    }
}
