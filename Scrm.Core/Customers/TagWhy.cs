using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Why a customer carries a tag: how it came, when, by whom, in which batch and row, instead of which one, and until when.</summary>
public sealed record TagWhy(
    TagMark Tag, TagSource Source, DateTime Since, DateTime Expires, ActorName By, long BatchId, string BatchTitle, int Row, string Replaced, string Reason, TagSkip Removal);

/// <summary>One line of the tag ledger, in names.</summary>
public sealed record TagLogLine(
    long Id, TagMark Tag, TagChangeKind Kind, DateTime At, ActorName By, TagSource Cause, long BatchId, string BatchTitle, string Other, int Row, string Reason);

/// <summary>Answers "why this tag" and "who took it off" for one customer, from the assignments and the ledger.</summary>
internal sealed class TagStory(ScrmDbContext db, TagBook book, Scope scope)
{
    private const int LongestLog = 200;
    /// <summary>All tags of the customer, also those this person may not see; known once the story was told.</summary>
    public IReadOnlySet<int> Carried { get; private set; } = new HashSet<int>();

    private Func<long, string> member = _ => "";
    private Dictionary<long, string> batches = [];

    /// <summary>Two statements; a third where <paramref name="nameOf"/> does not know the members already.</summary>
    public async Task<(IReadOnlyList<TagWhy> Tags, IReadOnlyList<TagLogLine> Log)> TellAsync(long customer, CancellationToken cancel, Func<long, string>? nameOf = null)
    {
        var carried = await db.TagAssignments.AsNoTracking().Where(a => a.CustomerId == customer)
            .Select(a => new { Assignment = a, Title = a.BatchId == 0 ? null : db.Batches.Where(b => b.Id == a.BatchId).Select(b => b.Title).FirstOrDefault() }).ToListAsync(cancel);
        var lines = await db.TagChanges.AsNoTracking().Where(c => c.CustomerId == customer).OrderByDescending(c => c.Id).Take(LongestLog)
            .Select(c => new { Line = c, Title = c.BatchId == 0 ? null : db.Batches.Where(b => b.Id == c.BatchId).Select(b => b.Title).FirstOrDefault() }).ToListAsync(cancel);
        var (standing, ledger) = (carried.ConvertAll(c => c.Assignment), lines.ConvertAll(l => l.Line));
        Carried = standing.Select(a => a.TagId).ToHashSet();
        batches = carried.Select(c => (c.Assignment.BatchId, c.Title)).Concat(lines.Select(l => (l.Line.BatchId, l.Title))).DistinctBy(b => b.BatchId)
            .ToDictionary(b => b.BatchId, b => b.Title ?? "");
        member = nameOf ?? await NamesAsync([.. standing.Select(a => a.AddedBy), .. ledger.Where(l => l.ActorKind == ActorKind.Member).Select(l => l.ActorId)], cancel);
        var seen = standing.Select(a => (Assignment: a, Tag: Seen(a.TagId))).Where(a => a.Tag is not null);
        return ([.. seen.OrderBy(a => book.GroupOf(a.Tag!).Position).ThenBy(a => a.Tag!.GroupId).ThenBy(a => a.Tag!.Position).Select(a => Why(a.Assignment, a.Tag!, ledger))],
            [.. ledger.Select(Line).OfType<TagLogLine>()]);
    }

    private async Task<Func<long, string>> NamesAsync(IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var names = await Names.OfMembersAsync(db, ids, cancel);
        return id => names.GetValueOrDefault(id, "");
    }

    private TagWhy Why(TagAssignment a, Tag tag, List<TagChange> ledger)
    {
        var cause = ledger.Find(l => l.TagId == a.TagId && l.Kind == TagChangeKind.Added);
        var there = new Standing(a.TagId, UnixMilliseconds.ToStore(a.Since), UnixMilliseconds.ToStore(a.Expires), a.Source, a.AddedBy, a.BatchId);
        var by = cause is null ? new ActorName(a.AddedBy == 0 ? ActorKind.System : ActorKind.Member, member(a.AddedBy)) : Actor(cause);
        return new(Mark(tag), a.Source, a.Since, a.Expires, by, a.BatchId, batches.GetValueOrDefault(a.BatchId, ""), cause?.Row ?? 0,
            cause is { OtherTagId: > 0 } && Seen(cause.OtherTagId) is { } old ? old.Name : "", cause?.Reason ?? "", TagPolicy.DecideRemove(book, tag, there, scope));
    }

    private TagLogLine? Line(TagChange line) => Seen(line.TagId) is not { } tag ? null
        : new(line.Id, Mark(tag), line.Kind, line.At, Actor(line), line.Cause, line.BatchId, batches.GetValueOrDefault(line.BatchId, ""),
            Seen(line.OtherTagId)?.Name ?? "", line.Row, line.Reason);

    private Tag? Seen(int id) => book.Tag(id) is { } tag && TagPolicy.MaySee(book.GroupOf(tag), scope) ? tag : null;

    private TagMark Mark(Tag tag) => TagMark.Of(tag, book.GroupOf(tag));

    private ActorName Actor(TagChange line) =>
        new(line.ActorKind, line.ActorKind == ActorKind.Member ? member(line.ActorId) : "");
}

/// <summary>Names of members and batches by id.</summary>
internal static class Names
{
    public static async Task<Dictionary<long, string>> OfMembersAsync(ScrmDbContext db, IEnumerable<long> ids, CancellationToken cancel)
    {
        var wanted = ids.Where(id => id != 0).Distinct().ToList();
        return wanted.Count == 0 ? [] : await db.Members.Where(m => wanted.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
    }

    public static async Task<Dictionary<long, string>> OfBatchesAsync(ScrmDbContext db, IEnumerable<long> ids, CancellationToken cancel)
    {
        var wanted = ids.Where(id => id != 0).Distinct().ToList();
        return wanted.Count == 0 ? [] : await db.Batches.Where(b => wanted.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Title, cancel);
    }
}
