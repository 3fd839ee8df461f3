using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

public enum BatchRefusal { NotYours, NotFinished, AlreadyUndone, NothingToUndo, NotRunning, NotFailed }

/// <summary>A batch as people see it. Rate is rows a second since it started; Left is the expected time to the end, null while unknown.</summary>
public sealed record BatchView(
    long Id, BatchKind Kind, BatchState State, string Title, string By, ActorKind ActorKind, DateTime CreatedAt, DateTime FinishedAt, int Total, int Done, int Added, int Removed,
    int Created, int Updated, int Skipped, int Problems, long Undoes, long UndoneBy, bool CancelAsked, bool MayUndo, double Rate, TimeSpan? Left)
{
    /// <summary>What it waits for before it goes on by itself.</summary>
    public DatabaseFault Waits { get; init; }
}

/// <summary>A change of a batch that its undo left alone, because something else has changed that place since.</summary>
public sealed record LeftAlone(long CustomerId, string Customer, int TagId, string Tag, TagChangeKind Was, DateTime ChangedAt, string ChangedBy);

/// <summary>Start, watch, cancel and take back long acts.</summary>
public sealed class BatchDesk(IDbContextFactory<ScrmDbContext> contexts, BatchSignal signal, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Adds a batch to the caller's context; it starts once that is saved and <see cref="BatchSignal.Ring"/> was called (or within a second).</summary>
    public Batch Add(ScrmDbContext db, BatchKind kind, string title, string work, int total, Scope who, long undoes = 0)
    {
        var batch = new Batch
        {
            Kind = kind, Title = title, Work = work, Total = total, ActorKind = who.Actor.Kind, ActorId = who.Actor.Id, CreatedAt = Now, Undoes = undoes,
        };
        db.Batches.Add(batch);
        return batch;
    }

    public async Task<long> StartAsync(BatchKind kind, string title, string work, int total, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var batch = Add(db, kind, title, work, total, who);
        await db.SaveChangesAsync(cancel);
        signal.Ring();
        return batch.Id;
    }

    /// <summary>The latest batches this person may see, older than <paramref name="before"/> (0 = from now): all of them for operators, their own for everybody else.</summary>
    public async Task<IReadOnlyList<BatchView>> ListAsync(Scope who, int count, bool unfinishedOnly, CancellationToken cancel, long before = 0)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await Visible(db, who).Where(b => (!unfinishedOnly || b.State < BatchState.Done) && (before == 0 || b.Id < before)).OrderByDescending(b => b.Id).Take(count).ToListAsync(cancel);
        return await ViewAsync(db, rows, who, cancel);
    }

    /// <summary>Those that failed since and were not continued, the latest first.</summary>
    public async Task<IReadOnlyList<BatchView>> FailedAsync(Scope who, DateTime since, int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await Visible(db, who).Where(b => b.State == BatchState.Failed && b.CreatedAt >= since).OrderByDescending(b => b.Id).Take(count).ToListAsync(cancel);
        return await ViewAsync(db, rows, who, cancel);
    }

    public async Task<BatchView?> FindAsync(long id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await Visible(db, who).Where(b => b.Id == id).ToListAsync(cancel);
        return (await ViewAsync(db, rows, who, cancel)).SingleOrDefault();
    }

    public async Task<Outcome> CancelAsync(long id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var asked = await Visible(db, who).Where(b => b.Id == id && b.State < BatchState.Done).ExecuteUpdateAsync(b => b.SetProperty(x => x.CancelAsked, true), cancel);
        return asked == 1 ? Outcome.Done : Outcome.No(BatchRefusal.NotRunning);
    }

    /// <summary>A failed batch goes on from its last committed step.</summary>
    public async Task<Outcome> RetryAsync(long id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var again = await Visible(db, who).Where(b => b.Id == id && b.State == BatchState.Failed)
            .ExecuteUpdateAsync(b => b.SetProperty(x => x.State, BatchState.Queued).SetProperty(x => x.Error, ""), cancel);
        if (again == 0) return Outcome.No(BatchRefusal.NotFailed);
        signal.Ring();
        return Outcome.Done;
    }

    /// <summary>Starts the inverse of a finished batch and returns the id of the batch that does it.</summary>
    public async Task<Outcome<long>> UndoAsync(long id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var batch = await Visible(db, who).SingleOrDefaultAsync(b => b.Id == id, cancel);
        if (batch is null || !MayUndo(batch, who)) return new Refusal(BatchRefusal.NotYours);
        if (!batch.Finished) return new Refusal(BatchRefusal.NotFinished);
        if (batch.UndoneBy != 0) return new Refusal(BatchRefusal.AlreadyUndone, batch.Title);
        if (batch.Added + batch.Removed + batch.Created + batch.Updated == 0) return new Refusal(BatchRefusal.NothingToUndo, batch.Title);
        var undo = Add(db, BatchKind.Undo, batch.Title, "{}", batch.Added + batch.Removed + batch.Created + batch.Updated, who, batch.Id);
        await db.SaveChangesAsync(cancel);
        // Two clicks, or two people: whoever comes second finds it taken.
        if (await db.Batches.Where(b => b.Id == id && b.UndoneBy == 0).ExecuteUpdateAsync(b => b.SetProperty(x => x.UndoneBy, undo.Id), cancel) == 0)
            return new Refusal(BatchRefusal.AlreadyUndone, batch.Title);
        db.AuditEntries.Add(new AuditEntry { At = Now, ActorKind = who.Actor.Kind, ActorId = who.Actor.Id, Act = AuditAct.BatchUndone, SubjectId = batch.Id, Count = undo.Total });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        signal.Ring();
        return undo.Id;
    }

    /// <summary>What the undo of <paramref name="batchId"/> left alone, the first <paramref name="count"/>, with who changed it since.</summary>
    public async Task<Page<LeftAlone>> LeftAloneAsync(long batchId, Scope who, int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await Visible(db, who).Where(b => b.Id == batchId && b.UndoneBy != 0).Select(b => (long?)b.UndoneBy).SingleOrDefaultAsync(cancel) is not { } undoId) return new([], 0);
        var undo = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == undoId, cancel);
        var lines = BatchUndo.Overtaken(db, batchId, undo.Id, undo.Finished ? undo.FinishedAt : Now);
        var rows = await (from line in lines
                          join tag in db.Tags on line.Line.TagId equals tag.Id
                          join customer in db.Customers.IgnoreQueryFilters() on line.Line.CustomerId equals customer.Id
                          orderby line.Line.Id
                          select new { line.Line, line.Later, Tag = tag.Name, Customer = customer.Name }).Take(count).ToListAsync(cancel);
        var names = await ActorsAsync(db, rows.Select(r => (r.Later.ActorKind, r.Later.ActorId)), cancel);
        return new([.. rows.Select(r => new LeftAlone(r.Line.CustomerId, r.Customer, r.Line.TagId, r.Tag, r.Line.Kind, r.Later.At,
            names.GetValueOrDefault((r.Later.ActorKind, r.Later.ActorId), "")))],
            await lines.CountAsync(cancel));
    }

    private static IQueryable<Batch> Visible(ScrmDbContext db, Scope who) => who.Role >= Role.Operator
        ? db.Batches
        : db.Batches.Where(b => b.ActorKind == who.Actor.Kind && b.ActorId == who.Actor.Id);

    private static bool MayUndo(Batch batch, Scope who) =>
        who.Role >= Role.Operator ? batch.Kind is not (BatchKind.Undo or BatchKind.ModeChange or BatchKind.Recount)
            : who.MayTag && (batch.Kind == BatchKind.BulkTag || batch.Kind == BatchKind.FieldSet) && batch.ActorKind == who.Actor.Kind && batch.ActorId == who.Actor.Id;

    private async Task<IReadOnlyList<BatchView>> ViewAsync(ScrmDbContext db, List<Batch> rows, Scope who, CancellationToken cancel)
    {
        var names = await ActorsAsync(db, rows.Select(b => (b.ActorKind, b.ActorId)), cancel);
        return [.. rows.Select(b => View(b, names.GetValueOrDefault((b.ActorKind, b.ActorId), ""), who))];
    }

    private BatchView View(Batch b, string by, Scope who)
    {
        var done = b.State == BatchState.Running ? Math.Max(b.Done, signal.DoneOf(b.Id)) : b.Done;
        var seconds = b.State == BatchState.Running ? Math.Max(0.001, (Now - b.StartedAt).TotalSeconds) : Math.Max(0.001, (b.FinishedAt - b.StartedAt).TotalSeconds);
        var rate = b.StartedAt == BusinessTime.Never ? 0 : done / seconds;
        TimeSpan? left = b.State == BatchState.Running && b.Total > 0 && rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, b.Total - done) / rate) : null;
        var mayUndo = b.Finished && b.UndoneBy == 0 && MayUndo(b, who) && b.Added + b.Removed + b.Created + b.Updated > 0;
        return new(b.Id, b.Kind, b.State, b.Title, by, b.ActorKind, b.CreatedAt, b.FinishedAt, b.Total, done, b.Added, b.Removed, b.Created, b.Updated, b.Skipped, b.Problems,
            b.Undoes, b.UndoneBy, b.CancelAsked, mayUndo, rate, left) { Waits = b.State == BatchState.Running ? signal.WaitsFor(b.Id) : DatabaseFault.None };
    }

    /// <summary>The names of members and of API keys; whoever else acted has none.</summary>
    private static async Task<Dictionary<(ActorKind Kind, long Id), string>> ActorsAsync(ScrmDbContext db, IEnumerable<(ActorKind Kind, long Id)> actors, CancellationToken cancel)
    {
        var wanted = actors.Distinct().ToList();
        List<long> Ids(ActorKind kind) => [.. wanted.Where(a => a.Kind == kind).Select(a => a.Id)];
        var (members, keys) = (Ids(ActorKind.Member), Ids(ActorKind.ApiKey));
        var names = members.Count == 0 ? [] : await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => (ActorKind.Member, m.Id), m => m.Name, cancel);
        if (keys.Count == 0) return names;
        foreach (var key in await db.ApiKeys.Where(k => keys.Contains(k.Id)).Select(k => new { k.Id, k.Name }).ToListAsync(cancel)) names[(ActorKind.ApiKey, key.Id)] = key.Name;
        return names;
    }
}
