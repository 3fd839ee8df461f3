using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class TimelineTests
{
    private static readonly PersonKey Wang = PersonKey.Read(IdentityType.Phone, "13800001234")!.Value;

    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_follow_each_other_without_gap_or_repeat_though_moments_are_equal(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.AppendAsync([.. Enumerable.Range(0, 25).Select(i => library.Message(Wang, $"m{i}", i / 5))]);
        var (timeline, seen, mark) = (library.Get<Timeline>(), new List<TimelineEvent>(), (TimelineMark?)null);

        do
        {
            var page = (await timeline.PageAsync(id, TimelineFilter.Story, mark, 7, Library.Admin, default))!;
            seen.AddRange(page.Events);
            mark = page.Next;
        }
        while (mark is not null);

        Assert.Equal(25, seen.DistinctBy(e => e.Id).Count());
        Assert.Equal(seen.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Id), seen);
        Assert.All(seen, e => Assert.Equal(("message_in", IdentityType.Phone), (e.Kind.Code, e.ArrivedOn)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Filters_narrow_by_kind_source_member_and_time(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.AppendAsync(library.Message(Wang, "1", 1), library.Message(Wang, "2", 2) with { KindId = KindId.Visit, MemberId = 3 }, library.Message(Wang, "3", 3) with { SourceId = 7 });
        var now = library.Clock.Now;

        Assert.Equal(3, await CountAsync(TimelineFilter.Story));
        Assert.Equal(1, await CountAsync(new() { Kinds = [KindId.Visit] }));
        Assert.Equal(1, await CountAsync(new() { Members = [3] }));
        Assert.Equal(1, await CountAsync(new() { Sources = [7] }));
        Assert.Equal(1, await CountAsync(new() { From = now.AddDays(-2), Until = now.AddDays(-1) }));
        var choices = (await library.Get<Timeline>().ChoicesAsync(id, Library.Admin, default))!;
        Assert.Equal([KindId.MessageIn, KindId.Visit], choices.Kinds.Select(k => k.Id));

        async Task<int> CountAsync(TimelineFilter filter) => (await library.Get<Timeline>().PageAsync(id, filter, null, 50, Library.Admin, default))!.Events.Count();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_does_not_reach_the_customer_reads_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (mine, theirs) = (await library.CustomerAsync("王小明", c => c.OwnerId = 5), await library.CustomerAsync("李芳", c => c.OwnerId = 6));
        var sales = new Scope(Actor.Member(5), Role.Sales, 0, [5]);
        var (timeline, orders) = (library.Get<Timeline>(), library.Get<OrderHistory>());

        Assert.NotNull(await timeline.PageAsync(mine.Id, TimelineFilter.Story, null, 10, sales, default));
        Assert.Null(await timeline.PageAsync(theirs.Id, TimelineFilter.Story, null, 10, sales, default));
        Assert.Null(await timeline.WeeksAsync(theirs.Id, 10, library.Clock.Now, sales, default));
        Assert.Null(await timeline.ChoicesAsync(theirs.Id, sales, default));
        Assert.Null(await orders.PageAsync(theirs.Id, null, 10, sales, default));
        Assert.Null(await orders.MonthsAsync(theirs.Id, 10, library.Clock.Now, sales, default));
        Assert.Null(await library.Get<CustomerEvents>().AddByHandAsync(theirs.Id, new(KindId.Note, library.Clock.Now, "在", "k"), sales, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Weeks_and_months_are_those_of_the_companys_zone(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        // Monday 2 March 2026, 09:00 in Shanghai; half past midnight there was still Sunday in UTC.
        var monday = new DateTime(2026, 3, 1, 16, 30, 0, DateTimeKind.Utc);
        await library.AppendAsync(library.Message(Wang, "1") with { OccurredAt = monday }, library.Message(Wang, "2") with { OccurredAt = monday.AddHours(-1), KindId = KindId.MessageOut },
            library.Message(Wang, "3") with { OccurredAt = monday, KindId = KindId.Note });
        await library.OrderAsync(library.Order(Wang, "A1", 1000) with { PaidAt = new(2026, 2, 28, 15, 0, 0, DateTimeKind.Utc) },
            library.Order(Wang, "A2", 500) with { PaidAt = new(2026, 2, 28, 16, 30, 0, DateTimeKind.Utc), Refunds = [new(monday, 200)] });

        var weeks = (await library.Get<Timeline>().WeeksAsync(id, 3, library.Clock.Now, Library.Admin, default))!;
        var months = (await library.Get<OrderHistory>().MonthsAsync(id, 2, library.Clock.Now, Library.Admin, default))!;

        Assert.Equal([new(new(2026, 2, 16), 0, 0), new(new(2026, 2, 23), 2, 1), new(new(2026, 3, 2), 2, 0)], weeks);
        Assert.Equal([new(new(2026, 2, 1), 1, 1000), new(new(2026, 3, 1), 1, 300)], months);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_come_with_lines_and_refunds_the_latest_first(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.OrderAsync([.. Enumerable.Range(1, 5).Select(i => library.Order(Wang, $"A{i}", 1000, i, new RefundDraft(library.Clock.Now, 100, "R")) with { Lines = [new("茶", i, 1000)] })]);

        var first = (await library.Get<OrderHistory>().PageAsync(id, null, 3, Library.Admin, default))!;
        var second = (await library.Get<OrderHistory>().PageAsync(id, first.Next, 3, Library.Admin, default))!;

        Assert.Equal(["A1", "A2", "A3", "A4", "A5"], first.Orders.Concat(second.Orders).Select(o => o.Number));
        Assert.Null(second.Next);
        Assert.All(first.Orders, o => Assert.Equal((OrderStatus.PartlyRefunded, 100L, "茶"), (o.Status, o.Refunds.Single().Amount, o.Lines.Single().Product)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Touch_entered_by_hand_carries_the_member_and_a_double_click_is_one(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (customer, member) = (await library.CustomerAsync(), await library.MemberAsync("王芳", Role.Sales));
        var who = new Scope(Actor.Member(member.Id), Role.Sales, 0, [member.Id]);
        var events = library.Get<CustomerEvents>();
        HandEvent call = new(KindId.Call, library.Clock.Now.AddHours(-1), "问了价格 ", "hand.1") { Seconds = 300 };

        for (var i = 0; i < 2; i++) Assert.True((await events.AddByHandAsync(customer.Id, call, who, default))!.Value.Ok);

        var shown = Assert.Single((await library.Get<Timeline>().PageAsync(customer.Id, TimelineFilter.Story, null, 10, who, default))!.Events);
        Assert.Equal(("王芳", "问了价格", 300, "call"), (shown.Member, shown.Text, shown.Seconds, shown.Kind.Code));
        Assert.Equal(library.Clock.Now.AddHours(-1), (await library.ReadAsync(customer.Id)).LastInboundAt);
        Assert.Equal(EventRefusal.NotAllowed, await WhyAsync(call, who with { Role = Role.Viewer }));
        Assert.Equal(EventRefusal.NothingSaid, await WhyAsync(call with { KindId = KindId.Note, Text = " " }, who));
        Assert.Equal(EventRefusal.NotWritten, await WhyAsync(call with { KindId = KindId.OrderPaid }, who));
        Assert.Equal(EventRefusal.NotWritten, await WhyAsync(call with { OccurredAt = library.Clock.Now.AddDays(9), Key = "2" }, who));
        await library.HoldsAsync();

        async Task<Enum?> WhyAsync(HandEvent given, Scope scope) => (await events.AddByHandAsync(customer.Id, given, scope, default))!.Value.Refused?.Why;
    }
}
