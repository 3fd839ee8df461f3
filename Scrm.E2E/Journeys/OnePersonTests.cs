using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>One person's story: orders come in, the person is looked at, two records become one and two again, somebody else takes over, and in the end everything goes.</summary>
public sealed class OnePersonTests(Company company) : IClassFixture<Company>
{
    private const string Keen = "00398", Other = "00177";
    private static readonly string Orders = Path.Combine(AppContext.BaseDirectory, "Data", "cdnow-400.txt");

    [Fact]
    public async Task From_the_first_order_to_the_last_trace()
    {
        await company.AddMemberAsync("小陈", "xiaochen", "销售");
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("one-person", async page =>
        {
            await page.UploadAsync(Orders);
            await page.ApplyAsync();
            var (keen, other) = (await FindAsync(page, Keen), await FindAsync(page, Other));
            await LookAsync(page, keen);
            await MeetAsync();
            var (stays, goes) = await MergeAsync(page, keen, other);
            await PartAsync(page, stays, goes);
            await HandOverAsync(page, keen);
            await EraseAsync(page, keen);
        });
    }

    /// <summary>What they spent, what happened, and what is to be expected of somebody who has not been seen since 1998.</summary>
    private static async Task LookAsync(IPage page, long id)
    {
        var (count, total) = OrdersOf(Keen);
        await page.GotoAsync("/forecast");
        await page.GetByRole(AriaRole.Button, new() { Name = "马上重算" }).ClickAsync();
        await page.GetByText("已重新推算").WaitForAsync();
        await page.GotoAsync($"/customers/{id}");
        await Assertions.Expect(page.Locator(".c360-sums")).ToContainTextAsync(total.ToString("#,0.00", CultureInfo.InvariantCulture));
        await ExpectOrdersAsync(page, count);
        await Assertions.Expect(page.Locator(".c360-main").GetByText($"{Keen}-19980630-2848-1").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".next")).ToContainTextAsync("多半已经流失");
        Assert.Empty(await page.InspectAsync());
        await page.ScreenshotAsync(new() { Path = Places.Artifact("one-person.png"), FullPage = true });
    }

    /// <summary>Both give the same e-mail address on the web site: too little to merge them, enough to ask.</summary>
    private async Task MeetAsync()
    {
        Erp.AddKey(company.Host);
        JsonObject Form(string member) => new()
        {
            ["kind"] = "form_submit", ["key"] = $"form-{member}", ["at"] = new DateTime(2026, 3, 1, 2, 0, 0, DateTimeKind.Utc),
            ["identities"] = new JsonArray(new JsonObject { ["type"] = "memberNo", ["value"] = member }, new JsonObject { ["type"] = "email", ["value"] = "lin@family.invalid" }),
        };
        Assert.True(await Erp.SendAsync(company.Host, "events", new JsonObject { ["source"] = "官网", ["items"] = new JsonArray(Form(Keen), Form(Other)) }));
    }

    private static async Task<(long Stays, long Goes)> MergeAsync(IPage page, long keen, long other)
    {
        await page.GotoAsync("/reviews");
        await Assertions.Expect(page.Locator(".pair-card")).ToHaveCountAsync(2);
        await page.ScreenshotAsync(new() { Path = Places.Artifact("one-person-review.png"), FullPage = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "合并（M）" }).ClickAsync();
        await page.GetByText("已合并").First.WaitForAsync();
        await page.GotoAsync($"/customers/{other}");
        await ExpectOrdersAsync(page, OrdersOf(Keen).Count + OrdersOf(Other).Count);
        await page.WaitForURLAsync(url => !url.Contains("/customers/" + other) || !url.Contains("/customers/" + keen));
        var stays = long.Parse(Regex.Match(page.Url, @"/customers/(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        return (stays, stays == keen ? other : keen);
    }

    private static async Task PartAsync(IPage page, long stays, long goes)
    {
        await page.GotoAsync("/reviews?tab=history");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await page.GetByText("已撤销合并").First.WaitForAsync();
        foreach (var id in new[] { stays, goes })
        {
            await page.GotoAsync($"/customers/{id}");
            Assert.Contains($"/customers/{id}", page.Url);
            await ExpectOrdersAsync(page, OrdersOf(await page.Locator("h1").InnerTextAsync()).Count);
        }
    }

    private static async Task HandOverAsync(IPage page, long id)
    {
        await page.GotoAsync($"/customers/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "交接" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("交给").SelectOptionAsync("小陈");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "交接", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".c360-head")).ToContainTextAsync("小陈");
    }

    private static async Task EraseAsync(IPage page, long id)
    {
        await page.GotoAsync($"/customers/{id}?tab=identity");
        var name = await page.Locator("h1").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "删除个人资料" }).ClickAsync();
        var sure = page.GetByRole(AriaRole.Alertdialog);
        await sure.GetByRole(AriaRole.Textbox).FillAsync(name);
        await sure.GetByRole(AriaRole.Button, new() { Name = "永久删除" }).ClickAsync();
        await page.Locator(".empty").WaitForAsync();
        Assert.Equal(0, await page.CountAsync($"?q={Keen}"));
        await page.UploadAsync(Orders);
        Assert.Equal(OrdersOf(Keen).Count, await page.FigureAsync("整行没导入"));
    }

    private static async Task<long> FindAsync(IPage page, string memberNo)
    {
        Assert.Equal(1, await page.CountAsync($"?q={memberNo}"));
        await page.Locator("tr.customer a.person").First.ClickAsync();
        await page.WaitForURLAsync("**customer=*");
        return long.Parse(Regex.Match(page.Url, @"customer=(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static Task ExpectOrdersAsync(IPage page, int count) =>
        Assertions.Expect(page.Locator(".c360-sums > div", new() { HasText = "订单" }).Locator("dd")).ToHaveTextAsync($"{count}");

    private static (int Count, decimal Total) OrdersOf(string member)
    {
        var lines = File.ReadLines(Orders).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(l => l[0] == member).ToList();
        return (lines.Count, lines.Sum(l => decimal.Parse(l[3], CultureInfo.InvariantCulture)));
    }
}
