using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class EventWriterTests
{
    private static readonly PersonKey Wang = PersonKey.Read(IdentityType.Phone, "138 0000 1234")!.Value;

    [Theory, OnSqlite, OnPostgres]
    public async Task Event_reaches_the_customer_with_the_value_and_moves_the_aggregates(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");

        var skips = await library.AppendAsync(library.Message(Wang, "m1", 2), library.Message(Wang, "m2", 40),
            library.Message(Wang, "n1") with { KindId = KindId.Note }, library.Message(Wang, "o1", 1) with { KindId = KindId.MessageOut });

        Assert.All(skips, s => Assert.Equal(EventSkip.None, s));
        var customer = await library.ReadAsync(id);
        Assert.Equal((library.Clock.Now.AddDays(-2), library.Clock.Now.AddDays(-1), 2), (customer.LastInboundAt, customer.LastInteractionAt, customer.Interactions30));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Same_event_again_is_the_same_event_with_a_key_and_without(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        EventDraft[] drafts = [library.Message(Wang, "m1"), library.Message(Wang, "m1"), library.Message(Wang), library.Message(Wang), library.Message(Wang, daysAgo: 1)];

        var first = await library.AppendAsync(drafts);
        library.Clock.Advance(TimeSpan.FromHours(1));
        var again = await library.AppendAsync(drafts);

        Assert.Equal([EventSkip.None, EventSkip.Duplicate, EventSkip.None, EventSkip.Duplicate, EventSkip.None], first);
        Assert.All(again, s => Assert.Equal(EventSkip.Duplicate, s));
        Assert.Equal(3, (await library.ReadAsync(id)).Interactions30);
        Assert.Equal(EventSkip.None, (await library.AppendAsync(library.Message(Wang, "m1") with { SourceId = 7 }))[0]);
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Order_of_arrival_means_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (one, two) = (await library.WithPhoneAsync("+8613800001234"), await library.WithPhoneAsync("+8613800005678", "李芳"));
        var li = PersonKey.Read(IdentityType.Phone, "13800005678");
        double[] days = [0, 3, 29.9, 31, 400];
        foreach (var day in days) await library.AppendAsync(library.Message(Wang, $"a{day}", day));
        await library.AppendAsync([.. days.Reverse().Select(day => library.Message(li, $"b{day}", day))]);

        var (first, second) = (await library.ReadAsync(one), await library.ReadAsync(two));

        Assert.Equal((first.LastInboundAt, first.LastInteractionAt, 3), (second.LastInboundAt, second.LastInteractionAt, second.Interactions30));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Stranger_keeps_the_event_until_somebody_is_known(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var stranger = PersonKey.Read(IdentityType.Phone, "13911112222");
        Assert.Equal([EventSkip.None, EventSkip.None], await library.AppendAsync(library.Message(stranger, "m1"), library.Message(stranger, "m2", 1)));
        Assert.Equal([EventSkip.None], await library.OrderAsync(library.Order(stranger, "A1", 9900)));
        var customer = await library.CustomerAsync();

        long identity;
        await using (var db = library.Open()) identity = (await db.CustomerIdentities.SingleAsync(i => i.CustomerId == 0 && i.Value == "+8613911112222")).Id;
        await library.PointAsync(identity, customer.Id);

        var known = await library.ReadAsync(customer.Id);
        Assert.Equal((3, 1, 9900L), (known.Interactions30, known.OrderCount, known.SpentTotal));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_of_forty_customers_belongs_to_none_of_them(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        for (var i = 0; i < 40; i++) await library.WithPhoneAsync("+8613800001234", $"客户{i}");

        await library.AppendAsync(library.Message(Wang, "m1"));

        await using var db = library.Open();
        Assert.Equal(0, (await db.CustomerEvents.SingleAsync()).CustomerId);
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Customer_is_named_by_number_and_a_merged_number_leads_to_the_other_one(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var survivor = await library.CustomerAsync();
        var absorbed = await library.CustomerAsync("王晓明", c => (c.State, c.MergedInto) = (CustomerState.Merged, survivor.Id));
        var erased = await library.CustomerAsync("", c => c.State = CustomerState.Erased);

        var skips = await library.AppendAsync(library.Message(PersonKey.Of(survivor.Id), "1"), library.Message(PersonKey.Of(absorbed.Id), "2"),
            library.Message(PersonKey.Of(erased.Id), "3"), library.Message(PersonKey.Of(999_999_999), "4"));

        Assert.Equal([EventSkip.None, EventSkip.None, EventSkip.UnknownCustomer, EventSkip.UnknownCustomer], skips);
        Assert.Equal(2, (await library.ReadAsync(survivor.Id)).Interactions30);
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_is_refused_with_its_reason_and_the_rest_is_written(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.WithPhoneAsync("+8613800001234");
        var (good, now) = (library.Message(Wang), library.Clock.Now);
        (EventDraft Draft, EventSkip Expected)[] cases =
        [
            (good with { Person = PersonKey.Read(IdentityType.MemberNo, "null") }, EventSkip.PersonUnreadable),
            (good with { Person = PersonKey.Read(IdentityType.Phone, "13800138000") }, EventSkip.PersonUnreadable),
            (good with { KindId = 4711 }, EventSkip.UnknownKind),
            (good with { KindId = KindId.OrderPaid }, EventSkip.ReservedKind),
            (good with { KindId = KindId.TagChanged }, EventSkip.ReservedKind),
            (good with { OccurredAt = now.AddDays(2) }, EventSkip.FutureDate),
            (good with { OccurredAt = DateTime.UnixEpoch }, EventSkip.DateUnreadable),
            (good with { Amount = -1 }, EventSkip.Negative),
            (good with { Seconds = -1 }, EventSkip.Negative),
            (good with { Quantity = -1 }, EventSkip.Negative),
            (good with { Amount = EventDraft.MostAmount + 1 }, EventSkip.TooLarge),
            (good with { Quantity = int.MaxValue }, EventSkip.TooLarge),
            (good with { KindId = KindId.Points, Quantity = int.MinValue }, EventSkip.TooLarge),
            (good with { Text = new string('长', 4001) }, EventSkip.TooLong),
            (good with { Subject = new string('长', 301) }, EventSkip.TooLong),
            (good with { Key = new string('k', 161) }, EventSkip.KeyUnusable),
            (good with { Key = "~mine" }, EventSkip.KeyUnusable),
            (good with { Properties = "[1]" }, EventSkip.PropertyUnreadable),
            (good with { Properties = "{" }, EventSkip.PropertyUnreadable),
            (good with { KindId = KindId.Review, Properties = """{"score":"five"}""" }, EventSkip.PropertyUnreadable),
            (good with { KindId = KindId.Review, Properties = """{"score":5}""" }, EventSkip.None),
            (good, EventSkip.None),
        ];

        Assert.Equal(cases.Select(c => c.Expected), await library.AppendAsync([.. cases.Select(c => c.Draft)]));

        await using var db = library.Open();
        Assert.Equal(2, await db.CustomerEvents.CountAsync());
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Clock_that_runs_ahead_is_set_back_to_the_moment_of_arrival(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        var ahead = library.Message(Wang, daysAgo: -0.5);

        Assert.Equal([EventSkip.None], await library.AppendAsync(ahead));
        library.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([EventSkip.Duplicate], await library.AppendAsync(ahead));

        Assert.Equal(library.Clock.Now.AddMinutes(-5), (await library.ReadAsync(id)).LastInteractionAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_writers_with_the_same_events_at_once_write_each_once(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        EventDraft[] drafts = [.. Enumerable.Range(0, 200).Select(i => library.Message(i % 3 == 0 ? PersonKey.Read(IdentityType.Device, $"device-{i % 7}") : Wang, $"m{i}", i / 10.0))];

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => library.AppendAsync(i % 2 == 0 ? drafts : [.. drafts.Reverse()])));

        Assert.Equal(200, results.Sum(r => r.Count(s => s == EventSkip.None)));
        await using var db = library.Open();
        Assert.Equal(200, await db.CustomerEvents.CountAsync());
        Assert.Equal(133, (await library.ReadAsync(id)).Interactions30);
        await library.HoldsAsync();
    }
}
