using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>
/// Moves the cutoff of the 30-day counts on, an hour at a time in transactions of their own: what falls out of the window leaves the counts with it.
/// A clock that was set back moves nothing.
/// </summary>
public sealed class AggregateWindowKeeper(IDbContextFactory<ScrmDbContext> contexts)
{
    private const long Hour = 3_600_000;

    /// <summary>Returns how many customers' counts changed.</summary>
    public async Task<int> MoveAsync(DateTime now, CancellationToken cancel)
    {
        for (var changed = 0; ;)
        {
            if (await StepAsync(now, cancel) is not { } step) return changed;
            changed += step;
        }
    }

    private async Task<int?> StepAsync(DateTime now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await AggregateStore.BeginAsync(db, now, cancel);
        var (from, wanted) = (UnixMilliseconds.ToStore(await db.AggregateWindows.Select(w => w.Cutoff).SingleAsync(cancel)), AggregateStore.Wanted(now));
        if (from >= wanted) return null;
        var kinds = await EventKindBook.LoadAsync(db, cancel);
        var first = await FirstAsync(db, from, kinds, cancel);
        var to = Math.Min(wanted, (Math.Max(from, first) / Hour * Hour) + Hour);
        await HoldAsync(db, from, to, kinds, cancel);
        var window = await WindowAsync(db, cancel);
        // Another node was quicker.
        if (UnixMilliseconds.ToStore(window.Cutoff) != from) return 0;
        var changed = await LeaveAsync(db, from, to, kinds, cancel);
        window.Cutoff = UnixMilliseconds.FromStore(to);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return changed;
    }

    private static Task<AggregateWindow> WindowAsync(ScrmDbContext db, CancellationToken cancel) => db.Database.IsNpgsql()
        ? db.AggregateWindows.FromSqlRaw("SELECT * FROM aggregate_window WHERE id = 1 FOR UPDATE").SingleAsync(cancel)
        : db.AggregateWindows.SingleAsync(w => w.Id == 1, cancel);

    /// <summary>The first event or order at or after the cutoff, so that empty years are one step.</summary>
    private static async Task<long> FirstAsync(ScrmDbContext db, long from, EventKindBook kinds, CancellationToken cancel)
    {
        var each = kinds.All.Where(k => k.IsInteraction).Select(k => $"SELECT min(occurred_at) AS at FROM customer_events WHERE kind_id = {k.Id} AND occurred_at >= {from}")
            .Append($"SELECT min(paid_at) FROM customer_orders WHERE paid_at >= {from}");
        await using var command = Bulk.Command(db, $"SELECT min(at) FROM ({string.Join(" UNION ALL ", each)}) f");
        return await command.ExecuteScalarAsync(cancel) is long first ? first : long.MaxValue - Hour;
    }

    private static async Task HoldAsync(ScrmDbContext db, long from, long to, EventKindBook kinds, CancellationToken cancel)
    {
        if (!db.Database.IsNpgsql()) return;
        await using var hold = Bulk.Command(db, $"""
            SELECT id FROM customers WHERE id IN (SELECT customer_id FROM customer_events WHERE kind_id IN ({kinds.Interactions}) AND {Between("occurred_at", from, to)}
            UNION SELECT customer_id FROM customer_orders WHERE {Between("paid_at", from, to)}) ORDER BY id FOR UPDATE
            """);
        await hold.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<int> LeaveAsync(ScrmDbContext db, long from, long to, EventKindBook kinds, CancellationToken cancel)
    {
        await using var events = Bulk.Command(db, $"""
            UPDATE customers SET interactions30 = interactions30 - g.n FROM (SELECT customer_id, count(*) AS n FROM customer_events
            WHERE kind_id IN ({kinds.Interactions}) AND {Between("occurred_at", from, to)} AND customer_id > 0 GROUP BY customer_id) g WHERE customers.id = g.customer_id
            """);
        await using var orders = Bulk.Command(db, $"""
            UPDATE customers SET orders30 = orders30 - g.n, spent30 = spent30 - g.spent FROM (SELECT customer_id, count(*) AS n, sum(amount - refunded) AS spent
            FROM customer_orders WHERE {Between("paid_at", from, to)} AND customer_id > 0 GROUP BY customer_id) g WHERE customers.id = g.customer_id
            """);
        return await events.ExecuteNonQueryAsync(cancel) + await orders.ExecuteNonQueryAsync(cancel);
    }

    private static string Between(string column, long from, long to) => $"{column} >= {from} AND {column} < {to}";
}

[DisallowConcurrentExecution]
public sealed partial class AggregateWindowJob(AggregateWindowKeeper keeper, TimeProvider clock, ILogger<AggregateWindowJob> log) : IJob
{
    public static readonly JobKey Key = new("aggregate-window");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var changed = await keeper.MoveAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (changed > 0) Moved(changed);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The window of the 30-day counts moved on; {Count} counts changed")]
    private partial void Moved(int count);
}
