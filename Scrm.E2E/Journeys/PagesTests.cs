using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>
/// Every page of a company with a year behind it, light and dark, wide and narrow, in both languages: nothing serious for axe, nothing wider than the
/// window, no error behind it. A house test finds pages that are missing here.
/// </summary>
public sealed class PagesTests(FilledDemo company) : IClassFixture<FilledDemo>
{
    private static readonly string[] Pages =
    [
        "/", "/customers", "/customers?customer=100002", "/customers?customer=new", "/customers?q=nobody", "/customers/100003", "/customers/100003?panel=log", "/customers/100003/print", "/customers/lost",
        "/reviews", "/reviews?review=1", "/reviews?tab=history", "/reviews?tab=never", "/reviews?tab=duplicates", "/reviews?tab=values", "/sources", "/sources?view=registry", "/sources?period=year", "/forecast",
        "/imports", "/imports/1", "/imports?export=1", "/tags", "/tags?group=2", "/tags?panel=tag-1", "/tags?panel=new-group", "/tags?group=2&panel=group", "/tags?panel=packs", "/tags?panel=history",
        "/tags?panel=proposals", "/tags?panel=keys", "/links", "/welcome", "/welcome?step=2", "/settings/company", "/settings/members", "/settings/members?member=new", "/settings/departments",
        "/settings/event-kinds", "/settings/fields", "/settings/fields?field=new", "/settings/fields?field=1", "/settings/fields?field=tags", "/settings/value", "/settings/privacy", "/settings/sites",
        "/settings/api-keys", "/settings/audit", "/account/profile", "/account/password", "/account/sign-out", "/no-such-page",
    ];

    [Theory, InlineData(1440, false, "zh-CN"), InlineData(1440, true, "en"), InlineData(390, false, "en"), InlineData(390, true, "zh-CN")]
    public async Task Every_page_is_sound(int width, bool dark, string language)
    {
        var look = (width > 1000 ? Look.Desk : Look.Phone) with { Dark = dark, Locale = language };
        await using var visitor = await company.VisitAsync(look);
        visitor.Expecting("404");
        await visitor.TellAsync($"pages-{look}", async page =>
        {
            var found = new List<(string Path, string Problem)>();
            foreach (var path in Pages) found.AddRange((await LookAsync(page, path, look)).Select(problem => (path, problem)));
            Assert.True(found.Count == 0, string.Join('\n', found.GroupBy(one => one.Problem, one => one.Path).Select(same => $"{same.Key} on {string.Join(' ', same)}")));
        });
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_sign_in_page_is_sound(bool dark)
    {
        var look = Look.Phone with { Dark = dark };
        await using var visitor = await Visitor.ArriveAsync(company.Host.Address, look);
        await visitor.TellAsync($"sign-in-{look}", async page => Assert.Empty(await LookAsync(page, "/sign-in", look)));
    }

    private static async Task<IReadOnlyList<string>> LookAsync(IPage page, string path, Look look)
    {
        await page.GotoAsync(path);
        await page.SettledAsync();
        await page.ScreenshotAsync(new() { Path = Places.Artifact($"page{path.Replace('/', '-')}-{look}.png"), FullPage = false });
        return await page.InspectAsync(coloursOnly: look.Dark);
    }
}
