using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>Every page, light and dark, wide and narrow: nothing serious for axe, nothing wider than the window, no error behind it.</summary>
public sealed class PagesTests(FilledCompany company) : IClassFixture<FilledCompany>
{
    private static readonly string[] Pages =
    [
        "/", "/customers", "/customers?customer=100002", "/customers?customer=new", "/customers?q=nobody", "/imports", "/imports/1", "/imports?export=1",
        "/tags", "/tags?group=2", "/tags?panel=tag-1", "/tags?panel=new-group", "/tags?group=2&panel=group", "/tags?panel=packs", "/tags?panel=history", "/tags?panel=proposals",
        "/tags?panel=keys", "/welcome", "/welcome?step=2", "/settings/company", "/settings/members", "/settings/members?member=new", "/settings/departments", "/settings/event-kinds", "/settings/sites", "/links", "/settings/api-keys", "/settings/audit", "/account/profile", "/account/password",
        "/account/sign-out", "/no-such-page",
    ];

    [Theory, InlineData(1440, false), InlineData(1440, true), InlineData(390, false), InlineData(390, true)]
    public async Task Every_page_is_sound(int width, bool dark)
    {
        var look = (width > 1000 ? Look.Desk : Look.Phone) with { Dark = dark };
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
        return await page.InspectAsync();
    }
}
