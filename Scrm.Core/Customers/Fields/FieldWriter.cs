using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>Who writes values, when, in which batch (0 = none).</summary>
internal sealed record FieldCause(Scope Who, DateTime Now, long BatchId = 0);

/// <summary>New values of one customer that stand or fall together, in kept form.</summary>
internal sealed record FieldOrder(long CustomerId, IReadOnlyDictionary<int, string> Values);

/// <summary>What became of an order: how many values changed, or why none did.</summary>
internal readonly record struct FieldResult(FieldOrder Order, int Changed, Refusal? Refused, int RefusedField = 0);

/// <summary>
/// The only way a value reaches a customer. Works inside the caller's transaction: customers are locked, what stands is read,
/// <see cref="FieldPolicy"/> decides, then values and log lines are written together.
/// </summary>
internal sealed class FieldWriter(ScrmDbContext db, FieldBook book, FieldCause cause)
{
    private readonly IReadOnlyList<FieldSpec> fields = [.. book.Active];
    private readonly Dictionary<(int Field, string Kept), long> taken = [];
    private readonly List<FieldWrite> writes = [];
    private Dictionary<long, Dictionary<int, string>> standing = [];
    private Dictionary<long, HashSet<int>> tags = [];

    public async Task<IReadOnlyList<FieldResult>> WriteAsync(IReadOnlyList<FieldOrder> orders, CancellationToken cancel)
    {
        await MeetAsync([.. orders.Select(o => o.CustomerId).Distinct().Order()], locks: true, cancel);
        var results = new List<FieldResult>(orders.Count);
        foreach (var order in orders) results.Add(await DecideAsync(order, cancel));
        await SaveAsync(cancel);
        return results;
    }

    /// <summary>Reads how the customers stand, who are then decided about; a plan that writes nothing locks nobody.</summary>
    public async Task MeetAsync(IReadOnlyList<long> customers, bool locks, CancellationToken cancel)
    {
        if (locks) await TagStore.LockAsync(db, customers, cancel);
        standing = await FieldStore.ValuesAsync(db, fields, customers, cancel);
        tags = await TagsAsync(customers, cancel);
    }

    /// <summary>The kept value as it stands by now, what was decided included.</summary>
    public string Stands(long customer, int field) => standing.GetValueOrDefault(customer)?.GetValueOrDefault(field) ?? "";

    public Task<FieldResult> DecideAsync(FieldOrder order, CancellationToken cancel)
    {
        if (!standing.TryGetValue(order.CustomerId, out var values)) standing[order.CustomerId] = values = [];
        return OneAsync(order, values, tags.GetValueOrDefault(order.CustomerId) ?? [], cancel);
    }

    public Task SaveAsync(CancellationToken cancel) => FieldStore.WriteAsync(db, writes, cause.Who.Actor, cause.BatchId, cause.Now, cancel);

    private async Task<FieldResult> OneAsync(FieldOrder order, Dictionary<int, string> values, HashSet<int> tags, CancellationToken cancel)
    {
        var changed = order.Values.Where(v => values.GetValueOrDefault(v.Key, "") != v.Value).ToDictionary();
        if (changed.Count == 0) return new(order, 0, null);
        if (FieldPolicy.Decide(book, new FieldState(book, values, tags), changed, cause.Who) is { } no) return new(order, 0, no.Why, no.Field.Id);
        foreach (var (id, kept) in changed)
            if (kept.Length > 0 && book.Find(id)! is var field && await CannotStandAsync(field, kept, order.CustomerId, cancel) is { } refusal) return new(order, 0, refusal, id);
        foreach (var (id, kept) in changed)
        {
            writes.Add(new(order.CustomerId, book.Find(id)!, values.GetValueOrDefault(id, ""), kept));
            if (book.Find(id)!.Unique && kept.Length > 0) taken[(id, kept)] = order.CustomerId;
            values[id] = kept;
        }
        return new(order, changed.Count, null);
    }

    private async Task<Refusal?> CannotStandAsync(FieldSpec field, string kept, long customer, CancellationToken cancel)
    {
        if (field.Type == FieldType.Customer && (!long.TryParse(kept, out var other) || other == customer || !await CustomerQuery.InScope(db, cause.Who).AnyAsync(c => c.Id == other, cancel)))
            return new(FieldRefusal.CustomerUnknown, field.Name, kept);
        if (!field.Unique) return null;
        var holder = taken.TryGetValue((field.Id, kept), out var here) && here != customer ? here : await FieldStore.HolderAsync(db, field, kept, customer, cancel);
        if (holder is not { } id) return null;
        var named = await CustomerQuery.InScope(db, cause.Who).Where(c => c.Id == id).Select(c => c.Name).FirstOrDefaultAsync(cancel);
        return named is null ? new(FieldRefusal.ValueTakenOutOfReach, field.Name) : new(FieldRefusal.ValueTaken, field.Name, id, named);
    }

    /// <summary>Tags are read only where a condition asks for them.</summary>
    private Task<Dictionary<long, HashSet<int>>> TagsAsync(IReadOnlyList<long> customers, CancellationToken cancel) =>
        AsksForTags(book) ? TagsOfAsync(db, customers, cancel) : Task.FromResult(new Dictionary<long, HashSet<int>>());

    internal static bool AsksForTags(FieldBook book) => book.Active.Any(f => f.Conditions.Any(t => t.OnTags));

    internal static async Task<Dictionary<long, HashSet<int>>> TagsOfAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, CancellationToken cancel) =>
        (await db.TagAssignments.Where(a => customers.Contains(a.CustomerId)).Select(a => new { a.CustomerId, a.TagId }).ToListAsync(cancel))
            .GroupBy(a => a.CustomerId).ToDictionary(g => g.Key, g => g.Select(a => a.TagId).ToHashSet());
}

/// <summary>What new customers get without anybody saying so.</summary>
internal static class FieldDefaults
{
    public static IReadOnlyDictionary<int, string> Of(FieldBook book) => book.Active.Where(f => f.Default.Length > 0).ToDictionary(f => f.Id, f => f.Default);

    /// <summary>Gives one new customer the defaults, each by itself: one that does not suit the customer is left out.</summary>
    public static async Task GiveAsync(ScrmDbContext db, long customer, Scope who, DateTime now, CancellationToken cancel)
    {
        var book = await FieldBook.LoadAsync(db, cancel);
        if (Of(book) is not { Count: > 0 } defaults) return;
        await new FieldWriter(db, book, new FieldCause(who with { Role = Role.Admin }, now))
            .WriteAsync([.. defaults.Select(d => new FieldOrder(customer, new Dictionary<int, string> { [d.Key] = d.Value }))], cancel);
    }
}
