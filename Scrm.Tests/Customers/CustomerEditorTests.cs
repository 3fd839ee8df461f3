using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class CustomerEditorTests
{
    private static readonly CustomerDraft Draft = new() { Name = "  王 小明 ", Phone = "139 1234-5678", MemberNo = "Ａ１００", Source = "展会" };

    [Theory, OnSqlite, OnPostgres]
    public async Task Added_customer_is_kept_folded_with_its_identities(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var id = (await library.Get<CustomerEditor>().AddAsync(Draft, Library.Admin, default)).Value;

        var panel = await library.Get<CustomerLibrary>().PanelAsync(id, Library.Admin, default);
        Assert.Equal(("王 小明", "139****5678", "A100", 0), (panel!.Card.Name, panel.Card.Phone, panel.Card.MemberNo, panel.Card.Version));
        Assert.Equal([(IdentityType.Phone, "139****5678"), (IdentityType.MemberNo, "A100")], panel.Identities.Select(i => (i.Type, i.Value)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Same_phone_again_is_refused_with_the_name_of_who_has_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var editor = library.Get<CustomerEditor>();
        var first = (await editor.AddAsync(Draft with { OwnerId = 0 }, Library.Admin, default)).Value;

        var again = await editor.AddAsync(new CustomerDraft { Name = "小明", Phone = "+86 13912345678" }, Library.Admin, default);
        var number = await editor.AddAsync(new CustomerDraft { Name = "小明", MemberNo = "A100" }, Library.Admin, default);

        Assert.Equal((CustomerRefusal.PhoneTaken, first, "王 小明"), (again.Refused!.Why, again.Refused.Values[0], again.Refused.Values[1]));
        Assert.Equal(CustomerRefusal.MemberNoTaken, number.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Customer_out_of_reach_is_not_named(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (owner, sales) = (await library.MemberAsync("小张", Role.Sales), await library.MemberAsync("小李", Role.Sales));
        await library.Get<CustomerEditor>().AddAsync(Draft with { OwnerId = owner.Id }, Library.Admin, default);

        var refused = await library.Get<CustomerEditor>().AddAsync(Draft, new(Actor.Member(sales.Id), Role.Sales, 0, [sales.Id]), default);

        Assert.Equal(CustomerRefusal.PhoneTakenOutOfReach, refused.Refused!.Why);
        Assert.Empty(refused.Refused.Values);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Same_phone_typed_by_two_people_at_once_is_kept_once(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => library.Get<CustomerEditor>().AddAsync(Draft, Library.Admin, default)));

        Assert.Single(outcomes, o => o.Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_changed_field_is_in_the_log_with_who_and_nothing_else(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("小张");
        var scope = new Scope(Actor.Member(member.Id), Role.Operator, 0, [member.Id]);
        var id = (await library.Get<CustomerEditor>().AddAsync(Draft, scope, default)).Value;

        var edited = await library.Get<CustomerEditor>().EditAsync(id, 0, Draft with { Phone = "13912340000", OwnerId = member.Id, Gender = Gender.Female }, scope, default);

        Assert.True(edited!.Value.Ok);
        var panel = await library.Get<CustomerLibrary>().PanelAsync(id, scope, default);
        Assert.Equal(
            [(CustomerField.Owner, "", "小张"), (CustomerField.Gender, "0", "2"), (CustomerField.Phone, "139****5678", "139****0000")],
            panel!.FieldLog.Select(l => (l.Field, l.Old, l.New)));
        Assert.All(panel.FieldLog, l => Assert.Equal("小张", l.By.Name));
        Assert.Equal("139****0000", Assert.Single(panel.Identities, i => i.Type == IdentityType.Phone).Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_left_alone_stays(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = (await library.Get<CustomerEditor>().AddAsync(Draft, Library.Admin, default)).Value;

        await library.Get<CustomerEditor>().EditAsync(id, 0, Draft with { Phone = null, Company = "新希望" }, Library.Admin, default);

        Assert.Equal("13912345678", (await library.Get<CustomerEditor>().RevealPhoneAsync(id, Library.Admin, default))!.Value.Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_comes_second_sees_both_values_and_writes_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var editor = library.Get<CustomerEditor>();
        var id = (await editor.AddAsync(Draft, Library.Admin, default)).Value;
        await editor.EditAsync(id, 0, Draft with { Company = "甲公司" }, Library.Admin, default);

        var second = await editor.EditAsync(id, 0, Draft with { Company = "乙公司" }, Library.Admin, default);

        Assert.Equal(CustomerRefusal.ChangedMeanwhile, second!.Value.Refused!.Why);
        Assert.Equal(1, second.Value.Refused.Values[0]);
        Assert.Equal(new FieldClash(CustomerField.Company, "乙公司", "甲公司"), Assert.Single(Assert.IsType<List<FieldClash>>(second.Value.Refused.Values[1])));
        Assert.Equal("甲公司", (await library.Get<CustomerLibrary>().PanelAsync(id, Library.Admin, default))!.Card.Company);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Edits_at_the_same_moment_leave_one_winner(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var editor = library.Get<CustomerEditor>();
        var id = (await editor.AddAsync(Draft, Library.Admin, default)).Value;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => editor.EditAsync(id, 0, Draft with { Company = $"公司{i}" }, Library.Admin, default)));

        Assert.Single(outcomes, o => o!.Value.Ok);
        await using var db = library.Open();
        Assert.Equal(1, await db.FieldChanges.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_kept_is_refused_with_its_reason(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var other = await library.MemberAsync("小张", Role.Sales);
        async Task<Enum?> RefusedAsync(CustomerDraft draft, Scope? who = null) =>
            (await library.Get<CustomerEditor>().AddAsync(draft, who ?? Library.Admin, default)).Refused?.Why;
        var sales = new Scope(Actor.Member(77), Role.Sales, 0, [77]);

        Assert.Equal(CustomerRefusal.NameMissing, await RefusedAsync(Draft with { Name = "　 " }));
        Assert.Equal(CustomerRefusal.TooLong, await RefusedAsync(Draft with { Remark = new string('长', 201) }));
        Assert.Equal(CustomerRefusal.PhoneUnreadable, await RefusedAsync(Draft with { Phone = "不知道" }));
        Assert.Equal(CustomerRefusal.OwnerOutOfReach, await RefusedAsync(Draft with { OwnerId = 4711 }));
        Assert.Equal(CustomerRefusal.OwnerOutOfReach, await RefusedAsync(Draft with { OwnerId = other.Id }, sales));
        Assert.Equal(CustomerRefusal.NotAllowed, await RefusedAsync(Draft, new(Actor.Member(8), Role.Viewer, 0, [8])));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Panel_says_why_each_tag_is_there_and_who_took_one_off(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("小张");
        var scope = new Scope(Actor.Member(member.Id), Role.Operator, 0, [member.Id]);
        var group = await library.GroupAsync("价值等级", GroupMode.One);
        var (low, high) = (await library.TagAsync(group, "一般"), await library.TagAsync(group, "核心"));
        var hidden = await library.TagAsync(await library.GroupAsync("私人", with: g => g.OwnerId = 99), "别人的");
        var customer = await library.CustomerAsync();
        await library.WriteAsync(Scope.System, [new(customer.Id, hidden.Id)]);
        await library.Get<QuickTag>().ApplyAsync(customer.Id, [low.Id], [], scope, default);
        await library.Get<QuickTag>().ApplyAsync(customer.Id, [high.Id], [], scope, default);

        var panel = await library.Get<CustomerLibrary>().PanelAsync(customer.Id, scope, default);

        var why = Assert.Single(panel!.Tags);
        Assert.Equal(("核心", TagSource.Manual, "小张", "一般", TagSkip.None), (why.Tag.Name, why.Source, why.By.Name, why.Replaced, why.Removal));
        Assert.Equal([TagChangeKind.Added, TagChangeKind.Removed, TagChangeKind.Added], panel.TagLog.Select(l => l.Kind));
        Assert.All(panel.TagLog, l => Assert.Equal("小张", l.By.Name));
    }
}
