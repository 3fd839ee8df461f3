using Scrm.Core.Database;
using Scrm.Web.Account;

namespace Scrm.Web.Controls;

/// <summary>A component's own heartbeat, from its first render until it is gone or its session has ended.</summary>
internal static class Pulse
{
    public static async Task EachSecondAsync(Func<Task> look, Action show, CancellationToken gone)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                try
                {
                    await look();
                }
                catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
                {
                    // What is shown stays; a page with half a form on it is not given up for a look that comes again in a second.
                    continue;
                }
                show();
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return;
        }
        catch (SessionEnded)
        {
            return;
        }
    }
}
