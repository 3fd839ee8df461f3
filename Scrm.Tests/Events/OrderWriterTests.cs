using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class OrderWriterTests
{
    private static readonly PersonKey Wang = PersonKey.Read(IdentityType.Phone, "13800001234")!.Value;

    [Theory, OnSqlite, OnPostgres]
    public async Task Order_is_written_with_lines_event_and_aggregates(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");

        var skips = await library.OrderAsync(
            library.Order(Wang, "A1", 19900, 3) with { Lines = [new("绿茶", 2, 12000), new("茶杯", 1, 7900)] }, library.Order(Wang, "A2", 5000, 45));

        Assert.Equal([EventSkip.None, EventSkip.None], skips);
        var customer = await library.ReadAsync(id);
        Assert.Equal((2, 24900L, 1, 19900L), (customer.OrderCount, customer.SpentTotal, customer.Orders30, customer.Spent30));
        Assert.Equal((library.Clock.Now.AddDays(-45), library.Clock.Now.AddDays(-3)), (customer.FirstOrderAt, customer.LastOrderAt));
        await using var db = library.Open();
        Assert.Equal(["绿茶", "茶杯"], await db.OrderLines.OrderBy(l => l.Position).Select(l => l.Product).ToListAsync());
        var happened = await db.CustomerEvents.OrderByDescending(e => e.OccurredAt).FirstAsync();
        Assert.Equal((KindId.OrderPaid, "A1", 19900L, 3, "绿茶、茶杯"), (happened.KindId, happened.Subject, happened.Amount, happened.Quantity, happened.Text));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Same_order_again_is_the_same_and_brings_only_new_refunds(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        var now = library.Clock.Now;
        RefundDraft half = new(now.AddDays(-1), 5000, "R1", "不合适"), rest = new(now, 5000);

        Assert.Equal([EventSkip.None, EventSkip.Duplicate], await library.OrderAsync(library.Order(Wang, "A1", 10000, 2, half), library.Order(Wang, "A1", 10000, 2, half)));
        Assert.Equal([EventSkip.Duplicate, EventSkip.Duplicate], await library.OrderAsync(library.Order(Wang, "A1", 10000, 2, half), library.Order(Wang, " A1 ", 10000, 2)));
        Assert.Equal(OrderStatus.PartlyRefunded, await StatusAsync());
        Assert.Equal([EventSkip.None], await library.OrderAsync(library.Order(Wang, "A1", 10000, 2, half, rest)));
        Assert.Equal([EventSkip.Duplicate], await library.OrderAsync(library.Order(Wang, "A1", 10000, 2, half, rest)));
        Assert.Equal([EventSkip.None], await library.OrderAsync(library.Order(Wang, "A1", 10000, 2) with { SourceId = 5 }));

        Assert.Equal(OrderStatus.Refunded, await StatusAsync());
        var customer = await library.ReadAsync(id);
        Assert.Equal((2, 10000L, 10000L), (customer.OrderCount, customer.SpentTotal, customer.Spent30));
        await using var db = library.Open();
        Assert.Equal(4, await db.CustomerEvents.CountAsync());
        await library.HoldsAsync();

        async Task<OrderStatus> StatusAsync()
        {
            await using var db = library.Open();
            return await db.CustomerOrders.Where(o => o.SourceId == 0).Select(o => o.Status).SingleAsync();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_is_refused_with_its_reason(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.WithPhoneAsync("+8613800001234");
        var (good, now) = (library.Order(Wang, "A1", 10000), library.Clock.Now);
        (OrderDraft Draft, EventSkip Expected)[] cases =
        [
            (good with { Amount = -1 }, EventSkip.Negative),
            (good with { Number = " " }, EventSkip.NumberMissing),
            (good with { Number = new string('9', 101) }, EventSkip.TooLong),
            (good with { Person = null }, EventSkip.PersonUnreadable),
            (good with { PaidAt = now.AddDays(3) }, EventSkip.FutureDate),
            (good with { Lines = [new("茶", -1, 0)] }, EventSkip.Negative),
            (good with { Amount = long.MaxValue }, EventSkip.TooLarge),
            (good with { Lines = [new("茶", int.MaxValue, 0), new("茶", int.MaxValue, 0)] }, EventSkip.TooLarge),
            (good with { Lines = [new("茶", 1, long.MaxValue)] }, EventSkip.TooLarge),
            (good with { Refunds = [new(now, long.MaxValue, "1"), new(now, long.MaxValue, "2")] }, EventSkip.TooLarge),
            (good with { Refunds = [new(now, 0)] }, EventSkip.Negative),
            (good with { Refunds = [new(now, -5)] }, EventSkip.Negative),
            (good with { Refunds = [new(now, 6000, "1"), new(now, 6000, "2")] }, EventSkip.RefundTooLarge),
            (good, EventSkip.None),
            (good with { Amount = 9999 }, EventSkip.OrderDiffers),
            (good with { Refunds = [new(now, 10001)] }, EventSkip.RefundTooLarge),
        ];

        Assert.Equal(cases.Select(c => c.Expected), await library.OrderAsync([.. cases.Select(c => c.Draft)]));

        await using var db = library.Open();
        Assert.Equal(1, await db.CustomerOrders.CountAsync());
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_writers_with_the_same_orders_at_once_write_each_once(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        OrderDraft[] drafts = [.. Enumerable.Range(0, 50).Select(i => library.Order(Wang, $"A{i}", 100, i, new RefundDraft(library.Clock.Now, 40, "R")))];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => library.OrderAsync(i % 2 == 0 ? drafts : [.. drafts.Reverse()])));

        var customer = await library.ReadAsync(id);
        Assert.Equal((50, 3000L), (customer.OrderCount, customer.SpentTotal));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Order_that_is_taken_back_takes_what_others_gave_back_on_it_along(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.Get<OrderWriter>().WriteAsync([library.Order(Wang, "A1", 10000, 2)], library.Cause(9), default);
        await library.Get<OrderWriter>().RefundAsync([new(0, "A1", new(library.Clock.Now, 4000, "R1"))], library.Cause(), default);

        await using (var db = library.Open())
        {
            await using var transaction = await Bulk.BeginAsync(db, default);
            while (await EventRemoval.StepAsync(db, 9, 100, library.Clock.Now, default) > 0) { }
            await transaction.CommitAsync();
        }

        await using var after = library.Open();
        Assert.Equal((0, 0, 0), (await after.CustomerEvents.CountAsync(), await after.OrderRefunds.CountAsync(), await after.CustomerOrders.CountAsync()));
        var customer = await library.ReadAsync(id);
        Assert.Equal((0L, BusinessTime.Never), (customer.SpentTotal, customer.LastInteractionAt));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_is_taken_back_to_the_letter(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.OrderAsync(library.Order(Wang, "A1", 10000, 2));
        await library.AppendAsync(library.Message(Wang, "m1", 5));
        var before = await library.ReadAsync(id);
        await library.Get<OrderWriter>().WriteAsync(
            [library.Order(Wang, "A1", 10000, 2, new RefundDraft(library.Clock.Now, 4000)), library.Order(Wang, "A2", 700, 1, new RefundDraft(library.Clock.Now, 700))], library.Cause(9), default);
        await library.Get<EventWriter>().WriteAsync([library.Message(Wang, "m2")], library.Cause(9), default);
        Assert.Equal(6000, (await library.ReadAsync(id)).SpentTotal);

        await using (var db = library.Open())
        {
            await using var transaction = await Bulk.BeginAsync(db, default);
            while (await EventRemoval.StepAsync(db, 9, 2, library.Clock.Now, default) > 0) { }
            await transaction.CommitAsync();
        }

        var after = await library.ReadAsync(id);
        Assert.Equal((before.OrderCount, before.SpentTotal, before.LastOrderAt, before.LastInboundAt, before.Interactions30),
            (after.OrderCount, after.SpentTotal, after.LastOrderAt, after.LastInboundAt, after.Interactions30));
        await using var left = library.Open();
        Assert.Equal((1, 0, 2), (await left.CustomerOrders.CountAsync(), await left.OrderRefunds.CountAsync(), await left.CustomerEvents.CountAsync()));
        await library.HoldsAsync();
    }
}
