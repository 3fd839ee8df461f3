using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Customers;

public enum Gender : byte { Unknown, Male, Female }

public enum CustomerState : byte
{
    Active,

    /// <summary>Created by an import that was taken back; kept for the ledger, shown nowhere.</summary>
    Withdrawn,

    /// <summary>Became part of another customer, <see cref="Customer.MergedInto"/>; the id leads there for ever.</summary>
    Merged,

    /// <summary>Erased on the person's own wish; the row keeps the id and nothing else.</summary>
    Erased,
}

public enum ConsentState : byte { Unknown, Given, Refused }

/// <summary>AIPL: how far a customer has come, and whether they left.</summary>
public enum LifecycleStage : byte { Unknown, Aware, Interested, Buyer, Loyal, Lost }

public enum ValueTier : byte { Unknown, Potential, Ordinary, Important, Core }

/// <summary>RFM's eight classes: the number less one has the bits 4 (recent), 2 (frequent) and 1 (spends much).</summary>
public enum RfmClass : byte { Unknown, OrdinaryWinBack, ImportantWinBack, OrdinaryRetain, ImportantRetain, OrdinaryGrow, ImportantGrow, OrdinaryValue, ImportantValue }

/// <summary>A person of the unified library; the id is the OneID.</summary>
public sealed class Customer
{
    public const int LongestText = 200;

    public long Id { get; init; }

    public string Name
    {
        get;
        set
        {
            field = value;
            Initials = Pinyin.OfPerson(value);
        }
    } = "";

    /// <summary>What the name is looked up by, <see cref="Pinyin.OfPerson"/>; whoever writes a name without this class writes it too.</summary>
    public string Initials { get; private set; } = "";

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

    /// <summary>The customer this one became part of, or 0.</summary>
    public long MergedInto { get; set; }

    public ConsentState Consent { get; set; }

    /// <summary>How the consent was given or refused, in the words of who noted it.</summary>
    public string ConsentSource { get; set; } = "";
    public DateTime ConsentAt { get; set; } = BusinessTime.Never;

    /// <summary>When the customer last did something towards us; kept by the event writer, like all that follows up to <see cref="Points"/>.</summary>
    public DateTime LastInboundAt { get; set; } = BusinessTime.Never;

    /// <summary>When customer and company last dealt with each other, whoever began.</summary>
    public DateTime LastInteractionAt { get; set; } = BusinessTime.Never;
    public DateTime FirstOrderAt { get; set; } = BusinessTime.Never;
    public DateTime LastOrderAt { get; set; } = BusinessTime.Never;
    public int OrderCount { get; set; }

    /// <summary>Paid less refunded, in cents.</summary>
    public long SpentTotal { get; set; }

    /// <summary>Interactions since the cutoff of <c>AggregateWindow</c>, as are the next two.</summary>
    public int Interactions30 { get; set; }
    public int Orders30 { get; set; }

    /// <summary>Cents.</summary>
    public long Spent30 { get; set; }

    /// <summary>The balance of the points: the sum of all their changes, which are events.</summary>
    public long Points { get; set; }

    public LifecycleStage Stage { get; set; }

    /// <summary>The stage was set by a member and stays until they give it back to the rules.</summary>
    public bool StageByHand { get; set; }
    public ValueTier Tier { get; set; }
    public RfmClass Rfm { get; set; }

    /// <summary>Midnight of the day on which the next product they buy again and again is expected to be used up; never where none is. Kept by the rating.</summary>
    public DateTime RunOutAt { get; set; } = BusinessTime.Never;

    /// <summary>
    /// From when on stage, tier and class are due to be worked out again: the next moment at which time alone may change them.
    /// Whoever writes what they follow from (orders, touches, a merge) sets it back to never, which is at once.
    /// </summary>
    public DateTime RateAt { get; set; } = BusinessTime.Never;
}

/// <summary>Strength is in domain terms: strong values link, medium ones propose, the rest never merges.</summary>
public enum IdentityType : byte
{
    Phone = 1, MemberNo, ExternalId, UnionId, ExternalUserId, OpenId, BusinessId, Email, Device, Ip,

    /// <summary>The customer's own number: carries events of somebody who has no other identity.</summary>
    OneId,
}

public enum IdentityState : byte
{
    Active,

    /// <summary>Seen on too many customers: no longer tells who somebody is.</summary>
    Shared,
}

/// <summary>A normalised value by which a customer is recognised.</summary>
public sealed class CustomerIdentity
{
    public long Id { get; init; }

    /// <summary>0 while nobody is known to own the value; its events wait with it.</summary>
    public long CustomerId { get; set; }
    public IdentityType Type { get; init; }

    /// <summary>Normalised; an openid carries its app ("app|openid"), a business id its system ("system|id").</summary>
    public string Value { get; init; } = "";
    public IdentitySource Source { get; init; }
    public DateTime FirstSeen { get; init; }
    public DateTime LastSeen { get; set; } = BusinessTime.Never;
    public bool Verified { get; set; }
    public IdentityState State { get; set; }
}

public enum IdentitySource : byte { Manual, Import, Api, WeCom, Web }

/// <summary>One change of one field of a customer: the field log.</summary>
public sealed class FieldChange
{
    public long Id { get; init; }
    public long CustomerId { get; init; }

    /// <summary>A field every customer has; 0 where <see cref="DefinitionId"/> names one the company defined.</summary>
    public CustomerField Field { get; init; }
    public int DefinitionId { get; init; }
    public string Old { get; init; } = "";
    public string New { get; init; } = "";
    public DateTime At { get; init; }
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public long BatchId { get; init; }
}

public enum CustomerField : byte { Name = 1, Phone, MemberNo, ExternalId, Gender, Company, Region, Remark, Source, Owner, AddedAt, Consent, Stage }

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("customers");
        customer.Property(c => c.Id).ValueGeneratedOnAdd();
        customer.Property(c => c.Version).IsConcurrencyToken();
        // One for each order of the list. Of the living only: an index that begins with a state nearly everybody has looks like a way to few rows to a planner without statistics.
        customer.HasIndex(c => new { c.AddedAt, c.Id }).HasFilter("state = 0").HasDatabaseName("IX_customers_list_added_at");
        customer.HasIndex(c => new { c.LastInteractionAt, c.Id, c.AddedAt }).HasFilter("state = 0").HasDatabaseName("IX_customers_list_last_interaction_at");
        customer.HasIndex(c => new { c.SpentTotal, c.Id }).HasFilter("state = 0").HasDatabaseName("IX_customers_list_spent_total");
        customer.HasIndex(c => new { c.OwnerId, c.AddedAt });
        customer.HasIndex(c => new { c.Initials, c.Id }).HasFilter("state = 0").HasDatabaseName("IX_customers_initials");
        customer.HasIndex(c => new { c.RunOutAt, c.Id }).HasFilter("state = 0 AND run_out_at > 0").HasDatabaseName("IX_customers_run_out");
        customer.HasIndex(c => c.BatchId).HasFilter("batch_id > 0");
        customer.HasIndex(c => c.MergedInto).HasFilter("merged_into > 0");
        customer.HasIndex(c => c.LastOrderAt);
        customer.HasIndex(c => c.RateAt);
        customer.HasIndex(c => new { c.Source, c.AddedAt, c.FirstOrderAt }).HasFilter("state = 0").HasDatabaseName("IX_customers_by_source");
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
