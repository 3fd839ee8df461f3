using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Sources;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Programs asking whose values these are, and telling us which belong together. For those who may edit every customer.</summary>
public sealed class Identification(IDbContextFactory<ScrmDbContext> contexts, IdentityResolver resolver, EventSources sources, TimeProvider clock)
{
    public const int MostItems = 1000;
    public const int MostValues = 20;

    /// <summary>One result an item, in their order. <paramref name="create"/>: whoever nobody knows becomes a new customer; otherwise their values wait.</summary>
    public async Task<Outcome<IReadOnlyList<ResolvedIdentity>>> IdentifyAsync(IReadOnlyList<IdentitySet> items, bool create, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditCustomers || !who.SeesEveryCustomer) return new Refusal(CustomerRefusal.NotAllowed);
        var from = create ? await sources.NameAsync(await sources.OwnAsync(who, cancel), Channel.Api, cancel) : "";
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var source = who.Actor.Kind == ActorKind.ApiKey ? IdentitySource.Api : IdentitySource.Manual;
        var results = await resolver.ResolveAsync(db, items, new(who.Actor, source, clock.GetUtcNow().UtcDateTime, create, From: from), cancel);
        await transaction.CommitAsync(cancel);
        return new(results, null);
    }
}
