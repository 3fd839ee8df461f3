using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Import;
using Scrm.Core.Lifecycle;
using Scrm.Core.Rights;
using Scrm.Core.Team;
using Scrm.Tests.Customers.Fields;
using Scrm.Tests.Events;
using Scrm.Tests.Import;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Rights;

public sealed class ErasureTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_of_an_erased_person_is_found_anywhere_but_the_hash(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        var upload = await KnownPerson.UploadAsync(library);
        Assert.NotEmpty(await Everywhere.FindAsync(library, [KnownPerson.Name, KnownPerson.Words]));

        var goes = (await library.Get<Erasure>().OutlookAsync(id, Library.Admin, default))!.Value.Value!;
        var report = (await library.Get<Erasure>().EraseAsync(id, " 欧阳冬雪 ", Library.Admin, default))!.Value.Value!;

        Assert.Empty(await Everywhere.FindAsync(library, KnownPerson.Everything));
        Assert.Empty(Everywhere.InFiles(library, KnownPerson.Everything));
        Assert.False(library.Get<UploadStore>().Has(upload));
        Assert.Equal((2, 1, 1), (report.Customers, report.OrdersKept, report.Files));
        Assert.Equal((report.Identities, report.Events, report.OrdersKept, report.TagLines, report.Files), (goes.Identities, goes.Events, goes.OrdersKept, goes.TagLines, goes.Files));
        await using var db = library.Open();
        Assert.True(await db.ErasedIdentities.CountAsync() >= 4);
        Assert.Equal(ImportState.Cancelled, (await db.Imports.SingleAsync()).State);
        Assert.Equal([0], await db.Tags.Select(t => t.Uses).ToListAsync());
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_stay_as_amounts_of_nobody(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);

        await library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);

        await using var db = library.Open();
        var order = await db.CustomerOrders.AsNoTracking().SingleAsync();
        Assert.Equal((0L, 0L, 50_000L, 1_000L), (order.CustomerId, order.IdentityId, order.Amount, order.Refunded));
        Assert.Equal("面霜", (await db.OrderLines.AsNoTracking().SingleAsync()).Product);
        Assert.Equal(CustomerState.Erased, (await library.ReadAsync(id)).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Neither_form_nor_program_brings_an_erased_person_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        await library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);

        var again = await library.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "新来的", Phone = KnownPerson.Phone }, Library.Admin, default);
        var touched = await library.AppendAsync(library.Message(new(IdentityType.Phone, "+86" + KnownPerson.Phone)), library.Message(new(IdentityType.UnionId, KnownPerson.UnionId), "u"));
        var ordered = await library.OrderAsync(library.Order(new(IdentityType.Email, KnownPerson.Email), "T9", 100));

        Assert.Equal(CustomerRefusal.Erased, again.Refused!.Why);
        Assert.Equal([EventSkip.ErasedPerson, EventSkip.ErasedPerson], touched);
        Assert.Equal([EventSkip.ErasedPerson], ordered);
        Assert.Empty(await Everywhere.FindAsync(library, KnownPerson.Everything));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task File_that_names_an_erased_person_loses_that_row_and_says_why(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        await library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);

        var import = await library.ImportAsync($"姓名,手机,会员号\n{KnownPerson.Name},+86 139 8765 4321,\n{KnownPerson.Old},,M-77881\n李四,13611112222,\n");

        await using var db = library.Open();
        Assert.Equal("李四", (await db.Customers.AsNoTracking().SingleAsync()).Name);
        var problems = await db.ImportProblems.AsNoTracking().Where(p => p.ImportId == import.Id).OrderBy(p => p.Row).ToListAsync();
        Assert.Equal([(2, (byte)PlanProblem.PersonErased, true), (3, (byte)PlanProblem.PersonErased, true)], problems.Select(p => (p.Row, p.Code, p.RowLost)));
        Assert.Empty(await Everywhere.FindAsync(library, KnownPerson.Everything));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_that_gives_somebody_an_erased_phone_is_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        var other = (await library.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "李四" }, Library.Admin, default)).Value;
        await library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);

        var edited = await library.Get<CustomerEditor>().EditAsync(other, 0, new CustomerDraft { Name = "李四", Phone = KnownPerson.Phone }, Library.Admin, default);

        Assert.Equal(CustomerRefusal.Erased, edited!.Value.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erasure_asks_for_the_name_and_for_the_right_and_is_refused_while_a_file_runs(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        var erasure = library.Get<Erasure>();

        Assert.Equal(RightsRefusal.NameDiffers, (await erasure.EraseAsync(id, "欧阳", Library.Admin, default))!.Value.Refused!.Why);
        Assert.Equal(RightsRefusal.NotAllowed, (await erasure.EraseAsync(id, KnownPerson.Name, new(Actor.Member(8), Role.Viewer, 0, [8]), default))!.Value.Refused!.Why);
        Assert.Null(await erasure.EraseAsync(id + 500, KnownPerson.Name, Library.Admin, default));
        Assert.Equal(RightsRefusal.NotAllowed, (await erasure.OutlookAsync(id, new(Actor.Member(8), Role.Viewer, 0, [8]), default))!.Value.Refused!.Why);
        Assert.Null(await erasure.OutlookAsync(id + 500, Library.Admin, default));
        await KnownPerson.UploadAsync(library);
        await using (var db = library.Open()) await db.Imports.ExecuteUpdateAsync(i => i.SetProperty(x => x.State, ImportState.Applying));
        Assert.Equal(RightsRefusal.ImportRunning, (await erasure.OutlookAsync(id, Library.Admin, default))!.Value.Refused!.Why);
        Assert.Equal(RightsRefusal.ImportRunning, (await erasure.EraseAsync(id, KnownPerson.Name, Library.Admin, default))!.Value.Refused!.Why);
        Assert.Equal(CustomerState.Active, (await library.ReadAsync(id)).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_writes_about_a_person_while_they_are_erased_leaves_nothing_of_them(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (id, member) = (await KnownPerson.AddAsync(library), await library.MemberAsync("小李"));
        var field = await library.FieldAsync("还想要", FieldType.Text);
        var tag = await library.TagAsync(await library.GroupAsync("心愿"), "想买");
        Task WriteAsync(int turn) => (turn % 5) switch
        {
            0 => library.Get<FieldEditor>().WriteAsync(id, [new(field, KnownPerson.Words + turn)], Library.Admin, default),
            1 => library.Get<CustomerRelations>().AddAsync(id, member.Id, new RelationDraft(KnownPerson.Words), Library.Admin, default),
            2 => library.Get<ConsentDesk>().SetAsync(id, ConsentState.Given, KnownPerson.Words + turn, Library.Admin, default),
            3 => library.Get<StageDesk>().SetAsync(id, turn % 2 == 0 ? LifecycleStage.Loyal : LifecycleStage.Lost, Library.Admin, default),
            _ => library.Get<QuickTag>().ApplyAsync(id, turn % 2 == 0 ? [tag.Id] : [], turn % 2 == 0 ? [] : [tag.Id], Library.Admin, default, KnownPerson.Words),
        };

        var erased = library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);
        await Task.WhenAll([erased, .. Enumerable.Range(0, 20).Select(WriteAsync)]);

        Assert.Empty(await Everywhere.FindAsync(library, KnownPerson.Everything));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Others_who_name_the_person_are_listed_and_left_alone(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);
        var friend = await library.CustomerAsync("李四", c => c.Remark = $"朋友的电话 {KnownPerson.Phone}");
        var namesake = await library.CustomerAsync(KnownPerson.Name);

        var goes = (await library.Get<Erasure>().OutlookAsync(id, Library.Admin, default))!.Value.Value!;
        var report = (await library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default))!.Value.Value!;

        Assert.Equal([new(friend.Id, "李四")], goes.Mentions);
        Assert.Equal([friend.Id], report.Mentions);
        Assert.Equal(KnownPerson.Name, (await library.ReadAsync(namesake.Id)).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Absorbed_customer_is_erased_with_the_survivor(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await KnownPerson.AddAsync(library);

        await library.Get<Erasure>().EraseAsync(id, KnownPerson.Name, Library.Admin, default);

        await using var db = library.Open();
        Assert.All(await db.Customers.IgnoreQueryFilters().AsNoTracking().ToListAsync(), c => Assert.Equal((CustomerState.Erased, "", ""), (c.State, c.Name, c.Phone)));
        Assert.Equal(CustomerRefusal.Erased,
            (await library.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "新来的", Phone = "13700001111" }, Library.Admin, default)).Refused!.Why);
    }
}
