using Bunit;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Sources;
using Scrm.Tests.Kit;
using Scrm.Web.Forecast;
using Scrm.Web.Lifecycle;
using Scrm.Web.Rights;
using Scrm.Web.Sources;

namespace Scrm.Tests.Web;

public sealed class ValuePagesTests
{
    [Fact]
    public async Task Forecast_says_what_is_missing_and_works_out_again_on_a_click()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<ForecastPage>("/forecast");
        page.WaitForAssertion(() => Assert.Contains("还没有算过", page.Markup));

        await page.ClickAsync(".page-head .btn");

        page.WaitForAssertion(() => Assert.Contains("要有 100 位买过的客户（现在 0）", page.Markup));
    }

    [Fact]
    public async Task Customer_panels_say_what_comes_next_and_why_the_stage_is_so()
    {
        await using var test = await PageTest.StartAsync();
        var id = await BuyerAsync(test);

        var next = test.Bunit.Render<NextPanel>(p => p.Add(x => x.Id, id));
        var stage = test.Bunit.Render<StagePanel>(p => p.Add(x => x.Id, id));

        next.WaitForAssertion(() => Assert.Contains("面霜", next.Markup));
        Assert.Contains("买过 2 次，平均 30 天用 1 件", next.Markup);
        stage.WaitForAssertion(() => Assert.Contains("买过 2 次，最近一次", stage.Markup));
        await stage.ChangeAsync("select", "Loyal");
        stage.WaitForAssertion(() => Assert.Contains("林晓手动设置；按规则会是「购买」", stage.Markup));
    }

    [Fact]
    public async Task New_source_stands_in_the_registry_and_loose_ones_are_mapped()
    {
        await using var test = await PageTest.StartAsync();
        await BuyerAsync(test);
        var page = test.Open<SourcesPage>("/sources?view=registry");
        page.WaitForAssertion(() => Assert.Contains("展会", page.Markup));

        await page.ClickAsync(".page-head .btn-primary");
        await page.ChangeAsync(".drawer input", "线下活动");
        await page.ClickAsync(".drawer-foot .btn-primary");
        page.WaitForAssertion(() => Assert.Contains("线下活动", page.Find("tbody").TextContent));
        await page.ChangeAsync(".lines select", $"{(await test.Get<SourceBook>().ListAsync(test.Admin, default)).Sources[0].Id}");
        Assert.Contains("1 位客户的来源会改成「线下活动」", page.WaitForElement("[role=alertdialog]").TextContent);
        await page.ClickAsync("[role=alertdialog] .btn-danger");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".lines")));
        var report = test.Open<SourcesPage>("/sources?period=always");
        report.WaitForAssertion(() => Assert.Contains("来客最多的是「线下活动」1 位", report.Markup));
        var month = test.Open<SourcesPage>("/sources");
        month.WaitForAssertion(() => Assert.Contains("这段时间没有新客户", month.Markup));
    }

    [Fact]
    public async Task Costs_are_typed_copied_and_pasted_on_the_drawer_and_stand_in_the_report()
    {
        await using var test = await PageTest.StartAsync();
        await BuyerAsync(test);
        var id = (await test.Get<SourceBook>().AddAsync(new("展会", Channel.EventForm), test.Admin, default)).Value;
        var this_ = CostMonth.Of(DateOnly.FromDateTime(test.Clock.Now.AddHours(8)));
        var page = test.Open<SourcesPage>("/sources?view=registry");
        page.WaitForElement("tbody .btn-icon");
        await page.ClickAsync("tbody .btn-icon");
        page.WaitForElement(".cost-grid");

        await page.ClickAsync(".costs .btn", "从 Excel 粘贴");
        await page.InputAsync(".costs textarea", $"{CostMonth.Text(CostMonth.Add(this_, -1))}\t1,500\n看不懂");
        page.WaitForAssertion(() => Assert.Contains("读出 1 个月；第 2 行没看懂", page.Markup));
        await page.ClickAsync(".costs .btn", "本月照上次填");
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("¥3,000", page.Find("tbody").TextContent));
        Assert.Equal([new(this_, 150_000), new(CostMonth.Add(this_, -1), 150_000)], await test.Get<SourceCosts>().OfAsync(id, test.Admin, default));
        var report = test.Open<SourcesPage>("/sources?period=lastmonth");
        report.WaitForAssertion(() => Assert.Contains("投入 ¥1,500", report.Markup));
    }

    [Fact]
    public async Task Thresholds_show_what_they_would_do_before_they_are_saved()
    {
        await using var test = await PageTest.StartAsync();
        await BuyerAsync(test);
        var page = test.Open<ValuePage>("/settings/value");
        page.WaitForElement(".threshold input");

        await page.ChangeAsync(".threshold input", "100", 6);
        page.WaitForAssertion(() => Assert.Contains("进 1 · 出 0", page.Markup));
        await page.ChangeAsync(".threshold input", "50", 5);
        page.WaitForAssertion(() => Assert.Contains("核心客户的门槛要高于重要客户", page.Markup));
        Assert.True(page.Find(".btn-primary").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Person_is_erased_only_after_the_name_was_typed()
    {
        await using var test = await PageTest.StartAsync();
        var (id, gone) = (await BuyerAsync(test), false);
        var panel = test.Bunit.Render<RightsPanel>(p => p.Add(x => x.Id, id).Add(x => x.Name, "王小明").Add(x => x.OnErased, () => gone = true));
        await panel.Find("details.rights").TriggerEventAsync("ontoggle", EventArgs.Empty);
        panel.WaitForElement(".rights-acts .btn-quiet");

        await panel.ClickAsync(".rights-acts .btn-quiet");
        Assert.True(panel.Find(".modal .btn-danger").HasAttribute("disabled"));
        await panel.InputAsync(".modal input", "王小明");
        await panel.ClickAsync(".modal .btn-danger");

        panel.WaitForAssertion(() => Assert.True(gone));
        await using var db = await test.Database.CreateDbContextAsync();
        Assert.Equal(CustomerState.Erased, (await db.Customers.IgnoreQueryFilters().SingleAsync()).State);
    }

    [Fact]
    public async Task Retention_is_set_with_its_numbers_in_sight()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<PrivacyPage>("/settings/privacy");
        page.WaitForElement("input[type=number]");

        await page.ChangeAsync("input[type=number]", "1");
        await page.ClickAsync(".btn-primary");
        Assert.Contains(test.Get<Scrm.Web.Controls.Notice>().Toasts, t => t.Text.Contains("3 到 240", StringComparison.Ordinal));
        await page.ChangeAsync("input[type=number]", "12");
        await page.ClickAsync(".btn-primary");

        page.WaitForAssertion(() => Assert.Equal("12", page.Find("input[type=number]").GetAttribute("value")));
        Assert.Equal(12, (await test.Get<Scrm.Core.Rights.Retention>().ReadAsync(default)).Rule.Months);
    }

    private static async Task<long> BuyerAsync(PageTest test)
    {
        await using var db = await test.Database.CreateDbContextAsync();
        var customer = new Customer { Name = "王小明", Source = "展会", AddedAt = test.Clock.Now.AddDays(-90), OrderCount = 2, LastOrderAt = test.Clock.Now.AddDays(-10), SpentTotal = 20_000 };
        db.Add(customer);
        await db.SaveChangesAsync();
        foreach (var days in new[] { 40, 10 })
        {
            var order = new CustomerOrder { CustomerId = customer.Id, Number = $"{days}", PaidAt = test.Clock.Now.AddDays(-days), Amount = 10_000 };
            db.Add(order);
            await db.SaveChangesAsync();
            db.Add(new OrderLine { OrderId = order.Id, Product = "面霜", Quantity = 1, Amount = 10_000 });
        }
        await db.SaveChangesAsync();
        return customer.Id;
    }
}
