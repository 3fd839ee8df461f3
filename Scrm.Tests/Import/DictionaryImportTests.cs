using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Import;

public sealed class DictionaryImportTests
{
    private const string Sheet = "标签组,类别,锁定,更新周期,组说明,模式,标签,说明,颜色,置顶,有效天数\n"
        + "意向,价值,是,每月,买不买,互斥,高意向,问过价格,#2e8b57,是,30\n意向,,,,,,低意向,,,,\n"
        + "兴趣,行为,,每季,爱什么,,茶,爱喝茶,#c0392b,是,7\n兴趣,,,,,,可可,甜的,,,\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task Dictionary_sheet_creates_and_changes_what_it_says_as_a_batch(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        var id = await library.UploadAsync("标签组,模式,标签,说明,有效天数\n意向,互斥,高意向,问过价格,30\n意向,,低意向,,\n兴趣,,茶,爱喝茶,\n兴趣,互斥,可可,,\n,,随上一行的组,,\n", "字典.csv");
        var plan = await library.PlanAsync(id);
        Assert.Equal((1, 4, 1), (plan.Counts.GroupsNew, plan.Counts.TagsNew, plan.Counts.TagsChanged));

        var view = await library.ApplyAsync(id);

        Assert.Equal((BatchKind.DictionaryImport, BatchState.Done, 5, 1, 5, 5), (view.Batch!.Kind, view.Batch.State, view.Batch.Created, view.Batch.Updated, view.Batch.Done, view.Batch.Total));
        Assert.Equal((ImportState.Applied, 1, 4, 1, 1), (view.State, view.Result!.GroupsNew, view.Result.TagsNew, view.Result.TagsChanged, view.Result.Problems));
        Assert.True(view.Batch.MayUndo);
        await using var db = library.Open();
        var tag = await db.Tags.SingleAsync(t => t.Name == "高意向");
        Assert.Equal(("问过价格", 30), (tag.Meaning, tag.LifetimeDays));
        Assert.Equal(GroupMode.One, (await db.TagGroups.SingleAsync(g => g.Name == "意向")).Mode);
        Assert.Equal("爱喝茶", (await db.Tags.SingleAsync(t => t.Name == "茶")).Meaning);
        Assert.Equal(GroupMode.Many, (await db.TagGroups.SingleAsync(g => g.Name == "兴趣")).Mode);
        var line = (await library.Get<ImportHistory>().ListAsync(Library.Admin, 9, default)).Single();
        Assert.Equal((5, 5, 1, 1), (line.Rows, line.Created, line.Updated, line.Problems));
        Assert.Equal(5, (await db.AuditEntries.SingleAsync(e => e.Act == AuditAct.DictionaryImported)).Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_of_a_dictionary_sheet_restores_the_dictionary_to_the_letter(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        var before = await library.DictionaryAsync();
        var view = await ImportAsync(library, Sheet);
        Assert.NotEqual(before, await library.DictionaryAsync());

        await library.UndoAsync(view.Batch!.Id);

        Assert.Equal(before, await library.DictionaryAsync());
        Assert.Empty((await library.Get<DictionaryHistory>().LeftAloneAsync(view.Batch.Id, Library.Admin, 20, default)).Rows);
        Assert.True((await library.Get<ImportHistory>().ListAsync(Library.Admin, 9, default)).Single().Undone);
        var again = await ImportAsync(library, Sheet);
        Assert.Equal((4, 2), (again.Batch!.Created, again.Batch.Updated));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_somebody_changed_or_uses_since_is_left_alone_and_listed(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        var zhao = await library.MemberAsync("赵一", Role.Admin);
        var scope = Library.Admin with { Actor = Actor.Member(zhao.Id) };
        var view = await ImportAsync(library, Sheet + "颜色,,,,,,红,,,,\n");
        int high, tea, red;
        await using (var db = library.Open())
        {
            (high, red) = ((await db.Tags.SingleAsync(t => t.Name == "高意向")).Id, (await db.Tags.SingleAsync(t => t.Name == "红")).Id);
            tea = (await db.Tags.SingleAsync(t => t.Name == "茶")).Id;
        }
        var somebody = await library.CustomerAsync();
        await library.WriteAsync(Library.Admin, [new TagOrder(somebody.Id, high)]);
        await using (var db = library.Open())
            Assert.True((await library.Get<TagDictionary>().EditTagAsync(tea, (await db.Tags.SingleAsync(t => t.Id == tea)).Version, new TagEdit { Meaning = "红茶绿茶" }, scope)).Ok);
        Assert.True((await library.Get<FieldDesk>().CreateAsync(new FieldDraft { Name = "尺码", VisibleWhen = new(true, [new(FieldTestKind.HasTag, 0, [$"{red}"])]) }, scope, default)).Ok);

        await library.UndoAsync(view.Batch!.Id);

        await using var after = library.Open();
        var tags = await after.Tags.AsNoTracking().ToListAsync();
        Assert.Equal(["低", "咖啡", "报名", "旧的", "潜在", "红", "茶", "试听", "高", "高意向"], [.. tags.Select(t => t.Name).Order(StringComparer.Ordinal)]);
        Assert.Equal(("红茶绿茶", false, 0), tags.Where(t => t.Id == tea).Select(t => (t.Meaning, t.Pinned, t.LifetimeDays)).Single());
        var left = (await library.Get<DictionaryHistory>().LeftAloneAsync(view.Batch.Id, Library.Admin, 20, default)).Rows;
        Assert.Equal(["颜色/红//0", "颜色///0", "意向/高意向//1", "意向///0", "兴趣/茶/meaning/赵一/0"],
            [.. left.OrderByDescending(l => l.Group, StringComparer.Ordinal).ThenByDescending(l => l.Tag, StringComparer.Ordinal)
                .Select(l => l.ChangedBy.Length > 0 ? $"{l.Group}/{l.Tag}/{l.Field}/{l.ChangedBy}/{l.Uses}" : $"{l.Group}/{l.Tag}/{l.Field}/{l.Uses}")]);
        var undo = await after.Batches.SingleAsync(b => b.Kind == BatchKind.Undo);
        Assert.Equal((2, 5), (undo.Removed, undo.Skipped));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_operator_takes_nothing_back_in_a_group_that_was_locked_since(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        var view = await ImportAsync(library, "标签组,标签,说明\n兴趣,茶,爱喝茶\n新组,新标签,\n");
        var operatorScope = Library.Admin with { Actor = Actor.Member((await library.MemberAsync("运营")).Id), Role = Role.Operator };
        await using (var db = library.Open())
        {
            var group = await db.TagGroups.SingleAsync(g => g.Name == "兴趣");
            Assert.True((await library.Get<TagDictionary>().EditGroupAsync(group.Id, group.Version, new GroupEdit { Locked = true }, Library.Admin)).Ok);
        }

        Assert.True((await library.Get<BatchDesk>().UndoAsync(view.Batch!.Id, operatorScope, default)).Ok);
        await library.RunBatchesAsync();

        await using var after = library.Open();
        Assert.Equal("爱喝茶", (await after.Tags.SingleAsync(t => t.Name == "茶")).Meaning);
        Assert.False(await after.Tags.AnyAsync(t => t.Name == "新标签"));
        Assert.False(await after.TagGroups.AnyAsync(g => g.Name == "新组"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dictionary_import_killed_again_and_again_ends_like_one_that_was_left_in_peace(DatabaseEngine engine)
    {
        var file = new StringBuilder(Sheet);
        for (var i = 0; i < 350; i++) file.Append($"大组{i / 250},,,,,,标签{i},第 {i} 个,,,{i % 30}\n");
        file.Append("意向,,,,,,高意向,重复,,,\n");
        IReadOnlyList<string>? peaceful = null;
        foreach (var kills in new[] { false, true })
        {
            await using var library = await Library.CreateAsync(engine);
            await library.FurnishAsync();
            var before = await library.DictionaryAsync();
            var id = await library.UploadAsync(file.ToString(), "字典.csv");
            await library.PlanAsync(id);
            var started = await library.Get<ImportDesk>().ApplyAsync(id, Library.Admin, default);
            Assert.True(started.Ok);
            if (kills) await library.RunCutOffAsync(started.Value, new Random(7));
            else await library.RunBatchesAsync();
            var view = await library.ViewAsync(id);
            Assert.Equal((356, 356, 1), (view.Batch!.Created, view.Batch.Done + 1, view.Result!.Problems));
            Assert.Equal(1, (await library.Get<ImportHistory>().ProblemsAsync(id, null, 0, 9, Library.Admin, default)).Total);
            var after = await library.DictionaryAsync();
            Assert.Equal(peaceful ??= after, after);
            await library.UndoAsync(started.Value);
            Assert.Equal(before, await library.DictionaryAsync());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_operator_fills_the_group_that_their_own_sheet_locks_and_takes_it_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        var who = Library.Admin with { Actor = Actor.Member((await library.MemberAsync("运营")).Id), Role = Role.Operator };
        var before = await library.DictionaryAsync();
        var file = new StringBuilder("标签组,锁定,标签\n兴趣,是,可可\n新组,是,新标签\n");
        for (var i = 0; i < 150; i++) file.Append($"新组,,标签{i}\n");
        var desk = library.Get<ImportDesk>();
        var id = (await desk.UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(file.ToString())), "字典.csv", who, default)).Value;
        Assert.True((await desk.PlanAsync(id, who, null, default)).Ok);
        var batch = (await desk.ApplyAsync(id, who, default)).Value;
        await library.RunCutOffAsync(batch, new Random(3));
        var view = await library.ViewAsync(id);
        Assert.Equal((153, 1, 0), (view.Batch!.Created, view.Batch.Updated, view.Batch.Problems));

        Assert.True((await library.Get<BatchDesk>().UndoAsync(batch, who, default)).Ok);
        await library.RunBatchesAsync();

        Assert.Equal(before, await library.DictionaryAsync());
    }

    [Fact]
    public async Task A_tag_that_a_field_asks_for_cannot_be_deleted()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var tag = await library.TagAsync(await library.GroupAsync("组"), "学员");
        Assert.True((await library.Get<FieldDesk>().CreateAsync(new FieldDraft { Name = "班级", RequiredWhen = new(true, [new(FieldTestKind.HasTag, 0, [$"{tag.Id}"])]) }, Library.Admin, default)).Ok);

        var refused = (await library.Get<TagDictionary>().DeleteTagsAsync([tag.Id], Library.Admin)).Refused;

        Assert.Equal((TagRefusal.NeededBy, "班级"), (refused!.Why, refused.Values[1]));
    }

    private static async Task<ImportView> ImportAsync(Library library, string csv)
    {
        var id = await library.UploadAsync(csv, "字典.csv");
        await library.PlanAsync(id);
        return await library.ApplyAsync(id);
    }
}
