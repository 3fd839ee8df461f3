using Scrm.Core.Database;
using Scrm.Core.Events;

namespace Scrm.Core.Import;

/// <summary>Hands the planned orders and events to their writers; what those refuse after all becomes a problem of its row.</summary>
internal sealed class TouchWriter(OrderWriter orders, EventWriter events)
{
    public async Task WriteAsync(ScrmDbContext db, PlannedChunk chunk, EventCause cause, CancellationToken cancel)
    {
        if (chunk.Orders.Count > 0)
        {
            var results = await orders.WriteAsync(db, [.. chunk.Orders.Select(o => o.Whole())], cause, cancel);
            foreach (var (order, result) in chunk.Orders.Zip(results).Where(r => !r.Second.Written))
            {
                if (order.Refund > 0) (chunk.Counts.Refunds, chunk.Counts.RefundCents) = (chunk.Counts.Refunds - 1, chunk.Counts.RefundCents - order.Refund);
                if (order.OnlyRefund) continue;
                chunk.Counts.Orders--;
                chunk.Counts.OrderCents -= order.Amount;
                Refused(chunk, order.Row, order.Draft.Number, result, order.Unlinked);
            }
        }
        if (chunk.Events.Count == 0) return;
        var written = await events.WriteAsync(db, [.. chunk.Events.Select(e => e.Draft)], cause, cancel);
        foreach (var (one, result) in chunk.Events.Zip(written).Where(r => !r.Second.Written))
        {
            chunk.Counts.Events--;
            Refused(chunk, one.Row, one.Draft.Subject, result, one.Unlinked);
        }
    }

    private static void Refused(PlannedChunk chunk, int row, string value, EventResult result, bool unlinked)
    {
        if (unlinked) chunk.Counts.Unlinked--;
        if (result.Skip == EventSkip.Duplicate)
        {
            chunk.Counts.Known++;
            return;
        }
        var problem = result.Skip == EventSkip.ErasedPerson ? PlanProblem.PersonErased : PlanProblem.TouchRefused;
        chunk.Problems.Add(new(row, -1, (byte)problem, RowProblem.Cut(value), "", RowLost: true));
        chunk.Counts.Lost++;
        chunk.Counts.Problems++;
    }
}
