using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Scrm.Core.Database;
using Scrm.Core.Forecast;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

/// <summary>Long work whose database goes away, is full or is held by others, and work that another node has taken over.</summary>
public sealed class BrokenOffBatchTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_that_the_database_broke_off_goes_on_by_itself_and_does_nothing_twice(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var broken = false;
        var (runner, batch) = await StartAsync(library, async (db, at) =>
        {
            if (at.Position != 1 || broken) return;
            broken = true;
            await BreakAsync(db);
        });

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => runner.RunNextAsync(default));
        Assert.NotEqual(DatabaseFault.None, DatabaseFaults.Of(fault));
        var waits = await FindAsync(library, batch);
        Assert.Equal(BatchState.Running, waits.State);
        Assert.NotEqual(DatabaseFault.None, waits.Waits);

        Assert.True(await runner.RunNextAsync(default));
        var done = await FindAsync(library, batch);
        Assert.Equal((BatchState.Done, Steps.Count, DatabaseFault.None), (done.State, done.Done, done.Waits));
        await using var after = library.Open();
        Assert.Equal(Steps.Count, await after.Settings.CountAsync(s => s.Key.StartsWith("step-")));
    }

    [Fact]
    public async Task Full_disk_leaves_nothing_half_done_and_the_batch_goes_on_once_there_is_room()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var full = true;
        var (runner, batch) = await StartAsync(library, async (db, at) =>
        {
            if (at.Position != 1) return;
            var pages = await db.Database.SqlQueryRaw<long>("SELECT page_count AS \"Value\" FROM pragma_page_count()").SingleAsync();
            await using (var limit = Bulk.Command(db, $"PRAGMA max_page_count = {(full ? pages + 10 : int.MaxValue)}")) await limit.ExecuteNonQueryAsync();
            db.Settings.Add(new Setting { Key = "large", Value = new string('x', 1_000_000) });
            await db.SaveChangesAsync();
        });

        for (var tries = 0; tries < 20; tries++)
            Assert.Equal(DatabaseFault.Full, DatabaseFaults.Of(await Assert.ThrowsAnyAsync<Exception>(() => runner.RunNextAsync(default))));
        var waits = await FindAsync(library, batch);
        Assert.Equal((BatchState.Running, 0, DatabaseFault.Full), (waits.State, waits.Done, waits.Waits));
        await using (var db = library.Open()) Assert.False(await db.Settings.AnyAsync(s => s.Key == "large" || s.Key.StartsWith("step-")));

        full = false;
        Assert.True(await runner.RunNextAsync(default));
        var done = await FindAsync(library, batch);
        Assert.Equal((BatchState.Done, Steps.Count), (done.State, done.Done));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_that_others_block_for_ever_fails_in_the_end(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (runner, batch) = await StartAsync(library, (_, _) => throw new SqliteException("database is locked", 5));

        var tries = 0;
        for (; (await FindAsync(library, batch)).State != BatchState.Failed && tries < 50; tries++)
            await Record.ExceptionAsync(() => runner.RunNextAsync(default));
        Assert.InRange(tries, 5, 20);
        Assert.False(await runner.RunNextAsync(default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Node_that_lost_its_batch_neither_goes_on_with_it_nor_fails_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        foreach (var fails in new[] { false, true })
        {
            var (runner, batch) = await StartAsync(library, (_, _) => throw new InvalidOperationException("It went on."), async id =>
            {
                await using var db = library.Open();
                await db.Batches.Where(b => b.Id == id).ExecuteUpdateAsync(b => b.SetProperty(x => x.Node, "another"));
                if (fails) throw new InvalidOperationException("It failed after its time.");
            });

            await runner.RunNextAsync(default);

            await using var after = library.Open();
            var there = await after.Batches.SingleAsync(b => b.Id == batch);
            Assert.Equal((BatchState.Running, "another"), (there.State, there.Node));
        }
    }

    [Theory, OnPostgres]
    public async Task Batch_at_which_a_slow_node_is_this_moment_is_not_taken_over(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var looked = false;
        var (slow, batch) = await StartAsync(library, async (_, _) =>
        {
            library.Clock.Advance(BatchRunner.Lease + TimeSpan.FromSeconds(1));
            var (other, _) = Runner(library, (_, _) => throw new InvalidOperationException("It was taken over."));
            Assert.False(await other.RunNextAsync(default));
            looked = true;
        });

        await slow.RunNextAsync(default);

        Assert.True(looked);
        Assert.Equal(BatchState.Done, (await FindAsync(library, batch)).State);
    }

    private static async Task BreakAsync(ScrmDbContext db)
    {
        if (db.Database.IsSqlite()) throw new SqliteException("database is locked", 5);
        await db.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pg_backend_pid())");
    }

    private static async Task<BatchView> FindAsync(Library library, long batch) => (await library.Get<BatchDesk>().FindAsync(batch, Library.Admin, default))!;

    private static async Task<(BatchRunner Runner, long Batch)> StartAsync(Library library, Func<ScrmDbContext, Batch, Task> before, Func<long, Task>? opening = null)
    {
        var batch = await library.Get<BatchDesk>().StartAsync(BatchKind.Recount, "试", "{}", Steps.Count, Library.Admin, default);
        return (Runner(library, before, opening).Runner, batch);
    }

    private static (BatchRunner Runner, IBatchWork Work) Runner(Library library, Func<ScrmDbContext, Batch, Task> before, Func<long, Task>? opening = null)
    {
        var work = new Work(before, opening);
        var scopes = new ServiceCollection().AddSingleton<IBatchWork>(work).BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        return (new BatchRunner(library.Data, scopes, library.Get<BatchSignal>(), new DatabaseSettings(), library.Clock, NullLogger<BatchRunner>.Instance), work);
    }

    private sealed class Work(Func<ScrmDbContext, Batch, Task> before, Func<long, Task>? opening) : IBatchWork
    {
        public BatchKind Kind => BatchKind.Recount;

        public async Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel)
        {
            if (opening is not null) await opening(batch.Id);
            return new Steps(before);
        }
    }

    private sealed class Steps(Func<ScrmDbContext, Batch, Task> before) : IBatchSteps
    {
        public const int Count = 3;

        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            await before(db, batch);
            db.Settings.Add(new Setting { Key = $"step-{batch.Position}", Value = "" });
            (batch.Position, batch.Done) = (batch.Position + 1, batch.Done + 1);
            return batch.Position < Count;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
