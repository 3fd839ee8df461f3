using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
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

public sealed class LostExportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Lost_customers_leave_as_the_filter_says_with_reason_tags_and_a_line_in_the_audit_log(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var li = await library.MemberAsync("小李", Role.Sales);
        var keen = await library.TagAsync(await library.GroupAsync("意向"), "=高意向");
        for (var i = 0; i < 4; i++)
        {
            var customer = await library.CustomerAsync($"客户{i}", c => (c.Phone, c.OwnerId) = ($"+861390000000{i}", li.Id));
            await library.WriteAsync(Library.Admin, [new TagOrder(customer.Id, keen.Id)]);
            var relations = library.Get<CustomerRelations>();
            Assert.True((await relations.AddAsync(customer.Id, li.Id, new("", "", "", ""), Library.Admin, default))!.Value.Ok);
            library.Clock.Advance(TimeSpan.FromDays(2));
            Assert.True((await relations.EndAsync(customer.Id, li.Id, i % 2 == 0, $"原因{i}", Library.Admin, default))!.Value.Ok);
        }

        var all = await ExportAsync(library, LostFilter.Everything);
        var byCustomer = await ExportAsync(library, LostFilter.Parse("why=customer&page=3"));

        Assert.Equal(["客户3", "客户2", "客户1", "客户0"], all.Select(r => r[1]));
        Assert.Equal(["客户2", "客户0"], byCustomer.Select(r => r[1]));
        Assert.Equal(("+8613900000002", "小李", "原因2", "2"), (byCustomer[0][2], byCustomer[0][3], byCustomer[0][5], byCustomer[0][8]));
        Assert.Contains("=高意向", byCustomer[0][11], StringComparison.Ordinal);
        await using var db = library.Open();
        Assert.Equal(["4 回访", "2 回访"], [.. db.AuditEntries.Where(e => e.Act == AuditAct.LostCustomersExported).OrderBy(e => e.Id).AsEnumerable().Select(e => $"{e.Count} {e.Detail}")]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_list_leaves_whole_and_in_order(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (li, zhang) = (await library.MemberAsync("小李"), await library.MemberAsync("小张"));
        await using (var db = library.Open())
        {
            var people = Enumerable.Range(0, 1250).Select(i => new Customer { Name = $"客户{i}", AddedAt = library.Clock.Now, UpdatedAt = library.Clock.Now }).ToList();
            db.AddRange(people);
            await db.SaveChangesAsync();
            foreach (var (i, person) in people.Index())
                foreach (var member in new[] { li.Id, zhang.Id })
                    db.Relations.Add(new Relation { CustomerId = person.Id, MemberId = member, State = RelationState.DeletedByCustomer, AddedAt = library.Clock.Now, EndedAt = library.Clock.Now.AddMinutes(i / 600) });
            await db.SaveChangesAsync();
        }

        var rows = await ExportAsync(library, LostFilter.Everything);

        Assert.Equal(2500, rows.Count);
        Assert.Equal(2500, rows.Select(r => (r[0], r[3])).Distinct().Count());
        Assert.Equal("客户1200", rows[0][1]);
    }

    [Fact]
    public async Task Who_may_not_export_or_gives_no_reason_gets_nothing()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        var (export, order) = (library.Get<LostExport>(), new LostExportOrder(LostFilter.Everything, ExportFormat.Csv, "回访"));
        Assert.Equal(ImportRefusal.NotAllowed, (await export.WriteAsync(Stream.Null, order, LostExportText.File, Library.Admin with { Role = Role.Sales }, default)).Refused!.Why);
        Assert.Equal(ImportRefusal.ReasonMissing, (await export.WriteAsync(Stream.Null, order with { Reason = " " }, LostExportText.File, Library.Admin, default)).Refused!.Why);
        await using var db = library.Open();
        Assert.False(await db.AuditEntries.AnyAsync());
    }

    /// <summary>The rows below the headers; the xlsx and the csv say the same.</summary>
    private static async Task<List<string[]>> ExportAsync(Library library, LostFilter filter)
    {
        using var file = new MemoryStream();
        Assert.True((await library.Get<LostExport>().WriteAsync(file, new(filter, ExportFormat.Xlsx, " 回访 "), LostExportText.File, Library.Admin, default)).Ok);
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "lost.xlsx");
        await File.WriteAllBytesAsync(path, file.ToArray());
        using var sheet = SheetFile.Open(path, "lost.xlsx");
        var rows = sheet.Rows(0, default).Select(r => Enumerable.Range(0, LostExport.Columns.Count).Select(c => r[c]).ToArray()).ToList();
        Assert.Equal("OneID", rows[0][0]);
        return rows[1..];
    }
}
