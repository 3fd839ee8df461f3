using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Tags;

/// <summary>The whole dictionary as it stood at one moment, for decisions in memory.</summary>
public sealed class TagBook
{
    private readonly Dictionary<int, TagGroup> groups;
    private readonly Dictionary<int, Tag> tags;

    private TagBook(IEnumerable<TagGroup> groups, IEnumerable<Tag> tags)
    {
        this.groups = groups.ToDictionary(g => g.Id);
        this.tags = tags.ToDictionary(t => t.Id);
    }

    public IReadOnlyCollection<TagGroup> Groups => groups.Values;
    public IReadOnlyCollection<Tag> Tags => tags.Values;

    public static async Task<TagBook> LoadAsync(ScrmDbContext db, CancellationToken cancel) =>
        new(await db.TagGroups.AsNoTracking().OrderBy(g => g.Position).ThenBy(g => g.Id).ToListAsync(cancel),
            await db.Tags.AsNoTracking().OrderBy(t => t.Position).ThenBy(t => t.Id).ToListAsync(cancel));

    /// <summary>A dictionary that stands nowhere yet: of a plan, with the groups and tags that it would create.</summary>
    internal static TagBook Of(IEnumerable<TagGroup> groups, IEnumerable<Tag> tags) => new(groups, tags);

    internal void Imagine(TagGroup group) => groups.Add(group.Id, group);

    internal void Imagine(Tag tag) => tags.Add(tag.Id, tag);

    public Tag? Tag(int id) => tags.GetValueOrDefault(id);

    public TagGroup GroupOf(Tag tag) => groups[tag.GroupId];

    /// <summary>The tag itself, or the one that took over along the chain of merges.</summary>
    public Tag? Resolve(int id)
    {
        var tag = Tag(id);
        for (var hops = 0; tag is { Status: TagStatus.Merged } && hops < 100; hops++) tag = Tag(tag.MergedIntoId);
        return tag;
    }
}
