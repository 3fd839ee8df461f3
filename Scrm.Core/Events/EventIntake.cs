using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Sources;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>An event as a program says it: the kind by code or name, the source by name, the person by any number of values.</summary>
public sealed record IncomingEvent(string Kind, IReadOnlyList<GivenIdentity> Identities, DateTime? At, string Source)
{
    public EventDraft Rest { get; init; } = new() { KindId = 0, Person = null, OccurredAt = BusinessTime.Never };
}

/// <summary>An order as a program says it.</summary>
public sealed record IncomingOrder(IReadOnlyList<GivenIdentity> Identities, string Source, OrderDraft Rest);

public sealed record IncomingRefund(string Number, string Source, RefundDraft Rest);

/// <summary>Takes what programs send: names become ids, then the writers decide item by item.</summary>
public sealed class EventIntake(IDbContextFactory<ScrmDbContext> contexts, EventSources sources, EventWriter events, OrderWriter orders, TimeProvider clock)
{
    public const int MostItems = 1000;

    public async Task<Outcome<IReadOnlyList<EventResult>>> EventsAsync(IReadOnlyList<IncomingEvent> items, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditCustomers) return new Refusal(EventRefusal.NotAllowed);
        EventKindBook kinds;
        await using (var db = await contexts.CreateDbContextAsync(cancel)) kinds = await EventKindBook.LoadAsync(db, cancel);
        var ids = await SourcesAsync(items.Select(i => i.Source), who, cancel);
        var drafts = items.Select(i =>
        {
            var (person, also) = PersonOf(i.Identities);
            return i.Rest with { KindId = kinds.Named(i.Kind)?.Id ?? 0, Person = person, Also = also, OccurredAt = i.At ?? BusinessTime.Never, SourceId = ids(i.Source) };
        }).ToList();
        return new(await events.WriteAsync(drafts, CauseOf(who), cancel), null);
    }

    public async Task<Outcome<IReadOnlyList<EventResult>>> OrdersAsync(IReadOnlyList<IncomingOrder> items, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditCustomers) return new Refusal(EventRefusal.NotAllowed);
        var ids = await SourcesAsync(items.Select(i => i.Source), who, cancel);
        var drafts = items.Select(i =>
        {
            var (person, also) = PersonOf(i.Identities);
            return i.Rest with { Person = person, Also = also, SourceId = ids(i.Source) };
        }).ToList();
        return new(await orders.WriteAsync(drafts, CauseOf(who), cancel), null);
    }

    public async Task<Outcome<IReadOnlyList<EventResult>>> RefundsAsync(IReadOnlyList<IncomingRefund> items, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditCustomers) return new Refusal(EventRefusal.NotAllowed);
        var ids = await SourcesAsync(items.Select(i => i.Source), who, cancel);
        return new(await orders.RefundAsync([.. items.Select(i => new RefundOf(ids(i.Source), i.Number, i.Rest))], CauseOf(who), cancel), null);
    }

    public async Task<IReadOnlyList<KnownKind>> KindsAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return (await EventKindBook.LoadAsync(db, cancel)).All;
    }

    /// <summary>A source that is not named is the key's own.</summary>
    private async Task<Func<string, int>> SourcesAsync(IEnumerable<string> names, Scope who, CancellationToken cancel)
    {
        var own = await sources.OwnAsync(who, cancel);
        string Name(string given) => Folding.Fold(given) is { Length: > 0 } name ? name : own;
        var ids = await sources.IdsAsync(names.Select(Name).Distinct(), Channel.Api, cancel);
        return given => Name(given) is { Length: <= SourceBook.LongestName } name ? ids.GetValueOrDefault(Folding.Key(name)) : -1;
    }

    private EventCause CauseOf(Scope who) => new(who, who.Actor.Kind == ActorKind.ApiKey ? IdentitySource.Api : IdentitySource.Manual, clock.GetUtcNow().UtcDateTime);

    /// <summary>The first value that can be read, and all of them where there is more to weigh than that one.</summary>
    private static (PersonKey? Person, IReadOnlyList<GivenIdentity> Also) PersonOf(IReadOnlyList<GivenIdentity> given)
    {
        var readable = given.Select(g => (Given: g, Key: PersonKey.Read(g.Type, g.Raw))).Where(g => g.Key is not null).ToList();
        if (readable.Count == 0) return (null, []);
        return (readable[0].Key, readable is [{ Given.Verified: false }] ? [] : [.. readable.Select(r => r.Given)]);
    }
}
