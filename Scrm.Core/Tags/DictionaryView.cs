using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

public enum TagOrdering : byte
{
    /// <summary>Pinned first, then usage, then as arranged; staged groups as arranged, which is their order.</summary>
    Usual,
    Arranged,
    Name,
    LastUsed,
}

/// <summary>Which part of the dictionary is looked at. Null or 0 = does not matter.</summary>
public sealed record DictionaryFilter
{
    public int GroupId { get; init; }

    /// <summary>Part of a name or meaning, or initials in pinyin.</summary>
    public string Text { get; init; } = "";
    public GroupClass? Class { get; init; }
    public GroupMode? Mode { get; init; }
    public TagStatus? Status { get; init; } = TagStatus.Active;

    /// <summary>0: the company's groups; a member: theirs.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Only tags that nobody carries.</summary>
    public bool Unused { get; init; }
    public TagOrdering Order { get; init; }
}

/// <summary>A group with how many tags match (<paramref name="Matching"/>), how many are active in all, and on how many assignments they stand.</summary>
public sealed record GroupRow(
    int Id, string Name, GroupClass Class, GroupMode Mode, long OwnerId, string OwnerName, bool Locked, bool AssignableWhenLocked, IReadOnlyList<long> Stewards,
    IReadOnlyList<long> VisibleTo, string Color, UpdateCycle Cycle, string Description, string Pack, int Version, int Matching, int Active, int Uses, bool MayEdit)
{
    public bool Personal => OwnerId != 0;
    public bool Exclusive => Mode != GroupMode.Many;
}

/// <summary>A tag; <paramref name="Share"/> is the part of all customers who carry it, 0 to 1. Position counts from 0 in the group's own order.</summary>
public sealed record TagRow(
    int Id, int GroupId, string Name, string Meaning, bool Pinned, TagStatus Status, int MergedIntoId, string MergedInto, int Uses, double Share,
    DateTime LastUsedAt, int LifetimeDays, DateTime ReviewDue, int Position, int Version);

/// <summary>The dictionary as one person sees it: all their groups, and the tags that match.</summary>
public sealed record DictionaryPage(IReadOnlyList<GroupRow> Groups, IReadOnlyList<TagRow> Tags, int Customers)
{
    public GroupRow? Group(int id) => Groups.FirstOrDefault(g => g.Id == id);
}

public sealed class DictionaryView(IDbContextFactory<ScrmDbContext> contexts)
{
    public async Task<DictionaryPage> ReadAsync(DictionaryFilter filter, Scope who, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var customers = await db.Customers.CountAsync(cancel);
        var owners = book.Groups.Where(g => g.Personal).Select(g => g.OwnerId).Distinct().ToList();
        var names = owners.Count == 0 ? [] : await db.Members.Where(m => owners.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);

        var groups = book.Groups.Where(g => TagPolicy.MaySee(g, who)).OrderBy(g => g.Position).ThenBy(g => g.Id).ToList();
        var tags = book.Tags.OrderBy(t => t.Position).ThenBy(t => t.Id).ToLookup(t => t.GroupId);
        var matching = groups.ToDictionary(g => g.Id, g => tags[g.Id].Where(t => Matches(t, g, filter)).ToList());
        return new(
            groups.ConvertAll(g => Row(g, names.GetValueOrDefault(g.OwnerId, ""), tags[g.Id], matching[g.Id].Count, who)),
            [.. Ordered(groups.Where(g => filter.GroupId == 0 || g.Id == filter.GroupId).SelectMany(g => matching[g.Id]),
                filter.GroupId == 0 ? null : book.Groups.FirstOrDefault(g => g.Id == filter.GroupId), filter.Order).Select(t => Row(t, book, customers))],
            customers);
    }

    private static bool Matches(Tag tag, TagGroup group, DictionaryFilter filter) =>
        (filter.Class is null || group.Class == filter.Class)
        && (filter.Mode is null || group.Mode == filter.Mode)
        && (filter.OwnerId is null || group.OwnerId == filter.OwnerId)
        && (filter.Status is null || tag.Status == filter.Status)
        && (!filter.Unused || tag.Uses == 0)
        && (filter.Text.Length == 0 || Pinyin.Matches(tag.Name, filter.Text) || Pinyin.Matches(group.Name, filter.Text)
            || Folding.Key(tag.Meaning).Contains(Folding.Key(filter.Text), StringComparison.Ordinal));

    // The tags come group by group, each as it was arranged, and every order below keeps that among equals.
    private static IEnumerable<Tag> Ordered(IEnumerable<Tag> tags, TagGroup? group, TagOrdering order) => order switch
    {
        TagOrdering.Name => tags.OrderBy(t => Pinyin.Initials(t.Name), StringComparer.Ordinal).ThenBy(t => t.Name, StringComparer.Ordinal),
        TagOrdering.LastUsed => tags.OrderByDescending(t => t.LastUsedAt),
        TagOrdering.Usual when group?.Mode != GroupMode.Staged => tags.OrderByDescending(t => t.Pinned).ThenByDescending(t => t.Uses),
        _ => tags,
    };

    private static GroupRow Row(TagGroup g, string owner, IEnumerable<Tag> tags, int matching, Scope who) => new(
        g.Id, g.Name, g.Class, g.Mode, g.OwnerId, owner, g.Locked, g.AssignableWhenLocked, g.Stewards, g.VisibleTo,
        DictionaryText.Color(g.Color) is null ? g.Color : TagDictionary.Palette[^1], g.Cycle, g.Description, g.Pack, g.Version,
        matching, tags.Count(t => t.Status == TagStatus.Active), tags.Sum(t => t.Uses), TagPolicy.MayEdit(g, who));

    private static TagRow Row(Tag t, TagBook book, int customers) => new(
        t.Id, t.GroupId, t.Name, t.Meaning, t.Pinned, t.Status, t.MergedIntoId, t.Status == TagStatus.Merged ? book.Resolve(t.Id)?.Name ?? "" : "", t.Uses,
        customers == 0 ? 0 : Math.Min(1, (double)t.Uses / customers), t.LastUsedAt, t.LifetimeDays, t.ReviewDue, t.Position, t.Version);
}
