using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class BulkFieldTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Value_for_all_that_match_is_a_batch_that_can_be_taken_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        Assert.Equal(Library.Admin.MemberId, (await library.MemberAsync("林晓", Role.Admin)).Id);
        var field = await library.FieldAsync("阶段", FieldType.OneChoice, d => d with { Steps = [new(-1, -2), new(-2, -3)] });
        var customers = new List<long>();
        for (var i = 0; i < 6; i++) customers.Add((await library.CustomerAsync($"客户{i}", c => c.Source = i < 5 ? "展会" : "官网")).Id);
        await library.SetAsync(customers[1], field, "线索");
        await library.SetAsync(customers[2], field, "商机");
        await library.SetAsync(customers[3], field, "成交");
        var target = BulkTarget.AllOf(CustomerFilter.Everyone with { Source = "展会" });
        Assert.Equal(5, (await library.Get<BulkFields>().CountAsync(target, field, "商机", Library.Admin, default)).Value);

        var batch = (await library.Get<BulkFields>().StartAsync(target, field, "商机", Library.Admin, default)).Value;
        await library.RunBatchesAsync();

        var done = (await library.Get<BatchDesk>().FindAsync(batch, Library.Admin, default))!;
        Assert.Equal((5, 3, 1, 1, true), (done.Done, done.Updated, done.Skipped, done.Problems, done.MayUndo));
        Assert.Equal(["2", "2", "2", "3", "2", ""], await ValuesAsync(library, customers, field));

        library.Clock.Advance(TimeSpan.FromMinutes(1));
        await library.SetAsync(customers[4], field, "成交");
        await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default);
        await library.RunBatchesAsync();
        Assert.Equal(["", "1", "2", "3", "3", ""], await ValuesAsync(library, customers, field));
        var left = await library.Get<BulkFields>().LeftAloneAsync(batch, Library.Admin, 10, default);
        Assert.Equal((1, "客户4", "林晓"), (left.Total, left.Rows[0].Customer, left.Rows[0].ChangedBy.Name));
        Assert.Equal(0, (await library.Get<BulkFields>().LeftAloneAsync(batch, new Scope(Actor.Member(5), Role.Sales, 0, [5]), 10, default)).Total);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bulk_edit_that_cannot_be_is_refused_before_it_begins(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (age, plate) = (await library.FieldAsync("年龄", FieldType.WholeNumber, d => d with { EditableBy = Role.Operator }), await library.FieldAsync("车牌", FieldType.Text, d => d with { Unique = true }));
        var customer = await library.CustomerAsync();
        var bulk = library.Get<BulkFields>();
        var (all, sales) = (BulkTarget.AllOf(CustomerFilter.Everyone), new Scope(Actor.Member(5), Role.Sales, 0, [5]));

        Assert.Equal(FieldRefusal.NumberUnreadable, (await bulk.StartAsync(all, age, "许多", Library.Admin, default)).Refused?.Why);
        Assert.Equal(FieldRefusal.MayNotEdit, (await bulk.StartAsync(all, age, "3", sales, default)).Refused?.Why);
        Assert.Equal(FieldRefusal.CannotBeUnique, (await bulk.StartAsync(all, plate, "京A1", Library.Admin, default)).Refused?.Why);
        Assert.Equal(FieldRefusal.Gone, (await bulk.StartAsync(all, 999, "1", Library.Admin, default)).Refused?.Why);
        Assert.Equal(FieldRefusal.NobodyMeant, (await bulk.StartAsync(BulkTarget.Picked([customer.Id + 99]), age, "3", Library.Admin, default)).Refused?.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bulk_edit_reaches_only_whom_its_author_reaches(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("赵敏", Role.Sales);
        var field = await library.FieldAsync("年龄", FieldType.WholeNumber);
        var (mine, theirs) = (await library.CustomerAsync("甲", c => c.OwnerId = member.Id), await library.CustomerAsync("乙", c => c.OwnerId = member.Id + 1));
        var sales = new Scope(Actor.Member(member.Id), Role.Sales, 0, [member.Id]);

        await library.Get<BulkFields>().StartAsync(BulkTarget.Picked([mine.Id, theirs.Id]), field, "30", sales, default);
        await library.RunBatchesAsync();

        Assert.Equal(["30", ""], await ValuesAsync(library, [mine.Id, theirs.Id], field));
    }

    private static async Task<IReadOnlyList<string>> ValuesAsync(Library library, IEnumerable<long> customers, int field)
    {
        var values = new List<string>();
        foreach (var id in customers) values.Add((await library.CellAsync(id, field)).Value);
        return values;
    }
}
