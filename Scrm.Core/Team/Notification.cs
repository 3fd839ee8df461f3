using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Team;

public enum NotificationKind : byte { BatchEnded, BatchFailed, CustomersReceived, CustomerLost }

/// <summary>Something one member should know of, kept until read and for a while after.</summary>
public sealed class Notification
{
    public long Id { get; init; }
    public long MemberId { get; init; }
    public NotificationKind Kind { get; init; }

    /// <summary>The batch or the customer it is about.</summary>
    public long SubjectId { get; init; }
    public int Count { get; init; }

    /// <summary>Who handed customers over; batches and customers are named by what they are called when it is read, and erased with them.</summary>
    public string Title { get; init; } = "";
    public DateTime At { get; init; }
    public DateTime ReadAt { get; set; } = BusinessTime.Never;
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("notifications");
        notification.Property(n => n.Id).ValueGeneratedOnAdd();
        notification.HasIndex(n => new { n.MemberId, n.Id });
    }
}
