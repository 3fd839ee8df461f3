using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>One person's story: orders come in, the person is looked at, two records become one and two again, somebody else takes over, and in the end everything goes.</summary>
public sealed class OnePersonTests(Company company) : IClassFixture<Company>
{
    private const string Keen = "00398", Other = "林小满", Phone = "13912345678", Mail = "lin@family.invalid";
    private const int OtherOrders = 2;
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
            var keen = await FindAsync(page, Keen);
            await LookAsync(page, keen);
            await MeetAsync();
            var other = await FindAsync(page, Other);
            await MergeAsync(page, keen, other);
            await PartAsync(page, new() { [keen] = OrdersOf(Keen).Count, [other] = OtherOrders });
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

    /// <summary>A newcomer with a phone buys twice, and leaves on the web site the e-mail address that the old customer left: too little to merge them, enough to ask.</summary>
    private async Task MeetAsync()
    {
        await Erp.AddKeyAsync(company.Host);
        var when = new DateTime(2026, 3, 1, 2, 0, 0, DateTimeKind.Utc);
        JsonObject Value(string type, string value) => new() { ["type"] = type, ["value"] = value };
        JsonObject Form(string type, string value) => new()
        {
            ["kind"] = "form_submit", ["key"] = $"form-{value}", ["at"] = when, ["identities"] = new JsonArray(Value(type, value), Value("email", Mail)),
        };
        JsonObject Order(int number) => new() { ["number"] = $"A{number}", ["paidAt"] = when.AddDays(number), ["amount"] = 100, ["identities"] = new JsonArray(Value("phone", Phone)) };
        Assert.True(await Erp.SendAsync(company.Host, "customers", new JsonObject { ["name"] = Other, ["phone"] = Phone }));
        Assert.True(await Erp.SendAsync(company.Host, "orders", new JsonObject { ["source"] = "商城", ["items"] = new JsonArray([.. Enumerable.Range(1, OtherOrders).Select(Order)]) }));
        Assert.True(await Erp.SendAsync(company.Host, "events", new JsonObject { ["source"] = "官网", ["items"] = new JsonArray(Form("memberNo", Keen), Form("phone", Phone)) }));
    }

    private static async Task MergeAsync(IPage page, long keen, long other)
    {
        await page.GotoAsync("/reviews");
        await Assertions.Expect(page.Locator(".pair-card")).ToHaveCountAsync(2);
        await page.ScreenshotAsync(new() { Path = Places.Artifact("one-person-review.png"), FullPage = true });
        await page.Locator(".pair-acts .btn-primary").ClickAsync();
        await page.GetByText("已合并").First.WaitForAsync();
        // Both numbers lead to the one who stays.
        foreach (var id in new[] { keen, other })
        {
            await page.GotoAsync($"/customers/{id}");
            await ExpectOrdersAsync(page, OrdersOf(Keen).Count + OtherOrders);
        }
    }

    private static async Task PartAsync(IPage page, Dictionary<long, int> orders)
    {
        await page.GotoAsync("/reviews?tab=history");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await page.GetByText("已撤销合并").First.WaitForAsync();
        foreach (var (id, count) in orders)
        {
            await page.GotoAsync($"/customers/{id}");
            await ExpectOrdersAsync(page, count);
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
        await page.Locator("details.rights > summary").ClickAsync();
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
