using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Events;

/// <summary>One touch. Append-only; late, early and repeated arrival are normal, the same (source, key) is the same event.</summary>
public sealed class CustomerEvent
{
    public long Id { get; init; }

    /// <summary>What the event arrived on; whose event it is follows from it.</summary>
    public long IdentityId { get; init; }

    /// <summary>The identity's customer, kept beside it for the timeline; 0 = nobody is known yet.</summary>
    public long CustomerId { get; set; }
    public int KindId { get; init; }
    public DateTime OccurredAt { get; init; }
    public DateTime ReceivedAt { get; init; }
    public int SourceId { get; init; }

    /// <summary>Page, article, product, code or group it was about.</summary>
    public string Subject { get; init; } = "";
    public int Quantity { get; init; }

    /// <summary>Cents.</summary>
    public long Amount { get; init; }
    public int Seconds { get; init; }
    public string Text { get; init; } = "";

    /// <summary>Further properties as a JSON object; "" = none.</summary>
    public string Properties { get; init; } = "";

    /// <summary>The source's own name of the event; unique in its source.</summary>
    public string DedupeKey { get; init; } = "";

    /// <summary>The member who took part, or 0.</summary>
    public long MemberId { get; init; }
    public long BatchId { get; init; }
}

/// <summary>The one row that says since when the 30-day counts of the customers count.</summary>
public sealed class AggregateWindow
{
    public int Id { get; init; } = 1;
    public DateTime Cutoff { get; set; } = BusinessTime.Never;
}

internal sealed class CustomerEventConfiguration : IEntityTypeConfiguration<CustomerEvent>
{
    public void Configure(EntityTypeBuilder<CustomerEvent> happened)
    {
        happened.ToTable("customer_events");
        happened.Property(e => e.Id).ValueGeneratedOnAdd();
        happened.Property(e => e.DedupeKey).HasMaxLength(200);
        happened.HasIndex(e => new { e.SourceId, e.DedupeKey }).IsUnique();
        // With the kind, so that whoever looks for some kinds in a busy customer's story does not open every event of it.
        happened.HasIndex(e => new { e.CustomerId, e.OccurredAt, e.KindId });
        happened.HasIndex(e => new { e.KindId, e.OccurredAt, e.CustomerId, e.Amount });
        happened.HasIndex(e => e.IdentityId).HasFilter("customer_id = 0").HasDatabaseName("IX_customer_events_unlinked");
        happened.HasIndex(e => e.BatchId).HasFilter("batch_id > 0");
    }
}

internal sealed class AggregateWindowConfiguration : IEntityTypeConfiguration<AggregateWindow>
{
    public void Configure(EntityTypeBuilder<AggregateWindow> window)
    {
        window.ToTable("aggregate_window");
        window.Property(w => w.Id).ValueGeneratedNever();
    }
}
