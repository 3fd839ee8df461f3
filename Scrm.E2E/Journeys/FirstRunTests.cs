using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class FirstRunTests
{
    [Fact]
    public async Task The_link_of_the_first_run_works_once()
    {
        await using var host = await ScrmHost.StartAsync();
        var link = host.SetupLink();
        await using var visitor = await Visitor.ArriveAsync(host.Address);
        await visitor.TellAsync("first-run", async page =>
        {
            await Company.SetUpAsync(page, host);
            await Company.SettleAsync(page);
        });
        await using var stranger = await Visitor.ArriveAsync(host.Address);
        stranger.Expecting("404");
        await stranger.TellAsync("second-visit", async page =>
        {
            var answer = await page.GotoAsync(link);
            Assert.Equal(404, answer!.Status);
            await Company.SignInAsync(page, Company.Admin);
        });
    }
}
