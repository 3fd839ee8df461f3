using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Web.Account;

namespace Scrm.Web.Hosting;

/// <summary>What this node keeps in memory of the company and of its set-up, read again, because another node may have changed it.</summary>
internal sealed partial class FactsRefresh(CompanyBook company, SetupToken setup, TimeProvider clock, ILogger<FactsRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await RefreshAsync(stoppingToken);
    }

    internal async Task RefreshAsync(CancellationToken cancel)
    {
        try
        {
            await company.LoadAsync(cancel);
            await setup.RefreshAsync(cancel);
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
        {
            Away(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The company's settings could not be read again; the known ones stand")]
    private partial void Away(Exception fault);
}
