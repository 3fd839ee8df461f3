using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Tags;

/// <summary>
/// How often a department's members put each tag on by hand in the last 30 days: what a colleague picks often comes first in the picker.
/// Counted from the ledger at most every ten minutes and kept in memory, since an order need not be newer.
/// </summary>
public sealed class DepartmentUsage(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);
    public static readonly TimeSpan CountedAgainAfter = TimeSpan.FromMinutes(10);

    private static readonly IReadOnlyDictionary<int, int> None = new Dictionary<int, int>();

    private volatile Counts? counts;

    /// <summary>Times per tag id; tags nobody picked are not in it. A member without a department is in department 0, with the others who have none.</summary>
    public async Task<IReadOnlyDictionary<int, int>> OfAsync(long departmentId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var known = counts;
        if (known is null || now - known.At >= CountedAgainAfter || now < known.At) counts = known = new(now, await CountAsync(now - Window, cancel));
        return known.Departments.GetValueOrDefault(departmentId, None);
    }

    private async Task<Dictionary<long, IReadOnlyDictionary<int, int>>> CountAsync(DateTime since, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var first = await FirstLineAsync(db, since, cancel);
        var picked = await (from line in db.TagChanges
                            where line.Id >= first && line.At >= since && line.Kind == TagChangeKind.Added && line.Cause == TagSource.Manual && line.ActorKind == ActorKind.Member
                            join member in db.Members on line.ActorId equals member.Id
                            group line by new { member.DepartmentId, line.TagId } into g
                            select new { g.Key.DepartmentId, g.Key.TagId, Times = g.Count() }).ToListAsync(cancel);
        return picked.GroupBy(p => p.DepartmentId).ToDictionary(g => g.Key, IReadOnlyDictionary<int, int> (g) => g.ToDictionary(p => p.TagId, p => p.Times));
    }

    /// <summary>The ledger is only ever appended, so its ids follow its moments: a search by halves finds the month without an index on the moment.</summary>
    private static async Task<long> FirstLineAsync(ScrmDbContext db, DateTime since, CancellationToken cancel)
    {
        var (low, high) = (0L, await db.TagChanges.MaxAsync(c => (long?)c.Id, cancel) ?? 0);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var at = await db.TagChanges.Where(c => c.Id >= middle).OrderBy(c => c.Id).Select(c => c.At).FirstAsync(cancel);
            if (at < since) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private sealed record Counts(DateTime At, Dictionary<long, IReadOnlyDictionary<int, int>> Departments);
}
