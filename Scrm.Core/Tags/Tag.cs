using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Tags;

public enum TagStatus : byte { Active, Archived, Merged }

public sealed class Tag
{
    public const int LongestName = 30;

    public int Id { get; internal set; }
    public int GroupId { get; set; }
    public string Name { get; set; } = "";

    /// <summary>The folded name: unique inside the group.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>What staff are trained on: when to put the tag on.</summary>
    public string Meaning { get; set; } = "";
    public int Position { get; set; }
    public bool Pinned { get; set; }
    public TagStatus Status { get; set; }

    /// <summary>The tag that took over when this one was merged; 0 otherwise.</summary>
    public int MergedIntoId { get; set; }

    /// <summary>Days after which an assignment ends by itself; 0 = never.</summary>
    public int LifetimeDays { get; set; }
    public DateTime ReviewDue { get; set; } = BusinessTime.Never;

    /// <summary>
    /// The place the tag takes on a customer: its own id in a group of mode Many, minus the group's id in exclusive groups.
    /// (customer, slot) is the key of an assignment, so the database itself refuses two tags of an exclusive group.
    /// </summary>
    public long Slot { get; set; }

    /// <summary>How many customers carry it now; kept by the tag writer.</summary>
    public int Uses { get; set; }
    public DateTime LastUsedAt { get; set; } = BusinessTime.Never;
    public DateTime CreatedAt { get; set; }

    /// <summary>The batch that created it (an import), or 0.</summary>
    public long BatchId { get; set; }
    public int Version { get; set; }

    public static long SlotOf(int tagId, TagGroup group) => group.Exclusive ? -group.Id : tagId;
}

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> tag)
    {
        tag.ToTable("tags");
        tag.Property(t => t.Name).HasMaxLength(Tag.LongestName);
        tag.Property(t => t.NameKey).HasMaxLength(Tag.LongestName);
        tag.Property(t => t.Version).IsConcurrencyToken();
        tag.HasIndex(t => new { t.GroupId, t.NameKey }).IsUnique();
        tag.HasOne<TagGroup>().WithMany().HasForeignKey(t => t.GroupId).OnDelete(DeleteBehavior.Restrict);
    }
}
