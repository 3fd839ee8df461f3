using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Customers;

public enum Gender : byte { Unknown, Male, Female }

public enum CustomerState : byte
{
    Active,

    /// <summary>Created by an import that was taken back; kept for the ledger, shown nowhere.</summary>
    Withdrawn,
}

/// <summary>A person of the unified library; the id is the OneID.</summary>
public sealed class Customer
{
    public const int LongestText = 200;

    public long Id { get; init; }
    public string Name { get; set; } = "";

    /// <summary>The main phone in E.164 (+8613800001234), or as it was given where it is no phone of a known form; empty = none.</summary>
    public string Phone { get; set; } = "";
    public string MemberNo { get; set; } = "";
    public string ExternalId { get; set; } = "";
    public Gender Gender { get; set; }
    public string Company { get; set; } = "";
    public string Region { get; set; } = "";
    public string Remark { get; set; } = "";

    /// <summary>Where the customer came from, in the words of the file or the member.</summary>
    public string Source { get; set; } = "";

    /// <summary>The member in charge; 0 = public pool.</summary>
    public long OwnerId { get; set; }
    public DateTime AddedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
    public CustomerState State { get; set; }

    /// <summary>The import that created the customer, or 0.</summary>
    public long BatchId { get; set; }
    public int Version { get; set; }
}

public enum IdentityType : byte { Phone = 1, MemberNo = 2, ExternalId = 3 }

/// <summary>A normalised value by which a customer is recognised.</summary>
public sealed class CustomerIdentity
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public IdentityType Type { get; init; }
    public string Value { get; init; } = "";
    public IdentitySource Source { get; init; }
    public DateTime FirstSeen { get; init; }
}

public enum IdentitySource : byte { Manual, Import, Api, WeCom }

public enum RelationState : byte { Active, DeletedByCustomer, DeletedByMember, Transferred }

/// <summary>A member follows a customer.</summary>
public sealed class Relation
{
    public long CustomerId { get; init; }
    public long MemberId { get; init; }
    public DateTime AddedAt { get; init; }
    public RelationState State { get; set; }
}

/// <summary>One change of one field of a customer: the field log.</summary>
public sealed class FieldChange
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public CustomerField Field { get; init; }
    public string Old { get; init; } = "";
    public string New { get; init; } = "";
    public DateTime At { get; init; }
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public long BatchId { get; init; }
}

public enum CustomerField : byte { Name = 1, Phone, MemberNo, ExternalId, Gender, Company, Region, Remark, Source, Owner, AddedAt }

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("customers");
        customer.Property(c => c.Id).ValueGeneratedOnAdd();
        customer.Property(c => c.Version).IsConcurrencyToken();
        customer.HasIndex(c => new { c.State, c.AddedAt, c.Id });
        customer.HasIndex(c => new { c.OwnerId, c.AddedAt });
        customer.HasIndex(c => c.BatchId).HasFilter("batch_id > 0");
        customer.HasQueryFilter(c => c.State == CustomerState.Active);
    }
}

internal sealed class CustomerIdentityConfiguration : IEntityTypeConfiguration<CustomerIdentity>
{
    public void Configure(EntityTypeBuilder<CustomerIdentity> identity)
    {
        identity.ToTable("customer_identities");
        identity.Property(i => i.Id).ValueGeneratedOnAdd();
        identity.Property(i => i.Value).HasMaxLength(128);
        identity.HasIndex(i => new { i.Type, i.Value, i.CustomerId }).IsUnique();
        identity.HasIndex(i => i.CustomerId);
    }
}

internal sealed class RelationConfiguration : IEntityTypeConfiguration<Relation>
{
    public void Configure(EntityTypeBuilder<Relation> relation)
    {
        relation.ToTable("relations");
        relation.HasKey(r => new { r.CustomerId, r.MemberId });
        relation.HasIndex(r => new { r.MemberId, r.State });
    }
}

internal sealed class FieldChangeConfiguration : IEntityTypeConfiguration<FieldChange>
{
    public void Configure(EntityTypeBuilder<FieldChange> change)
    {
        change.ToTable("field_changes");
        change.Property(c => c.Id).ValueGeneratedOnAdd();
        change.HasIndex(c => new { c.CustomerId, c.Id });
        change.HasIndex(c => c.BatchId).HasFilter("batch_id > 0");
    }
}
