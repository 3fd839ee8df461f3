using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Web.Hosting;

/// <summary>For a watchdog: live says the process answers; ready says that database, disk and the queue of long work are well.</summary>
internal static class Health
{
    private const long LeastFreeBytes = 200L * 1024 * 1024;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz/live", () => Results.Text("ok")).AllowAnonymous();
        app.MapGet("/healthz/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(IDbContextFactory<ScrmDbContext> contexts, DatabaseSettings settings, TimeProvider clock, CancellationToken cancel)
    {
        var (database, wait) = await DatabaseAsync(contexts, clock, cancel);
        var free = new DriveInfo(settings.DataFolder).AvailableFreeSpace;
        var ready = database && free > LeastFreeBytes && wait < LongestWait;
        return Results.Json(
            new { ready, database, freeMegabytes = free / 1024 / 1024, queueSeconds = (int)wait.TotalSeconds },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<(bool Answers, TimeSpan Wait)> DatabaseAsync(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var oldest = await db.Batches.Where(b => b.State == BatchState.Queued).MinAsync(b => (DateTime?)b.CreatedAt, cancel);
            return (true, oldest is { } queued ? clock.GetUtcNow().UtcDateTime - queued : TimeSpan.Zero);
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
        {
            return (false, TimeSpan.Zero);
        }
    }
}
