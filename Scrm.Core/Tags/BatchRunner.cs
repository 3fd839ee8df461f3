using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// The one writer of long work on a node: takes queued batches in order, and those whose node died, and runs them a short transaction at a time.
/// </summary>
public sealed partial class BatchRunner(
    IDbContextFactory<ScrmDbContext> contexts, IServiceScopeFactory scopes, BatchSignal signal, DatabaseSettings settings, TimeProvider clock, ILogger<BatchRunner> log) : BackgroundService
{
    /// <summary>How old a heartbeat may be before another node takes the batch over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>Whoever waited this long has gone on to something else and wants to be told of the end.</summary>
    public static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(10);

    /// <summary>After so many rows the planner is told of them.</summary>
    private const int ManyRows = 1000;

    /// <summary>So often in a row a batch may meet others in its way without getting on; then it fails.</summary>
    private const int MostStumbles = 10;

    private readonly string node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():n}";

    private (long Batch, int Times) stumbled;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TakeBackOwnAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
            if (!await TryNextAsync(stoppingToken))
                await signal.WaitAsync(TimeSpan.FromSeconds(1), stoppingToken);
    }

    /// <summary>A database that is locked, full or away must not end the process: the batch keeps its place and is claimed again.</summary>
    private async Task<bool> TryNextAsync(CancellationToken cancel)
    {
        try
        {
            return await RunNextAsync(cancel);
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
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
        catch (Exception fault) when (Passes(id, DatabaseFaults.Of(fault)))
        {
            signal.Hold(id, DatabaseFaults.Of(fault));
            throw;
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

    /// <summary>Whether the batch waits for the database and goes on by itself. What others hold may be held for ever, so that is not tried for ever.</summary>
    private bool Passes(long id, DatabaseFault fault)
    {
        stumbled = (id, fault == DatabaseFault.Busy ? (stumbled.Batch == id ? stumbled.Times : 0) + 1 : 0);
        return fault != DatabaseFault.None && stumbled.Times < MostStumbles;
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
        // On PostgreSQL a node holds the row of the batch it is at; nobody waits for it here.
        var batches = db.Database.IsNpgsql() ? db.Batches.FromSqlRaw("SELECT * FROM batches WHERE state < 2 FOR NO KEY UPDATE SKIP LOCKED") : db.Batches;
        // This node runs one at a time: one of its own that stands as running was broken off by a database that did not answer.
        var free = Free(batches);
        IQueryable<Batch> Free(IQueryable<Batch> of) => of.Where(b => b.State == BatchState.Queued || (b.State == BatchState.Running && (b.Heartbeat < stale || b.Node == node)));
        if (await free.OrderBy(b => b.Id).Select(b => (long?)b.Id).FirstOrDefaultAsync(cancel) is not { } id) return null;
        var claimed = await Free(db.Batches).Where(b => b.Id == id).ExecuteUpdateAsync(b => b
            .SetProperty(x => x.State, BatchState.Running).SetProperty(x => x.Node, node).SetProperty(x => x.Heartbeat, now)
            .SetProperty(x => x.StartedAt, x => x.StartedAt == BusinessTime.Never ? now : x.StartedAt), cancel);
        return claimed == 1 ? id : null;
    }

    private async Task RunAsync(long id, CancellationToken cancel)
    {
        signal.Report(id, 0);
        await using var scope = scopes.CreateAsyncScope();
        await using var steps = await OpenAsync(scope.ServiceProvider, id, cancel);
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await Bulk.BeginResumableAsync(db, cancel);
            if (await HeldAsync(db, id, cancel) is not { } batch) return;
            var (began, more) = (clock.GetTimestamp(), !batch.CancelAsked);
            while (more)
            {
                more = await steps.StepAsync(db, batch, cancel);
                signal.Report(id, batch.Done);
                if (Bulk.OthersWait(db) || clock.GetElapsedTime(began) >= settings.LongestTransaction) break;
            }
            batch.Heartbeat = Now;
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            stumbled = default;
            if (more) continue;
            await EndAsync(batch, batch.CancelAsked ? BatchState.Cancelled : BatchState.Done, cancel);
            return;
        }
    }

    /// <summary>The batch, held until the transaction ends; null where another node has taken it over.</summary>
    private async Task<Batch?> HeldAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var batches = db.Database.IsNpgsql() ? db.Batches.FromSql($"SELECT * FROM batches WHERE id = {id} FOR NO KEY UPDATE") : db.Batches.Where(b => b.Id == id);
        var batch = await batches.SingleAsync(cancel);
        return batch.Node == node ? batch : null;
    }

    /// <summary>In a transaction of its own, which puts all the steps before it on the disk for good.</summary>
    private async Task EndAsync(Batch batch, BatchState state, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = Now;
        var ended = await db.Batches.Where(b => b.Id == batch.Id && b.Node == node)
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.State, state).SetProperty(x => x.FinishedAt, now), cancel);
        if (ended == 0) return;
        if (batch.Done >= ManyRows) await DatabaseStatistics.RefreshAsync(db, cancel);
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
        var failed = await db.Batches.Where(b => b.Id == id && b.Node == node && b.State == BatchState.Running).ExecuteUpdateAsync(b => b
            .SetProperty(x => x.State, BatchState.Failed).SetProperty(x => x.FinishedAt, now).SetProperty(x => x.Error, error), CancellationToken.None);
        if (failed == 1) await TellAsync(db, await db.Batches.AsNoTracking().SingleAsync(b => b.Id == id, CancellationToken.None), NotificationKind.BatchFailed, CancellationToken.None);
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
