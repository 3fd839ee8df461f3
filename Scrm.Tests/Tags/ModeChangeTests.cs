using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class ModeChangeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Group_that_becomes_exclusive_keeps_the_newest_tag_of_each_customer(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("肤质");
        var (oily, dry) = (await library.TagAsync(group, "油皮"), await library.TagAsync(group, "干皮"));
        var (both, one) = (await library.CustomerAsync("两个"), await library.CustomerAsync("一个"));
        await library.WriteAsync(Library.Admin, [new(both.Id, oily.Id), new(one.Id, oily.Id)]);
        library.Clock.Advance(TimeSpan.FromMinutes(1));
        await library.WriteAsync(Library.Admin, [new(both.Id, dry.Id)]);
        var change = library.Get<ModeChange>();

        var preview = (await change.PreviewAsync(group.Id, GroupMode.One, Library.Admin))!;
        var batch = await change.StartAsync(group.Id, group.Version, GroupMode.One, Library.Admin);
        await library.RunBatchesAsync();

        Assert.Equal((2, 1, 1), (preview.Customers, preview.Contradicting, preview.Lost));
        var sample = Assert.Single(preview.Samples);
        Assert.Equal(("两个", "干皮", "油皮"), (sample.Customer, sample.Keeps, sample.Loses.Single()));
        Assert.NotEqual(0, batch.Value);
        await using (var db = library.Open())
        {
            var rows = await db.TagAssignments.OrderBy(a => a.CustomerId).ToListAsync();
            Assert.Equal([(both.Id, -(long)group.Id, dry.Id), (one.Id, -(long)group.Id, oily.Id)], rows.Select(a => (a.CustomerId, a.Slot, a.TagId)));
            Assert.All(await db.Tags.ToListAsync(), t => Assert.Equal(-(long)group.Id, t.Slot));
            Assert.Equal(1, (await db.Tags.SingleAsync(t => t.Id == oily.Id)).Uses);
        }
        var replaced = (await library.WriteAsync(Library.Admin, [new(one.Id, dry.Id)]))[0];
        Assert.Equal(oily.Id, replaced.ReplacedTagId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Group_opens_again_and_each_tag_takes_its_own_place(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("肤质", GroupMode.One);
        var (oily, dry) = (await library.TagAsync(group, "油皮"), await library.TagAsync(group, "干皮"));
        var customer = await library.CustomerAsync();
        await library.WriteAsync(Library.Admin, [new(customer.Id, oily.Id)]);

        await library.Get<ModeChange>().StartAsync(group.Id, group.Version, GroupMode.Many, Library.Admin);
        await library.RunBatchesAsync();
        var second = (await library.WriteAsync(Library.Admin, [new(customer.Id, dry.Id)]))[0];

        Assert.Equal((true, 0), (second.Written, second.ReplacedTagId));
        await using var db = library.Open();
        Assert.Equal([(long)oily.Id, dry.Id], await db.TagAssignments.OrderBy(a => a.Slot).Select(a => a.Slot).ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Between_one_and_staged_nothing_moves(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("阶段", GroupMode.One);

        Assert.Equal(0, (await library.Get<ModeChange>().StartAsync(group.Id, group.Version, GroupMode.Staged, Library.Admin)).Value);
        await using var db = library.Open();
        Assert.Equal(GroupMode.Staged, (await db.TagGroups.SingleAsync()).Mode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Writer_with_a_dictionary_from_before_the_change_is_stopped(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("肤质");
        var (oily, customer) = (await library.TagAsync(group, "油皮"), await library.CustomerAsync());
        TagBook stale;
        await using (var before = library.Open()) stale = await TagBook.LoadAsync(before, default);
        await library.Get<ModeChange>().StartAsync(group.Id, group.Version, GroupMode.One, Library.Admin);
        await library.RunBatchesAsync();

        await using var db = library.Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        var cause = new TagCause(Library.Admin, TagSource.Manual, library.Clock.Now);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => library.Get<TagWriter>().WriteAsync(db, stale, [new(customer.Id, oily.Id)], cause, default));
    }
}
