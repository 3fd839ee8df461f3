using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class WaitingIdentityTests
{
    private static readonly PersonKey Phone = new(IdentityType.Phone, "+8613912345678");

    [Theory, OnSqlite, OnPostgres]
    public async Task Events_of_somebody_unknown_are_theirs_as_soon_as_they_are_added(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.AppendAsync(library.Message(Phone, "1"), library.Message(Phone, "2"));
        await library.OrderAsync(library.Order(Phone, "n1", 900));

        var id = (await library.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "王小明", Phone = "13912345678" }, Library.Admin, default)).Value;

        Assert.Equal((1, 900L), ((await library.ReadAsync(id)).OrderCount, (await library.ReadAsync(id)).SpentTotal));
        await using var db = library.Open();
        Assert.Equal(0, await db.CustomerEvents.CountAsync(e => e.CustomerId == 0));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Old_phone_that_events_came_on_stays_theirs_when_it_is_changed(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var draft = new CustomerDraft { Name = "王小明", Phone = "13912345678" };
        var id = (await library.Get<CustomerEditor>().AddAsync(draft, Library.Admin, default)).Value;
        await library.AppendAsync(library.Message(Phone, "1"));

        var edited = await library.Get<CustomerEditor>().EditAsync(id, (await library.ReadAsync(id)).Version, draft with { Phone = "13912340000" }, Library.Admin, default);
        await library.AppendAsync(library.Message(Phone, "2"));

        Assert.True(edited!.Value.Ok);
        await using var db = library.Open();
        Assert.Equal(2, await db.CustomerEvents.CountAsync(e => e.CustomerId == id));
        Assert.Equal(2, await db.CustomerIdentities.CountAsync(i => i.CustomerId == id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Value_linked_from_the_queue_brings_its_events(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await IdentityResolverTests.AddAsync(library, "王小明", phone: "13912345678");
        var waiting = await IdentityResolverTests.OneAsync(library, (IdentityType.UnionId, "oAbCdEfGhIjKlMnOpQrStUvWx"), (IdentityType.Phone, "13912345678"));
        await library.AppendAsync(library.Message(new PersonKey(IdentityType.UnionId, "oAbCdEfGhIjKlMnOpQrStUvWx"), "1"));
        var desk = library.Get<ReviewDesk>();

        var open = await desk.ListAsync(ReviewState.Open, 0, 10, Library.Admin, default);
        var linked = await desk.LinkAsync(open.Rows.Single().Id, Library.Admin, default);

        Assert.Equal((waiting.IdentityId, id), (open.Rows[0].IdentityId, open.Rows[0].SecondId));
        Assert.True(linked!.Value.Ok);
        Assert.Equal(0, await desk.CountAsync(Library.Admin, default));
        await using var db = library.Open();
        Assert.Equal(id, await db.CustomerEvents.Select(e => e.CustomerId).SingleAsync());
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Four_people_deciding_on_one_review_at_once_come_to_one_decision_and_no_fault(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await IdentityResolverTests.AddAsync(library, "王小明", phone: "13912345678");
        await IdentityResolverTests.OneAsync(library, (IdentityType.UnionId, "oAbCdEfGhIjKlMnOpQrStUvWx"), (IdentityType.Phone, "13912345678"));
        var desk = library.Get<ReviewDesk>();
        var review = (await desk.ListAsync(ReviewState.Open, 0, 10, Library.Admin, default)).Rows.Single().Id;

        var linked = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => i % 2 == 0 ? desk.LinkAsync(review, Library.Admin, default) : desk.NeverAsync(review, Library.Admin, default)));

        Assert.Contains(linked, l => l is { Ok: true });
        Assert.Equal(0, await desk.CountAsync(Library.Admin, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Event_on_a_blocked_phone_is_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await using (var db = library.Open())
        {
            db.BlockedValues.Add(new BlockedValue { Type = IdentityType.Phone, Value = Phone.Value, At = library.Clock.Now });
            await db.SaveChangesAsync();
        }

        Assert.Equal([EventSkip.BlockedValue], await library.AppendAsync(library.Message(Phone, "1")));
    }
}
