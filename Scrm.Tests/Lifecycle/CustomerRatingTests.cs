using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Lifecycle;
using Scrm.Core.Team;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Lifecycle;

public sealed class CustomerRatingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Going_on_from_where_it_stopped_gives_what_rating_everybody_anew_would(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (random, rating) = (new Random(11), library.Get<CustomerRating>());
        for (var round = 0; round < 25; round++)
        {
            await SomethingHappensAsync(library, random);
            library.Clock.Advance(TimeSpan.FromDays(random.Next(0, 25)) + TimeSpan.FromMinutes(random.Next(600)));
            await rating.RunAsync(library.Clock.Now, default);
            await AssertRightAsync(library);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Running_twice_writes_nothing_the_second_time(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.CustomerAsync("王小明");
        Assert.Equal(1, (await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default)).Changed);

        Assert.Equal(default, await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Forgotten_touch_is_found_within_a_day(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await library.CustomerAsync();
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);
        await using (var db = library.Open())
            await db.Customers.ExecuteUpdateAsync(c => c.SetProperty(x => x.OrderCount, 1).SetProperty(x => x.LastOrderAt, library.Clock.Now).SetProperty(x => x.SpentTotal, 900));

        library.Clock.Advance(TimeSpan.FromHours(25));
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);

        Assert.Equal(LifecycleStage.Buyer, (await FindAsync(library, customer.Id)).Stage);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Stage_set_by_hand_stays_says_who_and_can_be_given_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (member, desk) = (await library.MemberAsync("小张"), library.Get<StageDesk>());
        var scope = new Scope(Actor.Member(member.Id), Role.Operator, 0, [member.Id]);
        var customer = await library.CustomerAsync(with: c => (c.OrderCount, c.LastOrderAt, c.SpentTotal) = (1, library.Clock.Now, 900));
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);

        Assert.True((await desk.SetAsync(customer.Id, LifecycleStage.Loyal, scope, default))!.Value.Ok);
        library.Clock.Advance(TimeSpan.FromDays(400));
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);

        var why = (await desk.WhyAsync(customer.Id, scope, default))!;
        Assert.Equal((LifecycleStage.Loyal, true, "小张", LifecycleStage.Lost, StageReason.BuyerSilent), (why.Stage, why.ByHand, why.By, why.Computed, why.Why));
        Assert.Equal(LifecycleStage.Loyal, (await FindAsync(library, customer.Id)).Stage);

        await desk.SetAsync(customer.Id, null, scope, default);
        Assert.Equal((LifecycleStage.Lost, false), ((await FindAsync(library, customer.Id)).Stage, (await FindAsync(library, customer.Id)).StageByHand));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Out_of_reach_is_not_there_and_who_only_looks_may_not_set(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var owner = await library.MemberAsync("小李", Role.Sales);
        var customer = await library.CustomerAsync(with: c => c.OwnerId = owner.Id);
        var (stranger, viewer) = (new Scope(Actor.Member(77), Role.Sales, 0, [77]), new Scope(Actor.Member(8), Role.Viewer, 0, [8]));
        var desk = library.Get<StageDesk>();

        Assert.Null(await desk.WhyAsync(customer.Id, stranger, default));
        Assert.Null(await desk.SetAsync(customer.Id, LifecycleStage.Loyal, stranger, default));
        Assert.Equal(LifecycleRefusal.NotAllowed, (await desk.SetAsync(customer.Id, LifecycleStage.Loyal, viewer, default))!.Value.Refused!.Why);
        Assert.Equal(LifecycleRefusal.NoStage, (await desk.SetAsync(customer.Id, LifecycleStage.Unknown, Library.Admin, default))!.Value.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Numbers_are_tried_before_they_are_saved_and_saving_rates_everybody(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await library.CustomerAsync(with: c => (c.OrderCount, c.LastOrderAt, c.SpentTotal) = (1, library.Clock.Now.AddDays(-1), 30_000));
        await library.CustomerAsync("李四");
        var (desk, wanted) = (library.Get<ThresholdDesk>(), ValueThresholds.Default with { ImportantSpend = 20_000 });
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);

        var outlook = (await desk.TryAsync(wanted, Library.Admin, default)).Value!;
        Assert.Equal((2, new Moved(0, 1, 1, 0), new Moved(1, 0, 0, 1)), (outlook.Customers, outlook.Tiers[ValueTier.Important], outlook.Tiers[ValueTier.Ordinary]));
        Assert.Equal(ValueTier.Ordinary, (await FindAsync(library, customer.Id)).Tier);

        Assert.True((await desk.SaveAsync(wanted, 0, Library.Admin, default)).Ok);
        Assert.Equal(LifecycleRefusal.ChangedMeanwhile, (await desk.SaveAsync(ValueThresholds.Default, 0, Library.Admin, default)).Refused!.Why);
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);
        Assert.Equal(ValueTier.Important, (await FindAsync(library, customer.Id)).Tier);
        Assert.Equal(LifecycleRefusal.NotAllowed, (await desk.TryAsync(wanted, new(Actor.Member(8), Role.Operator, 0, [8]), default)).Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_a_large_library_a_sample_is_tried_and_said_to_be_one(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await using (var db = library.Open())
        {
            db.AddRange(Enumerable.Range(0, 400).Select(i => new Customer { Name = "某", AddedAt = library.Clock.Now, OrderCount = i % 2, LastOrderAt = i % 2 == 0 ? BusinessTime.Never : library.Clock.Now, SpentTotal = i % 4 == 1 ? 30_000 : 0 }));
            await db.SaveChangesAsync();
        }
        var desk = new ThresholdDesk(library.Data, library.Clock) { WholeUpTo = 200 };

        var outlook = (await desk.TryAsync(ValueThresholds.Default with { ImportantSpend = 20_000 }, Library.Admin, default)).Value!;

        Assert.Equal((400, 4), (outlook.Customers, outlook.OneIn));
        Assert.Equal(400, outlook.Tiers.Values.Sum(t => t.Then));
    }

    /// <summary>New people, touches and orders early and late, refunds, and now and then a rebuild, all by the ways of the product.</summary>
    private static async Task SomethingHappensAsync(Library library, Random random)
    {
        await library.CustomerAsync($"客户{random.Next()}");
        await using var db = library.Open();
        foreach (var person in (await db.Customers.Select(c => c.Id).ToListAsync()).Where(_ => random.Next(3) == 0).Select(PersonKey.Of))
            if (random.Next(2) == 0) await library.AppendAsync(library.Message(person, $"{random.Next()}", random.Next(40)));
            else await library.OrderAsync(library.Order(person, $"{random.Next()}", 1000 + random.Next(300_000), random.Next(90), [.. Enumerable.Repeat(new RefundDraft(library.Clock.Now, 900), random.Next(2))])
                with { Lines = [new(random.Next(2) == 0 ? "洗面奶" : "面霜", random.Next(4), 900)] });
        if (random.Next(5) == 0) await library.HoldsAsync();
    }

    private static async Task AssertRightAsync(Library library)
    {
        await using var db = library.Open();
        foreach (var c in await db.Customers.AsNoTracking().ToListAsync())
        {
            var rating = Rating.Of(new(c.AddedAt, c.LastInboundAt, c.LastOrderAt, c.OrderCount, c.SpentTotal), ValueThresholds.Default, library.Clock.Now);
            var next = (await library.Get<NextSteps>().OfAsync(c.Id, Library.Admin, default))!;
            var runOut = next.RunOuts.Where(r => r.On >= next.Today).Select(r => BusinessTime.Of(BusinessTime.DefaultZone).ToUtc(r.On.ToDateTime(TimeOnly.MinValue))).FirstOrDefault(BusinessTime.Never);
            var again = runOut == BusinessTime.Never || rating.Until < runOut.AddDays(1) ? rating.Until : runOut.AddDays(1);
            Assert.Equal((rating.Stage, rating.Tier, rating.Rfm, again, runOut), (c.Stage, c.Tier, c.Rfm, c.RateAt, c.RunOutAt));
        }
    }

    private static async Task<Customer> FindAsync(Library library, long id)
    {
        await using var db = library.Open();
        return await db.Customers.AsNoTracking().SingleAsync(c => c.Id == id);
    }
}
