using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class TagMergeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Assignments_move_and_the_newest_wins_in_an_exclusive_group(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var loose = await library.TagAsync(await library.GroupAsync("散标签"), "想买");
        var exclusive = await library.GroupAsync("意向", GroupMode.One);
        var (high, low) = (await library.TagAsync(exclusive, "高意向"), await library.TagAsync(exclusive, "低意向"));
        var people = new List<long>();
        for (var i = 0; i < 4; i++) people.Add((await library.CustomerAsync($"客户{i}")).Id);
        // 0: only the old tag · 1: both · 2: an older rival · 3: a newer rival
        await library.WriteAsync(Library.Admin, [new(people[2], low.Id)]);
        library.Clock.Advance(TimeSpan.FromHours(1));
        await library.WriteAsync(Library.Admin, [.. people.Select(p => new TagOrder(p, loose.Id))]);
        library.Clock.Advance(TimeSpan.FromHours(1));
        await library.WriteAsync(Library.Admin, [new(people[1], high.Id), new(people[3], low.Id)]);
        var before = await library.AssignmentsAsync();
        var merge = library.Get<TagMerge>();

        var preview = (await merge.PreviewAsync(loose.Id, high.Id, Library.Admin)).Value!;
        var batch = (await merge.StartAsync(loose.Id, high.Id, Library.Admin)).Value;
        Assert.Equal(TagRefusal.Busy, (await merge.StartAsync(loose.Id, low.Id, Library.Admin)).Refused?.Why);
        await library.RunBatchesAsync();

        Assert.Equal((4, 2, 1, 1, 1), (preview.Customers, preview.Moved, preview.Both, preview.Replaced, preview.Kept));
        Assert.Equal([$"{people[0]}:高意向", $"{people[1]}:高意向", $"{people[2]}:高意向", $"{people[3]}:低意向"], await StandingAsync(library));
        await using var db = library.Open();
        var old = await db.Tags.SingleAsync(t => t.Id == loose.Id);
        Assert.Equal((TagStatus.Merged, high.Id, 0), (old.Status, old.MergedIntoId, old.Uses));
        Assert.Equal((3, 1), ((await db.Tags.SingleAsync(t => t.Id == high.Id)).Uses, (await db.Tags.SingleAsync(t => t.Id == low.Id)).Uses));
        Assert.Equal(TagRefusal.Merged, (await library.Get<TagDictionary>().ArchiveAsync([loose.Id], Library.Admin)).Refused?.Why);
        Assert.Equal(TagRefusal.HasMerged, (await library.Get<TagDictionary>().DeleteTagsAsync([high.Id], Library.Admin)).Refused?.Why);

        await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default);
        await library.RunBatchesAsync();
        Assert.Equal(before, await library.AssignmentsAsync());
        await using var after = library.Open();
        Assert.Equal(TagStatus.Active, (await after.Tags.SingleAsync(t => t.Id == loose.Id)).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merge_inside_an_exclusive_group_keeps_since_and_author(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("意向", GroupMode.One);
        var (a, b) = (await library.TagAsync(group, "想买"), await library.TagAsync(group, "高意向"));
        var customer = await library.CustomerAsync();
        await library.WriteAsync(Library.Admin, [new(customer.Id, a.Id)]);
        var since = library.Clock.Now;
        library.Clock.Advance(TimeSpan.FromDays(1));

        await library.Get<TagMerge>().StartAsync(a.Id, b.Id, Library.Admin);
        await library.RunBatchesAsync();

        await using var db = library.Open();
        var there = await db.TagAssignments.SingleAsync();
        Assert.Equal((b.Id, since, 1L), (there.TagId, there.Since, there.AddedBy));
        Assert.Equal(TagSkip.AlreadyThere, (await library.WriteAsync(Library.Admin, [new(customer.Id, a.Id)]))[0].Skip);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Personal_tag_that_enough_members_use_becomes_one_of_the_company(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var company = await library.GroupAsync("企业");
        for (var m = 1; m <= 3; m++)
        {
            var member = await library.MemberAsync($"销售{m}", Role.Sales);
            var tag = await library.TagAsync(await library.GroupAsync("我的", with: g => g.OwnerId = member.Id), m == 1 ? "ＫＯＬ" : "kol");
            await library.WriteAsync(new Scope(Actor.Member(member.Id), Role.Sales, 0, []), [new((await library.CustomerAsync()).Id, tag.Id)]);
        }
        var promotion = library.Get<TagPromotion>();
        var sales = new Scope(Actor.Member(1), Role.Sales, 0, []);

        var proposal = Assert.Single(await promotion.ProposalsAsync(Library.Admin));
        Assert.Empty(await promotion.ProposalsAsync(sales));
        Assert.False((await promotion.PromoteAsync("kol", company.Id, sales)).Ok);
        Assert.True((await promotion.PromoteAsync("kol", company.Id, Library.Admin)).Ok);
        await library.RunBatchesAsync();

        Assert.Equal(("kol", 3, 3), (proposal.NameKey, proposal.Members, proposal.Customers));
        await using var db = library.Open();
        Assert.Equal(3, (await db.Tags.SingleAsync(t => t.GroupId == company.Id)).Uses);
        Assert.Equal(3, await db.Tags.CountAsync(t => t.Status == TagStatus.Merged));
        Assert.Empty(await promotion.ProposalsAsync(Library.Admin));
    }

    private static async Task<IReadOnlyList<string>> StandingAsync(Library library)
    {
        await using var db = library.Open();
        var rows = await (from a in db.TagAssignments join t in db.Tags on a.TagId equals t.Id orderby a.CustomerId select new { a.CustomerId, t.Name }).ToListAsync();
        return [.. rows.Select(r => $"{r.CustomerId}:{r.Name}")];
    }
}
