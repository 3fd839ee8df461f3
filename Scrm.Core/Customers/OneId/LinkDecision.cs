using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>
/// Who a set of values means. Links only where the law allows: one strong value that exactly one customer has, and no exclusive type with two values.
/// Everything else that points to somebody is proposed to a person. Touches nothing but the ground it is given.
/// </summary>
internal sealed class LinkDecision(LinkGround ground, ResolveCause cause)
{
    private readonly long now = UnixMilliseconds.ToStore(cause.Now);

    public ResolvedIdentity Decide(IdentitySet set)
    {
        var (values, refused) = Read(set);
        if (values.Count == 0) return new(0, 0, LinkVerdict.Refused, refused);
        var telling = values.FindAll(v => !v.Shared && v.Strength != IdentityStrength.Never);
        var strong = Led(telling, IdentityStrength.Strong);
        if (strong.Count == 1) return Link(values, strong[0], refused);
        var led = strong.Count > 1 ? strong : Led(telling, IdentityStrength.Medium);
        if (led.Count > 1 || telling.Exists(v => v.Holders.Count > 1)) return Doubt(values, telling, refused);
        if (led.Count == 1) return Hint(values, telling, led[0], refused);
        return telling.Count == 0 ? Weak(values, refused) : Nobody(values, set.Name, refused);
    }

    private (List<Value> Values, List<RefusedIdentity> Refused) Read(IdentitySet set)
    {
        var (values, refused) = (new List<Value>(set.Values.Count), new List<RefusedIdentity>());
        for (var i = 0; i < set.Values.Count; i++)
        {
            var given = set.Values[i];
            var reading = ground.Read(given);
            var key = new CustomerKey(given.Type, reading.Value);
            var fault = !reading.Ok ? reading.Fault : ground.Blocked.Contains(key) ? IdentityFault.Blocked : ground.Erased.Contains(key) ? IdentityFault.Erased
                : given.Type == IdentityType.OneId && ground.Rows(key).Count == 0 ? IdentityFault.NoSuchCustomer : IdentityFault.None;
            if (fault != IdentityFault.None) refused.Add(new(i, given.Type, fault, reading.Suggestion));
            else if (!values.Exists(v => v.Key == key)) values.Add(new(key, given.Verified, ground));
        }
        values.Sort((a, b) => IdentityRules.Rank(a.Key.Type, a.Verified).CompareTo(IdentityRules.Rank(b.Key.Type, b.Verified)));
        return (values, refused);
    }

    /// <summary>The customers to whom values of a strength lead, each alone.</summary>
    private List<long> Led(List<Value> telling, IdentityStrength strength) =>
        [.. telling.Where(v => v.Holders.Count == 1 && v.Strength == strength).Select(v => v.Holders[0].CustomerId).Distinct()];

    private ResolvedIdentity Link(List<Value> values, long customer, List<RefusedIdentity> refused)
    {
        var (attached, doubted) = (false, false);
        foreach (var value in values)
        {
            if (value.Row(customer) is { } row) ground.See(row, now, value.Verified && value.Key.Type == IdentityType.Phone && values.Count > 1 && !row.Verified);
            else if (value.Shared) continue;
            else if (ground.Clashes(customer, value.Key))
            {
                ground.Propose(-Waiting(value).Id, customer, value.Key);
                doubted = true;
            }
            else attached |= Attach(value, customer);
        }
        return new(Anchor(values, customer).Id, customer, attached ? LinkVerdict.Linked : doubted ? LinkVerdict.Review : LinkVerdict.Known, refused);
    }

    /// <summary>Gives the customer a value that goes with them. One that others have too is noted as theirs as well: that is how a shared value shows.</summary>
    private bool Attach(Value value, long customer)
    {
        var others = value.Holders;
        if (others.Count == 0)
        {
            if (value.Row(0) is { } waiting) ground.Adopt(waiting, customer, value.Verified);
            else ground.Add(value.Key, customer, value.Verified, IdentityState.Active, now);
            return true;
        }
        var recently = now - (long)IdentityRules.SharedWindow.TotalMilliseconds;
        var passedAround = others.Exists(o => o.LastSeen >= recently && ground.Differ(o.CustomerId, customer));
        ground.Add(value.Key, customer, value.Verified, IdentityState.Active, now);
        if (passedAround || others.Count + 1 >= IdentityRules.SharedAtCustomers) ground.TurnShared(value.Key);
        else if (value.Key.Type != IdentityType.Device) ground.Propose(others[0].CustomerId, customer, value.Key);
        return true;
    }

