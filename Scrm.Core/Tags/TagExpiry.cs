using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>Takes off what has reached the end of its lifetime, with a line in the ledger like every other change.</summary>
public sealed class TagExpiry(IDbContextFactory<ScrmDbContext> contexts)
{
    private const int AStep = 1000;

    /// <summary>Sweeps in short transactions; returns how many assignments ended.</summary>
    public async Task<int> SweepAsync(DateTime now, CancellationToken cancel)
    {
        for (var ended = 0; ;)
        {
            var step = await StepAsync(now, cancel);
            ended += step;
            if (step < AStep) return ended;
        }
    }

    private async Task<int> StepAsync(DateTime now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var due = await db.TagAssignments.AsNoTracking().Where(a => a.Expires > BusinessTime.Never && a.Expires <= now)
            .OrderBy(a => a.Expires).Take(AStep).Select(a => new { a.CustomerId, a.Slot, a.Expires }).ToListAsync(cancel);
        if (due.Count == 0) return 0;

        var customers = due.Select(a => a.CustomerId).Distinct().Order().ToList();
        await TagStore.LockAsync(db, customers, cancel);
        var session = new TagSession(await TagBook.LoadAsync(db, cancel), new TagCause(Scope.System, TagSource.Expiry, now), await TagStore.StandingAsync(db, customers, cancel));
        foreach (var key in due.Select(a => (a.CustomerId, a.Slot)))
            if (session.At(key) is { } standing && standing.Expires > 0 && standing.Expires <= UnixMilliseconds.ToStore(now))
                session.TakeOff(key, standing);
        await session.SaveAsync(db, cancel);
        await transaction.CommitAsync(cancel);
        return due.Count;
    }
}

[DisallowConcurrentExecution]
public sealed partial class TagExpiryJob(TagExpiry expiry, TimeProvider clock, ILogger<TagExpiryJob> log) : IJob
{
    public static readonly JobKey Key = new("tag-expiry");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var ended = await expiry.SweepAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (ended > 0) Ended(ended);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} tags reached the end of their lifetime")]
    private partial void Ended(int count);
}
