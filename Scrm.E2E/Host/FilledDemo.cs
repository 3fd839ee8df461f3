using System.Text.RegularExpressions;

namespace Scrm.E2E.Host;

/// <summary>The demo company with its year of touches, orders and pairs to confirm, and one import that was applied, faults and all.</summary>
public sealed partial class FilledDemo : Company
{
    private const int Rows = 300;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var folder = Directory.CreateTempSubdirectory("scrm-demo-");
        await using (var visitor = await VisitAsync())
            await visitor.TellAsync("fill-demo", async page =>
            {
                await page.UploadAsync(new WorkbookMaker(Rows).Save(folder.FullName));
                await page.ApplyAsync();
            });
        folder.Delete(recursive: true);
    }

    protected override Task<ScrmHost> StartAsync() => ScrmHost.StartAsync(Engine, "--demo");

    protected override Task EnterAsync(IPage page)
    {
        var told = SignIns().Match(Host.Log);
        return SignInAsync(page, told.Groups["login"].Value, told.Groups["password"].Value);
    }

    [GeneratedRegex(@"Sign in as one of (?<login>\w+).*, password (?<password>\S+)")]
    private static partial Regex SignIns();
}
