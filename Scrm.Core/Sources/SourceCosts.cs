using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Sources;

/// <summary>Month: 202611. Cost: cents; 0 takes the month out.</summary>
public sealed record MonthCost(int Month, long Cost);

/// <summary>What each source cost, month by month.</summary>
public sealed class SourceCosts(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public const long Highest = 100_000_000_000;

    /// <summary>The months that have a cost, the latest first; null where there is no such source, or for those who do not see every customer.</summary>
    public async Task<IReadOnlyList<MonthCost>?> OfAsync(int source, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!who.SeesEveryCustomer || !await db.Sources.AnyAsync(s => s.Id == source, cancel)) return null;
        return await db.SourceCosts.Where(c => c.SourceId == source).OrderByDescending(c => c.Month).Select(c => new MonthCost(c.Month, c.Cost)).ToListAsync(cancel);
    }

    /// <summary>Writes the months given and leaves the others. Of a month given twice the last counts.</summary>
    public async Task<Outcome> SetAsync(int source, IReadOnlyList<MonthCost> months, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditDictionary) return Outcome.No(SourceRefusal.NotAllowed);
        if (months.FirstOrDefault(m => !CostMonth.Is(m.Month)) is not null) return Outcome.No(SourceRefusal.MonthRange);
        if (months.FirstOrDefault(m => m.Cost is < 0 or > Highest) is not null) return Outcome.No(SourceRefusal.CostRange);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (await db.Sources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == source, cancel) is not { } named) return Outcome.No(SourceRefusal.NotFound);
        var last = months.GroupBy(m => m.Month).Select(g => g.Last()).ToList();
        var numbers = last.ConvertAll(m => m.Month);
        await db.SourceCosts.Where(c => c.SourceId == source && numbers.Contains(c.Month)).ExecuteDeleteAsync(cancel);
        db.SourceCosts.AddRange(last.Where(m => m.Cost > 0).Select(m => new SourceCost { SourceId = source, Month = m.Month, Cost = m.Cost }));
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, who.Actor, AuditAct.SourceEdited, source, last.Count, named.Name));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }
}
