using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldFilterTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task List_is_narrowed_by_fields_of_every_kind(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (stage, hobby, age) = (await library.FieldAsync("阶段", FieldType.OneChoice), await library.FieldAsync("爱好", FieldType.ManyChoices), await library.FieldAsync("年龄", FieldType.WholeNumber));
        var (born, met, plate, vip) = (await library.FieldAsync("生日", FieldType.Date), await library.FieldAsync("到店", FieldType.DateTime), await library.FieldAsync("车牌", FieldType.Text), await library.FieldAsync("会员", FieldType.YesNo));
        var (a, b, c) = (await library.CustomerAsync("甲"), await library.CustomerAsync("乙"), await library.CustomerAsync("丙"));
        foreach (var (field, raw) in new[] { (stage, "线索"), (hobby, "线索、商机"), (age, "-5"), (born, "1969-12-31"), (met, "2026-03-01 23:30"), (plate, "京A100%"), (vip, "否") }) await library.SetAsync(a.Id, field, raw);
        foreach (var (field, raw) in new[] { (stage, "成交"), (hobby, "成交"), (age, "0"), (born, "2000-01-01"), (met, "2026-03-02 00:00"), (plate, "沪B100x"), (vip, "是") }) await library.SetAsync(b.Id, field, raw);
        async Task NamesAsync(string expected, params FieldFilter[] tests)
        {
            var filter = CustomerFilter.Parse(new CustomerFilter { Fields = tests, Ascending = true }.Format());
            var page = await library.Get<CustomerLibrary>().PageAsync(filter, Library.Admin, 0, 9, default);
            Assert.Equal((expected, expected.Length), (string.Concat(page.Rows.Select(r => r.Name)), page.Total));
        }

        await NamesAsync("甲", new FieldFilter(stage, FieldMatch.Is, "1"));
        await NamesAsync("甲乙", new FieldFilter(stage, FieldMatch.Is, "1,3"));
        await NamesAsync("乙丙", new FieldFilter(stage, FieldMatch.Not, "1"));
        await NamesAsync("甲", new FieldFilter(hobby, FieldMatch.Is, "2"));
        await NamesAsync("丙", new FieldFilter(hobby, FieldMatch.Empty));
        await NamesAsync("甲乙", new FieldFilter(age, FieldMatch.Filled));
        await NamesAsync("甲", new FieldFilter(age, FieldMatch.In, "", "-1"));
        await NamesAsync("乙", new FieldFilter(age, FieldMatch.In, "0", "100"));
        await NamesAsync("甲", new FieldFilter(born, FieldMatch.In, "1960-01-01", "1970-01-01"));
        await NamesAsync("甲", new FieldFilter(met, FieldMatch.In, "2026-03-01", "2026-03-01"));
        await NamesAsync("甲", new FieldFilter(plate, FieldMatch.Has, "100%"));
        await NamesAsync("乙", new FieldFilter(plate, FieldMatch.Is, "沪B100x"));
        await NamesAsync("甲", new FieldFilter(vip, FieldMatch.Is, "0"));
        await NamesAsync("乙", new FieldFilter(stage, FieldMatch.Is, "3"), new FieldFilter(age, FieldMatch.Filled));
        await NamesAsync("", new FieldFilter(stage, FieldMatch.Is, "x"));
        await NamesAsync("", new FieldFilter(age, FieldMatch.In, "许多"));
        await NamesAsync("", new FieldFilter(999, FieldMatch.Filled));
        await library.Get<FieldDesk>().ArchiveAsync(vip, Library.Admin, default);
        await NamesAsync("", new FieldFilter(vip, FieldMatch.Empty));
        Assert.NotEqual(0, c.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Chosen_columns_come_with_the_rows_and_phones_masked(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (stage, phone) = (await library.FieldAsync("阶段", FieldType.OneChoice), await library.FieldAsync("备用电话", FieldType.Phone));
        var customer = await library.CustomerAsync("甲");
        await library.SetAsync(customer.Id, stage, "成交");
        await library.SetAsync(customer.Id, phone, "13912345678");
        var filter = CustomerFilter.Parse($"cols={phone},{stage},999");
        Assert.False(filter.Narrows);

        var row = Assert.Single((await library.Get<CustomerLibrary>().PageAsync(filter, Library.Admin, 0, 9, default)).Rows);

        Assert.Equal([new OwnValue(phone, "139****5678", "139****5678"), new OwnValue(stage, "3", "成交")], row.Own);
        Assert.Empty((await library.Get<CustomerLibrary>().PageAsync(CustomerFilter.Everyone, Library.Admin, 0, 9, default)).Rows[0].Own);
    }

    [Theory]
    [InlineData("is.2,3"), InlineData("not.1"), InlineData("has.a b.c~d"), InlineData("in.1~"), InlineData("in.~2026-01-01"), InlineData("filled"), InlineData("empty")]
    public void Test_in_the_address_reads_as_it_was_written(string text) => Assert.Equal(text, FieldFilter.Parse("12", text)!.Format());

    [Theory, InlineData("x", "is.1"), InlineData("1", "99"), InlineData("1", "nothing.1"), InlineData("1", "")]
    public void What_is_no_test_is_none(string field, string text) => Assert.Null(FieldFilter.Parse(field, text));
}
