using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Web.Hosting;

/// <summary>`rebuild-aggregates`: the customers' rolling sums once more from events and orders; says how many differed and ends.</summary>
internal static class RebuildCommand
{
    public const string Name = "rebuild-aggregates";

    public static async Task<int> RebuildAggregatesAsync(this WebApplication app)
    {
        var report = (await app.Services.GetRequiredService<AggregateRebuild>().RunAsync(Scope.System, default)).Value!;
        await Console.Out.WriteLineAsync($"Aggregates of {report.Customers} customers counted anew; {report.Differed} differed and were put right");
        return 0;
    }
}
