using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class BatchRunnerTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_of_a_living_node_is_left_to_it_and_that_of_a_dead_one_is_taken_over(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var undo = await UndoOfNothingAsync(library);
        await using (var db = library.Open())
        {
            var now = library.Clock.Now;
            await db.Batches.Where(b => b.Id == undo).ExecuteUpdateAsync(b => b
                .SetProperty(x => x.State, BatchState.Running).SetProperty(x => x.Node, "another").SetProperty(x => x.Heartbeat, now).SetProperty(x => x.StartedAt, now));
        }

        library.Clock.Advance(BatchRunner.Lease - TimeSpan.FromSeconds(1));
        Assert.False(await library.Get<BatchRunner>().RunNextAsync(default));
        library.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await library.Get<BatchRunner>().RunNextAsync(default));
        Assert.Equal(BatchState.Done, (await library.Get<BatchDesk>().FindAsync(undo, Library.Admin, default))!.State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cancelled_batch_ends_before_its_next_step(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var undo = await UndoOfNothingAsync(library);

        await library.Get<BatchDesk>().CancelAsync(undo, Library.Admin, default);
        await library.RunBatchesAsync();

        Assert.Equal(BatchState.Cancelled, (await library.Get<BatchDesk>().FindAsync(undo, Library.Admin, default))!.State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_that_fails_says_so_and_can_be_started_again(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        long import;
        await using (var db = library.Open())
        {
            var batch = library.Get<BatchDesk>().Add(db, BatchKind.Undo, "没有对象的撤销", "{}", 0, Library.Admin, undoes: 999);
            await db.SaveChangesAsync();
            import = batch.Id;
        }

        await library.RunBatchesAsync();
        Assert.Equal(BatchState.Failed, (await library.Get<BatchDesk>().FindAsync(import, Library.Admin, default))!.State);
        Assert.True((await library.Get<BatchDesk>().RetryAsync(import, Library.Admin, default)).Ok);
        Assert.Equal(BatchRefusal.NotFailed, (await library.Get<BatchDesk>().RetryAsync(import, Library.Admin, default)).Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_of_a_program_says_by_which_key(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await using (var db = library.Open())
        {
            var key = new ApiKey { Name = "官网表单", Hash = "h", CreatedAt = library.Clock.Now };
            db.ApiKeys.Add(key);
            await db.SaveChangesAsync();
            library.Get<BatchDesk>().Add(db, BatchKind.BulkTag, "高意向", "{}", 1, Library.Admin with { Actor = new(ActorKind.ApiKey, key.Id) });
            await db.SaveChangesAsync();
        }

        Assert.Equal("官网表单", Assert.Single(await library.Get<BatchDesk>().ListAsync(Library.Admin, 10, unfinishedOnly: false, default)).By);
    }

    private static async Task<long> UndoOfNothingAsync(Library library)
    {
        await using var db = library.Open();
        var done = library.Get<BatchDesk>().Add(db, BatchKind.BulkTag, "核心", "{}", 1, Library.Admin);
        (done.State, done.Added) = (BatchState.Done, 1);
        await db.SaveChangesAsync();
        return (await library.Get<BatchDesk>().UndoAsync(done.Id, Library.Admin, default)).Value;
    }
}
