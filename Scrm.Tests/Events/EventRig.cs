using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

/// <summary>Short words for what tests of events need.</summary>
internal static class EventRig
{
    public static EventCause Cause(this Library library, long batch = 0) => new(Scope.System, IdentitySource.Api, library.Clock.Now, batch);

    public static async Task<EventSkip[]> AppendAsync(this Library library, params EventDraft[] drafts) =>
        [.. (await library.Get<EventWriter>().WriteAsync(drafts, library.Cause(), default)).Select(r => r.Skip)];

    public static async Task<EventSkip[]> OrderAsync(this Library library, params OrderDraft[] drafts) =>
        [.. (await library.Get<OrderWriter>().WriteAsync(drafts, library.Cause(), default)).Select(r => r.Skip)];

    public static EventDraft Message(this Library library, PersonKey? person, string key = "", double daysAgo = 0) =>
        new() { KindId = KindId.MessageIn, Person = person, OccurredAt = library.Clock.Now.AddDays(-daysAgo), Key = key, Text = "在吗" };

    public static OrderDraft Order(this Library library, PersonKey? person, string number, long amount, double daysAgo = 0, params RefundDraft[] refunds) =>
        new() { Person = person, Number = number, Amount = amount, PaidAt = library.Clock.Now.AddDays(-daysAgo), Refunds = refunds };

    public static async Task<Customer> ReadAsync(this Library library, long id)
    {
        await using var db = library.Open();
        return await db.Customers.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.Id == id);
    }

    public static async Task<long> WithPhoneAsync(this Library library, string phone, string name = "王小明")
    {
        var customer = await library.CustomerAsync(name, c => c.Phone = phone);
        await using var db = library.Open();
        db.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.Phone, Value = phone, FirstSeen = library.Clock.Now });
        await db.SaveChangesAsync();
        return customer.Id;
    }

    /// <summary>The aggregates as the writer left them are those that events and orders say.</summary>
    public static async Task HoldsAsync(this Library library) =>
        Assert.Equal(0, (await library.Get<AggregateRebuild>().RunAsync(Library.Admin, default)).Value!.Differed);
}
