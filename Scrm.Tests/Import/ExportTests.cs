using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Imports;

namespace Scrm.Tests.Import;

public sealed class ExportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Importing_what_was_exported_changes_nothing(DatabaseEngine engine)
    {
        foreach (var seed in new[] { 11, 12 })
            foreach (var shape in Enum.GetValues<ExportShape>())
                foreach (var format in Enum.GetValues<ExportFormat>())
                    await RoundTripAsync(engine, seed, shape, format);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Importing_an_exported_dictionary_changes_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        await library.GroupAsync("空组", GroupMode.One, g => (g.Description, g.Class, g.Cycle, g.Locked) = ("还没有标签", GroupClass.Value, UpdateCycle.Quarterly, true));
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            using var file = new MemoryStream();
            Assert.Equal(8, (await library.Get<DictionaryExport>().WriteAsync(file, format, ExportText.DictionaryFile, Library.Admin, default)).Value);

            var plan = await library.PlanAsync(await UploadAsync(library, file, $"字典.{format}"));

            Assert.Equal((0, 0, 0, 0, 0), (plan.Counts.GroupsNew, plan.Counts.GroupsChanged, plan.Counts.TagsNew, plan.Counts.TagsChanged, plan.Counts.Problems));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Export_asks_for_right_and_reason_and_leaves_its_line_in_the_audit_log(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.ImportAsync("手机号,姓名\n13900000001,王小明\n13900000002,李小红\n");
        var export = library.Get<CustomerExport>();
        var order = new ExportOrder(CustomerFilter.Everyone, ExportShape.OneColumn, ExportFormat.Csv, "活动短信");
        var sales = Library.Admin with { Role = Role.Sales };

        Assert.Equal(ImportRefusal.NotAllowed, (await export.WriteAsync(Stream.Null, order, ExportText.Customers, sales, default)).Refused!.Why);
        Assert.Equal(ImportRefusal.ReasonMissing, (await export.WriteAsync(Stream.Null, order with { Reason = " " }, ExportText.Customers, Library.Admin, default)).Refused!.Why);
        Assert.Equal(2, (await export.WriteAsync(Stream.Null, order, ExportText.Customers, Library.Admin, default)).Value);

        await using var db = library.Open();
        var entry = await db.AuditEntries.SingleAsync(e => e.Act == AuditAct.CustomersExported);
        Assert.Equal((2, "活动短信", 1L), (entry.Count, entry.Detail, entry.ActorId));
    }

    private static async Task RoundTripAsync(DatabaseEngine engine, int seed, ExportShape shape, ExportFormat format)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.FurnishAsync();
        await library.ImportAsync(ImportKit.Untidy(250, seed));
        await library.ImportAsync("手机号,姓名,备注,公司\n13700000001,=1+1,+86 的备注,\"@公司,有限\"\n13700000002,'引号,\"两\n行\",-减号\n13700000003,ＶＩＰ,，、；,\"a\"\"b\"\n");
        using var file = new MemoryStream();
        Assert.True((await library.Get<CustomerExport>().WriteAsync(file, new(CustomerFilter.Everyone, shape, format, "备份"), ExportText.Customers, Library.Admin, default)).Value > 100);
        var before = await library.StateAsync();
        library.Clock.Advance(TimeSpan.FromHours(1));

        var id = await UploadAsync(library, file, $"客户.{format}");
        var plan = await library.PlanAsync(id, new ImportChoices { Fields = FieldUpdate.Overwrite });

        Assert.Equal((0, 0, 0, 0, 0), (plan.Counts.Created, plan.Counts.Updated, plan.Counts.TagsAdded, plan.Counts.Lost, plan.Counts.Problems));
        Assert.Equal(plan.Counts.Rows, plan.Counts.Matched);
        await library.ApplyAsync(id);
        Assert.Equal(before, await library.StateAsync());
    }

    private static async Task<long> UploadAsync(Library library, MemoryStream file, string name)
    {
        file.Position = 0;
        var uploaded = await library.Get<ImportDesk>().UploadAsync(file, name, Library.Admin, default);
        Assert.Null(uploaded.Refused);
        return uploaded.Value;
    }
}
