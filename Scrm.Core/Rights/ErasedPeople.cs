using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Rights;

/// <summary>What is remembered of erased people: how many keyed hashes, and whether their key can still be opened.</summary>
public sealed class ErasedPeople(IDbContextFactory<ScrmDbContext> contexts, Tombstones tombstones)
{
    public async Task<(int Values, bool KeyLost)> StandingAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await db.ErasedIdentities.CountAsync(cancel), await tombstones.LostAsync(db, cancel));
    }
}
