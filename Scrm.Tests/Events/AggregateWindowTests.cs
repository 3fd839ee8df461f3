using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

public sealed class AggregateWindowTests
{
    private static readonly PersonKey Wang = PersonKey.Read(IdentityType.Phone, "13800001234")!.Value;

    [Theory, OnSqlite, OnPostgres]
    public async Task Counts_of_30_days_lose_what_falls_out_of_the_window(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        await library.AppendAsync([.. Enumerable.Range(0, 60).Select(i => library.Message(Wang, $"m{i}", i))]);
        await library.OrderAsync(library.Order(Wang, "A1", 10000, 29), library.Order(Wang, "A2", 500, 1, new RefundDraft(library.Clock.Now, 200)));
        Assert.Equal((34, 2, 10300L), await CountsAsync());

        library.Clock.Advance(TimeSpan.FromDays(10));
        await library.Get<AggregateWindowKeeper>().MoveAsync(library.Clock.Now, default);
        Assert.Equal((23, 1, 300L), await CountsAsync());
        await library.HoldsAsync();
        await library.AppendAsync(library.Message(Wang, "late", 31), library.Message(Wang, "new", 0));
        library.Clock.Advance(TimeSpan.FromDays(1000));
        await library.Get<AggregateWindowKeeper>().MoveAsync(library.Clock.Now, default);

        Assert.Equal((0, 0, 0L), await CountsAsync());
        Assert.Equal(0, await library.Get<AggregateWindowKeeper>().MoveAsync(library.Clock.Now.AddDays(-5), default));
        await library.HoldsAsync();

        async Task<(int, int, long)> CountsAsync() => await library.ReadAsync(id) is var c ? (c.Interactions30, c.Orders30, c.Spent30) : default;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rebuild_mends_what_is_wrong_says_how_many_and_is_for_admins(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        var untouched = await library.CustomerAsync("李芳");
        await library.AppendAsync(library.Message(Wang, "m1", 2));
        await library.OrderAsync(library.Order(Wang, "A1", 10000, 1));
        var right = await library.ReadAsync(id);
        await using (var db = library.Open())
            await db.Customers.ExecuteUpdateAsync(c => c.SetProperty(x => x.SpentTotal, 77).SetProperty(x => x.Interactions30, 9).SetProperty(x => x.LastInboundAt, library.Clock.Now));

        var rebuild = library.Get<AggregateRebuild>();
        Assert.Equal(EventRefusal.NotAllowed, (await rebuild.RunAsync(Library.Admin with { Role = Role.Operator }, default)).Refused!.Why);
        Assert.Equal(new RebuildReport(2, 2), (await rebuild.RunAsync(Library.Admin, default)).Value);
        Assert.Equal(new RebuildReport(2, 0), (await rebuild.RunAsync(Library.Admin, default)).Value);

        var mended = await library.ReadAsync(id);
        Assert.Equal((right.SpentTotal, right.Interactions30, right.LastInboundAt), (mended.SpentTotal, mended.Interactions30, mended.LastInboundAt));
        Assert.Equal((0L, 0), (await library.ReadAsync(untouched.Id)) is var u ? (u.SpentTotal, u.Interactions30) : default);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Any_mixture_of_events_orders_refunds_moves_and_hours_leaves_the_aggregates_right(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        for (var i = 0; i < 5; i++) await library.WithPhoneAsync($"+861380000123{i}", $"客户{i}");
        PersonKey Person(int i) => PersonKey.Read(IdentityType.Phone, $"1380000123{i}")!.Value;
        var random = new Random(20261121);
        for (var turn = 0; turn < 40; turn++)
        {
            library.Clock.Advance(TimeSpan.FromHours(random.Next(30)));
            await library.AppendAsync([.. Enumerable.Range(0, 20).Select(_ => library.Message(Person(random.Next(7)), $"k{random.Next(600)}", random.Next(50))
                with { KindId = random.Next(1, 24) is var kind && BuiltInKinds.Of(kind).Reserved ? KindId.Note : kind })]);
            await library.OrderAsync([.. Enumerable.Range(0, 3).Select(_ => random.Next(40)).Select(n => library.Order(Person(n % 7), $"A{n}", 1000 + n, random.Next(50),
                [.. Enumerable.Range(0, random.Next(2)).Select(r => new RefundDraft(library.Clock.Now, 300, $"R{random.Next(4)}"))]))]);
            if (random.Next(3) == 0) await library.Get<AggregateWindowKeeper>().MoveAsync(library.Clock.Now, default);
            if (random.Next(4) == 0) await MoveAsync(library, random);
        }
        await library.HoldsAsync();
    }

    private static async Task MoveAsync(Library library, Random random)
    {
        List<long> identities, customers;
        await using (var db = library.Open())
            (identities, customers) = (await db.CustomerIdentities.OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(), await db.Customers.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync());
        await library.PointAsync(identities[random.Next(identities.Count)], random.Next(6) is 5 ? 0 : customers[random.Next(customers.Count)]);
    }
}
