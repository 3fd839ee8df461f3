using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>One cluster of the dry run: who, by which values, and why it is held back.</summary>
public sealed record ClusterSample(IReadOnlyList<(long Id, string Name)> Customers, IReadOnlyList<EvidenceMark> Because, ClusterHold? Held);

/// <summary>
/// What merging the duplicates would do. Sizes: how many clusters have so many customers; Merges: customers who would become part of others;
/// Large: clusters that need approval; Different and Never are left alone.
/// </summary>
public sealed record DuplicatePlan(
    IReadOnlyList<(int Size, int Clusters)> Sizes, int Clusters, int Customers, int Merges, int Large, int LargeMerges, int Different, int Never, IReadOnlyList<ClusterSample> Samples);

internal sealed record DuplicateWork(DuplicateSearch Search, bool Approved);

/// <summary>Searching the library for people who are in it several times, and merging them as a batch. For operators.</summary>
public sealed class DuplicateDesk(IDbContextFactory<ScrmDbContext> contexts, BatchDesk batches, BatchSignal signal)
{
    private const int Samples = 20;
    private const int ShownOfOne = 12;

    /// <summary>The dry run: reads only.</summary>
    public async Task<Outcome<DuplicatePlan>> PlanAsync(DuplicateSearch search, Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return new Refusal(MergeRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var clusters = await DuplicateClusters.FindAsync(db, search, cancel);
        var shown = clusters.OrderByDescending(c => c.Held == ClusterHold.Large).ThenByDescending(c => c.Customers.Count).Take(Samples).ToList();
        var ids = shown.SelectMany(c => c.Customers.Take(ShownOfOne)).ToList();
        var names = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        var large = clusters.Where(c => c.Held == ClusterHold.Large).ToList();
        return new DuplicatePlan(
            [.. clusters.GroupBy(c => c.Customers.Count).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))], clusters.Count, clusters.Sum(c => c.Customers.Count),
            clusters.Where(c => c.Held is null).Sum(c => c.Customers.Count - 1), large.Count, large.Sum(c => c.Customers.Count - 1),
            clusters.Count(c => c.Held == ClusterHold.Different), clusters.Count(c => c.Held == ClusterHold.Never),
            [.. shown.Select(c => new ClusterSample([.. c.Customers.Take(ShownOfOne).Select(id => (id, names.GetValueOrDefault(id, "")))],
                [.. c.Because.Take(3).Select(b => new EvidenceMark(b.Type, PairPreviewReader.Shown(b.Type, b.Value)))], c.Held))]);
    }

    /// <summary>Starts the batch. Clusters larger than <see cref="DuplicateClusters.LargestUnseen"/> are refused until somebody has approved them, and left alone where they did not.</summary>
    public async Task<Outcome<long>> StartAsync(DuplicateSearch search, bool approved, bool withoutLarge, string title, Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return new Refusal(MergeRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var clusters = await DuplicateClusters.FindAsync(db, search, cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (await db.Batches.AnyAsync(b => b.Kind == BatchKind.CustomerMerge && b.State < BatchState.Done, cancel)) return new Refusal(MergeRefusal.Busy);
        var large = clusters.Count(c => c.Held == ClusterHold.Large);
        if (large > 0 && !approved && !withoutLarge) return new Refusal(MergeRefusal.NeedsApproval, large, DuplicateClusters.LargestUnseen);
        var merges = clusters.Where(c => c.Held is null || (approved && c.Held == ClusterHold.Large)).Sum(c => c.Customers.Count - 1);
        if (merges == 0) return new Refusal(MergeRefusal.NothingToMerge);
        var batch = batches.Add(db, BatchKind.CustomerMerge, title, JsonSerializer.Serialize(new DuplicateWork(search, approved)), merges, who);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        signal.Ring();
        return batch.Id;
    }
}

/// <summary>The batch: a cluster at a time, some twenty merges a step. Found anew after a restart; whoever is merged already is one customer by then.</summary>
internal sealed class DuplicateMergeWork(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock) : IBatchWork
{
    private const int MergesAStep = 20;

    public BatchKind Kind => BatchKind.CustomerMerge;

    public async Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel)
    {
        var work = JsonSerializer.Deserialize<DuplicateWork>(batch.Work)!;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var clusters = await DuplicateClusters.FindAsync(db, work.Search, cancel);
        return new Steps(new(clusters.Where(c => c.Held is null || (work.Approved && c.Held == ClusterHold.Large))), clock);
    }

    private sealed class Steps(Queue<DuplicateCluster> clusters, TimeProvider clock) : IBatchSteps
    {
        private readonly CachedBook books = new();
        private (DuplicateCluster Cluster, int Next)? open;

        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            if (open is null && clusters.Count == 0) return false;
            var (book, _) = await books.ReadAsync(db, cancel);
            var cause = new MergeCause(new Actor(batch.ActorKind, batch.ActorId), MergeRule.Bulk, clock.GetUtcNow().UtcDateTime, batch.Id);
            for (var merged = 0; merged < MergesAStep;)
            {
                if (open is null && clusters.TryDequeue(out var fresh)) open = (fresh, 1);
                if (open is not { } at) break;
                var (cluster, next) = at;
                if (await MergeAsync(db, book, cluster.Customers[0], cluster.Customers[next], cause, cancel)) batch.Updated++;
                else batch.Skipped++;
                merged++;
                batch.Done++;
                batch.Position = cluster.Customers[next];
                open = next + 1 < cluster.Customers.Count ? (cluster, next + 1) : null;
            }
            return true;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>False where somebody was first: merged, erased or said "never" since the clusters were found.</summary>
        private static async Task<bool> MergeAsync(ScrmDbContext db, TagBook book, long a, long b, MergeCause cause, CancellationToken cancel)
        {
            if (await CustomerRoot.FindAsync(db, a, cancel) is not { } first || await CustomerRoot.FindAsync(db, b, cancel) is not { } second || first == second) return false;
            await MergeWriter.HoldAsync(db, [first, second], cancel);
            if (await MergeDesk.NeverAsync(db, first, second, cancel)) return false;
            var (left, right) = (await MergeImages.ReadAsync(db, first, cancel), await MergeImages.ReadAsync(db, second, cancel));
            if (PairPreviewReader.Clashes(left, right).Count > 0) return false;
            await MergeDesk.WriteAsync(db, book, left, right, new Dictionary<string, long>(), cause, cancel);
            return true;
        }
    }
}

