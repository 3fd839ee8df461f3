using ClosedXML.Excel;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>The main job, from the workbook to the export, in one company.</summary>
public sealed class MainJobTests(Company company) : IClassFixture<Company>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scrm-job-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_workbook_of_5000_rows_is_planned_applied_explained_tagged_taken_back_exported_and_comes_back_unchanged()
    {
        var maker = new WorkbookMaker();
        var file = maker.Save(folder);
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("main-job", async page =>
        {
            await PlanAsync(page, maker, file);
            await page.ApplyAsync();
            Assert.Equal(maker.People, await page.FigureAsync("新建客户"));
            await ShotAsync(page, "import-result");
            await CheckErrorsAsync(page, maker);
            Assert.Equal(maker.People, await page.CountAsync());
            await WhyAsync(page);
            await BulkAsync(page);
            await ReimportAsync(page);
        });
        company.Host.NeverLogged("欧阳丽娟", "13500000001", Company.Password);
    }

    private static async Task PlanAsync(IPage page, WorkbookMaker maker, string file)
    {
        await page.UploadAsync(file);
        Assert.Equal(maker.People, await page.FigureAsync("新建客户"));
        Assert.Equal(WorkbookMaker.Repeats, await page.FigureAsync("同一人的多行合并"));
        await page.Locator("label", new() { HasText = "全部这样处理" }).Locator("select").SelectOptionAsync("new");
        await Assertions.Expect(page.GetByText("正在核对")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"有问题的行（{maker.Problems.Count} 处）" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ShotAsync(page, "import-plan");
        Assert.Empty(await page.InspectAsync());
    }

    private static async Task CheckErrorsAsync(IPage page, WorkbookMaker maker)
    {
        using var book = await page.DownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载问题行" }).First.ClickAsync());
        var sheet = book.Worksheets.First();
        var headers = sheet.Row(1).CellsUsed().ToDictionary(cell => cell.GetString().Trim(), cell => cell.Address.ColumnNumber);
        var rows = sheet.RowsUsed().Skip(1).Where(row => !row.Cell(headers["原行号"]).IsEmpty()).ToDictionary(row => row.Cell(headers["原行号"]).GetValue<int>());
        Assert.Equal(maker.Problems.Select(problem => problem.Row).Order(), rows.Keys.Order());
        foreach (var problem in maker.Problems)
        {
            var row = rows[problem.Row];
            Assert.NotEmpty(row.Cell(headers["原因"]).GetString());
            if (problem.Column < 0) continue;
            var cell = row.Cell(headers[WorkbookMaker.Headers[problem.Column]]);
            Assert.Equal(problem.Value, cell.GetString());
            Assert.NotEqual(XLFillPatternValues.None, cell.Style.Fill.PatternType);
        }
    }

    private static async Task WhyAsync(IPage page)
    {
        await page.GotoAsync("/customers?q=M000002");
        await page.GetByRole(AriaRole.Link, new() { Name = "李" }).First.ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(drawer.GetByText("导入 「客户资料 2026.xlsx」 · 第 5 行").First).ToBeVisibleAsync();
        await ShotAsync(page, "customer-why");
        Assert.Empty(await page.InspectAsync());
    }

    private static async Task BulkAsync(IPage page)
    {
        await page.GotoAsync("/customers");
        await page.GetByLabel("选择全部").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "打标签" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("搜索标签").FillAsync("重点");
        await drawer.GetByRole(AriaRole.Option, new() { Name = "小样待转正装" }).ClickAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "打上 4,942 处" }).ClickAsync();
        await page.GetByLabel("正在进行的批量操作").ClickAsync();
        var card = page.Locator(".batch", new() { HasText = "批量打标签" });
        await Assertions.Expect(card.GetByText("打上 4,942")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await ShotAsync(page, "bulk-done");
        await page.UndoAsync(card);
    }

    private static async Task ReimportAsync(IPage page)
    {
        await page.GotoAsync("/imports?export=1");
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("原因").FillAsync("备份");
        var download = await page.RunAndWaitForDownloadAsync(() => drawer.GetByRole(AriaRole.Button, new() { Name = "下载" }).ClickAsync(), new() { Timeout = 60_000 });
        await page.UploadAsync(await Desk.KeepAsync(download));
        Assert.Equal(0, await page.FigureAsync("新建客户"));
        Assert.Equal(4_942, await page.FigureAsync("匹配到已有客户"));
        Assert.Equal(0, await page.FigureAsync("更新字段"));
        Assert.Equal(0, await page.FigureAsync("打上标签"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "没有发现问题" })).ToBeVisibleAsync();
    }

    private static Task ShotAsync(IPage page, string name) => page.ScreenshotAsync(new() { Path = Places.Artifact($"{name}.png"), FullPage = true });
}
