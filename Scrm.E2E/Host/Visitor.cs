using System.Collections.Concurrent;

namespace Scrm.E2E.Host;

/// <summary>How a visitor looks at the product: the window's size and the colours of the system.</summary>
public sealed record Look(int Width, int Height, bool Dark = false, string Locale = "zh-CN")
{
    public static readonly Look Desk = new(1440, 900);
    public static readonly Look Phone = new(390, 844);

    public override string ToString() => $"{Width}{(Dark ? "-dark" : "-light")}{(Locale == "en" ? "-en" : "")}";
}

/// <summary>
/// One person at one browser, with cookies of their own. What goes wrong behind the page is collected (console errors, refused content,
/// failed requests, dialogs), and a story fails of it even where the page looks right.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly Lazy<Task<IBrowser>> Browser = new(LaunchAsync);
    private readonly ConcurrentQueue<string> problems = [];
    private readonly List<string> expected = [];
    private readonly IBrowserContext context;

    private Visitor(IBrowserContext context, IPage page, string address) => (this.context, Page, Address) = (context, page, address);

    public IPage Page { get; }
    public string Address { get; }

    public static async Task<Visitor> ArriveAsync(string address, Look? look = null, string? state = null)
    {
        look ??= Look.Desk;
        var context = await (await Browser.Value).NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = look.Locale,
            TimezoneId = "Asia/Shanghai",
            AcceptDownloads = true,
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = state,
        });
        context.SetDefaultTimeout(30_000);
        if (look.Locale == "en") await context.AddCookiesAsync([new() { Name = "scrm.lang", Value = look.Locale, Url = address }]);
        var visitor = new Visitor(context, await context.NewPageAsync(), address);
        visitor.Watch(visitor.Page);
        return visitor;
    }

    /// <summary>A problem whose text contains this is part of the story.</summary>
    public Visitor Expecting(params string[] parts)
    {
        lock (expected) expected.AddRange(parts);
        return this;
    }

    /// <summary>Runs a story; what the visitor saw last is kept in artifacts/ when it fails.</summary>
    public async Task TellAsync(string story, Func<IPage, Task> steps)
    {
        try
        {
            await steps(Page);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            await Page.ScreenshotAsync(new() { Path = Places.Artifact($"failed-{story}.png"), FullPage = true, Timeout = 5_000 });
            throw new InvalidOperationException($"{story}: {failure.Message}\nat {Page.Url}, artifacts/failed-{story}.png\n{string.Join('\n', Problems())}", failure);
        }
        Assert.True(!Problems().Any(), $"{story}:\n{string.Join('\n', Problems())}");
    }

    public IEnumerable<string> Problems()
    {
        lock (expected) return [.. problems.Where(problem => !expected.Any(part => problem.Contains(part, StringComparison.Ordinal)))];
    }

    /// <summary>The cookies of this visitor, for another window of the same person.</summary>
    public Task<string> StateAsync() => context.StorageStateAsync();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error") problems.Enqueue($"console: {message.Text}");
        };
        page.PageError += (_, error) => problems.Enqueue($"script: {error}");
        page.Dialog += (_, dialog) => problems.Enqueue($"dialog: {dialog.Message}");
        page.Crash += (_, _) => problems.Enqueue("the page crashed");
        page.RequestFailed += (_, request) =>
        {
            // Leaving a page breaks off what it still loads.
            if (request.Failure is { } why && why != "net::ERR_ABORTED") problems.Enqueue($"request: {request.Method} {request.Url} {why}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) problems.Enqueue($"response: {response.Status} {response.Request.Method} {response.Url}");
        };
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Places.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
