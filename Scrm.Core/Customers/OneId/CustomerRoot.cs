using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>Where an id leads: a merged customer's to the survivor, for ever.</summary>
public static class CustomerRoot
{
    private const int MostHops = 1000;

    /// <summary>The living customer of an id, or null where there is none: unknown, withdrawn or erased.</summary>
    public static async Task<long?> FindAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        for (var hops = 0; hops < MostHops; hops++)
        {
            var there = await db.Customers.IgnoreQueryFilters().Where(c => c.Id == id).Select(c => new { c.State, c.MergedInto }).FirstOrDefaultAsync(cancel);
            if (there is null || there.State is CustomerState.Withdrawn or CustomerState.Erased) return null;
            if (there.State == CustomerState.Active) return id;
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
