using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>How many customers were looked at, and how many of them had another aggregate than their events and orders say; 0 proves that they were right.</summary>
public sealed record RebuildReport(int Customers, int Differed);

/// <summary>The rolling aggregates once more from nothing but the events and orders.</summary>
public sealed class AggregateRebuild(IDbContextFactory<ScrmDbContext> contexts, BatchDesk batches, TimeProvider clock)
{
    private const int AStep = 1000;
    private static readonly string[] Kept =
        ["last_inbound_at", "last_interaction_at", "interactions30", "first_order_at", "last_order_at", "order_count", "spent_total", "orders30", "spent30", "points"];

    /// <summary>Goes through all customers in short transactions and mends what differs. For admins.</summary>
    public async Task<Outcome<RebuildReport>> RunAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return new Refusal(EventRefusal.NotAllowed);
        var (report, after) = (new RebuildReport(0, 0), 0L);
        while (await StepAsync(after, cancel) is { Seen: > 0 } step)
            (report, after) = (new(report.Customers + step.Seen, report.Differed + step.Differed), step.Last);
        return report;
    }

    /// <summary>The same as a batch, with its progress on the screen: updated are those that differed.</summary>
    public async Task<Outcome<long>> StartAsync(string title, Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return new Refusal(EventRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await batches.StartAsync(BatchKind.Recount, title, "{}", await db.Customers.IgnoreQueryFilters().CountAsync(cancel), who, cancel);
    }

    /// <summary>The same for a few customers inside the caller's transaction; returns how many differed.</summary>
    internal static async Task<int> RecountAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, DateTime now, CancellationToken cancel)
    {
        var ids = customers.Where(c => c > 0).Distinct().Order().ToList();
        if (ids.Count == 0) return 0;
        await EventPeople.LockAsync(db, ids, cancel);
        return await MendAsync(db, $"IN ({string.Join(',', ids)})", await AggregateStore.CutoffAsync(db, now, cancel), cancel);
    }

    private async Task<(int Seen, int Differed, long Last)> StepAsync(long after, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var step = await StepAsync(db, after, clock.GetUtcNow().UtcDateTime, cancel);
        await transaction.CommitAsync(cancel);
        return step;
    }

    /// <summary>The next customers after one, inside the caller's transaction.</summary>
    internal static async Task<(int Seen, int Differed, long Last)> StepAsync(ScrmDbContext db, long after, DateTime now, CancellationToken cancel)
    {
        var ids = await db.Customers.IgnoreQueryFilters().Where(c => c.Id > after).OrderBy(c => c.Id).Take(AStep).Select(c => c.Id).ToListAsync(cancel);
        if (ids.Count == 0) return (0, 0, after);
        await EventPeople.LockAsync(db, ids, cancel);
        return (ids.Count, await MendAsync(db, $"BETWEEN {ids[0]} AND {ids[^1]}", await AggregateStore.CutoffAsync(db, now, cancel), cancel), ids[^1]);
    }

    private static async Task<int> MendAsync(ScrmDbContext db, string which, long cutoff, CancellationToken cancel)
    {
        var kinds = await EventKindBook.LoadAsync(db, cancel);
        await using var mend = Bulk.Command(db, $"""
            UPDATE customers SET {string.Join(", ", Kept.Select(k => $"{k} = w.{k}"))}, rate_at = 0 FROM (
                SELECT c.id, coalesce(e.inbound, 0) AS last_inbound_at, coalesce(e.interaction, 0) AS last_interaction_at, coalesce(e.n, 0) AS interactions30,
                    coalesce(o.first_at, 0) AS first_order_at, coalesce(o.last_at, 0) AS last_order_at, coalesce(o.n, 0) AS order_count, coalesce(o.spent, 0) AS spent_total,
                    coalesce(o.n30, 0) AS orders30, coalesce(o.spent30, 0) AS spent30, coalesce(e.points, 0) AS points
                FROM customers c
                LEFT JOIN (SELECT customer_id, max(CASE WHEN kind_id IN ({kinds.Inbound}) THEN occurred_at ELSE 0 END) AS inbound, max(CASE WHEN kind_id <> {KindId.Points} THEN occurred_at ELSE 0 END) AS interaction,
                    sum(CASE WHEN occurred_at >= {cutoff} AND kind_id <> {KindId.Points} THEN 1 ELSE 0 END) AS n, sum(CASE WHEN kind_id = {KindId.Points} THEN quantity ELSE 0 END) AS points
                    FROM customer_events WHERE customer_id {which} AND kind_id IN ({kinds.Interactions},{KindId.Points}) GROUP BY customer_id) e ON e.customer_id = c.id
                LEFT JOIN (SELECT customer_id, min(paid_at) AS first_at, max(paid_at) AS last_at, count(*) AS n, sum(amount - refunded) AS spent,
                    sum(CASE WHEN paid_at >= {cutoff} THEN 1 ELSE 0 END) AS n30, sum(CASE WHEN paid_at >= {cutoff} THEN amount - refunded ELSE 0 END) AS spent30
                    FROM customer_orders WHERE customer_id {which} GROUP BY customer_id) o ON o.customer_id = c.id
                WHERE c.id {which}) w
            WHERE customers.id = w.id AND ({string.Join(" OR ", Kept.Select(k => $"customers.{k} <> w.{k}"))})
            """);
        return await mend.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>The rebuild as a batch.</summary>
internal sealed class RecountWork(TimeProvider clock) : IBatchWork
{
    public BatchKind Kind => BatchKind.Recount;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) => Task.FromResult<IBatchSteps>(new Steps(clock));

    private sealed class Steps(TimeProvider clock) : IBatchSteps
    {
        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            var (seen, differed, last) = await AggregateRebuild.StepAsync(db, batch.Position, clock.GetUtcNow().UtcDateTime, cancel);
            batch.Position = last;
            batch.Done += seen;
            batch.Updated += differed;
            batch.Skipped += seen - differed;
            return seen > 0;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
