using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>The server goes away under an open page, as in a power cut or an upgrade, and comes back.</summary>
public sealed class RestartTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task An_open_page_recovers_by_itself_and_its_person_is_still_signed_in()
    {
        await using var visitor = await company.VisitAsync();
        visitor.Expecting("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "WebSocket", "Connection disconnected", "reconnect", "Failed to start the transport", "Failed to complete negotiation", "/_blazor", "Fetch");
        await visitor.TellAsync("restart", async page =>
        {
            await page.GotoAsync("/settings/departments");
            await page.GetByRole(AriaRole.Button, new() { Name = "新建部门" }).First.WaitForAsync();
            await company.Host.KillAsync();
            await Assertions.Expect(page.GetByText("连接断开，正在重连…")).ToBeVisibleAsync(new() { Timeout = 20_000 });
            await company.Host.RunAsync();
            await Assertions.Expect(page.Locator("#components-reconnect-modal")).Not.ToBeVisibleAsync(new() { Timeout = 60_000 });
            await AddDepartmentAsync(page, "华东门店");
            await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "华东门店", Exact = true })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task The_set_up_link_is_not_printed_again_once_there_is_an_admin()
    {
        await company.Host.KillAsync();
        var before = company.Host.Log.Length;
        await company.Host.RunAsync();
        Assert.DoesNotContain("/setup?", company.Host.Log[before..], StringComparison.Ordinal);
        company.Host.NeverLogged(Company.Password, "王敏");
    }

    private static async Task AddDepartmentAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "新建部门" }).First.ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("名称").FillAsync(name);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(drawer).ToHaveCountAsync(0);
    }
}
