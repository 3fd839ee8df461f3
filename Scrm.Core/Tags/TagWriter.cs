using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>Put a tag on a customer, or take it off. Row is the imported file's row, for the report.</summary>
public readonly record struct TagOrder(long CustomerId, int TagId, bool Remove = false, int Row = 0);

/// <summary>Who writes, by which path, in which batch (0 = none), and why if they said so.</summary>
public sealed record TagCause(Scope Who, TagSource Source, DateTime Now, long BatchId = 0, string Reason = "");

/// <summary>What became of an order. TagId is the tag it ended with: the target where the ordered one is merged.</summary>
public readonly record struct TagResult(TagOrder Order, TagSkip Skip, int TagId, int ReplacedTagId)
{
    public bool Written => Skip == TagSkip.None;
}

/// <summary>
/// The only way a tag reaches or leaves a customer. Works inside the caller's transaction, a few thousand orders at most at a time:
/// what stands is read, <see cref="TagPolicy"/> decides, then ledger, assignments and use counts are written together.
/// </summary>
public sealed class TagWriter
{
    public async Task<IReadOnlyList<TagResult>> WriteAsync(
        ScrmDbContext db, TagBook book, IReadOnlyList<TagOrder> orders, TagCause cause, CancellationToken cancel)
    {
        var customers = orders.Select(o => o.CustomerId).Distinct().Order().ToList();
        await TagStore.LockAsync(db, customers, cancel);
        var session = new TagSession(book, cause, await TagStore.StandingAsync(db, customers, cancel));
        var results = new List<TagResult>(orders.Count);
        foreach (var order in orders) results.Add(session.Decide(order));
        await session.SaveAsync(db, cancel);
        return results;
    }
}

/// <summary>One call of the writer: the standing state, moved on in memory order by order, and the lines to write.</summary>
internal sealed class TagSession(TagBook book, TagCause cause, Dictionary<(long Customer, long Slot), Standing> standing)
{
    private readonly long now = UnixMilliseconds.ToStore(cause.Now);
    private readonly HashSet<(long A, long B)> emptied = [];
    private readonly Dictionary<(long Customer, long Slot), Standing> filled = [];
    private readonly List<LedgerLine> ledger = [];

    public TagResult Decide(TagOrder order)
    {
        if (book.Resolve(order.TagId) is not { } tag) return new(order, TagSkip.UnknownTag, order.TagId, 0);
        var key = (order.CustomerId, tag.Slot);
        Standing? there = standing.TryGetValue(key, out var found) ? found : null;
        var skip = order.Remove ? TagPolicy.DecideRemove(book, tag, there, cause.Who) : TagPolicy.DecideAdd(book, tag, there, cause.Who, cause.Reason.Length > 0);
        if (skip != TagSkip.None) return new(order, skip, tag.Id, 0);
        var replaced = order.Remove ? 0 : there?.TagId ?? 0;
        if (there is { } old) TakeOff(key, old, order.Remove ? 0 : tag.Id, order.Row);
        if (!order.Remove) PutOn(key, Fresh(tag), replaced, order.Row);
        return new(order, TagSkip.None, tag.Id, replaced);
    }

    /// <summary>Puts an assignment back exactly as it was; for undo.</summary>
    public void PutOn((long Customer, long Slot) key, Standing fresh, int replaced = 0, int row = 0)
    {
        standing[key] = filled[key] = fresh;
        ledger.Add(new(key.Customer, TagChangeKind.Added, fresh, replaced, row));
    }

    public void TakeOff((long Customer, long Slot) key, Standing old, int replacedBy = 0, int row = 0)
    {
        standing.Remove(key);
        if (!filled.Remove(key)) emptied.Add(key);
        ledger.Add(new(key.Customer, TagChangeKind.Removed, old, replacedBy, row));
    }

    public Standing? At((long Customer, long Slot) key) => standing.TryGetValue(key, out var there) ? there : null;

    public async Task SaveAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (ledger.Count == 0) return;
        // In the order of the keys: neighbours share pages. A customer's own lines keep theirs.
        await TagStore.AppendAsync(db, [.. ledger.OrderBy(line => line.CustomerId)], cause, cancel);
        await TagStore.DropAsync(db, [.. emptied.Order()], cancel);
        await TagStore.PutAsync(db, [.. filled.OrderBy(entry => entry.Key)], cancel);
        await TagUses.AddAsync(db, book, ledger, now, cancel);
    }

    private Standing Fresh(Tag tag) => new(tag.Id, now, tag.LifetimeDays == 0 ? 0 : now + (tag.LifetimeDays * 86_400_000L), cause.Source, cause.Who.MemberId, cause.BatchId);
}

/// <summary>A line of the ledger as it stands, for the undo of its batch.</summary>
internal readonly record struct WrittenLine(long Id, long CustomerId, TagChangeKind Kind, Standing What);

internal readonly record struct LedgerLine(long CustomerId, TagChangeKind Kind, Standing What, int OtherTagId, int Row);
