using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Web.Hosting;

/// <summary>`rebuild-aggregates`: the customers' rolling sums once more from events and orders; says how many differed and ends.</summary>
internal static partial class RebuildCommand
{
    public const string Name = "rebuild-aggregates";

    public static async Task<int> RebuildAggregatesAsync(this WebApplication app)
    {
        var report = (await app.Services.GetRequiredService<AggregateRebuild>().RunAsync(Scope.System, default)).Value!;
        Rebuilt(app.Logger, report.Customers, report.Differed);
        return 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Aggregates of {Customers} customers counted anew; {Differed} differed and were put right")]
    private static partial void Rebuilt(ILogger log, int customers, int differed);
}