    /// <summary>The values lead to several customers: nothing is linked, the pairs are proposed, the event waits with the strongest value.</summary>
    private ResolvedIdentity Doubt(List<Value> values, List<Value> telling, List<RefusedIdentity> refused)
    {
        var led = telling.SelectMany(v => v.Holders.Select(h => (h.CustomerId, v.Key))).DistinctBy(h => h.CustomerId).ToList();
        foreach (var (customer, key) in led.Skip(1))
        {
            ground.Propose(led[0].CustomerId, customer, led[0].Key);
            ground.Propose(led[0].CustomerId, customer, key);
        }
        foreach (var value in telling.Where(v => v.Holders.Count == 0)) Waiting(value);
        var anchor = telling[0].Holders.Count == 1 ? telling[0].Holders[0] : Waiting(telling[0]);
        foreach (var value in values.Where(v => v.Holders.Count == 1)) ground.See(value.Holders[0], now, false);
        return new(anchor.Id, anchor.CustomerId, LinkVerdict.Review, refused);
    }

    /// <summary>Only values of medium strength lead to one customer. On such a value alone the event is theirs; a new value beside it is proposed.</summary>
    private ResolvedIdentity Hint(List<Value> values, List<Value> telling, long customer, List<RefusedIdentity> refused)
    {
        var unknown = telling.FindAll(v => v.Holders.Count == 0);
        foreach (var value in unknown) ground.Propose(-Waiting(value).Id, customer, telling.Find(v => v.Row(customer) is not null)!.Key);
        foreach (var value in values)
        {
            if (value.Row(customer) is { } row) ground.See(row, now, false);
            else if (value.Key.Type == IdentityType.Device && !value.Shared) Attach(value, customer);
        }
        if (unknown.Count == 0) return new(Anchor(values, customer).Id, customer, LinkVerdict.Known, refused);
        var anchor = telling[0].Row(customer) ?? Waiting(telling[0]);
        return new(anchor.Id, anchor.CustomerId, LinkVerdict.Review, refused);
    }

    /// <summary>Nothing but devices and shared values: a device that only one customer uses is theirs, the rest tells nothing.</summary>
    private ResolvedIdentity Weak(List<Value> values, List<RefusedIdentity> refused)
    {
        var device = values.Find(v => !v.Shared);
        if (device is { Holders.Count: 1 })
        {
            ground.See(device.Holders[0], now, false);
            return new(device.Holders[0].Id, device.Holders[0].CustomerId, LinkVerdict.Known, refused);
        }
        return new(Waiting(device ?? values[0]).Id, 0, device is null ? LinkVerdict.Shared : LinkVerdict.Unlinked, refused);
    }

    private ResolvedIdentity Nobody(List<Value> values, string name, List<RefusedIdentity> refused)
    {
        if (!cause.Create)
        {
            foreach (var value in values.Where(v => !v.Shared && v.Holders.Count == 0)) Waiting(value);
            return new(Waiting(values.Find(v => !v.Shared)!).Id, 0, LinkVerdict.Unlinked, refused);
        }
        var customer = ground.Create(name);
        foreach (var value in values.Where(v => !v.Shared)) Attach(value, customer);
        return new(Anchor(values, customer).Id, customer, LinkVerdict.Created, refused);
    }

    /// <summary>The value's row of nobody's, made where there is none.</summary>
    private KnownIdentity Waiting(Value value)
    {
        var row = value.Row(0) ?? ground.Add(value.Key, 0, value.Verified, value.Shared ? IdentityState.Shared : IdentityState.Active, now);
        ground.See(row, now, false);
        return row;
    }

    private static KnownIdentity Anchor(List<Value> values, long customer) => values.Select(v => v.Row(customer)).OfType<KnownIdentity>().First();

    /// <summary>One usable value of the item, and who has it.</summary>
    private sealed class Value(CustomerKey key, bool verified, LinkGround ground)
    {
        public CustomerKey Key => key;
        public bool Verified => verified;
        public bool Shared => ground.Rows(key).Any(r => r.State == IdentityState.Shared);
        public List<KnownIdentity> Holders => [.. ground.Rows(key).Where(r => r.CustomerId != 0)];

        public KnownIdentity? Row(long customer) => ground.Rows(key).FirstOrDefault(r => r.CustomerId == customer);

        /// <summary>A phone is strong where both sides are sure of it.</summary>
        public IdentityStrength Strength => IdentityRules.Strength(key.Type, verified && Holders.TrueForAll(h => h.Verified));
    }
}
