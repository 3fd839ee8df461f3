using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Tests.Import;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldLimitTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Number_outside_the_limits_is_refused_on_the_page_in_bulk_and_in_a_file(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var age = await library.FieldAsync("年龄", FieldType.WholeNumber, d => d with { Minimum = "0", Maximum = "120" });
        var note = await library.FieldAsync("备注短语", FieldType.Text, d => d with { Maximum = "4" });
        var somebody = await library.CustomerAsync("王小明", c => c.Phone = "+8613900000001");

        Assert.Equal(FieldRefusal.NumberOutOfRange, await library.SetAsync(somebody.Id, age, "121"));
        Assert.Equal(FieldRefusal.NumberOutOfRange, await library.SetAsync(somebody.Id, age, "-1"));
        Assert.Equal(FieldRefusal.TextTooLong, await library.SetAsync(somebody.Id, note, "五个字太长"));
        var bulk = await library.Get<BulkFields>().StartAsync(BulkTarget.AllOf(CustomerFilter.Everyone), age, "1.3万", Library.Admin, default);
        Assert.Equal((FieldRefusal.NumberOutOfRange, "0", "120"), (bulk.Refused!.Why, bulk.Refused.Values[1], bulk.Refused.Values[2]));
        var view = await library.ImportAsync("手机号,年龄,备注短语\n13900000001,121,五个字太长\n13900000002,30,四字以内\n");

        Assert.Null(await library.SetAsync(somebody.Id, age, "120"));
        var problems = (await library.Get<ImportHistory>().ProblemsAsync(view.Id, null, 0, 9, Library.Admin, default)).Rows;
        Assert.Equal(["1:121:0 – 120", "2:五个字太长:≤ 4"], [.. problems.OrderBy(p => p.Column).Select(p => $"{p.Column}:{p.Value}:{p.Suggestion}")]);
        Assert.All(problems, p => Assert.Equal((PlanProblem.FieldOutOfRange, false), (p.Kind, p.RowLost)));
        Assert.Equal(2, view.Result!.FieldsSet);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task New_limits_say_how_many_values_lie_outside_and_leave_them_until_they_are_written(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var budget = await library.FieldAsync("预算", FieldType.Money);
        var name = await library.FieldAsync("小名", FieldType.Text);
        var people = new List<Customer>();
        foreach (var money in (string[])["-5", "0", "99.50", "100", "100.01", ""])
        {
            people.Add(await library.CustomerAsync());
            if (money.Length > 0) Assert.Null(await library.SetAsync(people[^1].Id, budget, money));
            Assert.Null(await library.SetAsync(people[^1].Id, name, new string('名', people.Count)));
        }
        var desk = library.Get<FieldDesk>();
        async Task<long> OutsideAsync(int field, string least, string most) => (await desk.OutsideAsync(field, new() { Minimum = least, Maximum = most }, Library.Admin, default)).Value;

        Assert.Equal((2, 1, 1, 0), (await OutsideAsync(budget, "0", "100"), await OutsideAsync(budget, "0", ""), await OutsideAsync(budget, "", "100"), await OutsideAsync(budget, "", "")));
        Assert.Equal(2, await OutsideAsync(name, "", "4"));
        Assert.Equal(FieldRefusal.LimitsCross, (await desk.OutsideAsync(budget, new() { Minimum = "2", Maximum = "1" }, Library.Admin, default)).Refused!.Why);
        var spec = await library.SpecAsync(budget);
        Assert.True((await desk.EditAsync(budget, spec.Version, FieldDraft.Of(spec) with { Minimum = "0", Maximum = "100" }, Library.Admin, default)).Ok);

        Assert.Equal("-5.00", (await library.CellAsync(people[0].Id, budget)).Value);
        Assert.Equal(FieldRefusal.NumberOutOfRange, await library.SetAsync(people[0].Id, budget, "-4"));
        Assert.Null(await library.SetAsync(people[0].Id, name, "别的照改"));
        var above = CustomerFilter.Everyone with { Fields = [new(budget, FieldMatch.In, "100.01", "100000")] };
        Assert.Equal([people[4].Id], (await library.Get<CustomerLibrary>().PageAsync(above, Library.Admin, 0, 9, default)).Rows.Select(r => r.Id));
    }

    [Theory]
    [InlineData(FieldType.WholeNumber, "1.5", "", FieldRefusal.LimitUnreadable)]
    [InlineData(FieldType.WholeNumber, "", "许多", FieldRefusal.LimitUnreadable)]
    [InlineData(FieldType.Money, "0", "10.005", FieldRefusal.LimitUnreadable)]
    [InlineData(FieldType.Decimal, "3", "2.9999", FieldRefusal.LimitsCross)]
    [InlineData(FieldType.Text, "", "0", FieldRefusal.LimitUnreadable)]
    [InlineData(FieldType.Text, "", "201", FieldRefusal.LimitUnreadable)]
    [InlineData(FieldType.LongText, "", "2001", FieldRefusal.LimitUnreadable)]
    [InlineData(FieldType.WholeNumber, "0", "1万", null)]
    [InlineData(FieldType.Money, "￥1", "2元", null)]
    [InlineData(FieldType.Date, "not looked at", "either", null)]
    public async Task Limits_that_the_type_could_not_have_are_refused(FieldType type, string least, string most, FieldRefusal? why)
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var made = await library.Get<FieldDesk>().CreateAsync(new() { Name = "字段", Type = type, Minimum = least, Maximum = most }, Library.Admin, default);
        Assert.Equal(why, (FieldRefusal?)made.Refused?.Why);
    }

    [Fact]
    public async Task Default_outside_the_limits_is_refused()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var draft = new FieldDraft { Name = "折扣", Type = FieldType.Decimal, Minimum = "0.1", Maximum = "1", Default = "1.2" };
        Assert.Equal(FieldRefusal.NumberOutOfRange, (await library.Get<FieldDesk>().CreateAsync(draft, Library.Admin, default)).Refused!.Why);
        Assert.True((await library.Get<FieldDesk>().CreateAsync(draft with { Default = "0.95" }, Library.Admin, default)).Ok);
    }
}
