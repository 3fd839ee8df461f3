using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;
using SQLitePCL;

namespace Scrm.Bench;

/// <summary>
/// Server time of everything the first paint of the 360 page needs, in milliseconds, of 1,000 random customers and of the 100 busiest, each read once after
/// another thousand have warmed the code; and the most statements that any of them took, counted by the database's own side. Options: those of <see cref="EventLibrary"/>.
/// </summary>
internal static class View360Bench
{
    private const int Random = 1000, Busiest = 100, Seed = 360;

    public static async Task RunAsync(string[] options)
    {
        await using var library = await EventLibrary.OpenAsync(options);
        var views = library.Get<Customer360>();
        var random = new Random(Seed);
        long Anybody() => BenchLibrary.FirstCustomer + random.Next(library.Customers);
        await TimesAsync(views, [.. Enumerable.Range(0, Random).Select(_ => Anybody())]);
        Print("random customers", await TimesAsync(views, [.. Enumerable.Range(0, Random).Select(_ => Anybody())]));
        long[] busiest = [.. Enumerable.Range(0, Busiest).Select(library.CustomerOfRank)];
        Print("busiest customers", await TimesAsync(views, busiest));
        Print("busiest customers, again", await TimesAsync(views, busiest));
        Figures.Print("view360", "most statements of one page", "statements", await StatementsAsync(library, [.. busiest, .. Enumerable.Range(0, Busiest).Select(_ => Anybody())]));
    }

    private static async Task<double[]> TimesAsync(Customer360 views, long[] customers)
    {
        var times = new double[customers.Length];
        for (var i = 0; i < customers.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            if ((await views.LoadAsync(customers[i], Scope.System, default))?.View is null) throw new InvalidOperationException($"Customer {customers[i]} is not there.");
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(times);
        return times;
    }

    private static void Print(string who, double[] times)
    {
        Figures.Print("view360", $"{who}, p50", "ms", times[times.Length / 2]);
        Figures.Print("view360", $"{who}, p95", "ms", times[times.Length * 95 / 100]);
        Figures.Print("view360", $"{who}, max", "ms", times[^1]);
    }

    private static async Task<int> StatementsAsync(EventLibrary library, long[] customers)
    {
        var count = new Statements();
        using var all = Listen(count);
        var contexts = new Counted(library.Get<IDbContextFactory<ScrmDbContext>>(), count);
        var views = new Customer360(contexts, library.Get<CustomerBooks>(), TimeProvider.System);
        var most = 0;
        foreach (var customer in customers)
        {
            count.Number = 0;
            await views.LoadAsync(customer, Scope.System, default);
            most = Math.Max(most, count.Number);
        }
        return most;
    }

    /// <summary>Npgsql tells of every command of its own, whoever sent it.</summary>
    private static ActivityListener Listen(Statements count)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => count.Number++,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Statements
    {
        public int Number { get; set; }
    }

    private sealed class Counted(IDbContextFactory<ScrmDbContext> inner, Statements count) : IDbContextFactory<ScrmDbContext>
    {
        public ScrmDbContext CreateDbContext()
        {
            var db = inner.CreateDbContext();
            db.Database.OpenConnection();
            if (db.Database.GetDbConnection() is SqliteConnection sqlite) raw.sqlite3_trace(sqlite.Handle!, Count, null);
            return db;
        }

        private void Count(object? user, string statement)
        {
            if (!statement.TrimStart().StartsWith("PRAGMA", StringComparison.Ordinal)) count.Number++;
        }
    }
}
