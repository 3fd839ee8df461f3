using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class TagWriterTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Tag_of_an_exclusive_group_replaces_the_old_one_and_says_so(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("价值等级", GroupMode.One);
        var (low, high) = (await library.TagAsync(group, "一般"), await library.TagAsync(group, "核心"));
        var customer = await library.CustomerAsync();

        await library.WriteAsync(Library.Admin, [new(customer.Id, low.Id)]);
        var results = await library.WriteAsync(Library.Admin, [new(customer.Id, high.Id)]);

        Assert.Equal(low.Id, Assert.Single(results).ReplacedTagId);
        await using var db = library.Open();
        Assert.Equal(high.Id, (await db.TagAssignments.SingleAsync()).TagId);
        Assert.Equal([TagChangeKind.Added, TagChangeKind.Removed, TagChangeKind.Added], await db.TagChanges.OrderBy(c => c.Id).Select(c => c.Kind).ToListAsync());
        Assert.Equal([0, 1], await db.Tags.OrderBy(t => t.Id).Select(t => t.Uses).ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merged_tag_gives_its_target_and_archived_tag_is_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("来源");
        var target = await library.TagAsync(group, "抖音");
        var merged = await library.TagAsync(group, "抖音号", t => (t.Status, t.MergedIntoId) = (TagStatus.Merged, target.Id));
        var archived = await library.TagAsync(group, "展会", t => t.Status = TagStatus.Archived);
        var customer = await library.CustomerAsync();

        var results = await library.WriteAsync(Library.Admin, [new(customer.Id, merged.Id), new(customer.Id, archived.Id), new(customer.Id, 9999)]);

        Assert.Equal([(TagSkip.None, target.Id), (TagSkip.Archived, archived.Id), (TagSkip.UnknownTag, 9999)], results.Select(r => (r.Skip, r.TagId)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Stage_moves_back_only_with_a_reason(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("学员阶段", GroupMode.Staged);
        var (first, second) = (await library.TagAsync(group, "咨询"), await library.TagAsync(group, "试听"));
        var customer = await library.CustomerAsync();
        await library.WriteAsync(Library.Admin, [new(customer.Id, second.Id)]);

        Assert.Equal(TagSkip.StageBackwards, (await library.WriteAsync(Library.Admin, [new(customer.Id, first.Id)]))[0].Skip);
        Assert.Equal(TagSkip.None, (await library.WriteAsync(Library.Admin, [new(customer.Id, first.Id)], reason: "报错名")) [0].Skip);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sales_take_off_only_what_they_put_on(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var tag = await library.TagAsync(await library.GroupAsync("偏好"), "周末有空");
        var customer = await library.CustomerAsync();
        var sales = new Scope(Actor.Member(7), Role.Sales, 0, [7]);
        await library.WriteAsync(Library.Admin, [new(customer.Id, tag.Id)]);

        Assert.Equal(TagSkip.AddedByOthers, (await library.WriteAsync(sales, [new(customer.Id, tag.Id, Remove: true)]))[0].Skip);
        await library.WriteAsync(Library.Admin, [new(customer.Id, tag.Id, Remove: true)]);
        await library.WriteAsync(sales, [new(customer.Id, tag.Id)]);
        Assert.Equal(TagSkip.None, (await library.WriteAsync(sales, [new(customer.Id, tag.Id, Remove: true)]))[0].Skip);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Lifetime_of_a_tag_becomes_the_end_of_its_assignment(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var tag = await library.TagAsync(await library.GroupAsync("意向"), "高意向", t => t.LifetimeDays = 30);
        await library.WriteAsync(Library.Admin, [new((await library.CustomerAsync()).Id, tag.Id)]);

        await using var db = library.Open();
        Assert.Equal(library.Clock.Now.AddDays(30), (await db.TagAssignments.SingleAsync()).Expires);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Database_itself_refuses_two_tags_of_an_exclusive_group(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await using var db = library.Open();
        const string Twice = "INSERT INTO tag_assignments (customer_id, slot, tag_id, since, expires, source, added_by, batch_id) VALUES (1, -5, 10, 0, 0, 0, 0, 0), (1, -5, 11, 0, 0, 0, 0, 0)";
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(Twice));
    }
}
