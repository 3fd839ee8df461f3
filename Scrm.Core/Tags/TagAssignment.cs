using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Tags;

/// <summary>How a tag came to a customer.</summary>
public enum TagSource : byte { Manual = 0, Import = 1, Bulk = 2, Api = 3, LiveCode = 4, Rule = 5, Sop = 6, WeCom = 7, Merge = 8, Undo = 9, Expiry = 10, ModeChange = 11, CustomerMerge = 12 }

/// <summary>A tag on a customer. Keyed by (customer, slot); written by <see cref="TagWriter"/> and nothing else.</summary>
public sealed class TagAssignment
{
    public long CustomerId { get; private set; }
    public long Slot { get; private set; }
    public int TagId { get; private set; }
    public DateTime Since { get; private set; }
    public DateTime Expires { get; private set; }
    public TagSource Source { get; private set; }

    /// <summary>The member who put it on, or 0.</summary>
    public long AddedBy { get; private set; }
    public long BatchId { get; private set; }
}

public enum TagChangeKind : byte { Added = 1, Removed = 2 }

/// <summary>
/// One line of the ledger; only ever appended. Since, Expires, Source, AddedBy and OriginBatch describe the assignment that was put on or taken off,
/// so that the lines replay to the current state and a removal can be undone to the letter.
/// </summary>
public sealed class TagChange
{
    public long Id { get; private set; }
    public long CustomerId { get; private set; }
    public int TagId { get; private set; }
    public TagChangeKind Kind { get; private set; }
    public DateTime At { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public long ActorId { get; private set; }
    public TagSource Cause { get; private set; }
    public long BatchId { get; private set; }
    public DateTime Since { get; private set; }
    public DateTime Expires { get; private set; }
    public TagSource Source { get; private set; }
    public long AddedBy { get; private set; }
    public long OriginBatch { get; private set; }

    /// <summary>The tag it replaced, or that replaced it, in an exclusive group; 0 otherwise.</summary>
    public int OtherTagId { get; private set; }

    /// <summary>The row of the imported file, counted as the spreadsheet does; 0 otherwise.</summary>
    public int Row { get; private set; }
    public string Reason { get; private set; } = "";
}

internal sealed class TagAssignmentConfiguration : IEntityTypeConfiguration<TagAssignment>
{
    public void Configure(EntityTypeBuilder<TagAssignment> assignment)
    {
        assignment.ToTable("tag_assignments");
        assignment.HasKey(a => new { a.CustomerId, a.Slot });
        assignment.Property(a => a.CustomerId).ValueGeneratedNever();
        assignment.Property(a => a.Slot).ValueGeneratedNever();
        assignment.HasIndex(a => new { a.TagId, a.CustomerId });
        assignment.HasIndex(a => a.Expires).HasFilter("expires > 0");
    }
}

internal sealed class TagChangeConfiguration : IEntityTypeConfiguration<TagChange>
{
    public void Configure(EntityTypeBuilder<TagChange> change)
    {
        change.ToTable("tag_changes");
        change.Property(c => c.Reason).HasMaxLength(200);
        change.HasIndex(c => new { c.CustomerId, c.Id });
        change.HasIndex(c => new { c.BatchId, c.CustomerId, c.Id }).HasFilter("batch_id > 0");
    }
}
