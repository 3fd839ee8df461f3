using Scrm.Core.Customers;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

internal readonly record struct CustomerKey(IdentityType Type, string Value);

/// <summary>An order's amount and what was given back of it, in cents; of an event both are 0.</summary>
internal readonly record struct KnownTouch(long Amount, long Refunded);

/// <summary>
/// What the library knows about the customers of a chunk of rows, moved on in memory row by row as the planner decides.
/// The plan run keeps one over the whole file, so that later rows see what earlier ones would have done; the apply run reads a new one for each chunk.
/// </summary>
internal sealed class KnownCustomers
{
    private readonly Dictionary<CustomerKey, List<long>> holders = [];
    private readonly HashSet<long> changed = [];
    private readonly List<CustomerKey> readKeys = [];
    private readonly List<long> readPeople = [];
    private readonly List<(long Customer, long Slot)> readSlots = [];

    public Dictionary<long, CustomerFacts> People { get; } = [];
    public Dictionary<(long Customer, long Slot), Standing> Standing { get; } = [];

    /// <summary>Member numbers of the file that nobody has, with the one customer whose number differs by leading zeros only.</summary>
    public Dictionary<string, long> NearMemberNos { get; } = [];

    /// <summary>Orders and events of the file that are in the library.</summary>
    public Dictionary<string, KnownTouch> Touches { get; } = [];

    /// <summary>Keys of the file that belonged to people who were erased.</summary>
    public HashSet<CustomerKey> Erased { get; } = [];

    /// <summary>Keys that are no customer's: of staff and shops.</summary>
    public Dictionary<CustomerKey, NobodysValue> Nobodys { get; set; } = [];

    /// <summary>Keys that too many people have, by the library or (true) by this file: they do not tell whom a row is about.</summary>
    public Dictionary<CustomerKey, bool> Shared { get; } = [];

    public bool Tells(CustomerKey key) => !Shared.ContainsKey(key) && !Nobodys.ContainsKey(key);

    public IReadOnlyList<long> Holders(CustomerKey key) => holders.TryGetValue(key, out var ids) ? ids : [];

    public bool Knows(CustomerKey key) => holders.ContainsKey(key);

    public void Hold(CustomerKey key, long customer)
    {
        if (!holders.TryGetValue(key, out var ids))
        {
            holders[key] = ids = [];
            readKeys.Add(key);
        }
        if (!ids.Contains(customer)) ids.Add(customer);
    }

    public void Meet(CustomerFacts person)
    {
        People.Add(person.Id, person);
        readPeople.Add(person.Id);
    }

    public void Stand((long Customer, long Slot) slot, Standing tag)
    {
        Standing.Add(slot, tag);
        readSlots.Add(slot);
    }

    public void Changed(long customer) => changed.Add(customer);

    /// <summary>Drops what was read since the last call and can be read again: everybody whom no row would have changed.</summary>
    public void ForgetUnchanged()
    {
        foreach (var id in readPeople.Where(id => !changed.Contains(id))) People.Remove(id);
        foreach (var slot in readSlots.Where(slot => !changed.Contains(slot.Customer))) Standing.Remove(slot);
        foreach (var key in readKeys.Where(key => holders[key].TrueForAll(id => !changed.Contains(id)))) holders.Remove(key);
        readPeople.Clear();
        readSlots.Clear();
        readKeys.Clear();
        NearMemberNos.Clear();
        Touches.Clear();
        Shared.Clear();
    }
}
