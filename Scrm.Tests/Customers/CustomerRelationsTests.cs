using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class CustomerRelationsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Member_begins_to_follow_and_the_turn_says_who_wrote_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (customer, sales) = (await library.CustomerAsync(), await library.MemberAsync("小李", Role.Sales));
        var relations = library.Get<CustomerRelations>();

        Assert.True((await relations.AddAsync(customer.Id, sales.Id, new(" 王太太 ", "常来", "扫码"), Library.Admin, default))!.Value.Ok);
        Assert.Equal(RelationRefusal.AlreadyFollows, (await relations.AddAsync(customer.Id, sales.Id, new(), Library.Admin, default))!.Value.Refused!.Why);

        var line = Assert.Single((await relations.ListAsync(customer.Id, Library.Admin, default))!);
        Assert.Equal(("小李", RelationState.Active, "王太太", "扫码", library.Clock.Now), (line.Member, line.State, line.Remark, line.AddWay, line.AddedAt));
        var turn = Assert.Single((await relations.HistoryAsync(customer.Id, Library.Admin, default))!);
        Assert.Equal((RelationState.Active, ActorKind.Member, 0), (turn.State, turn.By.Kind, turn.Tags.Count));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Loss_keeps_the_tags_and_the_stage_of_that_moment_and_the_customer_stays(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var sales = await library.MemberAsync("小李", Role.Sales);
        var customer = await library.CustomerAsync("王小明", c => (c.OwnerId, c.Stage) = (sales.Id, LifecycleStage.Buyer));
        var tag = await library.TagAsync(await library.GroupAsync("意向"), "高意向");
        var own = await library.TagAsync(await library.GroupAsync("我的", with: g => g.OwnerId = 1), "爱喝茶");
        await library.WriteAsync(Library.Admin, [new(customer.Id, tag.Id), new(customer.Id, own.Id)]);
        var relations = library.Get<CustomerRelations>();
        await relations.AddAsync(customer.Id, sales.Id, new(), Library.Admin, default);
        library.Clock.Advance(TimeSpan.FromDays(12));

        Assert.True((await relations.EndAsync(customer.Id, sales.Id, byCustomer: true, "搬家了", Library.Admin, default))!.Value.Ok);
        await library.WriteAsync(Library.Admin, [new(customer.Id, tag.Id, Remove: true)]);

        var page = await library.Get<LostCustomers>().PageAsync(LostFilter.Everything, Library.Admin, default);
        var lost = Assert.Single(page.Rows);
        Assert.Equal(("王小明", "小李", RelationState.DeletedByCustomer, "搬家了", 12, 0), (lost.Customer, lost.Member, lost.Why, lost.Reason, lost.DaysFollowed, lost.Followers));
        Assert.Equal(("高意向", LifecycleStage.Buyer), (Assert.Single(lost.Tags).Name, lost.Stage));
        Assert.Equal((1, 1), (page.Total, page.ByCustomer));
        Assert.Equal(RelationRefusal.NotFollowing, (await relations.EndAsync(customer.Id, sales.Id, true, "", Library.Admin, default))!.Value.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Customer_who_comes_back_leaves_the_list_of_lost_ones_and_the_history_stays(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (customer, sales) = (await library.CustomerAsync(), await library.MemberAsync("小李", Role.Sales));
        var relations = library.Get<CustomerRelations>();
        await relations.AddAsync(customer.Id, sales.Id, new("旧备注"), Library.Admin, default);
        await relations.EndAsync(customer.Id, sales.Id, byCustomer: false, "", Library.Admin, default);
        library.Clock.Advance(TimeSpan.FromDays(1));

        await relations.AddAsync(customer.Id, sales.Id, new("新备注"), Library.Admin, default);

        Assert.Equal(0, (await library.Get<LostCustomers>().PageAsync(LostFilter.Everything, Library.Admin, default)).Total);
        Assert.Equal([RelationState.Active, RelationState.DeletedByMember, RelationState.Active], (await relations.HistoryAsync(customer.Id, Library.Admin, default))!.Select(t => t.State));
        Assert.Equal((BusinessTime.Never, "新备注"), (await relations.ListAsync(customer.Id, Library.Admin, default))!.Select(l => (l.EndedAt, l.Remark)).Single());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Lost_customers_are_found_by_reason_member_tag_day_and_whether_somebody_follows(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (li, zhang) = (await library.MemberAsync("小李", Role.Sales), await library.MemberAsync("小张", Role.Sales));
        var tag = await library.TagAsync(await library.GroupAsync("意向"), "高意向");
        var (first, second) = (await library.CustomerAsync("赵一"), await library.CustomerAsync("钱二"));
        await library.WriteAsync(Library.Admin, [new(first.Id, tag.Id)]);
        var relations = library.Get<CustomerRelations>();
        await relations.AddAsync(first.Id, li.Id, new(), Library.Admin, default);
        await relations.AddAsync(first.Id, zhang.Id, new(), Library.Admin, default);
        await relations.AddAsync(second.Id, zhang.Id, new(), Library.Admin, default);
        await relations.EndAsync(first.Id, li.Id, byCustomer: true, "", Library.Admin, default);
        library.Clock.Advance(TimeSpan.FromDays(3));
        await relations.EndAsync(second.Id, zhang.Id, byCustomer: false, "", Library.Admin, default);
        var today = DateOnly.FromDateTime(library.Clock.Now.AddHours(8));

        async Task<string> FoundAsync(LostFilter filter) =>
            string.Join(',', (await library.Get<LostCustomers>().PageAsync(LostFilter.Parse(filter.Format()), Library.Admin, default)).Rows.Select(r => r.Customer));

        Assert.Equal("钱二,赵一", await FoundAsync(LostFilter.Everything));
        Assert.Equal("赵一", await FoundAsync(LostFilter.Everything with { ByCustomer = true }));
        Assert.Equal("钱二", await FoundAsync(LostFilter.Everything with { ByCustomer = false }));
        Assert.Equal("钱二", await FoundAsync(LostFilter.Everything with { Member = zhang.Id }));
        Assert.Equal("赵一", await FoundAsync(LostFilter.Everything with { Tag = tag.Id }));
        Assert.Equal("", await FoundAsync(LostFilter.Everything with { Tag = tag.Id + 1 }));
        Assert.Equal("钱二", await FoundAsync(LostFilter.Everything with { From = today }));
        Assert.Equal("赵一", await FoundAsync(LostFilter.Everything with { To = today.AddDays(-1) }));
        Assert.Equal("钱二,赵一", await FoundAsync(LostFilter.Everything with { From = DateOnly.MinValue, To = DateOnly.MaxValue }));
        Assert.Equal("钱二", await FoundAsync(LostFilter.Everything with { Unfollowed = true }));
        Assert.Equal("赵一", await FoundAsync(LostFilter.Everything with { Text = "赵" }));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sales_speak_only_for_themselves_and_only_within_reach(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (li, zhang) = (await library.MemberAsync("小李", Role.Sales), await library.MemberAsync("小张", Role.Sales));
        var (own, foreign) = (await library.CustomerAsync("自己的", c => c.OwnerId = li.Id), await library.CustomerAsync("别人的", c => c.OwnerId = zhang.Id));
        var who = new Scope(Actor.Member(li.Id), Role.Sales, 0, [li.Id]);
        var viewer = new Scope(Actor.Member(99), Role.Viewer, 0, [99]);
        var relations = library.Get<CustomerRelations>();

        Assert.Null(await relations.AddAsync(foreign.Id, li.Id, new(), who, default));
        Assert.Null(await relations.ListAsync(foreign.Id, who, default));
        Assert.Null(await relations.HistoryAsync(foreign.Id, who, default));
        Assert.Null(await relations.EndAsync(foreign.Id, zhang.Id, true, "", who, default));
        Assert.Equal(RelationRefusal.MemberOutOfReach, (await relations.AddAsync(own.Id, zhang.Id, new(), who, default))!.Value.Refused!.Why);
        Assert.True((await relations.AddAsync(own.Id, li.Id, new(), who, default))!.Value.Ok);
        Assert.Equal(RelationRefusal.NotAllowed, (await relations.EndAsync(own.Id, zhang.Id, true, "", who, default))!.Value.Refused!.Why);
        Assert.Equal(RelationRefusal.NotAllowed, (await relations.AddAsync(own.Id, li.Id, new(), viewer, default))!.Value.Refused!.Why);
        Assert.True((await relations.NoteAsync(own.Id, li.Id, new("熟客"), who, default))!.Value.Ok);
        Assert.Equal(RelationRefusal.TextTooLong, (await relations.NoteAsync(own.Id, li.Id, new(new string('长', 201)), who, default))!.Value.Refused!.Why);
        await relations.AddAsync(foreign.Id, zhang.Id, new(), Library.Admin, default);
        await relations.EndAsync(foreign.Id, zhang.Id, true, "", Library.Admin, default);
        Assert.Empty((await library.Get<LostCustomers>().PageAsync(LostFilter.Everything, who, default)).Rows);
    }
}
