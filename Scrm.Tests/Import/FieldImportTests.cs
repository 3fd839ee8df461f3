using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Tests.Customers.Fields;
using Scrm.Tests.Kit;
using Scrm.Web.Imports;

namespace Scrm.Tests.Import;

public sealed class FieldImportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Columns_named_like_fields_are_filled_and_taken_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var known = await library.CustomerAsync("王小明", c => c.Phone = "+8613900000001");
        await using (var db = library.Open())
        {
            db.CustomerIdentities.Add(new() { CustomerId = known.Id, Type = IdentityType.Phone, Value = "+8613900000001", FirstSeen = library.Clock.Now });
            await db.SaveChangesAsync();
        }
        var (due, budget, hobby) = (await library.FieldAsync("车险到期日", FieldType.Date), await library.FieldAsync("预算", FieldType.Money), await library.FieldAsync("爱好", FieldType.ManyChoices));
        await library.SetAsync(known.Id, budget, "100");
        const string Csv = "姓名,手机号,车险到期日,预算（元）,预算,爱好\n王小明,13900000001,2026/9/30,甲,￥999,线索、成交\n李四,13900000002,明年,乙,1.2万,没有的\n";
        var id = await library.UploadAsync(Csv);
        var layout = (await library.ViewAsync(id)).Layout;
        Assert.Equal([due, budget, hobby], layout.Columns.Where(c => c.Role == ColumnRole.Field).Select(c => c.Definition));

        var plan = await library.PlanAsync(id);
        Assert.Equal((1, 1, 3, 2), (plan.Counts.Created, plan.Counts.Updated, plan.Counts.FieldsSet, plan.Counts.Problems));
        Assert.All(plan.Problems, p => Assert.Equal((byte)PlanProblem.FieldUnreadable, p.Code));
        var done = await library.ApplyAsync(id);

        Assert.Equal((plan.Counts.FieldsSet, plan.Counts.Problems), (done.Result!.FieldsSet, done.Result.Problems));
        Assert.Equal(["2026-09-30", "100.00", "1,3"], await ValuesAsync(library, known.Id, due, budget, hobby));
        var born = (await library.Get<CustomerLibrary>().PageAsync(CustomerFilter.Everyone with { Text = "李四" }, Library.Admin, 0, 1, default)).Rows[0].Id;
        Assert.Equal(["", "12000.00", ""], await ValuesAsync(library, born, due, budget, hobby));

        await library.SetAsync(known.Id, hobby, "商机");
        await library.UndoAsync(done.Batch!.Id);
        Assert.Equal(["", "100.00", "2"], await ValuesAsync(library, known.Id, due, budget, hobby));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_jumps_no_stage_and_takes_no_unique_value_twice(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var stage = await library.FieldAsync("阶段", FieldType.OneChoice, d => d with { Steps = [new(0, -1), new(-1, -2), new(-2, -3)] });
        var plate = await library.FieldAsync("车牌", FieldType.Text, d => d with { Unique = true });
        await library.ImportAsync("会员号,姓名,阶段,车牌\nA1,甲,线索,京A1\nA2,乙,成交,京A1\nA3,丙,线索,京A3\n");

        var done = await library.ImportAsync("会员号,阶段,车牌\nA1,成交,京A3\nA3,商机,京A3\n", new ImportChoices { Fields = FieldUpdate.Overwrite });

        var rows = (await library.Get<CustomerLibrary>().PageAsync(CustomerFilter.Everyone, Library.Admin, 0, 9, default)).Rows.ToDictionary(r => r.Name, r => r.Id);
        Assert.Equal(["1", "京A1"], await ValuesAsync(library, rows["甲"], stage, plate));
        Assert.Equal(["", ""], await ValuesAsync(library, rows["乙"], stage, plate));
        Assert.Equal(["2", "京A3"], await ValuesAsync(library, rows["丙"], stage, plate));
        Assert.Equal((1, 2), (done.Result!.FieldsSet, done.Result.Problems));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task New_customers_get_the_defaults_by_hand_and_by_file(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var stage = await library.FieldAsync("阶段", FieldType.OneChoice, d => d with { Default = "线索" });
        var old = await library.CustomerAsync("老客户");
        var added = (await library.Get<CustomerEditor>().AddAsync(new() { Name = "手工" }, Library.Admin, default)).Value;
        await library.ImportAsync("会员号,姓名,阶段\nA1,甲,商机\nA2,乙,\n");

        var rows = (await library.Get<CustomerLibrary>().PageAsync(CustomerFilter.Everyone, Library.Admin, 0, 9, default)).Rows.ToDictionary(r => r.Name, r => r.Id);
        Assert.Equal(["1", "2", "1", ""], [.. await ValuesAsync(library, added, stage), .. await ValuesAsync(library, rows["甲"], stage), .. await ValuesAsync(library, rows["乙"], stage), .. await ValuesAsync(library, old.Id, stage)]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Exported_fields_import_again_and_change_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("王芳");
        var customer = await library.CustomerAsync("王小明", c => c.MemberNo = "A1");
        var raws = new Dictionary<FieldType, string>
        {
            [FieldType.Text] = "=1+1", [FieldType.LongText] = "一\n二", [FieldType.WholeNumber] = "-7", [FieldType.Decimal] = "0.5", [FieldType.Money] = "12.30", [FieldType.Date] = "1999-12-31",
            [FieldType.DateTime] = "2026-03-01 08:30", [FieldType.YesNo] = "否", [FieldType.OneChoice] = "成交", [FieldType.ManyChoices] = "线索、商机", [FieldType.Phone] = "13912345678",
            [FieldType.Email] = "a@b.cn", [FieldType.Region] = "广东 深圳市 南山区", [FieldType.Member] = member.Name,
        };
        foreach (var (type, raw) in raws) Assert.Null(await library.SetAsync(customer.Id, await library.FieldAsync($"字段{type}", type), raw));
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            using var file = new MemoryStream();
            Assert.Equal(1, (await library.Get<CustomerExport>().WriteAsync(file, new(CustomerFilter.Everyone, ExportShape.OneColumn, format, "备份"), ExportText.Customers, Library.Admin, default)).Value);
            file.Position = 0;
            var uploaded = await library.Get<ImportDesk>().UploadAsync(file, $"客户.{format}", Library.Admin, default);
            Assert.Null(uploaded.Refused);
            Assert.Equal(raws.Count, (await library.ViewAsync(uploaded.Value)).Layout.Columns.Count(c => c.Role == ColumnRole.Field));

            var plan = await library.PlanAsync(uploaded.Value, new ImportChoices { Fields = FieldUpdate.Overwrite });

            Assert.Equal((0, 0, 0), (plan.Counts.FieldsSet, plan.Counts.Updated, plan.Counts.Problems));
        }
    }

    private static async Task<IReadOnlyList<string>> ValuesAsync(Library library, long customer, params int[] fields)
    {
        var sheet = (await library.Get<FieldEditor>().SheetAsync(customer, Library.Admin, default))!;
        return [.. fields.Select(f => sheet.Of(f)!.Value)];
    }
}
