using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class Customer360Tests
{
    private const int MostStatements = 12;

    [Fact]
    public async Task First_paint_takes_at_most_twelve_statements_however_much_there_is_to_show()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var customer = await FullAsync(library);
        var contexts = new CountedContexts(library.Data);
        var views = new Customer360(contexts, library.Get<CustomerBooks>(), library.Clock);
        Assert.NotNull((await views.LoadAsync(customer, Library.Admin, default))!.View);
        contexts.Reset();

        var view = (await views.LoadAsync(customer, Library.Admin, default))!.View!;

        Assert.True(contexts.Sent.Count <= MostStatements, $"{contexts.Sent.Count} statements:\n{string.Join("\n\n", contexts.Sent)}");
        Assert.NotEmpty(view.Tags);
        Assert.NotEmpty(view.Relations);
        Assert.NotEmpty(view.Identities);
        Assert.NotEmpty(view.Timeline.Events);
        Assert.Equal([TimelineSource.Relation, TimelineSource.Merge, TimelineSource.Event, TimelineSource.Event, TimelineSource.Event], view.Timeline.Entries.Select(e => e.Mark.Source));
        Assert.Equal("T-7", Assert.Single(view.Now.Open.Tickets).Key);
        Assert.Contains(view.Fields.Cells, c => c.Shown == "2026-04-01");
        Assert.Equal("续费日", Assert.Single(view.Next.Renewals).Field);
        Assert.Equal(1, view.Now.OpenReviews);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Page_says_who_it_is_where_they_stand_and_what_happened(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await FullAsync(library);

        var view = (await library.Get<Customer360>().LoadAsync(customer, Library.Admin, default))!.View!;

        Assert.Equal(("王小明", "139****5678"), (view.Card.Name, view.Card.Phone));
        Assert.Equal((1, 12_300L, 0), (view.Standing.OrderCount, view.Standing.SpentTotal, view.Now.SilentDays));
        Assert.Equal(["order_paid", "visit", "service_ticket"], view.Timeline.Events.Select(e => e.Kind.Code));
        Assert.Equal(("展会", "意向"), (view.Tags[0].Tag.Name, view.Tags[0].Tag.Group));
        Assert.Equal("w****@example.com", Assert.Single(view.Identities, i => i.Type == IdentityType.Email).Value);
        Assert.True(Assert.Single(view.Identities, i => i.Type == IdentityType.Phone).Shared);
        Assert.Equal(NoForecast.NotFitted, view.Next.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_kept_in_memory_follows_whoever_changes_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (group, member) = (await library.GroupAsync("意向"), await library.MemberAsync("小李", Role.Sales));
        var customer = await library.CustomerAsync(with: c => c.OwnerId = member.Id);
        var views = library.Get<Customer360>();
        Assert.Equal("小李", (await views.LoadAsync(customer.Id, Library.Admin, default))!.View!.Card.Owner);

        var tag = await library.TagAsync(group, "高意向");
        await library.WriteAsync(Library.Admin, [new(customer.Id, tag.Id)]);
        await using (var db = library.Open())
        {
            (await db.Members.SingleAsync(m => m.Id == member.Id)).Name = "李立";
            await db.SaveChangesAsync();
        }
        await library.Get<FieldDesk>().CreateAsync(new FieldDraft { Name = "生日", Type = FieldType.Date }, Library.Admin, default);

        var view = (await views.LoadAsync(customer.Id, Library.Admin, default))!.View!;
        Assert.Equal(("李立", "高意向", "生日"), (view.Card.Owner, view.Tags[0].Tag.Name, view.Fields.Cells[0].Field.Name));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merged_number_leads_to_the_survivor_and_an_erased_one_to_a_tombstone(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var sales = new Scope(Actor.Member(5), Role.Sales, 0, [5]);
        var survivor = await library.CustomerAsync("留下的", c => c.OwnerId = 6);
        var second = await library.CustomerAsync("第二位", c => (c.State, c.MergedInto) = (CustomerState.Merged, survivor.Id));
        var first = await library.CustomerAsync("第一位", c => (c.State, c.MergedInto) = (CustomerState.Merged, second.Id));
        var erased = await library.CustomerAsync("", c => c.State = CustomerState.Erased);
        var withdrawn = await library.CustomerAsync("", c => c.State = CustomerState.Withdrawn);
        var views = library.Get<Customer360>();

        Assert.Equal(survivor.Id, (await views.LoadAsync(first.Id, Library.Admin, default))!.MergedInto);
        Assert.Null(await views.LoadAsync(first.Id, sales, default));
        Assert.True((await views.LoadAsync(erased.Id, Library.Admin, default))!.Erased);
        Assert.Null(await views.LoadAsync(erased.Id, sales, default));
        Assert.Null(await views.LoadAsync(withdrawn.Id, Library.Admin, default));
        Assert.Null(await views.LoadAsync(999_999, Library.Admin, default));
        Assert.Null(await views.LoadAsync(survivor.Id, sales, default));
        Assert.Null(await views.LogAsync(survivor.Id, sales, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Neighbours_are_those_of_the_list_it_came_from(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var ids = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await library.CustomerAsync(i == 2 ? "钱二" : $"赵{i}")).Id);
            library.Clock.Advance(TimeSpan.FromDays(1));
        }
        var list = library.Get<CustomerLibrary>();

        Assert.Equal(new Neighbours(ids[2], ids[0]), await list.NeighboursAsync(ids[1], CustomerFilter.Everyone, Library.Admin, default));
        Assert.Equal(new Neighbours(ids[0], ids[2]), await list.NeighboursAsync(ids[1], CustomerFilter.Everyone with { Ascending = true }, Library.Admin, default));
        Assert.Equal(new Neighbours(ids[3], ids[0]), await list.NeighboursAsync(ids[1], CustomerFilter.Everyone with { Text = "赵" }, Library.Admin, default));
        Assert.Equal(new Neighbours(0, ids[2]), await list.NeighboursAsync(ids[3], CustomerFilter.Everyone, Library.Admin, default));
        Assert.Equal(default, await list.NeighboursAsync(ids[3], CustomerFilter.Everyone, new Scope(Actor.Member(5), Role.Sales, 0, [5]), default) with { Previous = 0, Next = 0 });
    }

    /// <summary>A customer with something of everything.</summary>
    private static async Task<long> FullAsync(Library library)
    {
        var sales = await library.MemberAsync("小李", Role.Sales);
        var tag = await library.TagAsync(await library.GroupAsync("意向"), "展会");
        var customer = await library.CustomerAsync(with: c => (c.Phone, c.OwnerId) = ("+8613912345678", sales.Id));
        var other = await library.CustomerAsync("别人");
        await library.WriteAsync(Library.Admin, [new(customer.Id, tag.Id)]);
        await library.Get<CustomerRelations>().AddAsync(customer.Id, sales.Id, new("老客户"), Library.Admin, default);
        await using (var db = library.Open())
        {
            db.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.Phone, Value = "+8613912345678", FirstSeen = library.Clock.Now, State = IdentityState.Shared });
            db.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.Email, Value = "wang@example.com", FirstSeen = library.Clock.Now });
            db.Add(new MergeReview { FirstId = customer.Id, SecondId = other.Id, CreatedAt = library.Clock.Now });
            db.Add(new CustomerMerge { SurvivorId = customer.Id, AbsorbedId = 7, At = library.Clock.Now });
            await db.SaveChangesAsync();
        }
        var cause = new EventCause(Library.Admin, IdentitySource.Manual, library.Clock.Now);
        var at = library.Clock.Now;
        await library.Get<EventWriter>().WriteAsync([new() { KindId = KindId.Visit, Person = PersonKey.Of(customer.Id), OccurredAt = at.AddHours(-2), Text = "看了样品", MemberId = sales.Id },
            new() { KindId = KindId.ServiceTicket, Person = PersonKey.Of(customer.Id), OccurredAt = at.AddHours(-3), Properties = """{"ticket":"T-7","state":"opened"}""" }], cause, default);
        await library.Get<OrderWriter>().WriteAsync(
            [new() { Number = "A1", Person = PersonKey.Of(customer.Id), PaidAt = at.AddHours(-1), Amount = 12_300, Lines = [new("面膜", 2, 12_300)] }], cause, default);
        var fields = library.Get<FieldDesk>();
        var renewal = (await fields.CreateAsync(new FieldDraft { Name = "续费日", Type = FieldType.Date, IsRenewal = true }, Library.Admin, default)).Value;
        var friend = (await fields.CreateAsync(new FieldDraft { Name = "介绍人", Type = FieldType.Customer }, Library.Admin, default)).Value;
        var written = await library.Get<FieldEditor>().WriteAsync(
            customer.Id, [new(renewal, "2026-04-01"), new(friend, $"{other.Id}")], Library.Admin, default);
        Assert.Null(written!.Value.Refused);
        return customer.Id;
    }
}
