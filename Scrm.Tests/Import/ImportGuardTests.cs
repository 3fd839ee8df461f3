using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Tests.Customers;
using Scrm.Tests.Kit;
using static Scrm.Core.Customers.IdentityType;

namespace Scrm.Tests.Import;

/// <summary>Values of staff and shops, and values that several people have, on their way in by a file.</summary>
public sealed class ImportGuardTests
{
    private const string Shop = "13912345678";

    [Theory, OnSqlite, OnPostgres]
    public async Task Blocked_phone_alone_loses_its_row_and_beside_a_member_number_only_the_phone(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.Get<BlockedValues>().AddAsync(Phone, Shop, "门店电话", Library.Admin, default);
        var id = await library.UploadAsync($"会员号,姓名,手机号\n,王小明,{Shop}\nM2,李小红,139 1234 5678\nM3,赵大,13900000003\n");

        var plan = await library.PlanAsync(id);
        var view = await library.ApplyAsync(id);

        Assert.Equal((3, 2, 1), (plan.Counts.Rows, plan.Counts.Created, plan.Counts.Lost));
        Assert.Equal(plan.Counts, view.Result);
        var kind = Assert.Single(plan.Problems);
        Assert.Equal((PlanProblem.ValueBlocked, 2), ((PlanProblem)kind.Code, kind.Count));
        Assert.Equal(["2 +8613912345678 门店电话 True", "3 +8613912345678 门店电话 False"], kind.Examples.Select(e => $"{e.Row} {e.Value} {e.Suggestion} {e.RowLost}"));
        await using var db = library.Open();
        Assert.Equal(["M2 ", "M3 +8613900000003"], await db.Customers.OrderBy(c => c.MemberNo).Select(c => c.MemberNo + " " + c.Phone).ToListAsync());
        Assert.Equal(0, await db.CustomerIdentities.CountAsync(i => i.Value == "+8613912345678"));
    }

    [Fact]
    public async Task Row_of_a_blocked_phone_stands_in_the_error_workbook_of_the_plan_and_of_the_import()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await library.Get<BlockedValues>().AddAsync(Phone, Shop, "", Library.Admin, default);
        var id = await library.UploadAsync($"姓名,手机号\n王小明,{Shop}\n李小红,13900000003\n");
        await library.PlanAsync(id);

        var planned = await ErrorsAsync(library, id);
        await library.ApplyAsync(id);

