using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Whom a bulk act means: the customers picked, or all that match a filter (and none picked).</summary>
public sealed record BulkTarget(IReadOnlyList<long> Ids, CustomerFilter Filter)
{
    public const int MostPicked = 5000;

    public static BulkTarget Picked(IReadOnlyList<long> ids) => new(ids, CustomerFilter.Everyone);

    public static BulkTarget AllOf(CustomerFilter filter) => new([], filter);
}

/// <summary>What a bulk act does to each customer. <paramref name="Reason"/>: for stages that go back.</summary>
public sealed record BulkOrder(IReadOnlyList<int> Add, IReadOnlyList<int> Remove, string Reason = "");

/// <summary>What would become of one tag: customers who get it (or lose it), who stay as they are, whose other tag it replaces, and who are refused with the reason.</summary>
public sealed record BulkLine(TagMark Tag, bool Remove, int Written, int Unchanged, IReadOnlyList<(string Tag, int Count)> Replaced, IReadOnlyList<(TagSkip Why, int Count)> Refused);

/// <summary><paramref name="Customers"/>: how many are meant, within reach.</summary>
public sealed record BulkPreview(int Customers, IReadOnlyList<BulkLine> Lines)
{
    public bool WritesAnything => Lines.Any(l => l.Written > 0);
}

public enum BulkRefusal
{
    NotAllowed,
    NothingChosen,
    NobodyMeant,

    /// <summary>Values: the group's name.</summary>
    TwoOfOneGroup,

    /// <summary>Values: the most that can be picked one by one.</summary>
    TooManyPicked,
}

/// <summary>Tags for many customers at once: numbers first, then a batch.</summary>
public sealed class BulkTagging(IDbContextFactory<ScrmDbContext> contexts, BatchDesk desk)
{
    public async Task<Outcome<BulkPreview>> PreviewAsync(BulkTarget target, BulkOrder order, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        if (Check(target, order, scope, book) is { } refused) return refused;
        var query = await QueryAsync(db, target, scope, book, cancel);
        var lines = new List<BulkLine>();
        foreach (var (id, remove) in order.Remove.Select(id => (id, true)).Concat(order.Add.Select(id => (id, false))))
            if (book.Resolve(id) is { } tag) lines.Add(LineOf(tag, remove, await query.StandingAsync(tag.Slot, cancel), book, scope, order.Reason.Length > 0));
        return new BulkPreview(await query.CountAsync(cancel), lines);
    }

    /// <summary>Starts the batch and returns its id.</summary>
    public async Task<Outcome<long>> StartAsync(BulkTarget target, BulkOrder order, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        if (Check(target, order, scope, book) is { } refused) return refused;
        var query = await QueryAsync(db, target, scope, book, cancel);
        var total = await query.CountAsync(cancel);
        if (total == 0) return new Refusal(BulkRefusal.NobodyMeant);
        // Customers added while it runs are not meant: the operator has not seen them in the numbers.
        var upTo = await db.Customers.IgnoreQueryFilters().MaxAsync(c => c.Id, cancel);
        var work = new BulkWork([.. target.Ids], target.Filter.Format(), [.. order.Add], [.. order.Remove], order.Reason.Trim(), upTo);
        var title = string.Join(Separator, order.Remove.Concat(order.Add).Select(book.Resolve).OfType<Tag>().Select(t => t.Name));
        return await desk.StartAsync(BatchKind.BulkTag, title, JsonSerializer.Serialize(work), total, scope, cancel);
    }

    internal const string Separator = "、";

    internal static async Task<CustomerQuery> QueryAsync(ScrmDbContext db, BulkTarget target, Scope scope, TagBook book, CancellationToken cancel)
    {
        var query = await CustomerQuery.LoadAsync(db, target.Filter, scope, book, cancel);
        return target.Ids.Count > 0 ? query.Only(target.Ids) : query;
    }

    private static Refusal? Check(BulkTarget target, BulkOrder order, Scope scope, TagBook book)
    {
        if (!scope.MayTag) return new(BulkRefusal.NotAllowed);
        if (order.Add.Count + order.Remove.Count == 0) return new(BulkRefusal.NothingChosen);
        if (target.Ids.Count > BulkTarget.MostPicked) return new(BulkRefusal.TooManyPicked, BulkTarget.MostPicked);
        var twice = order.Add.Select(book.Resolve).OfType<Tag>().DistinctBy(t => t.Id).GroupBy(t => t.Slot).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : new(BulkRefusal.TwoOfOneGroup, book.GroupOf(twice.First()).Name);
    }

    /// <summary>The writer's own decision, once for each way a customer can stand, times the customers who stand so.</summary>
    private static BulkLine LineOf(Tag tag, bool remove, IReadOnlyList<(int TagId, long AddedBy, int Count)> standing, TagBook book, Scope scope, bool reason)
    {
        var decided = standing.Select(s =>
        {
            Standing? there = s.TagId == 0 ? null : new Standing(s.TagId, 0, 0, TagSource.Manual, s.AddedBy, 0);
            return (s.TagId, s.Count, Skip: remove ? TagPolicy.DecideRemove(book, tag, there, scope) : TagPolicy.DecideAdd(book, tag, there, scope, reason));
        }).ToList();
        var written = decided.Where(d => d.Skip == TagSkip.None).ToList();
        return new(TagMark.Of(tag, book.GroupOf(tag)), remove, written.Sum(d => d.Count), decided.Where(d => Unchanged(d.Skip)).Sum(d => d.Count),
            remove ? [] : [.. written.Where(d => d.TagId != 0).GroupBy(d => book.Tag(d.TagId)?.Name ?? "").Select(g => (g.Key, g.Sum(d => d.Count))).OrderByDescending(g => g.Item2)],
            [.. decided.Where(d => d.Skip != TagSkip.None && !Unchanged(d.Skip)).GroupBy(d => d.Skip).Select(g => (g.Key, g.Sum(d => d.Count)))]);
    }

    private static bool Unchanged(TagSkip skip) => skip is TagSkip.AlreadyThere or TagSkip.NotThere;
}

/// <summary>The parameters of a bulk act as its batch keeps them.</summary>
internal sealed record BulkWork(long[] Ids, string Filter, int[] Add, int[] Remove, string Reason, long UpTo);
