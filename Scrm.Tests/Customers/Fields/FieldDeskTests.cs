using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldDeskTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Every_type_gets_a_column_and_keeps_what_is_written(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("王芳");
        var (customer, other) = (await library.CustomerAsync(), await library.CustomerAsync("李四"));
        var raws = new Dictionary<FieldType, (string Raw, string Kept)>
        {
            [FieldType.Text] = ("甲", "甲"), [FieldType.LongText] = ("一\n二", "一\n二"), [FieldType.WholeNumber] = ("0", "0"), [FieldType.Decimal] = ("-1.25", "-1.25"),
            [FieldType.Money] = ("99.9", "99.90"), [FieldType.Date] = ("1960-05-06", "1960-05-06"), [FieldType.DateTime] = ("2026-03-01 08:00", "2026-03-01T00:00:00Z"),
            [FieldType.YesNo] = ("否", "0"), [FieldType.OneChoice] = ("商机", "2"), [FieldType.ManyChoices] = ("成交,线索", "1,3"), [FieldType.Phone] = ("010-62345678", "010****5678"),
            [FieldType.Email] = ("A@b.cn", "a@b.cn"), [FieldType.Region] = ("上海市", "上海"), [FieldType.Member] = ("王芳", $"{member.Id}"), [FieldType.Customer] = ($"{other.Id}", $"{other.Id}"),
        };
        var ids = new Dictionary<FieldType, int>();
        foreach (var type in Enum.GetValues<FieldType>()) ids[type] = await library.FieldAsync($"{type}", type);
        foreach (var id in ids.Values) Assert.Equal("", (await library.CellAsync(customer.Id, id)).Value);

        foreach (var (type, (raw, kept)) in raws)
        {
            Assert.Null(await library.SetAsync(customer.Id, ids[type], raw));
            var cell = await library.CellAsync(customer.Id, ids[type]);
            Assert.Equal((type, kept), (type, cell.Value));
        }
        Assert.All(await library.Get<FieldDesk>().ListAsync(Library.Admin, default), row => Assert.Equal(1, row.Filled));
        foreach (var type in raws.Keys)
        {
            Assert.Null(await library.SetAsync(customer.Id, ids[type], ""));
            Assert.Equal("", (await library.CellAsync(customer.Id, ids[type])).Value);
        }
        Assert.All(await library.Get<FieldDesk>().ListAsync(Library.Admin, default), row => Assert.Equal(0, row.Filled));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Field_is_deleted_only_where_no_value_was_ever_written(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (desk, customer) = (library.Get<FieldDesk>(), await library.CustomerAsync());
        var (used, fresh) = (await library.FieldAsync("用过", FieldType.Email, d => d with { Unique = true }), await library.FieldAsync("没用过", FieldType.Email, d => d with { Unique = true }));
        await library.SetAsync(customer.Id, used, "a@b.cn");
        await library.SetAsync(customer.Id, used, "");

        Assert.Equal(FieldRefusal.HasValues, (await desk.DeleteAsync(used, Library.Admin, default)).Refused?.Why);
        Assert.True((await desk.DeleteAsync(fresh, Library.Admin, default)).Ok);
        Assert.Equal(FieldRefusal.Gone, (await desk.DeleteAsync(fresh, Library.Admin, default)).Refused?.Why);
        Assert.True((await desk.ArchiveAsync(used, Library.Admin, default)).Ok);
        Assert.Equal(FieldRefusal.Archived, await library.SetAsync(customer.Id, used, "c@d.cn"));
        Assert.Empty((await library.Get<FieldEditor>().SheetAsync(customer.Id, Library.Admin, default))!.Cells);
        Assert.True((await desk.RestoreAsync(used, Library.Admin, default)).Ok);
        Assert.Null(await library.SetAsync(customer.Id, used, "c@d.cn"));
        await library.FieldAsync("新的", FieldType.Text);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Definition_that_cannot_be_is_refused_by_name(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var desk = library.Get<FieldDesk>();
        var first = await library.FieldAsync("车牌", FieldType.Text, d => d with { Key = "plate" });
        async Task RefusedAsync(FieldRefusal why, FieldDraft draft) => Assert.Equal(why, (await desk.CreateAsync(draft, Library.Admin, default)).Refused?.Why);
        var good = new FieldDraft { Name = "好的", Type = FieldType.Text };
        var choice = good with { Type = FieldType.OneChoice, Options = FieldKit.Options("甲", "乙") };

        await RefusedAsync(FieldRefusal.NameMissing, good with { Name = " " });
        await RefusedAsync(FieldRefusal.TextTooLong, good with { Name = new string('长', 31) });
        await RefusedAsync(FieldRefusal.NameTaken, good with { Name = "车　牌".Replace("　", "") });
        await RefusedAsync(FieldRefusal.KeyUnreadable, good with { Key = "1车" });
        await RefusedAsync(FieldRefusal.KeyTaken, good with { Key = "PLATE" });
        await RefusedAsync(FieldRefusal.OptionsMissing, choice with { Options = [] });
        await RefusedAsync(FieldRefusal.OptionTwice, choice with { Options = FieldKit.Options("甲", "甲 ") });
        await RefusedAsync(FieldRefusal.ColorUnknown, choice with { Options = [new(-1, "甲", "red")] });
        await RefusedAsync(FieldRefusal.DefaultUnreadable, choice with { Default = "丙" });
        await RefusedAsync(FieldRefusal.CannotBeUnique, choice with { Unique = true });
        await RefusedAsync(FieldRefusal.ConditionUnknown, good with { VisibleWhen = FieldKit.Is(999, "1") });
        await RefusedAsync(FieldRefusal.ConditionUnknown, good with { RequiredWhen = FieldKit.Is(first) });
        await RefusedAsync(FieldRefusal.ConditionUnknown, good with { RequiredWhen = new(true, [new(FieldTestKind.HasTag, 0, ["77"])]) });
        Assert.Equal(FieldRefusal.NotAllowed, (await desk.CreateAsync(good, Library.Admin with { Role = Role.Operator }, default)).Refused?.Why);
        Assert.Equal(["车牌"], (await desk.ActiveAsync(default)).Select(f => f.Name));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Options_keep_their_numbers_and_go_only_where_nobody_has_them(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (desk, customer) = (library.Get<FieldDesk>(), await library.CustomerAsync());
        var id = await library.FieldAsync("阶段", FieldType.OneChoice, d => d with { Steps = [new(-1, -2), new(-2, -3)], Default = "商机" });
        await library.SetAsync(customer.Id, id, "商机");
        var spec = await library.SpecAsync(id);
        Assert.Equal(("2", new FieldStep(2, 3)), (spec.Default, spec.Steps[1]));
        FieldDraft Draft(params FieldOption[] options) => new() { Name = "阶段", Options = options, Steps = spec.Steps };

        Assert.Equal(FieldRefusal.OptionInUse, (await desk.EditAsync(id, spec.Version, Draft(spec.Options[0], spec.Options[2]), Library.Admin, default)).Refused?.Why);
        Assert.True((await desk.EditAsync(id, spec.Version, Draft(spec.Options[0], spec.Options[1] with { Name = "机会" }, new(-9, "复购", "#c0392b")), Library.Admin, default)).Ok);

        var now = await library.SpecAsync(id);
        Assert.Equal([1, 2, 4], now.Options.Select(o => o.Id));
        Assert.Equal([new FieldStep(1, 2)], now.Steps);
        Assert.Equal("机会", (await library.CellAsync(customer.Id, id)).Shown);
        Assert.Equal(FieldRefusal.DefinitionChanged, (await desk.EditAsync(id, spec.Version, Draft(spec.Options[0]), Library.Admin, default)).Refused?.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fields_that_would_wait_for_each_other_are_refused_with_the_path(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var desk = library.Get<FieldDesk>();
        var a = await library.FieldAsync("甲", FieldType.YesNo);
        var b = await library.FieldAsync("乙", FieldType.YesNo, d => d with { VisibleWhen = FieldKit.Is(a, "1") });
        var c = await library.FieldAsync("丙", FieldType.YesNo, d => d with { VisibleWhen = FieldKit.Is(b, "1") });

        var circle = await desk.EditAsync(a, 0, new() { Name = "甲", VisibleWhen = FieldKit.Is(c, "1") }, Library.Admin, default);

        Assert.Equal((FieldRefusal.ConditionCycle, "甲 → 丙 → 乙 → 甲"), ((FieldRefusal)circle.Refused!.Why, circle.Refused.Values[1]));
        var needed = await desk.ArchiveAsync(b, Library.Admin, default);
        Assert.Equal((FieldRefusal.NeededBy, "丙"), ((FieldRefusal)needed.Refused!.Why, needed.Refused.Values[1]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Order_and_heading_are_changed_by_moving(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var desk = library.Get<FieldDesk>();
        var ids = new List<int>();
        foreach (var name in new[] { "一", "二", "三" }) ids.Add(await library.FieldAsync(name, FieldType.Text));

        Assert.True((await desk.MoveAsync(ids[2], ids[0], "车辆", Library.Admin, default)).Ok);
        Assert.True((await desk.MoveAsync(ids[0], 0, null, Library.Admin, default)).Ok);

        Assert.Equal([("三", "车辆"), ("二", ""), ("一", "")], (await desk.ActiveAsync(default)).Select(f => (f.Name, f.Group)));
    }
}
