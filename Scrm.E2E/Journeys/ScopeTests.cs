using System.Text;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class ScopeTests(Company company) : IClassFixture<Company>
{
    private const string File = "客户姓名,手机号,会员号,负责人,标签\n赵自己,13511110001,S1,李销售,面膜\n钱别人,13511110002,S2,王敏,面膜\n孙公海,13511110003,S3,,面膜\n";

    [Fact]
    public async Task Sales_sees_own_customers_and_the_pool_wherever_they_look()
    {
        await company.AddMemberAsync("李销售", "lixiao", "销售");
        var other = await FillAsync();
        await using var sales = await company.VisitAsync(login: "lixiao");
        sales.Expecting("404");
        await sales.TellAsync("scope", async page =>
        {
            Assert.Equal(2, await page.CountAsync());
            await Assertions.Expect(page.GetByText("赵自己")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("孙公海")).ToBeVisibleAsync();
            await NothingOfTheOtherAsync(page, other);
            await FilesAsync(page);
            await NumbersAsync(page);
        });
    }

    private async Task<string> FillAsync()
    {
        var folder = Directory.CreateTempSubdirectory("scrm-scope-");
        var path = Path.Combine(folder.FullName, "三位客户.csv");
        await System.IO.File.WriteAllTextAsync(path, File, Encoding.UTF8);
        var other = "";
        await using var admin = await company.VisitAsync();
        await admin.TellAsync("scope-fill", async page =>
        {
            await page.UploadAsync(path);
            Assert.Equal(3, await page.FigureAsync("新建客户"));
            await page.ApplyAsync();
            Assert.Equal(3, await page.CountAsync());
            other = await page.GetByRole(AriaRole.Link, new() { Name = "钱别人" }).GetAttributeAsync("href") ?? "";
        });
        folder.Delete(recursive: true);
        return other;
    }

    private static async Task NothingOfTheOtherAsync(IPage page, string other)
    {
        await Assertions.Expect(page.GetByText("钱别人")).ToHaveCountAsync(0);
        foreach (var query in new[] { "?q=钱别人", "?q=S2", "?q=0002", "?q=13511110002" }) Assert.Equal(0, await page.CountAsync(query));
        await page.GotoAsync(other);
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByText("没有这位客户")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("钱别人")).ToHaveCountAsync(0);
    }

    private static async Task FilesAsync(IPage page)
    {
        foreach (var path in new[] { "/imports", "/imports/1", "/imports/1/errors", "/settings/members", "/settings/audit", "/exports/x" })
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByText("没有这个页面")).ToBeVisibleAsync();
        }
    }

    private static async Task NumbersAsync(IPage page)
    {
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("a.tile").First.Locator("b")).ToHaveTextAsync("2");
        await page.GotoAsync("/tags?q=面膜");
        await page.SettledAsync();
        Assert.DoesNotContain("钱别人", await page.ContentAsync(), StringComparison.Ordinal);
    }
}
