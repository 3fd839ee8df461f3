using System.Globalization;
using ClosedXML.Excel;

namespace Scrm.E2E.Host;

/// <summary>What an operator does at the import desk and in the list, as steps of a story.</summary>
internal static class Desk
{
    private const float Long = 120_000;

    /// <summary>Gives the file to the page and waits for what it would do.</summary>
    public static async Task UploadAsync(this IPage page, string file)
    {
        await page.GotoAsync("/imports");
        // The script listens to the field a moment after it is drawn; a person is never that fast.
        await page.WaitForFunctionAsync("() => '_blazorInputFileNextFileId' in (document.querySelector('input[type=file]') ?? {})");
        await page.GetByLabel("把 Excel 或 CSV 拖到这里").SetInputFilesAsync(file);
        await page.WaitForURLAsync("**/imports/*", new() { Timeout = Long });
        await page.PlannedAsync();
    }

    public static Task PlannedAsync(this IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "会发生什么" }).WaitForAsync(new() { Timeout = Long });

    /// <summary>A number among the figures of a plan or a result; 0 where it is not shown.</summary>
    public static async Task<int> FigureAsync(this IPage page, string name)
    {
        var figure = page.Locator("dl.figures > div", new() { Has = page.GetByText(name, new() { Exact = true }) }).Locator("dd");
        return await figure.CountAsync() == 0 ? 0 : int.Parse((await figure.InnerTextAsync()).Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    public static async Task ApplyAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "开始导入" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "结果" }).WaitForAsync(new() { Timeout = Long });
    }

    /// <summary>Takes back the batch whose card is on the page.</summary>
    public static async Task UndoAsync(this IPage page, ILocator card)
    {
        await card.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Assertions.Expect(card.GetByText("已撤销")).ToBeVisibleAsync(new() { Timeout = Long });
    }

    public static async Task<XLWorkbook> DownloadAsync(this IPage page, Func<Task> act)
    {
        var download = await page.RunAndWaitForDownloadAsync(act, new() { Timeout = Long });
        return new XLWorkbook(await KeepAsync(download));
    }

    public static async Task<string> KeepAsync(IDownload download)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("scrm-down-").FullName, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }

    /// <summary>How many customers the list says there are.</summary>
    public static async Task<int> CountAsync(this IPage page, string query = "")
    {
        await page.GotoAsync($"/customers{query}");
        await page.SettledAsync();
        var none = page.Locator(".empty");
        await page.Locator(".page-head .count, .empty").First.WaitForAsync();
        return await none.CountAsync() > 0 ? 0 : int.Parse(await page.Locator(".page-head .count").InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
