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

    /// <summary>One statement; a second where <paramref name="nameOf"/> does not know the members already.</summary>
    public async Task<IReadOnlyList<TagWhy>> WhyAsync(long customer, CancellationToken cancel, Func<long, string>? nameOf = null)
    {
        var rows = await db.TagAssignments.AsNoTracking().Where(a => a.CustomerId == customer).Select(a => new
        {
            Assignment = a,
            Title = a.BatchId == 0 ? null : db.Batches.Where(b => b.Id == a.BatchId).Select(b => b.Title).FirstOrDefault(),
            Cause = db.TagChanges.Where(c => c.CustomerId == customer && c.TagId == a.TagId && c.Kind == TagChangeKind.Added).OrderByDescending(c => c.Id).FirstOrDefault(),
        }).ToListAsync(cancel);
        Carried = rows.Select(r => r.Assignment.TagId).ToHashSet();
        member = nameOf ?? await NamesAsync([.. rows.Select(r => r.Assignment.AddedBy), .. rows.Select(r => r.Cause).OfType<TagChange>().Where(IsMembers).Select(c => c.ActorId)], cancel);
        return [.. rows.Select(r => (Row: r, Tag: Seen(r.Assignment.TagId))).Where(r => r.Tag is not null)
            .OrderBy(r => book.GroupOf(r.Tag!).Position).ThenBy(r => r.Tag!.GroupId).ThenBy(r => r.Tag!.Position).Select(r => Why(r.Row.Assignment, r.Tag!, r.Row.Cause, r.Row.Title ?? ""))];
    }

    /// <summary>The ledger, the latest first; one statement, and one more as above.</summary>
    public async Task<IReadOnlyList<TagLogLine>> LogAsync(long customer, CancellationToken cancel, Func<long, string>? nameOf = null)
    {
        var lines = await db.TagChanges.AsNoTracking().Where(c => c.CustomerId == customer).OrderByDescending(c => c.Id).Take(LongestLog)
            .Select(c => new { Line = c, Title = c.BatchId == 0 ? null : db.Batches.Where(b => b.Id == c.BatchId).Select(b => b.Title).FirstOrDefault() }).ToListAsync(cancel);
        member = nameOf ?? await NamesAsync([.. lines.Select(l => l.Line).Where(IsMembers).Select(l => l.ActorId)], cancel);
        return [.. lines.Select(l => Line(l.Line, l.Title ?? "")).OfType<TagLogLine>()];
    }

    private static bool IsMembers(TagChange change) => change.ActorKind == ActorKind.Member;

    private async Task<Func<long, string>> NamesAsync(IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var names = await Names.OfMembersAsync(db, ids, cancel);
        return id => names.GetValueOrDefault(id, "");
    }

    private TagWhy Why(TagAssignment a, Tag tag, TagChange? cause, string batch)
    {
        var there = new Standing(a.TagId, UnixMilliseconds.ToStore(a.Since), UnixMilliseconds.ToStore(a.Expires), a.Source, a.AddedBy, a.BatchId);
        var by = cause is null ? new ActorName(a.AddedBy == 0 ? ActorKind.System : ActorKind.Member, member(a.AddedBy)) : Actor(cause);
        return new(Mark(tag), a.Source, a.Since, a.Expires, by, a.BatchId, batch, cause?.Row ?? 0,
            cause is { OtherTagId: > 0 } && Seen(cause.OtherTagId) is { } old ? old.Name : "", cause?.Reason ?? "", TagPolicy.DecideRemove(book, tag, there, scope));
    }

    private TagLogLine? Line(TagChange line, string batch) => Seen(line.TagId) is not { } tag ? null
        : new(line.Id, Mark(tag), line.Kind, line.At, Actor(line), line.Cause, line.BatchId, batch, Seen(line.OtherTagId)?.Name ?? "", line.Row, line.Reason);

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
