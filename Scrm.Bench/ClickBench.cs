using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>How long a click on one tag takes while a bulk act writes as fast as it can; reference: the same click on an idle database.</summary>
internal static class ClickBench
{
    private const int Customers = 50_000, AStep = 1000, Clicks = 200;

    public static async Task RunAsync(string[] options)
    {
        var settings = new DatabaseSettings { DataFolder = Directory.CreateTempSubdirectory("scrm-bench-").FullName };
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddScrmCore(settings).BuildServiceProvider();
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(default);
        var contexts = services.GetRequiredService<IDbContextFactory<ScrmDbContext>>();
        var tags = await StageAsync(contexts);

        var idle = await ClicksAsync(contexts, tags[0], default);
        using var stop = new CancellationTokenSource();
        var bulk = Task.Run(() => BulkAsync(contexts, tags[1], stop.Token)); // SQLite never yields
        var busy = await ClicksAsync(contexts, tags[0], default);
        await stop.CancelAsync();
        await bulk;
        Figures.Print("click", "p50 during a bulk act", "ms", busy[Clicks / 2], idle[Clicks / 2]);
        Figures.Print("click", "p95 during a bulk act", "ms", busy[Clicks * 95 / 100], idle[Clicks * 95 / 100]);
        Figures.Print("click", "max during a bulk act", "ms", busy[^1], idle[^1]);
        Directory.Delete(settings.DataFolder, recursive: true);
    }

    private static async Task<int[]> StageAsync(IDbContextFactory<ScrmDbContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var group = new TagGroup { Name = "A", NameKey = "a" };
        db.Add(group);
        await db.SaveChangesAsync();
        var tags = new[] { "x", "y" }.Select(n => new Tag { GroupId = group.Id, Name = n, NameKey = n }).ToList();
        db.AddRange(tags);
        for (var i = 0; i < Customers; i++) db.Add(new Customer { Name = $"C{i}", AddedAt = DateTime.UnixEpoch, UpdatedAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync();
        foreach (var tag in tags) tag.Slot = tag.Id;
        await db.SaveChangesAsync();
        return [.. tags.Select(t => t.Id)];
    }

    private static async Task<double[]> ClicksAsync(IDbContextFactory<ScrmDbContext> contexts, int tag, CancellationToken cancel)
    {
        var times = new double[Clicks];
        for (var i = 0; i < Clicks; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await WriteAsync(contexts, [new TagOrder(100_001 + i, tag, Remove: i % 2 == 1)], cancel);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            await Task.Delay(20, cancel);
        }
        Array.Sort(times);
        return times;
    }

    private static async Task BulkAsync(IDbContextFactory<ScrmDbContext> contexts, int tag, CancellationToken stop)
    {
        for (var at = 0; !stop.IsCancellationRequested; at += AStep)
            await WriteAsync(contexts, [.. Enumerable.Range(at, AStep).Select(i => new TagOrder(100_001 + (i % Customers), tag, Remove: i / Customers % 2 == 1))], default);
    }

    private static async Task WriteAsync(IDbContextFactory<ScrmDbContext> contexts, IReadOnlyList<TagOrder> orders, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await new TagWriter().WriteAsync(db, await TagBook.LoadAsync(db, cancel), orders, new TagCause(Scope.System, TagSource.Manual, DateTime.UnixEpoch.AddDays(20000)), cancel);
        await transaction.CommitAsync(cancel);
    }
}
