using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Tags;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

/// <summary>What waits now on the 360 page.</summary>
public sealed class OpenMattersTests
{
    private static readonly PersonKey Wang = PersonKey.Read(IdentityType.Phone, "13800001234")!.Value;

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_waits_for_somebody_of_whom_nothing_is_known(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");

        Assert.True((await NowAsync(library, id)).Quiet);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Message_waits_until_somebody_writes_calls_or_meets(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.AppendAsync(library.Message(Wang, "1", 5), library.Message(Wang, "2", 4) with { KindId = KindId.MessageOut }, library.Message(Wang, "3", 3));
        Assert.Equal(library.Clock.Now.AddDays(-3), (await NowAsync(library, id)).Open.UnansweredSince);

        await library.AppendAsync(library.Message(Wang, "4", 2) with { KindId = KindId.PageView });
        Assert.Equal(library.Clock.Now.AddDays(-3), (await NowAsync(library, id)).Open.UnansweredSince);

        await library.AppendAsync(library.Message(Wang, "5", 1) with { KindId = KindId.Call });
        Assert.True((await NowAsync(library, id)).Quiet);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Ticket_is_open_until_the_last_word_on_it_says_closed(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.AppendAsync(
            Ticket(library, 9, """{"ticket":"T-1","state":"opened"}"""), Ticket(library, 8, """{"ticket":"T-1","state":"closed"}"""),
            Ticket(library, 7, """{"state":"opened"}""", "退货"), Ticket(library, 6, """{"state":"closed"}""", "退货"), Ticket(library, 5, """{"state":"opened"}""", "退货"),
            Ticket(library, 4, """{"ticket":"T-2","state":"opened"}""", "漏水"), Ticket(library, 3, """{"ticket":"T-2"}""", "漏水"), Ticket(library, 300, """{"ticket":"T-0","state":"opened"}"""));

        var open = (await NowAsync(library, id)).Open.Tickets;

        Assert.Equal([("退货", 5d, 5d), ("T-2", 4d, 3d)], open.Select(t => (t.Key, (library.Clock.Now - t.OpenedAt).TotalDays, (library.Clock.Now - t.LastAt).TotalDays)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Refunds_count_for_thirty_days(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        var now = library.Clock.Now;
        await library.OrderAsync(library.Order(Wang, "A1", 9_000, 60, new RefundDraft(now.AddDays(-40), 500, "R1"), new RefundDraft(now.AddDays(-3), 700, "R2"), new RefundDraft(now.AddDays(-1), 300, "R3")));

        Assert.Equal(new RecentRefunds(2, 1_000), (await NowAsync(library, id)).Open.Refunds);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tags_that_fall_off_fields_that_are_empty_and_renewals_that_come_are_named(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        var group = await library.GroupAsync("意向");
        var (soon, later) = (await library.TagAsync(group, "高意向", t => t.LifetimeDays = 5), await library.TagAsync(group, "参加展会", t => t.LifetimeDays = 30));
        await library.WriteAsync(Library.Admin, [new(id, soon.Id), new(id, later.Id)]);
        var fields = library.Get<FieldDesk>();
        await fields.CreateAsync(new FieldDraft { Name = "车牌", Type = FieldType.Text, RequiredWhen = FieldWhen.Always }, Library.Admin, default);
        var renewal = (await fields.CreateAsync(new FieldDraft { Name = "续费日", Type = FieldType.Date, IsRenewal = true }, Library.Admin, default)).Value;
        var day = DateOnly.FromDateTime(library.Clock.Now).AddDays(10);
        await library.Get<FieldEditor>().WriteAsync(id, [new(renewal, $"{day:yyyy-MM-dd}")], Library.Admin, default);

        var now = await NowAsync(library, id);

        Assert.Equal("高意向", Assert.Single(now.Expiring).Tag.Name);
        Assert.Equal(("车牌", true), (Assert.Single(now.Fields).Name, now.Fields[0].Missing));
        Assert.Equal(new DueDate("续费日", day, true), Assert.Single(now.Due));
        Assert.False(now.Quiet);
    }

    private static EventDraft Ticket(Library library, double daysAgo, string properties, string subject = "") =>
        library.Message(Wang, $"t{daysAgo}", daysAgo) with { KindId = KindId.ServiceTicket, Properties = properties, Subject = subject };

    private static async Task<CustomerNow> NowAsync(Library library, long id) => (await library.Get<Customer360>().LoadAsync(id, Library.Admin, default))!.View!.Now;
}
