using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class StaffPhoneTests
{
    private const string Own = "13912345678";
    private static readonly Scope Operator = new(Actor.Member(2), Role.Operator, 0, [2]);

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_of_a_member_is_normalised_audited_and_says_who_carries_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await IdentityResolverTests.AddAsync(library, "王小明", phone: Own);
        var member = await library.MemberAsync("赵敏");
        var phones = library.Get<StaffPhones>();

        var carriers = await phones.CarriersAsync("139 1234 5678", Library.Admin, default);
        var set = await phones.SetAsync(member.Id, " 139-1234-5678 ", Library.Admin, default);

        Assert.Equal((1, customer), (carriers.Count, carriers.Some[0].Id));
        Assert.Equal(1, set.Value);
        await using var db = library.Open();
        Assert.Equal("+8613912345678", (await db.Members.SingleAsync(m => m.Id == member.Id)).Phone);
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Act == AuditAct.StaffPhoneChanged && a.SubjectId == member.Id && a.Count == 1));
        Assert.Equal("+8613912345678", (await library.ReadAsync(customer)).Phone);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_of_a_former_member_is_refused_by_the_resolver_by_events_and_by_the_editor(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var there = await IdentityResolverTests.AddAsync(library, "老客户", phone: Own);
        var other = await IdentityResolverTests.AddAsync(library, "李小红");
        await StaffAsync(library, "赵敏", enabled: false);
        var editor = library.Get<CustomerEditor>();

        var added = await editor.AddAsync(new CustomerDraft { Name = "新客户", Phone = Own }, Library.Admin, default);
        var edited = (await editor.EditAsync(other, (await library.ReadAsync(other)).Version, new CustomerDraft { Name = "李小红", Phone = Own }, Library.Admin, default))!.Value;
        var kept = (await editor.EditAsync(there, (await library.ReadAsync(there)).Version, new CustomerDraft { Name = "老客户", Phone = "+8613912345678", Company = "云上" }, Library.Admin, default))!.Value;

        Assert.Equal((CustomerRefusal.StaffPhone, "赵敏"), ((CustomerRefusal)added.Refused!.Why, (string)added.Refused.Values[0]));
        Assert.Equal(CustomerRefusal.StaffPhone, edited.Refused!.Why);
        Assert.True(kept.Ok);
        Assert.Equal(IdentityFault.Blocked, (await IdentityResolverTests.OneAsync(library, (IdentityType.Phone, Own))).Refused[0].Fault);
        Assert.Equal([EventSkip.BlockedValue], await library.AppendAsync(library.Message(new PersonKey(IdentityType.Phone, "+8613912345678"), "1")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Blocked_value_is_refused_by_the_editor_with_its_reason(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.Get<BlockedValues>().AddAsync(IdentityType.Phone, Own, "门店电话", Library.Admin, default);

        var added = await library.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "新客户", Phone = Own }, Library.Admin, default);

        Assert.Equal((CustomerRefusal.ValueBlocked, "门店电话"), ((CustomerRefusal)added.Refused!.Why, (string)added.Refused.Values[1]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Number_a_member_gives_up_recognises_its_customer_again_unless_somebody_else_speaks_against_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await IdentityResolverTests.AddAsync(library, "王小明", phone: Own);
        var (first, second) = (await StaffAsync(library, "赵敏"), await StaffAsync(library, "钱多"));
        var phones = library.Get<StaffPhones>();

        await phones.SetAsync(first, "", Library.Admin, default);
        var still = await IdentityResolverTests.OneAsync(library, (IdentityType.Phone, Own));
        await phones.SetAsync(second, "13900000009", Library.Admin, default);
        var again = await IdentityResolverTests.OneAsync(library, (IdentityType.Phone, Own));

        Assert.Equal(LinkVerdict.Refused, still.Verdict);
        Assert.Equal((LinkVerdict.Known, customer), (again.Verdict, again.CustomerId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task List_says_whose_phone_it_is_and_shows_it_whole_to_admins_only(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await StaffAsync(library, "赵敏", enabled: false);
        var phones = library.Get<StaffPhones>();

        var (seen, whole) = ((await phones.ListAsync(Operator, default)).Single(), (await phones.ListAsync(Library.Admin, default)).Single());

        Assert.Equal(("赵敏", false, "139****5678", 0), (seen.Name, seen.Enabled, seen.Shown, seen.Customers));
        Assert.Equal("+8613912345678", whole.Shown);
        Assert.Empty(await phones.ListAsync(Operator with { Role = Role.Sales }, default));
        Assert.Equal(MergeRefusal.ValueBlocked, (await library.Get<BlockedValues>().ReleaseAsync(IdentityType.Phone, "+8613912345678", Operator, default)).Refused!.Why);
    }

    [Fact]
    public async Task Only_admins_keep_phones_and_only_readable_ones()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await IdentityResolverTests.AddAsync(library, "王小明", phone: Own);
        var member = await library.MemberAsync("赵敏");
        var phones = library.Get<StaffPhones>();

        Assert.Equal(TeamRefusal.NotAllowed, (await phones.SetAsync(member.Id, Own, Operator, default)).Refused!.Why);
        Assert.Equal(0, (await phones.CarriersAsync(Own, Operator, default)).Count);
        Assert.Equal(TeamRefusal.PhoneUnreadable, (await phones.SetAsync(member.Id, "12", Library.Admin, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.PhoneUnreadable, (await phones.SetAsync(member.Id, "13800138000", Library.Admin, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotFound, (await phones.SetAsync(999, Own, Library.Admin, default)).Refused!.Why);
    }

    private static async Task<long> StaffAsync(Library library, string name, bool enabled = true)
    {
        var member = await library.MemberAsync(name);
        Assert.Null((await library.Get<StaffPhones>().SetAsync(member.Id, Own, Library.Admin, default)).Refused);
        await using var db = library.Open();
        await db.Members.Where(m => m.Id == member.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Enabled, enabled));
        return member.Id;
    }
}
