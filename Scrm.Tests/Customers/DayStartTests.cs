using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Team;
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

    [Theory, OnSqlite]
    public async Task Empty_company_has_nothing_waiting(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var day = await library.Get<DayStart>().ReadAsync(Library.Admin, default);

        Assert.Equal(0, day.Waiting);
        Assert.Empty(day.Renewals);
    }
}
