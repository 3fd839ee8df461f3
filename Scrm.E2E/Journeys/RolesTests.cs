using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class RolesTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task A_new_member_signs_in_with_the_password_shown_once_and_sees_the_pages_of_the_role()
    {
        await company.AddMemberAsync("李销售", "lixiao", "销售");
        await using var sales = await company.VisitAsync(login: "lixiao");
        sales.Expecting("404");
        await sales.TellAsync("sales-pages", async page =>
        {
            await page.GotoAsync("/");
            var rail = page.GetByRole(AriaRole.Navigation, new() { Name = "导航" });
            await Assertions.Expect(rail.GetByRole(AriaRole.Link, new() { Name = "客户" })).ToBeVisibleAsync();
            await Assertions.Expect(rail.GetByRole(AriaRole.Link, new() { Name = "设置" })).ToHaveCountAsync(0);
            await page.GotoAsync("/settings/members");
            await Assertions.Expect(page.GetByText("王敏")).ToHaveCountAsync(0);
        });
    }
}
