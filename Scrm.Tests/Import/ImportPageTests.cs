using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;
using Scrm.Web;
using Scrm.Web.Imports;

namespace Scrm.Tests.Import;

public sealed class ImportPageTests
{
    private const string Customers = "手机号,姓名,标签\n13900000001,王小明,爱喝茶\n12,李小红,\n";

    [Fact]
    public async Task Dropped_file_opens_its_own_page_with_the_plan()
    {
        await using var test = await PageTest.StartAsync();
        var desk = test.Open<ImportsPage>("/imports");
        desk.WaitForElement(".empty");

        desk.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Customers, "客户.csv"));

        desk.WaitForAssertion(() => Assert.EndsWith("/imports/1", test.Get<NavigationManager>().Uri));
        var page = Opened(test, 1);
        Assert.Equal(["手机号", "姓名", "标签"], page.FindAll(".sheet-preview tr.head td").Select(c => c.TextContent));
        Assert.Contains("1新建客户", Figures(page));
        Assert.Contains("看不懂的手机号", string.Concat(page.FindAll(".problem summary").Select(p => p.TextContent)));
    }

    [Fact]
    public async Task Refused_file_is_told_in_one_sentence_beside_the_zone()
    {
        await using var test = await PageTest.StartAsync();
        var desk = test.Open<ImportsPage>("/imports");

        desk.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], "旧.xls"));

        Assert.Contains("旧.xls：", desk.WaitForElement("[role=alert]").TextContent);
    }

    [Fact]
    public async Task Column_set_by_hand_is_planned_anew()
    {
        await using var test = await PageTest.StartAsync();
        var page = Opened(test, await UploadAsync(test, "手机号,绰号\n13900000001,小明\n"));

        await page.ChangeAsync(".sheet-preview thead select", "Company", 1);

        page.WaitForAssertion(() => Assert.Equal("Company", page.FindAll(".sheet-preview thead select")[1].GetAttribute("value")));
    }

    [Fact]
    public async Task Dictionary_is_taken_back_from_its_page_and_what_is_in_use_is_listed()
    {
        await using var test = await PageTest.StartAsync();
        var id = await UploadAsync(test, "标签组,标签,说明\n兴趣,爱喝茶,\n兴趣,爱喝咖啡,\n");
        var page = Opened(test, id);
        await page.ClickAsync(".import-apply .btn-primary");
        await RunAsync(test);
        var tag = test.Get<Scrm.Core.Customers.QuickTag>();
        long customer;
        await using (var db = test.Database.CreateDbContext())
        {
            var added = db.Add(new Scrm.Core.Customers.Customer { Name = "王小明", AddedAt = test.Clock.Now, UpdatedAt = test.Clock.Now }).Entity;
            await db.SaveChangesAsync();
            customer = added.Id;
            await tag.ApplyAsync(customer, [db.Tags.Single(t => t.Name == "爱喝茶").Id], [], test.Admin, default);
        }

        page.WaitForAssertion(() => Assert.Contains("新建标签组和标签 3", page.Find(".batch").TextContent), TimeSpan.FromSeconds(5));
        await page.ClickAsync(".batch .btn", "撤销");
        Assert.Contains("3 个标签组和标签", page.Find("[role=alertdialog]").TextContent);
        await page.ClickAsync(".modal-foot .btn-danger");
        await RunAsync(test);

        page.WaitForAssertion(() => Assert.Contains("兴趣 · 爱喝茶 · 1 位客户在用", page.Find(".batch-left").TextContent), TimeSpan.FromSeconds(8));
        Assert.Contains("2 处还在用", page.Find(".batch-left summary").TextContent);
    }

    [Fact]
    public async Task Unknown_tag_is_created_where_the_operator_says_and_the_import_applied_and_taken_back()
    {
        await using var test = await PageTest.StartAsync();
        var group = (await test.Get<TagDictionary>().CreateGroupAsync(new GroupEdit { Name = "兴趣" }, GroupMode.Many, personal: false, test.Admin)).Value;
        var page = Opened(test, await UploadAsync(test, Customers));

        await page.ChangeAsync(".unknown select", $"create:{group}");
        page.WaitForAssertion(() => Assert.Contains("1打上标签", Figures(page)));
        await page.ClickAsync(".import-apply .btn-primary");
        page.WaitForElement(".batch");
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }

        var result = Opened(test, 1, ".figures");
        Assert.Contains("1打上标签", Figures(result));
        Assert.NotNull(result.Find($"a[href='{Urls.ImportErrors(1)}']"));
    }

    [Fact]
    public async Task Unknown_tag_can_become_any_tag_by_search()
    {
        await using var test = await PageTest.StartAsync();
        var group = (await test.Get<TagDictionary>().CreateGroupAsync(new GroupEdit { Name = "兴趣" }, GroupMode.Many, personal: false, test.Admin)).Value;
        var tag = (await test.Get<TagDictionary>().CreateTagAsync(group, "登山", "", test.Admin)).Value;
        var page = Opened(test, await UploadAsync(test, Customers));

        await page.ChangeAsync(".unknown select", "search");
        await page.ClickAsync(".drawer .picker-option");

        page.WaitForAssertion(() => Assert.Contains("1打上标签", Figures(page)));
        Assert.Equal($"map:{tag}", page.FindAll(".unknown select")[0].GetAttribute("value"));
        Assert.Contains("登山", page.FindAll(".unknown select")[0].TextContent);
    }

    [Fact]
    public async Task Sheet_is_called_orders_by_hand_and_read_anew()
    {
        await using var test = await PageTest.StartAsync();
        var page = Opened(test, await UploadAsync(test, "会员号,日期,备注\nM1,2026-01-02,5\n"));

        await page.ChangeAsync(".import-head select", "Orders");

        page.WaitForAssertion(() => Assert.Contains("金额", page.Find("[role=alert]").TextContent));
        await page.ChangeAsync(".sheet-preview thead select", "Amount", 2);
        page.WaitForAssertion(() => Assert.Contains("5.00金额合计（元）", Figures(page)));
        Assert.True(page.Find(".import-checks input").HasAttribute("checked"));
    }

    [Fact]
    public async Task Same_file_again_points_to_its_earlier_import()
    {
        await using var test = await PageTest.StartAsync();
        var first = await UploadAsync(test, Customers);
        await test.Get<ImportDesk>().PlanAsync(first, test.Admin, null, default);
        await test.Get<ImportDesk>().ApplyAsync(first, test.Admin, default);
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }

        var page = Opened(test, await UploadAsync(test, Customers));

        Assert.Contains("同一个文件", page.Find(".hint").TextContent);
        Assert.Equal(Urls.Import(first), page.Find(".hint a").GetAttribute("href"));
    }

    [Fact]
    public async Task Export_waits_for_a_reason_and_then_fetches_a_file_once()
    {
        await using var test = await PageTest.StartAsync();
        await UploadAsync(test, Customers);
        var page = test.Open<ImportsPage>("/imports?export=1");
        page.WaitForElement(".drawer-foot button");
        Assert.True(page.Find(".drawer-foot button").HasAttribute("disabled"));

        await page.InputAsync(".drawer input[maxlength]", "活动短信");
        await page.ClickAsync(".drawer-foot button");

        var ticket = new Uri(test.Get<NavigationManager>().Uri).Segments[^1];
        Assert.Equal("活动短信", test.Get<ExportTickets>().Take(ticket, test.Admin.Actor)!.Customers!.Reason);
        Assert.Null(test.Get<ExportTickets>().Take(ticket, test.Admin.Actor));
    }

    private static async Task RunAsync(PageTest test)
    {
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }
    }

    private static async Task<long> UploadAsync(PageTest test, string csv) =>
        (await test.Get<ImportDesk>().UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "客户.csv", test.Admin, default)).Value;

    private static IRenderedComponent<ImportPage> Opened(PageTest test, long id, string until = ".import-apply")
    {
        test.Get<NavigationManager>().NavigateTo(Urls.Import(id));
        var page = test.Bunit.Render<ImportPage>(p => p.Add(x => x.Id, id));
        page.WaitForElement(until, TimeSpan.FromSeconds(20));
        return page;
    }

    private static string Figures(IRenderedComponent<ImportPage> page) =>
        string.Join('|', page.FindAll(".figures > div").Select(d => $"{d.QuerySelector("dd")!.TextContent.Trim()}{d.QuerySelector("dt")!.TextContent.Trim()}"));
}
