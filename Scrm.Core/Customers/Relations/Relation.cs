using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Customers;

public enum RelationState : byte { Active, DeletedByCustomer, DeletedByMember, Transferred }

/// <summary>A member follows a customer.</summary>
public sealed class Relation
{
    public long CustomerId { get; init; }
    public long MemberId { get; init; }
    public DateTime AddedAt { get; init; }
    public RelationState State { get; set; }
    public string Remark { get; set; } = "";
    public string Description { get; set; } = "";

    /// <summary>How they met, in the operator's words: 扫码, 名片, 群聊 …</summary>
    public string AddWay { get; set; } = "";

    /// <summary>The live code by which the customer came, or empty.</summary>
    public string StateCode { get; set; } = "";
    public DateTime EndedAt { get; set; } = BusinessTime.Never;
}

/// <summary>One turn in the history of a relation; a loss keeps what the customer was then.</summary>
public sealed class RelationChange
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public long MemberId { get; init; }
    public RelationState State { get; init; }

    /// <summary>Whoever took over, or 0.</summary>
    public long ToMemberId { get; init; }
    public string Reason { get; init; } = "";

    /// <summary>Tags and stage at that moment, as JSON; empty where the customer stayed.</summary>
    public string Snapshot { get; init; } = "";
    public DateTime At { get; init; }
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public long BatchId { get; init; }
}

internal sealed class RelationConfiguration : IEntityTypeConfiguration<Relation>
{
    public void Configure(EntityTypeBuilder<Relation> relation)
    {
        relation.ToTable("relations");
        relation.HasKey(r => new { r.CustomerId, r.MemberId });
        relation.HasIndex(r => new { r.MemberId, r.State });
        relation.HasIndex(r => r.EndedAt).HasFilter("ended_at > 0");
    }
}

internal sealed class RelationChangeConfiguration : IEntityTypeConfiguration<RelationChange>
{
    public void Configure(EntityTypeBuilder<RelationChange> change)
    {
        change.ToTable("relation_changes");
        change.Property(c => c.Id).ValueGeneratedOnAdd();
        change.HasIndex(c => new { c.CustomerId, c.Id });
        change.HasIndex(c => c.BatchId).HasFilter("batch_id > 0");
    }
}