        Assert.Equal([$"王小明 {Shop} 2 ValueBlocked"], planned);
        Assert.Equal(planned, await ErrorsAsync(library, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_and_events_of_a_members_phone_create_and_link_nobody(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("赵敏");
        await library.Get<StaffPhones>().SetAsync(member.Id, Shop, Library.Admin, default);

        var orders = await library.ImportAsync($"订单号,手机号,买家姓名,付款时间,实付金额\nA1,{Shop},王小明,2026-02-01,5\nA2,13900000002,李小红,2026-02-01,6\n");
        var events = await library.ImportAsync($"手机号,时间,行为\n{Shop},2026-02-20 11:00,通话\n13900000002,2026-02-20 11:00,通话\n");

        Assert.Equal((1, 1, 1), (orders.Result!.Orders, orders.Result.Lost, orders.Result.Created));
        Assert.Equal((1, 1), (events.Result!.Events, events.Result.Lost));
        foreach (var view in new[] { orders, events })
        {
            var kind = Assert.Single(await library.Get<ImportHistory>().KindsAsync(view.Id, Library.Admin, default));
            Assert.Equal((PlanProblem.StaffPhone, "赵敏", true), ((PlanProblem)kind.Code, kind.Examples[0].Suggestion, kind.Examples[0].RowLost));
        }
        await using var db = library.Open();
        Assert.Equal(["李小红"], await db.Customers.Select(c => c.Name).ToListAsync());
        Assert.Equal(0, await db.CustomerIdentities.CountAsync(i => i.Value == "+8613912345678"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Workbook_with_one_phone_for_forty_member_numbers_makes_forty_people_and_gives_the_phone_to_none(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync($"会员号,姓名,手机号\nM0,老客户,{Shop}\n");
        var before = await StateImage.StateAsync(library);

        var id = await UploadWorkbookAsync(library, [["会员号", "姓名", "手机号"], ["", "只有电话", Shop], .. Enumerable.Range(1, 40).Select(i => new[] { $"M{i}", $"客户{i}", Shop })]);
        var plan = await library.PlanAsync(id);
        var view = await library.ApplyAsync(id);

        Assert.Equal((41, 40, 0, 1), (plan.Counts.Rows, plan.Counts.Created, plan.Counts.Matched, plan.Counts.Lost));
        Assert.Equal(plan.Counts, view.Result);
        var kind = Assert.Single(plan.Problems);
        Assert.Equal((PlanProblem.SharedInFile, 2), ((PlanProblem)kind.Code, Assert.Single(kind.Examples).Row));
        await using (var db = library.Open())
        {
            Assert.Equal(41, await db.CustomerIdentities.CountAsync(i => i.Type == Phone && i.State == IdentityState.Shared));
            Assert.Equal(0, await db.MergeReviews.CountAsync());
        }
        Assert.Equal((LinkVerdict.Shared, 0L), await IdentityResolverTests.OneAsync(library, (Phone, Shop)) is var found ? (found.Verdict, found.CustomerId) : default);

        await using (var db = library.Open()) await db.CustomerIdentities.Where(i => i.CustomerId == 0).ExecuteDeleteAsync();
        await library.UndoAsync(view.Batch!.Id);
        Assert.Equal(before, (await StateImage.StateAsync(library)).Where(line => !line.Contains("state=1 ", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_of_three_names_or_three_ids_in_one_file_leads_to_nobody(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var names = await library.ImportAsync($"姓名,手机号\n王一,{Shop}\n王二,{Shop}\n王三,{Shop}\n赵大,13900000001\n赵大,13900000001\n老赵,13900000001\n");
        var ids = await library.ImportAsync($"外部联系人ID,姓名,手机号\nE1,王一,{Shop}\nE2,王二,{Shop}\nE3,王三,{Shop}\n");

        Assert.Equal((1, 2, 3), (names.Result!.Created, names.Result.Folded, names.Result.Lost));
        Assert.Equal((3, 0), (ids.Result!.Created, ids.Result.Lost));
        await using var db = library.Open();
        Assert.True(await db.CustomerIdentities.Where(i => i.Value == "+8613912345678").AllAsync(i => i.State == IdentityState.Shared));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Value_the_library_calls_shared_links_no_row_and_stays_a_note_of_whoever_is_known_by_something_else(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        foreach (var number in new[] { "M1", "M2" })
        {
            await IdentityResolverTests.AddAsync(library, number, memberNo: number);
            await IdentityResolverTests.OneAsync(library, (MemberNo, number), (Phone, Shop));
        }

        var view = await library.ImportAsync($"会员号,姓名,手机号\n,谁,{Shop}\nM9,九,{Shop}\n");

        Assert.Equal((1, 1), (view.Result!.Created, view.Result.Lost));
        Assert.Equal(PlanProblem.KeyShared, (PlanProblem)Assert.Single(await library.Get<ImportHistory>().KindsAsync(view.Id, Library.Admin, default)).Code);
        await using var db = library.Open();
        Assert.Equal(3, await db.CustomerIdentities.CountAsync(i => i.Type == Phone && i.State == IdentityState.Shared && i.CustomerId > 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_numbers_of_somebody_who_was_merged_do_not_make_their_phone_shared(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var first = await IdentityResolverTests.AddAsync(library, "王小明", phone: Shop, memberNo: "M1");
        var second = await IdentityResolverTests.AddAsync(library, "王小明", memberNo: "M2");
        await library.Get<MergeDesk>().MergeAsync(first, second, new Dictionary<string, long>(), MergeRule.ByHand, Library.Admin, default);

        await library.ImportAsync($"会员号,姓名,手机号\nM1,王小明,{Shop}\nM2,王小明,{Shop}\n");

        await using var db = library.Open();
        Assert.Equal(IdentityState.Active, await db.CustomerIdentities.Where(i => i.Type == Phone).Select(i => i.State).SingleAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Events_that_waited_on_a_shared_phone_go_to_nobody_and_those_of_the_file_to_whom_it_names(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync($"手机号,时间,行为\n{Shop},2026-02-01 11:00,通话\n");

        var view = await library.ImportAsync($"会员号,手机号,时间,行为\nM1,{Shop},2026-02-02 11:00,通话\nM2,{Shop},2026-02-03 11:00,通话\n,{Shop},2026-02-04 11:00,通话\n",
            new ImportChoices { CreateCustomers = true });

        Assert.Equal((3, 1, 2, 0), (view.Result!.Events, view.Result.Unlinked, view.Result.Created, view.Result.Lost));
        Assert.Equal(["M1 16  0", "M2 16  0", "nobody 16  0", "nobody 16  0"], await library.TouchesAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_cut_off_again_and_again_guards_as_one_that_was_not(DatabaseEngine engine)
    {
        var file = new StringBuilder("会员号,姓名,手机号\n");
        for (var i = 0; i < 2500; i++) file.Append($"{(i % 11 == 0 ? "" : $"M{i}")},客户{i},139{i % 700:00000000}\n");
        await using var whole = await Library.CreateAsync(engine);
        await using var cut = await Library.CreateAsync(engine);
        var expected = await whole.ImportAsync(file.ToString());
        var id = await cut.UploadAsync(file.ToString());
        var plan = await cut.PlanAsync(id);
        await cut.RunCutOffAsync((await cut.Get<ImportDesk>().ApplyAsync(id, Library.Admin, default)).Value, new Random(3));

        var view = await cut.ViewAsync(id);
        Assert.Equal(expected.Result, view.Result);
        Assert.Equal(plan.Counts, view.Result);
        Assert.True(view.Result is { Created: > 2000, Lost: > 100, Folded: 0 });
    }

    private static async Task<long> UploadWorkbookAsync(Library library, string[][] rows)
    {
        using var folder = new TempFolder();
        var path = new XlsxBuilder().Sheet("会员", rows).Save(folder.File("会员.xlsx"));
        await using var content = File.OpenRead(path);
        var uploaded = await library.Get<ImportDesk>().UploadAsync(content, "会员.xlsx", Library.Admin, default);
        Assert.Null(uploaded.Refused);
        return uploaded.Value;
    }

    private static async Task<IReadOnlyList<string>> ErrorsAsync(Library library, long id)
    {
        using var book = new MemoryStream();
        await library.Get<ErrorFile>().WriteAsync(book, id, Library.Admin, new("问题", "原行号", "原因", role => role.ToString()), (kind, _) => kind.ToString(), default);
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("problems.xlsx"), book.ToArray());
        using var read = SheetFile.Open(folder.File("problems.xlsx"), "problems.xlsx");
        return [.. read.Rows(0).Skip(1).Select(r => $"{r[1]} {r[2]} {r[0]} {r[3]}")];
    }
}
