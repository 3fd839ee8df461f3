using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Rights;

/// <summary>Shows one masked identity in full, with a line in the audit that says who looked.</summary>
public sealed class IdentityReveal(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    /// <summary>Null where the customer is out of reach, or nothing of that type begins and ends like <paramref name="masked"/>.</summary>
    public async Task<Outcome<string>?> RevealAsync(long customer, IdentityType type, string masked, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, who).AnyAsync(c => c.Id == customer, cancel)) return null;
        var values = await db.CustomerIdentities.Where(i => i.CustomerId == customer && i.Type == type).OrderBy(i => i.Id).Select(i => i.Value).ToListAsync(cancel);
        if (values.Find(v => IdentityMask.Of(type, v) == masked) is not { } whole) return null;
        if (!who.MayRevealPhones) return new Refusal(RightsRefusal.NotAllowed);
        var act = type == IdentityType.Phone ? AuditAct.PhoneRevealed : AuditAct.IdentityRevealed;
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, who.Actor, act, customer, 1, $"{type}"));
        await db.SaveChangesAsync(cancel);
        return whole.StartsWith("+86", StringComparison.Ordinal) && type == IdentityType.Phone ? whole[3..] : whole;
    }
}
