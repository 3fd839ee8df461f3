using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Scrm.E2E.Host;

/// <summary>What holds on every page: nothing serious for axe, nothing wider than the window.</summary>
internal static class Inspection
{
    private const string WiderThanTheWindow = """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width + 1) return [];
          return [...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > width + 1 && e.getBoundingClientRect().width > 0)
            .slice(0, 5).map(e => `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} ends at ${Math.round(e.getBoundingClientRect().right)}`);
        }
        """;

    /// <summary>Waits until the page shows its title, no grey rows, and the first rows of a list that is there.</summary>
    public static async Task SettledAsync(this IPage page)
    {
        await page.Locator("h1, h2, .card, .table-card, .empty").First.WaitForAsync();
        await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        if (await page.Locator(".tag-rows").CountAsync() > 0) await page.Locator("[data-row]").First.WaitForAsync();
        if (await page.Locator("tr.customer").CountAsync() > 0) await page.Locator("tr.customer:not(.row-loading)").First.WaitForAsync();
    }

    /// <summary>All that axe knows, or only what another scheme of colours may have broken.</summary>
    public static async Task<IReadOnlyList<string>> InspectAsync(this IPage page, bool coloursOnly = false)
    {
        var found = await page.RunAxe(coloursOnly ? new AxeRunOptions { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } } : null);
        var wide = await page.EvaluateAsync<string[]>(WiderThanTheWindow);
        return [.. found.Violations.Where(IsGrave).Select(Describe), .. wide.Select(element => $"wider than the window: {element}")];
    }

    public static async Task AssertSoundAsync(this IPage page)
    {
        var found = await page.InspectAsync();
        Assert.True(found.Count == 0, $"{page.Url}:\n{string.Join('\n', found)}");
    }

    private static bool IsGrave(AxeResultItem violation) => violation.Impact is "serious" or "critical";

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Impact} {violation.Id}: {violation.Help}: {string.Join(" ‖ ", violation.Nodes.Take(4).Select(node => Short(node.Html)))}";

    private static string Short(string html) => html.Length > 200 ? html[..200] : html;
}
