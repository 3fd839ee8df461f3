using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>Real orders through the import desk: the first 400 customers of the CDNOW data, and a table of what people did.</summary>
public sealed class OrdersTests(Company company) : IClassFixture<Company>, IDisposable
{
    private const int Lines = 1_395, People = 400;
    private const string Total = "49,999.08";
    private readonly string folder = Directory.CreateTempSubdirectory("scrm-orders-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Orders_of_a_shop_come_in_once_and_go_again()
    {
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("orders", async page =>
        {
            await page.UploadAsync(Path.Combine(AppContext.BaseDirectory, "Data", "cdnow-400.txt"));
            await CheckAsync(page);
            Assert.Empty(await page.InspectAsync());
            await page.ApplyAsync();
            await CheckAsync(page);
            await page.ScreenshotAsync(new() { Path = Places.Artifact("orders-result.png"), FullPage = true });
            var imported = page.Url;

            await page.UploadAsync(Path.Combine(AppContext.BaseDirectory, "Data", "cdnow-400.txt"));
            Assert.Equal((0, Lines), (await page.FigureAsync("新订单"), await page.FigureAsync("已有的，不重复计")));

            await page.GotoAsync(imported);
            await page.UndoAsync(page.Locator(".batch", new() { HasText = "导入订单" }).First);
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "撤销 cdnow-400.txt" }).GetByText("完成")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            Assert.Equal(0, await page.CountAsync("?q=00001"));
        });
    }

    [Fact]
    public async Task Events_of_a_table_say_what_is_wrong_with_them_before_they_are_taken()
    {
        var file = Path.Combine(folder, "行为.csv");
        await File.WriteAllTextAsync(file, "这是导出的行为\n手机号,时间,行为,对象,时长,金额\n13912345678,2026-03-01 10:20,浏览页面,价格页,35,\n13912345678,2026-03-01 10:25,跳舞,,,\n13912345678,2026-03-01 10:30,通话,,1分5秒,-5\n");
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("events", async page =>
        {
            await page.UploadAsync(file);
            Assert.Equal((1, 1, 2), (await page.FigureAsync("新行为"), await page.FigureAsync("还不知道是谁的"), await page.FigureAsync("整行没导入")));
            using (var book = await page.DownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载问题行" }).First.ClickAsync()))
                Assert.Equal([4, 5], book.Worksheets.First().RowsUsed().Skip(1).Select(row => row.Cell(1).GetValue<int>()));
            await page.GetByLabel("库里没有的客户就新建").CheckAsync();
            await Assertions.Expect(page.Locator("dl.figures > div", new() { HasText = "新建客户" }).First.Locator("dd")).ToHaveTextAsync("1");
            await page.ApplyAsync();
            Assert.Equal((1, 1), (await page.FigureAsync("新行为"), await page.FigureAsync("新建客户")));
        });
    }

    private static async Task CheckAsync(IPage page)
    {
        Assert.Equal((Lines, Lines, People, Lines - People),
            (await page.FigureAsync("行"), await page.FigureAsync("新订单"), await page.FigureAsync("新建客户"), await page.FigureAsync("新建客户的其他行")));
        await Assertions.Expect(page.Locator("dl.figures > div", new() { HasText = "金额合计" }).Locator("dd")).ToHaveTextAsync(Total);
    }
}
