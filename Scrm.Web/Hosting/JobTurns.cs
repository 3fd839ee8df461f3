using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Scrm.Core.Database;

namespace Scrm.Web.Hosting;

/// <summary>Each node has the whole timetable. A job runs on one node at a time: whoever comes while another is at it leaves it out until its next time.</summary>
internal sealed partial class JobTurns(IDbContextFactory<ScrmDbContext> contexts, ILogger<JobTurns> log) : ITriggerListener
{
    private readonly ConcurrentDictionary<string, NodeTurn> held = [];

    public string Name => "turns";

    public async ValueTask<bool> VetoJobExecution(ITrigger trigger, IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            if (await NodeTurn.TryTakeAsync(contexts, $"job {trigger.JobKey.Name}", cancellationToken) is not { } turn) return true;
            held[context.FireInstanceId] = turn;
            return false;
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
        {
            Away(fault, trigger.JobKey.Name);
            return true;
        }
    }

    public async ValueTask TriggerComplete(ITrigger trigger, IJobExecutionContext context, SchedulerInstruction triggerInstructionCode, CancellationToken cancellationToken)
    {
        if (!held.TryRemove(context.FireInstanceId, out var turn)) return;
        try
        {
            await turn.DisposeAsync();
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
        {
            // The connection is gone, and the turn with it.
            Away(fault, trigger.JobKey.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer the job {Job}; it is tried at its next time")]
    private partial void Away(Exception fault, string job);
}
