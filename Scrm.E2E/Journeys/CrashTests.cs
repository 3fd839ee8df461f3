using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>
/// The same import twice from one state: once in peace, once killed in the middle as a power cut would. Both must end alike.
/// The one that is killed puts every step on the disk at once, so that a fast machine does not do it all in one transaction.
/// </summary>
public sealed class CrashTests(Company company) : IClassFixture<Company>
{
    private const int Rows = 12_000;

    [Fact]
    public async Task An_import_killed_in_the_middle_ends_as_one_that_was_left_in_peace()
    {
        var folder = Directory.CreateTempSubdirectory("scrm-crash-");
        var address = "";
        await using (var visitor = await company.VisitAsync())
            await visitor.TellAsync("crash-plan", async page =>
            {
                await page.UploadAsync(new WorkbookMaker(Rows).Save(folder.FullName));
                address = new Uri(page.Url).AbsolutePath;
            });
        await using var victim = await company.Host.CopyAsync(("Database__LongestTransaction", "00:00:00"));
        await InPeaceAsync(address);
        var killed = await KilledAsync(victim, address);
        await company.Host.KillAsync();
        await victim.KillAsync();
        Assert.True(killed > 0, "The import ended before it could be killed.");
        var (calm, rough) = (Ledger.Read(company.Host.DataFolder), Ledger.Read(victim.DataFolder));
        Assert.Equal(calm.Count, rough.Count);
        Assert.Empty(calm.Except(rough).Take(10));
        folder.Delete(recursive: true);
    }

    private async Task InPeaceAsync(string address)
    {
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("crash-calm", async page =>
        {
            await page.GotoAsync(address);
            await page.ApplyAsync();
        });
    }

    private async Task<int> KilledAsync(ScrmHost victim, string address)
    {
        await using var visitor = await Visitor.ArriveAsync(victim.Address, state: company.State());
        visitor.Expecting("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "WebSocket", "Connection disconnected", "_blazor", "Failed to", "Fetch", "reconnect");
        var killed = 0;
        await visitor.TellAsync("crash-killed", async page =>
        {
            await page.GotoAsync(address);
            // Watched from before it begins: a fast machine is at the end of it before the page says that it has begun.
            var reached = ReachedAsync(victim, 0.2);
            await page.GetByRole(AriaRole.Button, new() { Name = "开始导入" }).ClickAsync();
            for (var share = 0.6; await reached && killed < 2; reached = ReachedAsync(victim, share))
            {
                await victim.KillAsync();
                killed++;
                await victim.RunAsync();
            }
            await page.GotoAsync(address);
            await page.GetByRole(AriaRole.Heading, new() { Name = "结果" }).WaitForAsync(new() { Timeout = 180_000 });
        });
        return killed;
    }

    /// <summary>Waits until the batch has done this share of its rows; false where it ended first.</summary>
    private static async Task<bool> ReachedAsync(ScrmHost victim, double share)
    {
        for (var i = 0; i < 6_000; i++)
        {
            var (state, done, total) = Ledger.Progress(victim.DataFolder);
            if (state >= 2) return false;
            if (total > 0 && done >= total * share) return true;
            await Task.Delay(10);
        }
        throw new TimeoutException($"The import did not reach {share:P0}.");
    }
}
