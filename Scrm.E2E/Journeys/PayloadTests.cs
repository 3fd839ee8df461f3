using System.Text;
using System.Text.RegularExpressions;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class PayloadTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task Names_tags_and_remarks_written_by_an_attacker_stay_text_on_every_page()
    {
        var folder = Directory.CreateTempSubdirectory("scrm-payload-");
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("payloads", async page =>
        {
            await TagsAsync(page);
            await page.UploadAsync(Write(folder.FullName));
            await page.Locator("label", new() { HasText = "全部这样处理" }).Locator("select").SelectOptionAsync("new");
            // The plan is made anew with the choice: only then is it the one to apply.
            await Assertions.Expect(page.Locator("dl.figures > div", new() { HasText = "打上标签" }).Locator("dd")).ToHaveTextAsync(new Regex("^[1-9]"), new() { Timeout = 60_000 });
            await page.ApplyAsync();
            Assert.Equal(Payloads.All.Length, await page.CountAsync());
            foreach (var payload in Payloads.All.Take(6)) 
                await Assertions.Expect(page.Locator("a.person", new() { HasText = payload })).ToBeVisibleAsync();
            await EveryDrawerAsync(page);
            foreach (var path in new[] { "/", "/tags", "/tags?panel=history", "/imports", "/settings/audit" })
            {
                await page.GotoAsync(path);
                await page.SettledAsync();
            }
        });
        folder.Delete(recursive: true);
    }

    private static async Task TagsAsync(IPage page)
    {
        await page.GotoAsync("/tags?panel=new-group");
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("名称").FillAsync(Payloads.All[1]);
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = Payloads.All[1] })).ToBeVisibleAsync();
    }

    private static async Task EveryDrawerAsync(IPage page)
    {
        foreach (var link in await page.Locator("a.person").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))"))
        {
            await page.GotoAsync($"{link}&tab=identity");
            var drawer = page.GetByRole(AriaRole.Dialog);
            await drawer.GetByRole(AriaRole.Heading, new() { Name = "识别信息" }).WaitForAsync();
            await drawer.GetByRole(AriaRole.Link, new() { Name = "记录" }).ClickAsync();
            await drawer.GetByRole(AriaRole.Heading, new() { Name = "标签记录" }).WaitForAsync();
        }
    }

    private static string Write(string folder)
    {
        var lines = Payloads.All.Select((payload, i) => string.Join(',', new[] { payload, $"1361111{i:0000}", $"P{i}", payload, payload }.Select(Quote)));
        var path = Path.Combine(folder, "<img src=x onerror=alert(0)>.csv");
        File.WriteAllText(path, "客户姓名,手机号,会员号,标签,备注\n" + string.Join('\n', lines) + "\n", Encoding.UTF8);
        return path;
    }

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
