using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>How a draft names its person: by one value, and perhaps others beside it.</summary>
internal sealed record Named(PersonKey Person, IReadOnlyList<GivenIdentity> Also);

/// <summary>Whose the drafts are: one value is looked up; several are weighed together, which may link them.</summary>
internal static class EventPersons
{
    /// <summary>One result a draft in their order; nothing for those that are null.</summary>
    public static async Task<ResolvedPerson[]> ResolveAsync(ScrmDbContext db, IdentityResolver resolver, IReadOnlyList<Named?> drafts, EventCause cause, CancellationToken cancel)
    {
        var resolved = new ResolvedPerson[drafts.Count];
        var sets = drafts.Index().Where(d => d.Item is { Also.Count: > 0 }).ToList();
        // Before the single values: it takes the turn at linking, and whoever holds that may wait for rows that are held here.
        var several = await resolver.ResolveAsync(db, [.. sets.Select(d => new IdentitySet([.. d.Item!.Also, new(d.Item.Person.Type, d.Item.Person.Value)]))],
            new ResolveCause(cause.Who.Actor, cause.Via, cause.Now, BatchId: cause.BatchId), cancel);
        foreach (var ((index, _), person) in sets.Zip(several)) resolved[index] = Of(person);
        var single = await EventPeople.ResolveAsync(db, resolver.Tombstones, drafts.OfType<Named>().Where(d => d.Also.Count == 0).Select(d => d.Person), cause, cancel);
        for (var i = 0; i < drafts.Count; i++)
            if (drafts[i] is { Also.Count: 0 } draft) resolved[i] = single[draft.Person];
        return resolved;
    }

    private static ResolvedPerson Of(ResolvedIdentity person) => person.IdentityId > 0 ? new(person.IdentityId, person.CustomerId)
        : new(0, 0, person.Refused[0].Fault switch
        {
            IdentityFault.Erased => EventSkip.ErasedPerson,
            IdentityFault.NoSuchCustomer => EventSkip.UnknownCustomer,
            IdentityFault.Blocked => EventSkip.BlockedValue,
            _ => EventSkip.PersonUnreadable,
        });
}
