using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class ShellTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task Two_quick_clicks_on_save_make_one_customer()
    {
        await using var operatorVisit = await company.VisitAsync();
        await operatorVisit.TellAsync("double-click", async page =>
        {
            await page.GotoAsync("/customers?customer=new");
            await page.GetByLabel("姓名").FillAsync("点了两下");
            await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).DblClickAsync();
            await page.WaitForURLAsync(url => url.Contains("customer=1", StringComparison.Ordinal));
            await page.GotoAsync("/customers?q=点了两下");
            await page.Locator("tr.customer").First.WaitForAsync();
            await Assertions.Expect(page.Locator("tr.customer")).ToHaveCountAsync(1);
        });
    }

    [Fact]
    public async Task Keys_lead_from_page_to_page_and_through_customers()
    {
        await using var operatorVisit = await company.VisitAsync();
        await operatorVisit.TellAsync("keys", async page =>
        {
            foreach (var name in new[] { "甲一", "乙二", "丙三" })
            {
                await page.GotoAsync("/customers?customer=new");
                await page.GetByLabel("姓名").FillAsync(name);
                await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
                await page.GetByRole(AriaRole.Dialog, new() { Name = name }).WaitForAsync();
            }
            await page.GotoAsync("/");
            await page.GetByRole(AriaRole.Heading, new() { Name = "工作台" }).WaitForAsync();
            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync("c");
            await page.WaitForURLAsync("**/customers");
            await page.Locator("tr.customer", new() { HasText = "丙三" }).ClickAsync();
            await page.GetByRole(AriaRole.Dialog, new() { Name = "丙三" }).WaitForAsync();
            await page.Locator("[data-key=j]:not(:disabled)").WaitForAsync();
            await page.Keyboard.PressAsync("j");
            await page.GetByRole(AriaRole.Dialog, new() { Name = "乙二" }).WaitForAsync();
            await page.Keyboard.PressAsync("Escape");
            await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });
            await page.Keyboard.PressAsync("Control+k");
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("甲一");
            await page.Locator(".palette-list a", new() { HasText = "甲一" }).WaitForAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.GetByRole(AriaRole.Dialog, new() { Name = "甲一" }).WaitForAsync();
        });
    }
}
