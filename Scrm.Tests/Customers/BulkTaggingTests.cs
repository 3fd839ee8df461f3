using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class BulkTaggingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Preview_and_batch_agree_and_undo_brings_everything_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.MemberAsync("管理员", Role.Admin);
        var level = await library.GroupAsync("价值等级", GroupMode.One);
        var (low, high) = (await library.TagAsync(level, "一般"), await library.TagAsync(level, "核心"));
        var customers = await PeopleAsync(library, 9);
        await library.WriteAsync(Library.Admin, [.. customers.Take(3).Select(c => new TagOrder(c, low.Id)), .. customers.Skip(3).Take(2).Select(c => new TagOrder(c, high.Id))]);
        var before = await library.AssignmentsAsync();
        var (all, order) = (BulkTarget.AllOf(CustomerFilter.Everyone), new BulkOrder([high.Id], []));

        var preview = (await library.Get<BulkTagging>().PreviewAsync(all, order, Library.Admin, default)).Value!;
        var batch = (await library.Get<BulkTagging>().StartAsync(all, order, Library.Admin, default)).Value;
        await library.RunBatchesAsync();

        var line = Assert.Single(preview.Lines);
        Assert.Equal((9, 7, 2, ("一般", 3)), (preview.Customers, line.Written, line.Unchanged, Assert.Single(line.Replaced)));
        var done = (await library.Get<BatchDesk>().FindAsync(batch, Library.Admin, default))!;
        Assert.Equal((BatchState.Done, "核心", 9, 9, 7, 3, 2), (done.State, done.Title, done.Total, done.Done, done.Added, done.Removed, done.Skipped));

        await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default);
        await library.RunBatchesAsync();
        Assert.Equal(before, await library.AssignmentsAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task All_that_match_means_those_in_the_numbers_and_not_those_added_since(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.MemberAsync("管理员", Role.Admin);
        var group = await library.GroupAsync("来源");
        var (show, seen) = (await library.TagAsync(group, "展会"), await library.TagAsync(group, "已回访"));
        var customers = await PeopleAsync(library, 6);
        await library.WriteAsync(Library.Admin, [.. customers.Take(4).Select(c => new TagOrder(c, show.Id))]);

        await library.Get<BulkTagging>().StartAsync(
            BulkTarget.AllOf(CustomerFilter.Everyone with { AnyTags = [show.Id], NoTags = [seen.Id] }), new BulkOrder([seen.Id], [show.Id]), Library.Admin, default);
        var late = await library.CustomerAsync("晚到的");
        await library.WriteAsync(Library.Admin, [new(late.Id, show.Id)]);
        await library.RunBatchesAsync();

        await using var db = library.Open();
        Assert.Equal(customers.Take(4), await db.TagAssignments.Where(a => a.TagId == seen.Id).OrderBy(a => a.CustomerId).Select(a => a.CustomerId).ToListAsync());
        Assert.Equal([late.Id], await db.TagAssignments.Where(a => a.TagId == show.Id).Select(a => a.CustomerId).ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Scope_of_the_author_holds_and_is_looked_up_again_while_it_runs(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var sales = await library.MemberAsync("小李", Role.Operator);
        var tag = await library.TagAsync(await library.GroupAsync("来源"), "展会");
        var (own, pool) = (await library.CustomerAsync("自己的", c => c.OwnerId = sales.Id), await library.CustomerAsync("公海"));
        var other = await library.CustomerAsync("别人的", c => c.OwnerId = 4711);
        var asOperator = new Scope(Actor.Member(sales.Id), Role.Operator, 0, [sales.Id]);
        Assert.Equal(3, (await library.Get<BulkTagging>().PreviewAsync(BulkTarget.Picked([own.Id, other.Id, pool.Id]), new([tag.Id], []), asOperator, default)).Value!.Customers);

        await library.Get<BulkTagging>().StartAsync(BulkTarget.Picked([own.Id, other.Id, pool.Id]), new([tag.Id], []), asOperator, default);
        await using (var db = library.Open())
            await db.Members.Where(m => m.Id == sales.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Role, Role.Sales));
        await library.RunBatchesAsync();

        await using var after = library.Open();
        Assert.Equal([own.Id, pool.Id], await after.TagAssignments.OrderBy(a => a.CustomerId).Select(a => a.CustomerId).ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_of_somebody_who_has_left_does_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("小李");
        var tag = await library.TagAsync(await library.GroupAsync("来源"), "展会");
        await PeopleAsync(library, 2);
        var batch = (await library.Get<BulkTagging>().StartAsync(
            BulkTarget.AllOf(CustomerFilter.Everyone), new([tag.Id], []), new(Actor.Member(member.Id), Role.Operator, 0, [member.Id]), default)).Value;
        await using (var db = library.Open())
            await db.Members.ExecuteUpdateAsync(m => m.SetProperty(x => x.Enabled, false));

        await library.RunBatchesAsync();

        Assert.Equal(BatchState.Failed, (await library.Get<BatchDesk>().FindAsync(batch, Library.Admin, default))!.State);
        Assert.Empty(await library.AssignmentsAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Killed_batch_goes_on_where_its_last_step_ended(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var tag = await library.TagAsync(await library.GroupAsync("来源"), "展会");
        var customers = await PeopleAsync(library, 5);
        var id = (await library.Get<BulkTagging>().StartAsync(BulkTarget.AllOf(CustomerFilter.Everyone), new([tag.Id], []), Library.Admin with { Actor = Actor.System }, default)).Value;
        await using (var db = library.Open())
        {
            await library.WriteAsync(Scope.System, [.. customers.Take(2).Select(c => new TagOrder(c, tag.Id))], id, source: TagSource.Bulk);
            await db.Batches.ExecuteUpdateAsync(b => b.SetProperty(x => x.Position, customers[1]).SetProperty(x => x.Done, 2).SetProperty(x => x.Added, 2));
        }

        await library.RunBatchesAsync();

        var done = (await library.Get<BatchDesk>().FindAsync(id, Library.Admin, default))!;
        Assert.Equal((5, 5, 0), (done.Done, done.Added, done.Skipped));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Impossible_orders_are_refused_before_anything_starts(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var level = await library.GroupAsync("价值等级", GroupMode.One);
        var (low, high) = (await library.TagAsync(level, "一般"), await library.TagAsync(level, "核心"));
        var viewer = new Scope(Actor.Member(9), Role.Viewer, 0, [9]);
        async Task<Enum?> RefusedAsync(BulkOrder order, Scope who) =>
            (await library.Get<BulkTagging>().StartAsync(BulkTarget.AllOf(CustomerFilter.Everyone), order, who, default)).Refused?.Why;

        Assert.Equal(BulkRefusal.NobodyMeant, await RefusedAsync(new([low.Id], []), Library.Admin));
        await PeopleAsync(library, 1);
        Assert.Equal(BulkRefusal.NothingChosen, await RefusedAsync(new([], []), Library.Admin));
        Assert.Equal(BulkRefusal.TwoOfOneGroup, await RefusedAsync(new([low.Id, high.Id], []), Library.Admin));
        Assert.Equal(BulkRefusal.NotAllowed, await RefusedAsync(new([low.Id], []), viewer));
    }

    private static async Task<List<long>> PeopleAsync(Library library, int count)
    {
        var ids = new List<long>();
        for (var i = 0; i < count; i++) ids.Add((await library.CustomerAsync($"客户{i}")).Id);
        return ids;
    }
}
