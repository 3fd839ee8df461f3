using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Import;

public sealed class ImportApplyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task File_becomes_customers_with_keys_owners_and_tags(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();

        var view = await library.ImportAsync("会员号,姓名,手机号,性别,添加人,添加时间,标签\nM1,王小明,13912345678,女,赵敏,2026-01-05 10:30:00,价值：高、茶\n");

        Assert.Equal((ImportState.Applied, 1, 2), (view.State, view.Result!.Created, view.Result.TagsAdded));
        await using var db = library.Open();
        var customer = await db.Customers.SingleAsync();
        Assert.Equal(("王小明", "+8613912345678", "M1", Gender.Female), (customer.Name, customer.Phone, customer.MemberNo, customer.Gender));
        Assert.Equal(new DateTime(2026, 1, 5, 2, 30, 0), customer.AddedAt);
        Assert.Equal("赵敏", (await db.Members.SingleAsync(m => m.Id == customer.OwnerId)).Name);
        Assert.Equal(2, await db.CustomerIdentities.CountAsync(i => i.CustomerId == customer.Id && i.Source == IdentitySource.Import));
        Assert.Single(await db.Relations.ToListAsync());
        Assert.All(await db.TagChanges.ToListAsync(), line => Assert.Equal((2, view.Batch!.Id, TagSource.Import), (line.Row, line.BatchId, line.Cause)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Field_that_the_file_does_not_speak_of_stays_as_it_is(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync("手机号,姓名,公司,地区,性别,添加时间\n13900000001,王小明,云上,杭州,男,2026-01-05\n13900000002,李小红,,宁波,女,2026-01-06\n");

        await library.ImportAsync("手机号,公司\n13900000001,山下\n13900000002,海边\n", new ImportChoices { Fields = FieldUpdate.Overwrite });

        await using var db = library.Open();
        Assert.Equal(["王小明 山下 杭州 Male +8613900000001", "李小红 海边 宁波 Female +8613900000002"],
            (await db.Customers.OrderBy(c => c.Id).ToListAsync()).Select(c => $"{c.Name} {c.Company} {c.Region} {c.Gender} {c.Phone}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Plan_counts_what_the_import_then_does(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        await library.ImportAsync(ImportKit.Untidy(300, seed: 1));
        var choices = new ImportChoices
        {
            Fields = FieldUpdate.Overwrite, Contradictions = ExclusiveClash.TakeLast,
            Tags = { [TagNames.KeyOf(new(null, "没有这个"))] = new(UnknownTagAct.Create, NewGroup: "新组", NewMode: GroupMode.One) },
        };
        var id = await library.UploadAsync(ImportKit.Untidy(2500, seed: 2));

        var plan = await library.PlanAsync(id, choices);
        var view = await library.ApplyAsync(id);

        Assert.Equal(plan.Counts, view.Result);
        Assert.True(view.Result is { Created: > 0, Matched: > 0, Folded: > 0, Updated: > 0, Lost: > 0, TagsReplaced: > 0, Problems: > 0 });
        var problems = await library.Get<ImportHistory>().ProblemsAsync(id, null, 0, 1, Library.Admin, default);
        Assert.Equal(plan.Counts.Problems, problems.Total);
        await using var db = library.Open();
        Assert.Equal(1, await db.Tags.CountAsync(t => t.Name == "没有这个" && t.BatchId == view.Batch!.Id && t.Uses > 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_that_is_cut_off_again_and_again_loses_nothing_and_doubles_nothing(DatabaseEngine engine)
    {
        var file = ImportKit.Untidy(4200, seed: 3);
        await using var whole = await Library.CreateAsync(engine);
        await using var cut = await Library.CreateAsync(engine);
        await whole.FurnishAsync();
        await cut.FurnishAsync();
        var expected = await whole.ImportAsync(file);
        var id = await cut.UploadAsync(file);
        await cut.PlanAsync(id);
        var batch = (await cut.Get<ImportDesk>().ApplyAsync(id, Library.Admin, default)).Value;

        await cut.RunCutOffAsync(batch, new Random(7));

        Assert.Equal(expected.Result, (await cut.ViewAsync(id)).Result);
        Assert.Equal(People(await whole.StateAsync()), People(await cut.StateAsync()));
        Assert.Equal(await ProblemsAsync(whole, expected.Id), await ProblemsAsync(cut, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_restores_the_library_to_the_letter(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        await library.ImportAsync(ImportKit.Untidy(300, seed: 1));
        var before = await library.StateAsync();
        library.Clock.Advance(TimeSpan.FromHours(1));
        var view = await library.ImportAsync(ImportKit.Untidy(1500, seed: 4), new ImportChoices { Fields = FieldUpdate.Overwrite });
        Assert.NotEqual(before, await library.StateAsync());
        library.Clock.Advance(TimeSpan.FromHours(1));

        await library.UndoAsync(view.Batch!.Id);

        Assert.Equal(before, await library.StateAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_leaves_alone_what_was_changed_since(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        var old = await library.ImportAsync("手机号,姓名,地区\n13900000001,王小明,\n");
        var view = await library.ImportAsync("手机号,姓名,地区,标签\n13900000001,,杭州,茶\n13900000002,李小红,,茶\n13900000003,张三,,\n", new ImportChoices { Fields = FieldUpdate.Overwrite });
        await library.ImportAsync("手机号,地区,标签\n13900000001,宁波,\n13900000002,,咖啡\n", new ImportChoices { Fields = FieldUpdate.Overwrite });

        await library.UndoAsync(view.Batch!.Id);

        await using var db = library.Open();
        Assert.Equal("宁波", (await db.Customers.SingleAsync(c => c.BatchId == old.Batch!.Id)).Region);
        Assert.Equal(["李小红"], await db.Customers.Where(c => c.BatchId == view.Batch.Id).Select(c => c.Name).ToListAsync());
        var left = Assert.Single(await library.Get<ImportHistory>().FieldsLeftAsync(view.Batch.Id, Library.Admin, 10, default));
        Assert.Equal((CustomerField.Region, "王小明"), (left.Field, left.Customer));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Person_who_was_withdrawn_by_an_undo_can_be_imported_again(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var first = await library.ImportAsync("手机号,姓名\n13900000001,王小明\n");
        await library.UndoAsync(first.Batch!.Id);

        var again = await library.ImportAsync("手机号,姓名\n13900000001,王小明\n");

        Assert.Equal(1, again.Result!.Created);
        Assert.True(Assert.Single(again.Earlier).Undone);
    }

    private static async Task<IEnumerable<(int, int, byte, string, bool)>> ProblemsAsync(Library library, long id) =>
        (await library.Get<ImportHistory>().ProblemsAsync(id, null, 0, 9999, Library.Admin, default)).Rows.Select(p => (p.Row, p.Column, p.Code, p.Value, p.RowLost));

    private static IEnumerable<string> People(IEnumerable<string> state) => state.Where(line => line.Contains("客户", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(' ') + 1)..]);
}
