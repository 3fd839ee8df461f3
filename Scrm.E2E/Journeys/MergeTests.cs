using System.Text;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class MergeTests(Company company) : IClassFixture<Company>
{
    private const string File = "客户姓名,手机号,会员号,公司\n周明月,13611110001,,明日科技\n周明月,,MM200,\n";

    [Fact]
    public async Task Two_who_are_one_are_merged_from_the_queue_and_parted_again()
    {
        var folder = Directory.CreateTempSubdirectory("scrm-merge-");
        var path = Path.Combine(folder.FullName, "两张卡.csv");
        await System.IO.File.WriteAllTextAsync(path, File, Encoding.UTF8);
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("merge", async page =>
        {
            await page.UploadAsync(path);
            await page.ApplyAsync();
            var before = await page.CountAsync();
            Ledger.Propose(company.Host.DataFolder);
            await page.GotoAsync("/reviews");
            await page.ScreenshotAsync(new() { Path = Places.Artifact("review-pair.png") });
            await page.GetByRole(AriaRole.Button, new() { Name = "合并", Exact = false }).First.ClickAsync();
            await Assertions.Expect(page.GetByText("已合并")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("没有要确认的")).ToBeVisibleAsync();
            Assert.Equal(before - 1, await page.CountAsync());
            await page.GotoAsync("/reviews?tab=history");
            await page.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
            await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
            await Assertions.Expect(page.GetByText("已撤销合并").First).ToBeVisibleAsync();
            Assert.Equal(before, await page.CountAsync());
            await page.GotoAsync("/reviews");
            await Assertions.Expect(page.GetByText("周明月").First).ToBeVisibleAsync();
        });
        folder.Delete(recursive: true);
    }
}
