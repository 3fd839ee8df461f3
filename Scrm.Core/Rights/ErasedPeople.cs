using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Rights;

/// <summary>What is remembered of erased people: how many keyed hashes.</summary>
public sealed class ErasedPeople(IDbContextFactory<ScrmDbContext> contexts)
{
    public async Task<int> CountAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ErasedIdentities.CountAsync(cancel);
    }
}
