using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>
/// Says whose values these are, a few hundred sets at a time, and keeps what is new: the one door through which events, orders and calls of the API find
/// their customer. Works inside the caller's transaction; what is decided for one set holds for the next.
/// </summary>
public sealed class IdentityResolver(Tombstones tombstones)
{
    internal Tombstones Tombstones => tombstones;

    // On PostgreSQL two writers would each find nobody and make two; one of them waits. SQLite has one writer anyway.
    private const long IdentitiesLock = 7_270_002;

    /// <summary>One result a set, in their order. Sets of which nothing is known become identities without a customer, or new customers where the cause says so.</summary>
    public async Task<IReadOnlyList<ResolvedIdentity>> ResolveAsync(ScrmDbContext db, IReadOnlyList<IdentitySet> sets, ResolveCause cause, CancellationToken cancel)
    {
        if (sets.Count == 0) return [];
        await TakeTurnAsync(db, cancel);
        var ground = await GroundAsync(db, sets, cause, cancel);
        var decision = new LinkDecision(ground, cause);
        var results = new List<ResolvedIdentity>(sets.Count);
        foreach (var set in sets) results.Add(decision.Decide(set));
        await new IdentityStore(db, cause).WriteAsync(ground, cancel);
        return results;
    }

    /// <summary>Until the transaction ends nobody else links or merges.</summary>
    internal static async Task TakeTurnAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({IdentitiesLock})", cancel);
    }

    /// <summary>Until the transaction ends nobody links or merges; several who only look people up may hold this together.</summary>
    internal static async Task HoldStillAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({IdentitiesLock})", cancel);
    }

    private async Task<LinkGround> GroundAsync(ScrmDbContext db, IReadOnlyList<IdentitySet> sets, ResolveCause cause, CancellationToken cancel)
    {
        NewIds? ids = null, customers = null;
        var probe = new LinkGround(() => ids!.Next(), () => customers!.Next());
        var named = new Dictionary<CustomerKey, int>();
        var several = new HashSet<CustomerKey>();
        foreach (var set in sets)
            foreach (var given in set.Values)
                if (probe.Read(given) is { Ok: true, Value: var value })
                {
                    var key = new CustomerKey(given.Type, value);
                    named[key] = named.GetValueOrDefault(key) + 1;
                    if (set.Values.Count > 1) several.Add(key);
                }
        var keys = named.Keys;
        // A value may wait as nobody's and go to a customer each time it is named, until as many have it that it is shared.
        ids = new NewIds(db, "customer_identities", named.Values.Sum(times => 1 + Math.Min(times, IdentityRules.SharedAtCustomers)));
        customers = new NewIds(db, "customers", cause.Create ? sets.Count : 0);
        await ids.TakeAsync(cancel);
        await customers.TakeAsync(cancel);
        probe.Blocked.UnionWith((await NobodysValues.ReadAsync(db, cancel)).Keys);
        await IdentityReader.ReadAsync(db, probe, keys, cancel);
        var unknown = keys.Where(k => probe.Rows(k).Count == 0).ToList();
        probe.Erased.UnionWith(await tombstones.AmongAsync(db, unknown, cancel));
        await OneIdsAsync(db, probe, unknown, cause, cancel);
        await IdentityReader.ExclusivesAsync(db, probe, several.SelectMany(k => probe.Rows(k)).Select(r => r.CustomerId).Where(c => c != 0).ToHashSet(), cancel);
        return probe;
    }

    /// <summary>A OneID is an identity as soon as somebody uses it; that of a merged customer is the survivor's.</summary>
    private static async Task OneIdsAsync(ScrmDbContext db, LinkGround ground, List<CustomerKey> unknown, ResolveCause cause, CancellationToken cancel)
    {
        var numbers = unknown.Where(k => k.Type == IdentityType.OneId).ToDictionary(k => long.Parse(k.Value, CultureInfo.InvariantCulture));
        var roots = await CustomerRoot.FindAsync(db, numbers.Keys, cancel);
        foreach (var (number, key) in numbers)
            if (roots.TryGetValue(number, out var customer))
                ground.Add(key, customer, verified: true, IdentityState.Active, UnixMilliseconds.ToStore(cause.Now));
    }

    /// <summary>A run of new ids, taken at once and given out one by one.</summary>
    private sealed class NewIds(ScrmDbContext db, string table, int count)
    {
        private IReadOnlyList<long> taken = [];
        private int given;

        public async Task TakeAsync(CancellationToken cancel) => taken = await Bulk.NewIdsAsync(db, table, count, cancel);

        public long Next() => taken[given++];
    }
}
