using Bunit;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;
using Scrm.Web.Events;

namespace Scrm.Tests.Events;

public sealed class EventPagesTests
{
    [Fact]
    public async Task Own_kind_is_made_with_a_property_and_stands_first()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<EventKindsPage>("/settings/event-kinds");
        page.WaitForElement("tbody");
        await page.ClickAsync(".page-head .btn-primary");
        await page.ChangeAsync(".drawer input", "试驾");
        await page.InvokeAsync(() => page.FindAll(".drawer fieldset .btn-small").Last().ClickAsync(new()));
        await page.ChangeAsync(".drawer .card input", "车型");
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("试驾", page.Find("tbody tr").TextContent));
        Assert.Contains("车型", page.Find("tbody tr").TextContent);
        Assert.Equal("cx", (await test.Get<EventKindEditor>().ListAsync(test.Admin, default)).Single(k => k.Kind.Custom).Kind.Properties.Single().Key);
    }

    [Fact]
    public async Task Recount_runs_as_a_batch_that_says_that_nothing_differed()
    {
        await using var test = await PageTest.StartAsync();
        var id = (await test.Get<AggregateRebuild>().StartAsync("客户累计数据", test.Admin, default)).Value;
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }
        var batch = (await test.Get<BatchDesk>().FindAsync(id, test.Admin, default))!;
        Assert.Equal((BatchState.Done, 0, false), (batch.State, batch.Updated, batch.MayUndo));
    }

    [Fact]
    public async Task Site_shows_the_line_to_copy_once_it_is_saved()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<SitesPage>("/settings/sites");
        page.WaitForElement(".empty");
        await page.ClickAsync(".page-head .btn-primary");
        await page.ChangeAsync(".drawer input", "官网");
        await page.ChangeAsync(".drawer textarea", "https://www.example.com");
        await page.ClickAsync(".drawer-foot .btn-primary");

        var key = (await test.Get<SiteBook>().ListAsync(test.Admin, default)).Single().Key;
        page.WaitForAssertion(() => Assert.Contains($"data-site=\"{key}\"", page.Find("[data-secret]").TextContent));
        Assert.Contains("scrm.js", page.Find("[data-secret]").TextContent);
    }

    [Fact]
    public async Task Link_is_made_and_signed_for_one_customer()
    {
        await using var test = await PageTest.StartAsync();
        var customer = (await test.Get<CustomerEditor>().AddAsync(new() { Name = "王小明" }, test.Admin, default)).Value;
        var page = test.Open<LinksPage>("/links");
        page.WaitForElement(".empty");
        await page.ClickAsync(".page-head .btn-primary");
        await page.ChangeAsync(".drawer input", "价目表");
        await page.ChangeAsync(".drawer input[type=url]", "javascript:alert(1)");
        await page.ClickAsync(".drawer-foot .btn-primary");
        Assert.Contains("http", page.WaitForElement(".refusal").TextContent);
        await page.ChangeAsync(".drawer input[type=url]", "https://www.example.com/price");
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForElement("[data-secret]");
        await page.ChangeAsync(".customer-pick input", "王");
        await page.ClickAsync(".customer-found button");

        page.WaitForAssertion(() => Assert.Contains($"?c={customer:x}.", page.FindAll("[data-secret]").Last().TextContent));
        Assert.Contains("价目表", page.Find("tbody").TextContent);
    }

    [Fact]
    public async Task Note_is_saved_from_the_dialog_and_an_empty_one_refused()
    {
        await using var test = await PageTest.StartAsync();
        var customer = (await test.Get<CustomerEditor>().AddAsync(new() { Name = "王小明" }, test.Admin, default)).Value;
        var saved = 0;
        var page = test.Bunit.Render<EventDialog>(p => p.Add(d => d.CustomerId, customer).Add(d => d.Kind, KindId.Note).Add(d => d.OnSaved, () => saved++));
        await page.ClickAsync(".btn-primary");
        Assert.Contains("写点内容", page.WaitForElement(".refusal").TextContent);
        await page.ChangeAsync("textarea", "约了周五到店");
        await page.ClickAsync(".btn-primary");

        page.WaitForAssertion(() => Assert.Equal(1, saved));
        await using var db = test.Database.CreateDbContext();
        var note = await db.CustomerEvents.SingleAsync();
        Assert.Equal(("约了周五到店", customer, test.Admin.MemberId), (note.Text, note.CustomerId, note.MemberId));
    }
}
