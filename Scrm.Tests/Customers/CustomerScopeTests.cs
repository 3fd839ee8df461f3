using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

/// <summary>Every use-case × every role × {own, followed, the team's, a colleague's, the pool's, withdrawn}.</summary>
public sealed class CustomerScopeTests
{
    private sealed record World(Library Library, IReadOnlyDictionary<string, Customer> Customers, IReadOnlyList<(Scope Who, string[] Reach)> People, Tag Tag);

    private static readonly string[] Everything = ["own", "followed", "team", "colleague", "pool"];

    [Theory, OnSqlite, OnPostgres]
    public Task Panel_opens_only_within_reach(DatabaseEngine engine) => EachAsync(engine, async (world, who, customer, reachable) =>
        Assert.Equal(reachable, await world.Library.Get<CustomerLibrary>().PanelAsync(customer.Id, who, default) is not null));

    [Theory, OnSqlite, OnPostgres]
    public async Task List_and_counts_hold_only_what_is_within_reach(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var world = await WorldAsync(library);
        foreach (var (who, reach) in world.People)
        {
            var page = await library.Get<CustomerLibrary>().PageAsync(CustomerFilter.Everyone, who, 0, 50, default);
            Assert.Equal(reach.Order(), page.Rows.Select(r => r.Name).Order());
            Assert.Equal(reach.Length, page.Total);
            Assert.Equal(reach.Length, (await library.Get<CustomerLibrary>().CountsAsync(who, default)).All);
            Assert.Equal(reach.Length, (await library.Get<CustomerLibrary>().SourcesAsync(who, default)).Count);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public Task Edit_reaches_only_within_reach_and_only_with_the_right(DatabaseEngine engine) => EachAsync(engine, async (world, who, customer, reachable) =>
    {
        var draft = new CustomerDraft { Name = $"{customer.Name} {who.Role}", OwnerId = customer.OwnerId, Source = customer.Source };
        await using var db = world.Library.Open();
        var version = await db.Customers.IgnoreQueryFilters().Where(c => c.Id == customer.Id).Select(c => c.Version).SingleAsync();
        var outcome = await world.Library.Get<CustomerEditor>().EditAsync(customer.Id, version, draft, who, default);
        Assert.Equal(reachable, outcome is not null);
        if (outcome is { } edited) Assert.Equal(who.MayEditCustomers, edited.Ok);
    });

    [Theory, OnSqlite, OnPostgres]
    public Task Phone_is_shown_only_within_reach_with_the_right_and_audited(DatabaseEngine engine) => EachAsync(engine, async (world, who, customer, reachable) =>
    {
        await using var db = world.Library.Open();
        var before = await db.AuditEntries.CountAsync(e => e.Act == AuditAct.PhoneRevealed);
        var phone = await world.Library.Get<CustomerEditor>().RevealPhoneAsync(customer.Id, who, default);
        Assert.Equal(reachable, phone is not null);
        var shown = reachable && who.MayRevealPhones;
        if (phone is { } answer) Assert.Equal(shown ? customer.Phone[3..] : null, answer.Value);
        Assert.Equal(before + (shown ? 1 : 0), await db.AuditEntries.CountAsync(e => e.Act == AuditAct.PhoneRevealed));
    });

    [Theory, OnSqlite, OnPostgres]
    public Task Tag_is_put_on_only_within_reach_and_only_with_the_right(DatabaseEngine engine) => EachAsync(engine, async (world, who, customer, reachable) =>
    {
        var results = await world.Library.Get<QuickTag>().ApplyAsync(customer.Id, [world.Tag.Id], [], who, default);
        Assert.Equal(reachable, results is not null);
        if (results is not null) Assert.Equal(who.MayTag, results[0].Skip is TagSkip.None or TagSkip.AlreadyThere);
    });

    private static async Task EachAsync(DatabaseEngine engine, Func<World, Scope, Customer, bool, Task> check)
    {
        await using var library = await Library.CreateAsync(engine);
        var world = await WorldAsync(library);
        foreach (var (who, reach) in world.People)
            foreach (var (name, customer) in world.Customers)
                await check(world, who, customer, reach.Contains(name));
    }

    private static async Task<World> WorldAsync(Library library)
    {
        var (sales, mate, colleague) = (await library.MemberAsync("小李", Role.Sales), await library.MemberAsync("小张", Role.Sales), await library.MemberAsync("小赵", Role.Sales));
        var customers = new Dictionary<string, Customer>();
        async Task AddAsync(string name, long owner, bool withdrawn = false) => customers[name] = await library.CustomerAsync(name, c =>
        {
            (c.OwnerId, c.Phone, c.Source) = (owner, $"+861391234{customers.Count:0000}", name);
            c.State = withdrawn ? CustomerState.Withdrawn : CustomerState.Active;
        });
        await AddAsync("own", sales.Id);
        await AddAsync("followed", colleague.Id);
        await AddAsync("team", mate.Id);
        await AddAsync("colleague", colleague.Id);
        await AddAsync("pool", 0);
        await AddAsync("gone", sales.Id, withdrawn: true);
        await using var db = library.Open();
        db.Add(new Relation { CustomerId = customers["followed"].Id, MemberId = sales.Id, AddedAt = library.Clock.Now });
        db.Add(new Relation { CustomerId = customers["colleague"].Id, MemberId = sales.Id, AddedAt = library.Clock.Now, State = RelationState.DeletedByCustomer });
        await db.SaveChangesAsync();
        var tag = await library.TagAsync(await library.GroupAsync("来源"), "展会");
        return new(library, customers,
        [
            (Library.Admin, Everything), (new(Actor.Member(90), Role.Operator, 1, [90]), Everything), (new(Actor.Member(91), Role.Viewer, 1, [91]), Everything),
            (new(Actor.Member(sales.Id), Role.Sales, 1, [sales.Id]), ["own", "followed", "pool"]),
            (new(Actor.Member(sales.Id), Role.Sales, 1, [sales.Id, mate.Id]), ["own", "followed", "team", "pool"]),
            (new(Actor.Member(mate.Id), Role.Sales, 1, [mate.Id]), ["team", "pool"]),
            (new(Actor.Member(92), Role.Sales, 1, [92]), ["pool"]),
        ], tag);
    }
}
