using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>One stored identity as the resolver knows it; changed in memory item by item and written at the end.</summary>
internal sealed class KnownIdentity(long id, CustomerKey key, long customer)
{
    public long Id => id;
    public CustomerKey Key => key;

    /// <summary>0: nobody is known to own the value.</summary>
    public long CustomerId { get; set; } = customer;
    public IdentityState State { get; set; }
    public bool Verified { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long LastSeen { get; set; }
    public bool Fresh { get; init; }
    public bool Adopted { get; set; }
    public bool Seen { get; set; }
}

/// <summary>What the library knows about the values of a few hundred items, moved on in memory as decisions are made.</summary>
internal sealed class LinkGround(Func<long> newIdentity, Func<long> newCustomer)
{
    // Seen is kept to the day: a busy visitor costs one write a day and not one a click.
    private const long Day = 86_400_000;

    private readonly Dictionary<CustomerKey, List<KnownIdentity>> rows = [];
    private readonly Dictionary<(IdentityType Type, string Raw), IdentityReading> readings = [];
    private readonly Dictionary<long, List<CustomerKey>> exclusive = [];

    public List<KnownIdentity> Fresh { get; } = [];
    public List<KnownIdentity> Touched { get; } = [];
    public HashSet<CustomerKey> TurnedShared { get; } = [];
    public List<(long Id, string Name)> Customers { get; } = [];
    public Dictionary<(long First, long Second), List<CustomerKey>> Proposals { get; } = [];
    public HashSet<CustomerKey> Blocked { get; init; } = [];
    public HashSet<CustomerKey> Erased { get; init; } = [];

    /// <summary>The value in its one form; read once however often it comes.</summary>
    public IdentityReading Read(GivenIdentity given)
    {
        if (!readings.TryGetValue((given.Type, given.Raw), out var reading)) readings[(given.Type, given.Raw)] = reading = IdentityValue.Of(given.Type, given.Raw);
        return reading;
    }

    public IReadOnlyList<KnownIdentity> Rows(CustomerKey key) => rows.TryGetValue(key, out var known) ? known : [];

    public void Meet(KnownIdentity row)
    {
        if (!rows.TryGetValue(row.Key, out var known)) rows[row.Key] = known = [];
        known.Add(row);
        if (row.CustomerId != 0) Own(row.CustomerId, row.Key);
    }

    public void Own(long customer, CustomerKey key)
    {
        if (!IdentityRules.Exclusive(key.Type)) return;
        if (!exclusive.TryGetValue(customer, out var held)) exclusive[customer] = held = [];
        if (!held.Contains(key)) held.Add(key);
    }

    /// <summary>Whether the customer has another value of this exclusive type.</summary>
    public bool Clashes(long customer, CustomerKey key) =>
        IdentityRules.Exclusive(key.Type) && exclusive.TryGetValue(customer, out var held) && held.Exists(k => k.Type == key.Type && k.Value != key.Value);

    /// <summary>Whether two customers are told apart by an exclusive type.</summary>
    public bool Differ(long a, long b) => exclusive.TryGetValue(a, out var held) && held.Exists(k => Clashes(b, k));

    public KnownIdentity Add(CustomerKey key, long customer, bool verified, IdentityState state, long now)
    {
        var row = new KnownIdentity(newIdentity(), key, customer) { Verified = verified, State = state, LastSeen = now, Fresh = true };
        Fresh.Add(row);
        Meet(row);
        return row;
    }

    public long Create(string name)
    {
        var id = newCustomer();
        Customers.Add((id, name));
        return id;
    }

    /// <summary>A value that waited finds its owner, and with it the events that came on it.</summary>
    public void Adopt(KnownIdentity row, long customer, bool verified)
    {
        row.CustomerId = customer;
        row.Verified |= verified;
        Own(customer, row.Key);
        if (row.Fresh || row.Adopted) return;
        row.Adopted = true;
        Touched.Add(row);
    }

    public void See(KnownIdentity row, long now, bool proved)
    {
        var stale = now - row.LastSeen >= Day;
        if (stale) row.LastSeen = now;
        if (proved) row.Verified = true;
        if (row.Fresh || (!stale && !proved) || row.Seen) return;
        row.Seen = true;
        if (!row.Adopted) Touched.Add(row);
    }

    public void TurnShared(CustomerKey key)
    {
        foreach (var row in Rows(key)) row.State = IdentityState.Shared;
        TurnedShared.Add(key);
    }

    /// <summary>A negative id stands for an identity that nobody owns yet.</summary>
    public void Propose(long a, long b, CustomerKey because)
    {
        var pair = a < b ? (a, b) : (b, a);
        if (!Proposals.TryGetValue(pair, out var evidence)) Proposals[pair] = evidence = [];
        if (!evidence.Contains(because)) evidence.Add(because);
    }
}
