using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldEditorTests
{
    private static readonly Scope Sales = new(Actor.Member(5), Role.Sales, 0, [5]);

    [Theory, OnSqlite, OnPostgres]
    public async Task Change_stands_in_the_log_with_old_new_actor_and_time(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (field, customer) = (await library.FieldAsync("尺码", FieldType.OneChoice), await library.CustomerAsync(with: c => c.OwnerId = 5));
        await library.SetAsync(customer.Id, field, "线索", Sales);
        library.Clock.Advance(TimeSpan.FromHours(1));
        await library.SetAsync(customer.Id, field, "成交", Sales);
        await library.SetAsync(customer.Id, field, "成交", Sales);

        var log = (await library.Get<CustomerLibrary>().PanelAsync(customer.Id, Sales, default))!.FieldLog;
        Assert.Equal([("尺码", "线索", "成交"), ("尺码", "", "线索")], log.Select(l => (l.Name, l.Old, l.New)));
        Assert.Equal((library.Clock.Now, ActorKind.Member), (log[0].At, log[0].By.Kind));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_comes_second_to_a_value_sees_both_and_nobody_else_is_in_the_way(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (size, note, customer) = (await library.FieldAsync("尺码", FieldType.OneChoice), await library.FieldAsync("备忘", FieldType.Text), await library.CustomerAsync());
        var read = (await library.CellAsync(customer.Id, size)).Stamp;
        Assert.Null(await library.SetAsync(customer.Id, size, "线索", stamp: read));

        var late = (await library.Get<FieldEditor>().WriteAsync(customer.Id, [new(size, "成交", read)], Library.Admin, default))!.Value.Refused!;
        var clash = Assert.Single((IReadOnlyList<ValueClash>)late.Values[1]);
        Assert.Equal((FieldRefusal.ChangedMeanwhile, "成交", "线索"), ((FieldRefusal)late.Why, clash.Mine, clash.Theirs));
        Assert.Null(await library.SetAsync(customer.Id, note, "另一格", stamp: 0));
        Assert.Null(await library.SetAsync(customer.Id, size, "成交", stamp: clash.Stamp));
        Assert.Null(await library.SetAsync(customer.Id, size, "成交", stamp: read));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Several_values_stand_or_fall_together(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b, customer) = (await library.FieldAsync("年龄", FieldType.WholeNumber), await library.FieldAsync("生日", FieldType.Date), await library.CustomerAsync());
        var editor = library.Get<FieldEditor>();

        var refused = await editor.WriteAsync(customer.Id, [new(a, "30"), new(b, "明天")], Library.Admin, default);

        Assert.Equal(FieldRefusal.DateUnreadable, refused!.Value.Refused?.Why);
        Assert.Equal("", (await library.CellAsync(customer.Id, a)).Value);
        Assert.Equal(FieldRefusal.NothingToDo, (await editor.WriteAsync(customer.Id, [], Library.Admin, default))!.Value.Refused?.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Unique_value_belongs_to_one_living_customer(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var field = await library.FieldAsync("车牌", FieldType.Text, d => d with { Unique = true });
        var (mine, theirs, pool) = (await library.CustomerAsync("甲", c => c.OwnerId = 5), await library.CustomerAsync("乙", c => c.OwnerId = 6), await library.CustomerAsync("丙"));
        Assert.Null(await library.SetAsync(theirs.Id, field, "京A12345"));

        Assert.Equal(FieldRefusal.ValueTaken, await library.SetAsync(mine.Id, field, "京A12345"));
        Assert.Equal(FieldRefusal.ValueTakenOutOfReach, await library.SetAsync(mine.Id, field, "京A12345", Sales));
        await using (var db = library.Open()) await db.Customers.Where(c => c.Id == theirs.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CustomerState.Withdrawn));
        Assert.Null(await library.SetAsync(mine.Id, field, "京A12345", Sales));
        Assert.Null(await library.SetAsync(mine.Id, field, "", Sales));
        Assert.Null(await library.SetAsync(pool.Id, field, "京A12345", Sales));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Field_becomes_unique_only_where_no_value_stands_twice(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var field = await library.FieldAsync("车牌", FieldType.Text);
        var (a, b) = (await library.CustomerAsync("甲"), await library.CustomerAsync("乙"));
        await library.SetAsync(a.Id, field, "京A12345");
        await library.SetAsync(b.Id, field, "京A12345");
        var draft = new FieldDraft { Name = "车牌", Unique = true };
        var desk = library.Get<FieldDesk>();
        Assert.Equal(FieldRefusal.NotUniqueNow, (await desk.EditAsync(field, 0, draft, Library.Admin, default)).Refused?.Why);
        await library.SetAsync(b.Id, field, "");
        Assert.True((await desk.EditAsync(field, 0, draft, Library.Admin, default)).Ok);
        Assert.Equal(FieldRefusal.ValueTaken, await library.SetAsync(b.Id, field, "京A12345"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_reads_or_writes_out_of_reach_and_a_viewer_writes_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (field, theirs) = (await library.FieldAsync("备忘", FieldType.Text), await library.CustomerAsync("乙", c => c.OwnerId = 6));
        var (editor, viewer) = (library.Get<FieldEditor>(), new Scope(Actor.Member(9), Role.Viewer, 0, []));

        Assert.Null(await editor.SheetAsync(theirs.Id, Sales, default));
        Assert.Null(await editor.WriteAsync(theirs.Id, [new(field, "x")], Sales, default));
        Assert.Null(await editor.ConfirmAsync(theirs.Id, field, Sales, default));
        Assert.Null(await editor.RevealAsync(theirs.Id, field, Sales, default));
        Assert.Equal(FieldRefusal.NotAllowed, await library.SetAsync(theirs.Id, field, "x", viewer));
        Assert.False((await library.CellAsync(theirs.Id, field, viewer)).MayEdit);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_customer_is_named_only_within_reach(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var field = await library.FieldAsync("介绍人", FieldType.Customer);
        var (mine, theirs) = (await library.CustomerAsync("甲", c => c.OwnerId = 5), await library.CustomerAsync("乙", c => c.OwnerId = 6));

        Assert.Equal(FieldRefusal.CustomerUnknown, await library.SetAsync(mine.Id, field, $"{theirs.Id}", Sales));
        Assert.Equal(FieldRefusal.CustomerUnknown, await library.SetAsync(mine.Id, field, $"{mine.Id}"));
        Assert.Null(await library.SetAsync(mine.Id, field, $"{theirs.Id}"));
        Assert.Equal("乙", (await library.CellAsync(mine.Id, field)).Shown);
        Assert.DoesNotContain("乙", (await library.CellAsync(mine.Id, field, Sales)).Shown);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_is_masked_until_somebody_looks_and_that_is_audited(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (field, customer) = (await library.FieldAsync("家长电话", FieldType.Phone), await library.CustomerAsync());
        await library.SetAsync(customer.Id, field, "13912345678");

        var cell = await library.CellAsync(customer.Id, field);
        Assert.Equal(("139****5678", "139****5678"), (cell.Value, cell.Shown));
        Assert.All((await library.Get<CustomerLibrary>().PanelAsync(customer.Id, Library.Admin, default))!.FieldLog, l => Assert.DoesNotContain("12345", l.New));
        Assert.Equal("13912345678", (await library.Get<FieldEditor>().RevealAsync(customer.Id, field, Library.Admin, default))!.Value.Value);
        await using var db = library.Open();
        Assert.Single(db.AuditEntries, e => e.Act == AuditAct.PhoneRevealed && e.SubjectId == customer.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Value_falls_due_for_review_until_somebody_says_it_is_right(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (field, customer) = (await library.FieldAsync("预算", FieldType.Money, d => d with { ReviewDays = 30 }), await library.CustomerAsync());
        await library.SetAsync(customer.Id, field, "100");
        Assert.False((await library.CellAsync(customer.Id, field)).ReviewDue);
        library.Clock.Advance(TimeSpan.FromDays(30));
        Assert.True((await library.CellAsync(customer.Id, field)).ReviewDue);

        Assert.True((await library.Get<FieldEditor>().ConfirmAsync(customer.Id, field, Library.Admin, default))!.Value.Ok);

        Assert.False((await library.CellAsync(customer.Id, field)).ReviewDue);
        Assert.Equal("100.00", (await library.CellAsync(customer.Id, field)).Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_tag_shows_a_field_and_asks_for_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var tag = await library.TagAsync(await library.GroupAsync("身份"), "企业客户");
        var carries = new FieldWhen(true, [new(FieldTestKind.HasTag, 0, [$"{tag.Id}"])]);
        var (field, customer) = (await library.FieldAsync("税号", FieldType.Text, d => d with { VisibleWhen = carries, RequiredWhen = carries }), await library.CustomerAsync());
        Assert.Equal(FieldRefusal.NotVisible, await library.SetAsync(customer.Id, field, "91310000"));

        await library.WriteAsync(Library.Admin, [new(customer.Id, tag.Id)]);

        var cell = await library.CellAsync(customer.Id, field);
        Assert.True(cell is { Visible: true, Required: true, Missing: true });
        Assert.Null(await library.SetAsync(customer.Id, field, "91310000"));
        Assert.Equal(FieldRefusal.Required, await library.SetAsync(customer.Id, field, ""));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_write_one_unique_value_at_once_do_not_both_get_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var field = await library.FieldAsync("车牌", FieldType.Text, d => d with { Unique = true });
        var (a, b) = (await library.CustomerAsync("甲"), await library.CustomerAsync("乙"));

        var done = await Task.WhenAll(library.SetAsync(a.Id, field, "京A1"), library.SetAsync(b.Id, field, "京A1"));

        Assert.Equal([null, FieldRefusal.ValueTaken], done.OrderBy(d => d.HasValue));
    }
}
