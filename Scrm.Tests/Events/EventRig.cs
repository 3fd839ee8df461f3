using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
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

    /// <summary>An identity gets another customer, and with it the events and orders that arrived on it.</summary>
    public static async Task PointAsync(this Library library, long identity, long to)
    {
        await using var db = library.Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        var from = await db.CustomerIdentities.Where(i => i.Id == identity).Select(i => i.CustomerId).SingleAsync();
        await db.CustomerIdentities.Where(i => i.Id == identity).ExecuteUpdateAsync(i => i.SetProperty(x => x.CustomerId, to));
        await db.CustomerEvents.Where(e => e.IdentityId == identity).ExecuteUpdateAsync(e => e.SetProperty(x => x.CustomerId, to));
        await db.CustomerOrders.Where(o => o.IdentityId == identity).ExecuteUpdateAsync(o => o.SetProperty(x => x.CustomerId, to));
        await AggregateRebuild.RecountAsync(db, [from, to], library.Clock.Now, default);
        await transaction.CommitAsync();
    }

    /// <summary>The aggregates as the writer left them are those that events and orders say.</summary>
    public static async Task HoldsAsync(this Library library)
    {
        Assert.Equal(0, (await library.Get<AggregateRebuild>().RunAsync(Library.Admin, default)).Value!.Differed);
        await using var db = library.Open();
        await LedgerTruth.InitialsHoldAsync(db);
    }
}
