using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Import;
using Scrm.Core.Lifecycle;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class DayStartTests
{
    private static readonly Scope Sales = new(Actor.Member(3), Role.Sales, 2, [3]);

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_number_is_the_length_of_the_list_behind_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var now = library.Clock.Now;
        async Task<Customer> KnownAsync(string name, ValueTier tier, int daysSilent, long owner) => await library.CustomerAsync(name, c =>
            (c.Tier, c.OwnerId, c.AddedAt, c.LastInteractionAt) = (tier, owner, now.AddDays(-400), daysSilent < 0 ? BusinessTime.Never : now.AddDays(-daysSilent)));
        await KnownAsync("久未联系", ValueTier.Core, 45, 3);
        await KnownAsync("从未联系", ValueTier.Important, -1, 4);
        await KnownAsync("昨天聊过", ValueTier.Core, 1, 3);
        await KnownAsync("不那么重要", ValueTier.Ordinary, 90, 3);
        await library.CustomerAsync("新来的", c => (c.Tier, c.OwnerId) = (ValueTier.Core, 3));

        var all = await library.Get<DayStart>().ReadAsync(Library.Admin, default);
        var mine = await library.Get<DayStart>().ReadAsync(Sales, default);

        Assert.Equal((2, 1), (all.Quiet.Count, mine.Quiet.Count));
        Assert.Equal((1, 1), (all.Added.Count, mine.Added.Count));
        foreach (var (day, who) in new[] { (all, Library.Admin), (mine, Sales) })
            foreach (var counted in new[] { day.Quiet, day.Added })
            {
                var list = await library.Get<CustomerLibrary>().PageAsync(CustomerFilter.Parse(counted.Filter.Format()), who, 0, 50, default);
                Assert.Equal(counted.Count, list.Rows.Count);
            }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Renewals_of_the_next_seven_days_are_counted_by_field(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var field = (await library.Get<FieldDesk>().CreateAsync(new FieldDraft { Name = "车险到期日", Type = FieldType.Date, IsRenewal = true }, Library.Admin, default)).Value;
        var today = (await library.Get<DayStart>().ReadAsync(Library.Admin, default)).Today;
        foreach (var days in new[] { -1, 0, 6, 7 })
        {
            var customer = await library.CustomerAsync($"{days} 天");
            var set = await library.Get<FieldEditor>().WriteAsync(customer.Id, [new(field, $"{today.AddDays(days):yyyy-MM-dd}")], Library.Admin, default);
            Assert.True(set is { Ok: true });
        }

        var day = await library.Get<DayStart>().ReadAsync(Library.Admin, default);

        Assert.Equal([("车险到期日", 2)], day.Renewals.Select(r => (r.Field, r.Due.Count)));
        Assert.Equal(2, day.Waiting);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_outs_of_the_next_seven_days_lead_to_exactly_those_customers_and_move_on_with_the_days(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        async Task<Customer> BuyerAsync(string name, long owner, params (string Product, int DaysAgo)[] bought)
        {
            var customer = await library.CustomerAsync(name, c => c.OwnerId = owner);
            foreach (var (product, daysAgo) in bought)
                Assert.Equal([EventSkip.None], await library.OrderAsync(library.Order(PersonKey.Of(customer.Id), $"{name}{product}{daysAgo}", 9900, daysAgo) with { Lines = [new(product, 1, 9900)] }));
            return customer;
        }
        await BuyerAsync("三天后", 3, ("洗面奶", 57), ("洗面奶", 27), ("面霜", 75), ("面霜", 35));
        await BuyerAsync("今天", 4, ("洗面奶", 60), ("洗面奶", 30));
        await BuyerAsync("下周", 3, ("洗面奶", 53), ("洗面奶", 23));
        await BuyerAsync("只买过一次", 3, ("洗面奶", 30));
        await BuyerAsync("昨天该用完", 3, ("洗面奶", 61), ("洗面奶", 31));
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);
        async Task<string> DueAsync(Scope who)
        {
            var due = (await library.Get<DayStart>().ReadAsync(who, default)).RunOuts;
            var list = (await library.Get<CustomerLibrary>().PageAsync(CustomerFilter.Parse(due.Filter.Format()), who, 0, 50, default)).Rows;
            Assert.Equal(due.Count, list.Count);
            return string.Join(' ', list.Select(c => c.Name).Order(StringComparer.Ordinal));
        }

        Assert.Equal("三天后 今天", await DueAsync(Library.Admin));
        Assert.Equal("三天后", await DueAsync(Sales));
        library.Clock.Advance(TimeSpan.FromDays(4));
        await library.Get<CustomerRating>().RunAsync(library.Clock.Now, default);
        Assert.Equal("三天后 下周", await DueAsync(Library.Admin));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Oldest_file_and_oldest_failed_batch_wait_behind_any_number_of_later_ones(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await using (var db = library.Open())
        {
            ImportRun File(int i, ImportState state) => new() { FileName = $"{i}.csv", StoredName = $"{i}", Sha256 = $"{i}", Layout = "{}", Choices = "{}", State = state, CreatedAt = library.Clock.Now };
            db.Imports.AddRange(Enumerable.Range(0, 40).Select(i => File(i, i % 10 == 0 ? ImportState.Planned : ImportState.Applied)));
            db.Batches.Add(new Batch { Kind = BatchKind.BulkTag, Title = "停住的", State = BatchState.Failed, CreatedAt = library.Clock.Now });
            db.Batches.AddRange(Enumerable.Range(0, 40).Select(i => new Batch { Kind = BatchKind.BulkTag, Title = $"{i}", State = BatchState.Done, CreatedAt = library.Clock.Now }));
            await db.SaveChangesAsync();
        }

        var day = await library.Get<DayStart>().ReadAsync(Library.Admin, default);

        Assert.Equal((4, "30.csv 20.csv 10.csv"), (day.Imports.Total, string.Join(' ', day.Imports.Rows.Select(i => i.FileName))));
        Assert.Equal("停住的", Assert.Single(day.Failed).Title);
        Assert.Equal(5, day.Waiting);
        Assert.Equal(0, (await library.Get<DayStart>().ReadAsync(Sales, default)).Imports.Total);
        Assert.Equal(4, (await library.Get<ImportHistory>().WaitingAsync(Library.Admin, 50, default)).Rows.Count);
    }

    [Theory, OnSqlite]
    public async Task Empty_company_has_nothing_waiting(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var day = await library.Get<DayStart>().ReadAsync(Library.Admin, default);

        Assert.Equal(0, day.Waiting);
        Assert.Empty(day.Renewals);
    }
}
