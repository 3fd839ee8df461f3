using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>Why a value belongs to no customer: somebody blocked it and said why, or it is the phone of a member of that name.</summary>
internal sealed record NobodysValue(bool Staff, string Why);

/// <summary>The values that are no customer's: those on the blocked list, and the phones of everybody who works here or once did.</summary>
internal static class NobodysValues
{
    public static async Task<Dictionary<CustomerKey, NobodysValue>> ReadAsync(ScrmDbContext db, CancellationToken cancel)
    {
        var found = new Dictionary<CustomerKey, NobodysValue>();
        foreach (var blocked in await db.BlockedValues.Select(b => new { b.Type, b.Value, b.Reason }).ToListAsync(cancel))
            found[new(blocked.Type, blocked.Value)] = new(Staff: false, blocked.Reason);
        foreach (var member in await db.Members.Where(m => m.Phone != "").OrderBy(m => m.Enabled).Select(m => new { m.Phone, m.Name }).ToListAsync(cancel))
            found[new(IdentityType.Phone, member.Phone)] = new(Staff: true, member.Name);
        return found;
    }

    public static async Task<NobodysValue?> FindAsync(ScrmDbContext db, CustomerKey key, CancellationToken cancel)
    {
        var member = key.Type != IdentityType.Phone ? null
            : await db.Members.Where(m => m.Phone == key.Value).OrderByDescending(m => m.Enabled).Select(m => m.Name).FirstOrDefaultAsync(cancel);
        if (member is not null) return new(Staff: true, member);
        var reason = await db.BlockedValues.Where(b => b.Type == key.Type && b.Value == key.Value).Select(b => b.Reason).FirstOrDefaultAsync(cancel);
        return reason is null ? null : new(Staff: false, reason);
    }
}
