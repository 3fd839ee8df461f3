using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>A tag as it was called at the loss.</summary>
internal sealed record SnapshotTag(int Id, string Name, string Group);

/// <summary>What a customer was at the moment somebody lost them. Personal tags stay out: they never leave their owner's view.</summary>
internal sealed record RelationSnapshot(IReadOnlyList<SnapshotTag> Tags, LifecycleStage Stage)
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<RelationSnapshot> TakeAsync(ScrmDbContext db, TagBook book, Customer customer, CancellationToken cancel)
    {
        var ids = await db.TagAssignments.Where(a => a.CustomerId == customer.Id).Select(a => a.TagId).ToListAsync(cancel);
        return new([.. ids.Select(book.Tag).OfType<Tag>().Where(t => !book.GroupOf(t).Personal).OrderBy(t => book.GroupOf(t).Position).ThenBy(t => t.Position)
            .Select(t => new SnapshotTag(t.Id, t.Name, book.GroupOf(t).Name))], customer.Stage);
    }

    public static RelationSnapshot Read(string json) => json.Length == 0 ? new([], LifecycleStage.Unknown) : JsonSerializer.Deserialize<RelationSnapshot>(json, Shape)!;

    public string Write() => JsonSerializer.Serialize(this, Shape);

    /// <summary>The text by which snapshots with this tag are found in the store.</summary>
    public static string Mentions(int tag) => $"\"id\":{tag},";

    /// <summary>The tags in the names of then, in the colours of now, as far as this person may see their groups.</summary>
    public IReadOnlyList<TagMark> Marks(TagBook book, Scope scope) => [.. Tags.Select(t => Mark(t, book, scope)).OfType<TagMark>()];

    private static TagMark? Mark(SnapshotTag then, TagBook book, Scope scope)
    {
        if (book.Tag(then.Id) is not { } now) return new(then.Id, 0, then.Name, then.Group, "", false, false);
        return TagPolicy.MaySee(book.GroupOf(now), scope) ? TagMark.Of(now, book.GroupOf(now)) with { Name = then.Name, Group = then.Group } : null;
    }
}
