using System.Text;
using System.Text.RegularExpressions;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>One customer seen whole: from the list to what was bought, a note, another member, and the list of lost ones.</summary>
public sealed class View360Tests(Company company) : IClassFixture<Company>
{
    private const string Orders = "订单号,手机号,付款时间,金额,商品,数量\nA1,13912345678,2026-03-01 10:20,120,面膜,2\nA2,13912345678,2026-04-02 11:00,80,面膜,1\nA3,13912345678,2026-05-03 12:00,60,精华,1\n";

    [Fact]
    public async Task From_the_list_to_the_whole_customer_to_a_note_a_hand_over_and_a_loss()
    {
        await company.AddMemberAsync("李销售", "lixiao", "销售");
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("view360", async page =>
        {
            await FillAsync(page);
            await page.GotoAsync("/customers");
            await page.Locator("tr.customer").First.ClickAsync();
            var drawer = page.GetByRole(AriaRole.Dialog);
            await Assertions.Expect(drawer.Locator(".c360-sums")).ToContainTextAsync("¥260");
            await Assertions.Expect(drawer.Locator(".timeline-event")).ToHaveCountAsync(3);
            await drawer.GetByRole(AriaRole.Link, new() { Name = "打开完整页面" }).ClickAsync();
            await page.Locator(".c360-page .c360").WaitForAsync();
            await SpendAsync(page);
            await NoteAsync(page);
            await HandOverAsync(page);
            await LoseAsync(page);
            await page.GoBackAsync();
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("流失客户");
            Assert.Empty(await page.InspectAsync());
        });
    }

    [Fact]
    public async Task Page_fits_a_phone_and_the_back_button_closes_the_drawer()
    {
        await using var visitor = await company.VisitAsync(Look.Phone);
        await visitor.TellAsync("view360-phone", async page =>
        {
            await FillAsync(page);
            await page.GotoAsync("/customers");
            await page.Locator("tr.customer").First.ClickAsync();
            await Assertions.Expect(page.Locator(".drawer-360 .timeline-event").First).ToBeVisibleAsync();
            Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            await page.GoBackAsync();
            await Assertions.Expect(page.Locator(".drawer-360")).ToHaveCountAsync(0);
        });
    }

    private static async Task FillAsync(IPage page)
    {
        if (await page.CountAsync() > 0) return;
        await page.GotoAsync("/customers?customer=new");
        var form = page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("姓名").FillAsync("王小明");
        await form.GetByLabel("手机").FillAsync("13912345678");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.Locator(".drawer-360")).ToBeVisibleAsync();
        var folder = Directory.CreateTempSubdirectory("scrm-360-");
        var file = Path.Combine(folder.FullName, "订单.csv");
        await File.WriteAllTextAsync(file, Orders, Encoding.UTF8);
        await page.UploadAsync(file);
        Assert.Equal(3, await page.FigureAsync("新订单"));
        await page.ApplyAsync();
        folder.Delete(recursive: true);
    }

    private static async Task SpendAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "订单" }).ClickAsync();
        await Assertions.Expect(page.Locator("figcaption")).ToContainTextAsync("一共 3 单，花了 ¥260");
        await Assertions.Expect(page.Locator(".orders tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".next")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "时间线" }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline-event")).ToHaveCountAsync(3);
    }

    private static async Task NoteAsync(IPage page)
    {
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("n");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).Last.FillAsync("周末来店里看样品");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.Locator(".timeline-event").First).ToContainTextAsync("周末来店里看样品");
    }

    private static async Task HandOverAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "交接" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("交给").SelectOptionAsync(new SelectOptionValue { Label = "李销售" });
        await drawer.GetByRole(AriaRole.Button, new() { Name = "交接" }).ClickAsync();
        await Assertions.Expect(page.Locator(".c360-line")).ToContainTextAsync("李销售");
    }

    private static async Task LoseAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "跟进" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "结束跟进" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("原因").FillAsync("搬家了");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "结束跟进" }).ClickAsync();
        await Assertions.Expect(page.GetByText("客户删除了 李销售：搬家了")).ToBeVisibleAsync();
        await page.GotoAsync("/customers/lost");
        await Assertions.Expect(page.Locator("table.lost tbody tr")).ToContainTextAsync(["搬家了"]);
        await page.Locator("table.lost a").First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("王小明");
    }
}
