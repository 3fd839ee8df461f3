using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// Wakes the runner of this node as soon as a batch was queued here; other nodes find it by looking once a second.
/// And says how far the batch at work has come that has not committed yet.
/// </summary>
public sealed class BatchSignal
{
    private readonly SemaphoreSlim bell = new(0);
    private volatile Tuple<long, int>? ahead;

    /// <summary>Rows done by the batch at work on this node, committed or not; 0 for all others.</summary>
    public int DoneOf(long batch) => ahead is { } at && at.Item1 == batch ? at.Item2 : 0;

    internal void Report(long batch, int done) => ahead = Tuple.Create(batch, done);

    public void Ring() => bell.Release();

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        await bell.WaitAsync(atMost, cancel);
    }
}

/// <summary>
/// The one writer of long work on a node: takes queued batches in order, and those whose node died, and runs them a short transaction at a time.
/// </summary>
public sealed partial class BatchRunner(
    IDbContextFactory<ScrmDbContext> contexts, IServiceScopeFactory scopes, BatchSignal signal, TimeProvider clock, ILogger<BatchRunner> log) : BackgroundService
{
    /// <summary>How old a heartbeat may be before another node takes the batch over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>Whoever waited this long has gone on to something else and wants to be told of the end.</summary>
    public static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(10);

    /// <summary>What a crash may take back at most, where nobody else wants to write.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(5);

    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():n}";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TakeBackOwnAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
            if (!await TryNextAsync(stoppingToken))
                await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
    }

    /// <summary>A database that is locked, full or away must not end the process: the batch keeps its place and is claimed again after its lease.</summary>
    private async Task<bool> TryNextAsync(CancellationToken cancel)
    {
        try
        {
            return await RunNextAsync(cancel);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            DatabaseAway(fault);
            return false;
        }
    }

    /// <summary>Runs the next batch to its end; false when none waits.</summary>
    public async Task<bool> RunNextAsync(CancellationToken cancel)
    {
        if (await ClaimAsync(cancel) is not { } id) return false;
        try
        {
            await RunAsync(id, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await ReleaseAsync(id);
        }
#pragma warning disable CA1031 // The edge of all long work: whatever went wrong ends this batch with its reason on the screen, and not the process.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(fault, id);
            await FailAsync(id, fault);
        }
        return true;
    }

    /// <summary>SQLite has one process: a batch that runs while we start was cut off with the last one.</summary>
    private async Task TakeBackOwnAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!db.Database.IsSqlite()) return;
        var resumed = await db.Batches.Where(b => b.State == BatchState.Running).ExecuteUpdateAsync(b => b.SetProperty(x => x.Heartbeat, BusinessTime.Never), cancel);
        if (resumed > 0) Resuming(resumed);
    }

    private async Task<long?> ClaimAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (now, stale) = (Now, Now - Lease);
        var free = db.Batches.Where(b => b.State == BatchState.Queued || (b.State == BatchState.Running && b.Heartbeat < stale));
        if (await free.OrderBy(b => b.Id).Select(b => (long?)b.Id).FirstOrDefaultAsync(cancel) is not { } id) return null;
        var claimed = await free.Where(b => b.Id == id).ExecuteUpdateAsync(b => b
            .SetProperty(x => x.State, BatchState.Running).SetProperty(x => x.Node, node).SetProperty(x => x.Heartbeat, now)
            .SetProperty(x => x.StartedAt, x => x.StartedAt == BusinessTime.Never ? now : x.StartedAt), cancel);
        return claimed == 1 ? id : null;
    }

    private async Task RunAsync(long id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var steps = await OpenAsync(scope.ServiceProvider, id, cancel);
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await Bulk.BeginResumableAsync(db, cancel);
            var batch = await db.Batches.SingleAsync(b => b.Id == id, cancel);
            if (batch.Node != node) return;
            var (began, more) = (clock.GetTimestamp(), !batch.CancelAsked);
            while (more)
            {
                more = await steps.StepAsync(db, batch, cancel);
                signal.Report(id, batch.Done);
                if (Bulk.OthersWait(db) || clock.GetElapsedTime(began) >= LongestTransaction) break;
            }
            batch.Heartbeat = Now;
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            if (more) continue;
            await EndAsync(batch, batch.CancelAsked ? BatchState.Cancelled : BatchState.Done, cancel);
            return;
        }
    }

    /// <summary>In a transaction of its own, which puts all the steps before it on the disk for good.</summary>
    private async Task EndAsync(Batch batch, BatchState state, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = Now;
        await db.Batches.Where(b => b.Id == batch.Id && b.Node == node)
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.State, state).SetProperty(x => x.FinishedAt, now), cancel);
        if (now - batch.CreatedAt >= WorthTelling) await TellAsync(db, batch, NotificationKind.BatchEnded, cancel);
        Finished(batch.Kind, batch.Id, state, batch.Done, batch.Added, batch.Removed, batch.Created, batch.Problems);
    }

    private async Task<IBatchSteps> OpenAsync(IServiceProvider services, long id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var batch = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == id, cancel);
        return await services.GetServices<IBatchWork>().Single(w => w.Kind == batch.Kind).OpenAsync(batch, cancel);
    }

    /// <summary>The process stops in an orderly way: the batch waits for the next start.</summary>
    private async Task ReleaseAsync(long id)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.Batches.Where(b => b.Id == id && b.Node == node).ExecuteUpdateAsync(b => b.SetProperty(x => x.State, BatchState.Queued), CancellationToken.None);
    }

    private async Task FailAsync(long id, Exception fault)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var (now, error) = (Now, fault.GetType().Name);
        await db.Batches.Where(b => b.Id == id).ExecuteUpdateAsync(b => b
            .SetProperty(x => x.State, BatchState.Failed).SetProperty(x => x.FinishedAt, now).SetProperty(x => x.Error, error), CancellationToken.None);
        await TellAsync(db, await db.Batches.AsNoTracking().SingleAsync(b => b.Id == id, CancellationToken.None), NotificationKind.BatchFailed, CancellationToken.None);
    }

    private async Task TellAsync(ScrmDbContext db, Batch batch, NotificationKind kind, CancellationToken cancel)
    {
        if (batch.ActorKind != ActorKind.Member) return;
        db.Notifications.Add(new Notification { MemberId = batch.ActorId, Kind = kind, SubjectId = batch.Id, Count = batch.Done, At = Now });
        await db.SaveChangesAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} batch {Id} ended {State}: {Done} done, {Added} added, {Removed} removed, {Created} created, {Problems} problems")]
    private partial void Finished(BatchKind kind, long id, BatchState state, int done, int added, int removed, int created, int problems);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database did not answer the batch runner; it asks again")]
    private partial void DatabaseAway(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch {Id} failed")]
    private partial void Failed(Exception fault, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Resuming {Count} batches that were cut off")]
    private partial void Resuming(int count);
}
