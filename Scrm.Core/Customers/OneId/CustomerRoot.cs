using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>Where an id leads: a merged customer's to the survivor, for ever.</summary>
public static class CustomerRoot
{
    private const int MostHops = 1000;
    private const int AChunk = 500;

    /// <summary>The living customer of an id, or null where there is none: unknown, withdrawn or erased.</summary>
    public static async Task<long?> FindAsync(ScrmDbContext db, long id, CancellationToken cancel) =>
        await EndAsync(db, id, cancel) is (var end, CustomerState.Active) ? end : null;

    /// <summary>The same for many at once; those without a living customer are not in it. Only who was merged costs a look of their own.</summary>
    public static async Task<Dictionary<long, long>> FindAsync(ScrmDbContext db, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var roots = new Dictionary<long, long>(ids.Count);
        foreach (var some in ids.Distinct().Chunk(AChunk))
            foreach (var there in await db.Customers.IgnoreQueryFilters().Where(c => some.Contains(c.Id)).Select(c => new { c.Id, c.State, c.MergedInto }).ToListAsync(cancel))
                if (there.State == CustomerState.Active) roots[there.Id] = there.Id;
                else if (there.State == CustomerState.Merged && await FindAsync(db, there.MergedInto, cancel) is { } root) roots[there.Id] = root;
        return roots;
    }

    /// <summary>Who stands at the end of the merges that begin with an id, and in which state; null where no such customer ever was.</summary>
    public static async Task<(long Id, CustomerState State)?> EndAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        for (var hops = 0; hops < MostHops; hops++)
        {
            var there = await db.Customers.IgnoreQueryFilters().Where(c => c.Id == id).Select(c => new { c.State, c.MergedInto }).FirstOrDefaultAsync(cancel);
            if (there is null) return null;
            if (there.State != CustomerState.Merged) return (id, there.State);
            id = there.MergedInto;
        }
        return null;
    }

    /// <summary>The customer and everybody who became part of them, the ones merged last first.</summary>
    public static async Task<IReadOnlyList<long>> FamilyAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var family = new List<long> { id };
        for (var from = 0; from < family.Count;)
        {
            var some = family.Skip(from).ToList();
            from = family.Count;
            var merged = await db.Customers.IgnoreQueryFilters().Where(c => c.MergedInto > 0 && some.Contains(c.MergedInto)).Select(c => c.Id).ToListAsync(cancel);
            family.AddRange(merged.Except(family));
        }
        return family;
    }
}
