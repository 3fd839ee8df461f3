using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Customers;

public enum ReviewState : byte
{
    Open, Merged,

    /// <summary>A member said that these are two people; never proposed again.</summary>
    Never,

    /// <summary>The reason went away by itself: one of the two changed, was merged elsewhere or was erased.</summary>
    Settled,
}

/// <summary>Two customers who may be one person (待确认), with the evidence; a pair occurs once, the smaller id first.</summary>
public sealed class MergeReview
{
    public long Id { get; init; }
    public long FirstId { get; init; }
    public long SecondId { get; init; }

    /// <summary>What speaks for it, as JSON.</summary>
    public string Evidence { get; set; } = "[]";
    public ReviewState State { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime DecidedAt { get; set; } = BusinessTime.Never;
    public ActorKind ActorKind { get; set; }
    public long ActorId { get; set; }
    public int Version { get; set; }
}

/// <summary>Why a merge happened.</summary>
public enum MergeRule : byte { ByHand, Review, StrongValue, Bulk }

/// <summary>One merge: who became part of whom, and everything needed to take it back.</summary>
public sealed class CustomerMerge
{
    public long Id { get; init; }
    public long SurvivorId { get; init; }
    public long AbsorbedId { get; init; }
    public MergeRule Rule { get; init; }
    public DateTime At { get; init; }
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public long BatchId { get; init; }

    /// <summary>Before-images of both, rows moved and values chosen, as JSON.</summary>
    public string Record { get; set; } = "{}";
    public DateTime UndoneAt { get; set; } = BusinessTime.Never;
    public long UndoneBy { get; set; }
}

/// <summary>A value by which nobody is ever recognised: a shop's phone, a member's own.</summary>
public sealed class BlockedValue
{
    public long Id { get; init; }
    public IdentityType Type { get; init; }
    public string Value { get; init; } = "";
    public string Reason { get; init; } = "";
    public DateTime At { get; init; }
    public long MemberId { get; init; }
}

/// <summary>The tombstone of one identity of an erased person: a keyed hash that stops its return and tells nothing else.</summary>
public sealed class ErasedIdentity
{
    public string Hash { get; init; } = "";
    public DateTime At { get; init; }
}

internal sealed class MergeReviewConfiguration : IEntityTypeConfiguration<MergeReview>
{
    public void Configure(EntityTypeBuilder<MergeReview> review)
    {
        review.ToTable("merge_reviews");
        review.Property(r => r.Id).ValueGeneratedOnAdd();
        review.Property(r => r.Version).IsConcurrencyToken();
        review.HasIndex(r => new { r.FirstId, r.SecondId }).IsUnique();
        review.HasIndex(r => r.SecondId);
        review.HasIndex(r => new { r.State, r.Id });
    }
}

internal sealed class CustomerMergeConfiguration : IEntityTypeConfiguration<CustomerMerge>
{
    public void Configure(EntityTypeBuilder<CustomerMerge> merge)
    {
        merge.ToTable("customer_merges");
        merge.Property(m => m.Id).ValueGeneratedOnAdd();
        merge.HasIndex(m => m.SurvivorId);
        merge.HasIndex(m => m.AbsorbedId);
        merge.HasIndex(m => m.BatchId).HasFilter("batch_id > 0");
    }
}

internal sealed class BlockedValueConfiguration : IEntityTypeConfiguration<BlockedValue>
{
    public void Configure(EntityTypeBuilder<BlockedValue> blocked)
    {
        blocked.ToTable("blocked_values");
        blocked.Property(b => b.Id).ValueGeneratedOnAdd();
        blocked.Property(b => b.Value).HasMaxLength(128);
        blocked.HasIndex(b => new { b.Type, b.Value }).IsUnique();
    }
}

internal sealed class ErasedIdentityConfiguration : IEntityTypeConfiguration<ErasedIdentity>
{
    public void Configure(EntityTypeBuilder<ErasedIdentity> erased)
    {
        erased.ToTable("erased_identities");
        erased.HasKey(e => e.Hash);
        erased.Property(e => e.Hash).HasMaxLength(64);
    }
}
