using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Sources;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Import;

public sealed class TouchImportTests
{
    private const string Orders = "订单号,会员号,买家姓名,付款时间,实付金额,商品,数量\n"
        + "A1,M1,王小明,2026-02-01 10:00,100.00,牛奶,2\nA1,M1,王小明,2026-02-01 10:00,100.00,面包,1\nA2,M2,李小红,2026-02-03 09:30,20.50,茶,1\nA3,M1,王小明,2026-02-20,35,茶,1\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_come_in_with_their_lines_customers_and_spend(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var view = await library.ImportAsync(Orders);

        Assert.Equal((3, 15550L, 1, 2, 1), (view.Result!.Orders, view.Result.OrderCents, view.Result.OrderLines, view.Result.Created, view.Result.Folded));
        Assert.Equal((BatchKind.OrderImport, BatchState.Done, 3), (view.Batch!.Kind, view.Batch.State, view.Batch.Added));
        await using var db = library.Open();
        Assert.Equal(["M1 王小明 2 13500 文件导入", "M2 李小红 1 2050 文件导入"],
            (await db.Customers.OrderBy(c => c.MemberNo).ToListAsync()).Select(c => $"{c.MemberNo} {c.Name} {c.OrderCount} {c.SpentTotal} {c.Source}"));
        var first = await db.CustomerOrders.SingleAsync(o => o.Number == "A1");
        Assert.Equal(new DateTime(2026, 2, 1, 2, 0, 0), first.PaidAt);
        Assert.Equal(["牛奶 2", "面包 1"], (await db.OrderLines.Where(l => l.OrderId == first.Id).OrderBy(l => l.Position).ToListAsync()).Select(l => $"{l.Product} {l.Quantity}"));
        Assert.Equal(3, await db.CustomerEvents.CountAsync(e => e.KindId == KindId.OrderPaid && e.BatchId == view.Batch.Id));
        Assert.Equal(0, (await library.Get<AggregateRebuild>().RunAsync(Library.Admin, default)).Value!.Differed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Same_orders_again_change_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync(Orders);
        var before = await library.TouchesAsync();

        var again = await library.ImportAsync(Orders + "A4,M2,李小红,2026-02-25,5,糖,1\nA2,M2,李小红,2026-02-03 09:30,21,茶,1\n");

        Assert.Equal((1, 4, 1), (again.Result!.Orders, again.Result.Known, again.Result.Lost));
        Assert.Equal([.. before, "M2 A4 500"], (await library.TouchesAsync()).Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_of_orders_restores_everything(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync("会员号,姓名\nM1,王小明\n");
        await library.ImportAsync("订单号,会员号,付款时间,实付金额\nZ1,M1,2026-01-01,7\n");
        var (state, touches) = (await library.StateAsync(), await library.TouchesAsync());

        var view = await library.ImportAsync(Orders);
        await library.UndoAsync(view.Batch!.Id);

        Assert.Equal(state, await library.StateAsync());
        Assert.Equal(touches, await library.TouchesAsync());
        await using var db = library.Open();
        Assert.Equal((1, 700L), await db.Customers.Where(c => c.MemberNo == "M1").Select(c => new ValueTuple<int, long>(c.OrderCount, c.SpentTotal)).SingleAsync());
        Assert.Equal(0, (await library.Get<AggregateRebuild>().RunAsync(Library.Admin, default)).Value!.Differed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Events_of_strangers_wait_for_them_and_kinds_are_named_in_any_language(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync("手机号,姓名\n13900000001,王小明\n");
        const string file = "手机号,时间,行为,对象,时长,金额\n13900000001,2026-02-01 10:00,浏览页面,价格页,35,\n13900000001,2026-02-01 10:00,浏览页面,价格页,35,\n"
            + "13900000002,2026-02-01 11:00,article_read,新品,1分5秒,\n13900000003,2026-02-01 12:00,跳舞,,,\n13900000003,2026-02-01 12:00,下单,,,9\n13900000003,2027-02-01,通话,,,\n";

        var view = await library.ImportAsync(file);

        Assert.Equal((2, 1, 1, 0, 3), (view.Result!.Events, view.Result.Known, view.Result.Unlinked, view.Result.Created, view.Result.Lost));
        Assert.Equal([PlanProblem.TimeInFuture, PlanProblem.KindUnknown, PlanProblem.KindReserved],
            (await library.Get<ImportHistory>().KindsAsync(view.Id, Library.Admin, default)).Select(k => (PlanProblem)k.Code));
        Assert.Equal(["+8613900000001 1 价格页 35", "nobody 2 新品 65"], await library.TouchesAsync());
        await using (var db = library.Open()) Assert.Equal(1, (await db.Customers.SingleAsync()).Interactions30);

        await library.UndoAsync(view.Batch!.Id);
        Assert.Empty(await library.TouchesAsync());
        await using var after = library.Open();
        Assert.Equal(0, await after.CustomerIdentities.CountAsync(i => i.CustomerId == 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Event_of_a_stranger_goes_to_the_customer_who_is_imported_later(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync("手机号,时间,行为\n13900000002,2026-02-20 11:00,通话\n");

        await library.ImportAsync("手机号,姓名\n13900000002,李小红\n");

        Assert.Equal(["+8613900000002 16  0"], await library.TouchesAsync());
        await using var db = library.Open();
        Assert.Equal(1, (await db.Customers.SingleAsync()).Interactions30);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_of_several_customers_keeps_its_events_to_itself(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync("会员号,姓名,手机号\nM1,王小明,13900000001\n");
        await using (var db = library.Open())
        {
            var other = new Customer { Name = "李小红", Phone = "+8613900000001", AddedAt = library.Clock.Now, UpdatedAt = library.Clock.Now };
            db.Add(other);
            await db.SaveChangesAsync();
            db.Add(new CustomerIdentity { CustomerId = other.Id, Type = IdentityType.Phone, Value = "+8613900000001", FirstSeen = library.Clock.Now });
            await db.SaveChangesAsync();
        }

        var view = await library.ImportAsync("手机号,时间,行为\n13900000001,2026-02-01 11:00,通话\n");

        Assert.Equal((1, 1, 0), (view.Result!.Events, view.Result.Unlinked, view.Result.Lost));
        Assert.Equal(["nobody 16  0"], await library.TouchesAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_of_orders_that_is_cut_off_again_and_again_loses_nothing_and_doubles_nothing(DatabaseEngine engine)
    {
        var file = Many(5200, seed: 7);
        await using var whole = await Library.CreateAsync(engine);
        await using var cut = await Library.CreateAsync(engine);
        var expected = await whole.ImportAsync(file);
        var id = await cut.UploadAsync(file);
        var plan = await cut.PlanAsync(id);
        var batch = (await cut.Get<ImportDesk>().ApplyAsync(id, Library.Admin, default)).Value;
        await cut.RunCutOffAsync(batch, new Random(7));

        var view = await cut.ViewAsync(id);
        Assert.Equal(expected.Result, view.Result);
        Assert.Equal(plan.Counts, view.Result);
        Assert.True(view.Result is { Orders: > 2000, OrderLines: > 100, Known: 0, Lost: > 0, Created: > 100 });
        Assert.Equal(await whole.TouchesAsync(), await cut.TouchesAsync());
        Assert.Equal(0, (await cut.Get<AggregateRebuild>().RunAsync(Library.Admin, default)).Value!.Differed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_of_unknown_numbers_wait_where_no_customers_are_wanted(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var view = await library.ImportAsync(Orders, new ImportChoices { CreateCustomers = false });

        Assert.Equal((3, 3, 0), (view.Result!.Orders, view.Result.Unlinked, view.Result.Created));
        Assert.Equal(["nobody A1 10000", "nobody A2 2050", "nobody A3 3500"], await library.TouchesAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Refunds_subtract_once_however_often_the_file_comes(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        const string headers = "订单号,会员号,付款时间,实付金额,退款金额,订单状态\n";
        await library.ImportAsync($"{headers}A1,M1,2026-02-01,100,10,已完成\nA2,M1,2026-02-02,50,,已完成\nA3,M1,2026-02-02,50,60,已完成\n");

        var later = await library.ImportAsync($"{headers}A1,M1,2026-02-01,100,30,已完成\nA2,M1,2026-02-02,50,50,已退款\n");
        var again = await library.ImportAsync($"{headers}A1,M1,2026-02-01,100,30,已完成\nA2,M1,2026-02-02,50,50,已退款\n\n");

        Assert.Equal((0, 2, 7000L, 2), (later.Result!.Orders, later.Result.Refunds, later.Result.RefundCents, later.Result.Known));
        Assert.Equal((0, 0), (again.Result!.Orders, again.Result.Refunds));
        Assert.Equal(7000, await SpentAsync(library));
        await library.UndoAsync(later.Batch!.Id);
        Assert.Equal(14000, await SpentAsync(library));
        Assert.Equal(0, (await library.Get<AggregateRebuild>().RunAsync(Library.Admin, default)).Value!.Differed);
    }

    [Fact]
    public async Task Number_is_unique_in_its_source_only()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        int shop;
        await using (var db = library.Open())
        {
            var source = new Source { Name = "天猫旗舰店", Channel = Channel.Shop, CreatedAt = library.Clock.Now };
            db.Add(source);
            await db.SaveChangesAsync();
            shop = source.Id;
        }
        await library.ImportAsync(Orders);

        var view = await library.ImportAsync(Orders, new ImportChoices { SourceId = shop });

        Assert.Equal((3, 0), (view.Result!.Orders, view.Result.Known));
        Assert.Equal(ImportRefusal.NoSuchSource, (await library.Get<ImportDesk>().SetChoicesAsync(await library.UploadAsync(Orders), new() { SourceId = 99 }, Library.Admin, default)).Refused!.Why);
    }

    [Fact]
    public async Task Source_named_for_files_is_used_whatever_became_of_it()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await using (var db = library.Open())
        {
            db.Add(new Source { Name = "文件导入", Channel = Channel.Other, Archived = true, CreatedAt = library.Clock.Now });
            await db.SaveChangesAsync();
        }

        Assert.Equal(3, (await library.ImportAsync(Orders)).Result!.Orders);
        await using var after = library.Open();
        Assert.Equal("文件导入", (await after.Sources.SingleAsync(s => after.CustomerOrders.Any(o => o.SourceId == s.Id))).Name);
    }

    [Fact]
    public async Task Sheet_is_read_as_the_operator_calls_it_and_that_is_remembered()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        const string file = "编号,哪天,多少钱\nM1,2026-02-01,5\n";
        var id = await library.UploadAsync(file);
        Assert.Equal(LayoutKind.Columns, (await library.ViewAsync(id)).Layout.Kind);

        var layout = (await library.Get<ImportDesk>().ChooseSheetAsync(id, 0, Library.Admin, default, new LayoutWish(LayoutKind.Orders, 1))).Value!;
        ColumnRole[] roles = [ColumnRole.MemberNo, ColumnRole.OccurredAt, ColumnRole.Amount];
        await library.Get<ImportDesk>().SetLayoutAsync(id, layout with { Columns = [.. layout.Columns.Select((c, i) => c with { Role = roles[i] })] }, Library.Admin, default);
        await library.PlanAsync(id);
        Assert.Equal(1, (await library.ApplyAsync(id)).Result!.Orders);

        var again = (await library.ViewAsync(await library.UploadAsync(file + "M2,2026-02-01,6\n"))).Layout;
        Assert.Equal((LayoutKind.Orders, ColumnRole.Amount), (again.Kind, again.Columns[2].Role));
    }

    [Fact]
    public async Task Problems_can_be_downloaded_before_anything_is_applied()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var id = await library.UploadAsync("手机号,时间,行为\n13900000002,2026-02-20 11:00,跳舞\n13900000002,2026-02-20 11:00,通话\n12,2026-02-20 11:00,通话\n");
        await library.PlanAsync(id);
        using var book = new MemoryStream();

        await library.Get<ErrorFile>().WriteAsync(book, id, Library.Admin, new("问题", "原行号", "原因", role => role.ToString()), (kind, _) => kind.ToString(), default);

        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("problems.xlsx"), book.ToArray());
        using var read = SheetFile.Open(folder.File("problems.xlsx"), "problems.xlsx");
        Assert.Equal(["2 KindUnknown", "4 PhoneUnreadable\nNoKey"], read.Rows(0).Skip(1).Select(r => $"{r[0]} {r[4]}"));
    }

    private static async Task<long> SpentAsync(Library library)
    {
        await using var db = library.Open();
        return (await db.Customers.SingleAsync()).SpentTotal;
    }

    /// <summary>Orders of one to three rows, with rows of problems between.</summary>
    private static string Many(int rows, int seed)
    {
        var random = new Random(seed);
        var file = new StringBuilder("订单号,会员号,付款时间,小计,商品,数量\n");
        for (var (row, order) = (0, 1); row < rows; order++)
        {
            var (person, day) = (random.Next(rows / 8), random.Next(1, 29));
            for (var lines = random.Next(1, 4); lines > 0 && row < rows; lines--, row++)
                file.Append($"D{order},M{person:00000},2026-02-{day:00},{(random.Next(40) == 0 ? "五块" : random.Next(1, 900))},商品{random.Next(30)},{random.Next(1, 4)}\n");
        }
        return file.ToString();
    }
}
