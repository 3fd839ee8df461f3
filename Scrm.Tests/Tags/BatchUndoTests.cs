using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class BatchUndoTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_restores_what_stood_to_the_letter(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (low, high, customer, before) = await StageAsync(library);
        var batch = await BatchAsync(library, [new(customer, high.Id)]);

        await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default);
        await library.RunBatchesAsync();

        Assert.Equal(before, await library.AssignmentsAsync());
        await using var db = library.Open();
        Assert.Equal((1, 0), ((await db.Tags.FindAsync(low.Id))!.Uses, (await db.Tags.FindAsync(high.Id))!.Uses));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_leaves_alone_what_was_changed_since_and_names_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (low, high, customer, _) = await StageAsync(library);
        var other = await library.CustomerAsync("李小红");
        var batch = await BatchAsync(library, [new(customer, high.Id), new(other.Id, high.Id)]);
        await library.WriteAsync(Library.Admin, [new(customer, low.Id)]);

        await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default);
        await library.RunBatchesAsync();

        await using var db = library.Open();
        Assert.Equal(low.Id, (await db.TagAssignments.SingleAsync()).TagId);
        var left = await library.Get<BatchDesk>().LeftAloneAsync(batch, Library.Admin, 10, default);
        Assert.Equal(2, left.Total);
        Assert.All(left.Rows, row => Assert.Equal(customer, row.CustomerId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_is_taken_back_only_once(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (_, high, customer, _) = await StageAsync(library);
        var batch = await BatchAsync(library, [new(customer, high.Id)]);

        Assert.True((await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default)).Ok);
        Assert.Equal(BatchRefusal.AlreadyUndone, (await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default)).Refused!.Why);
    }

    private static async Task<(Tag Low, Tag High, long Customer, IReadOnlyList<string> Before)> StageAsync(Library library)
    {
        var group = await library.GroupAsync("价值等级", GroupMode.One);
        var (low, high) = (await library.TagAsync(group, "一般", t => t.LifetimeDays = 90), await library.TagAsync(group, "核心"));
        var customer = await library.CustomerAsync();
        await library.WriteAsync(Library.Admin, [new(customer.Id, low.Id)]);
        var before = await library.AssignmentsAsync();
        library.Clock.Advance(TimeSpan.FromHours(1));
        return (low, high, customer.Id, before);
    }

    /// <summary>A finished batch that wrote these orders.</summary>
    private static async Task<long> BatchAsync(Library library, IReadOnlyList<TagOrder> orders)
    {
        await using var db = library.Open();
        var batch = library.Get<BatchDesk>().Add(db, BatchKind.BulkTag, "核心", "{}", orders.Count, Library.Admin);
        (batch.State, batch.Added) = (BatchState.Done, orders.Count);
        await db.SaveChangesAsync();
        await library.WriteAsync(Library.Admin, orders, batch.Id, source: TagSource.Bulk);
        library.Clock.Advance(TimeSpan.FromHours(1));
        return batch.Id;
    }
}
