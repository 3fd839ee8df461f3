using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class FirstRunTests
{
    [Fact]
    public async Task The_first_visitor_with_the_link_sets_the_company_up()
    {
        await using var host = await ScrmHost.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(host.Address);
        await visitor.TellAsync("first-run", async page =>
        {
            await Company.SetUpAsync(page, host);
            await page.ScreenshotAsync(new() { Path = Places.Artifact("welcome.png") });
        });
    }
}