/// <summary>Takes a batch of merges back, the last one first. A merge that something was built on since is left as it is.</summary>
internal sealed class DuplicateMergeUndo(TimeProvider clock) : IUndoAlso
{
    private const int AStep = 20;

    public BatchKind Kind => BatchKind.CustomerMerge;

    public async Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        var below = undo.Position == 0 ? long.MaxValue : undo.Position;
        var merges = await db.CustomerMerges.Where(m => m.BatchId == undone.Id && m.Id < below && m.UndoneAt == BusinessTime.Never).OrderByDescending(m => m.Id).Take(AStep).ToListAsync(cancel);
        if (merges.Count == 0) return false;
        var (book, actor, now) = (await TagBook.LoadAsync(db, cancel), new Actor(undo.ActorKind, undo.ActorId), clock.GetUtcNow().UtcDateTime);
        foreach (var merge in merges)
        {
            await MergeWriter.HoldAsync(db, [merge.SurvivorId, merge.AbsorbedId], cancel);
            if (await MergeDesk.RefusedAsync(db, merge, cancel) is not null) undo.Skipped++;
            else
            {
                await new MergeUndo(db, book, actor, now, ImportJson.Read<MergeRecord>(merge.Record), new Dictionary<string, LaterChoice>()).WriteAsync(merge, cancel);
                undo.Updated++;
            }
            undo.Done++;
            undo.Position = merge.Id;
        }
        return true;
    }
}
