using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Events;

public enum OrderStatus : byte { Paid, PartlyRefunded, Refunded }

/// <summary>A paid order; its number is unique in its source.</summary>
public sealed class CustomerOrder
{
    public long Id { get; init; }
    public long IdentityId { get; init; }

    /// <summary>The identity's customer; 0 = nobody is known yet.</summary>
    public long CustomerId { get; set; }
    public int SourceId { get; init; }
    public string Number { get; init; } = "";
    public DateTime PaidAt { get; init; }

    /// <summary>Cents, before refunds.</summary>
    public long Amount { get; init; }

    /// <summary>Cents.</summary>
    public long Refunded { get; set; }
    public OrderStatus Status { get; set; }
    public long BatchId { get; init; }
}

public sealed class OrderLine
{
    public long OrderId { get; init; }
    public int Position { get; init; }
    public string Product { get; init; } = "";
    public int Quantity { get; init; }

    /// <summary>Cents for the whole line.</summary>
    public long Amount { get; init; }
}

public sealed class OrderRefund
{
    public long Id { get; init; }
    public long OrderId { get; init; }

    /// <summary>The source's own name of the refund; unique in its order.</summary>
    public string Key { get; init; } = "";
    public DateTime At { get; init; }

    /// <summary>Cents.</summary>
    public long Amount { get; init; }
    public string Reason { get; init; } = "";
    public long BatchId { get; init; }
}

internal sealed class CustomerOrderConfiguration : IEntityTypeConfiguration<CustomerOrder>
{
    public void Configure(EntityTypeBuilder<CustomerOrder> order)
    {
        order.ToTable("customer_orders");
        order.Property(o => o.Id).ValueGeneratedOnAdd();
        order.Property(o => o.Number).HasMaxLength(100);
        order.HasIndex(o => new { o.SourceId, o.Number }).IsUnique();
        order.HasIndex(o => new { o.CustomerId, o.PaidAt, o.Amount, o.Refunded });
        order.HasIndex(o => o.PaidAt);
        order.HasIndex(o => o.IdentityId).HasFilter("customer_id = 0").HasDatabaseName("IX_customer_orders_unlinked");
        order.HasIndex(o => o.BatchId).HasFilter("batch_id > 0");
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.ToTable("order_lines");
        line.HasKey(l => new { l.OrderId, l.Position });
    }
}

internal sealed class OrderRefundConfiguration : IEntityTypeConfiguration<OrderRefund>
{
    public void Configure(EntityTypeBuilder<OrderRefund> refund)
    {
        refund.ToTable("order_refunds");
        refund.Property(r => r.Id).ValueGeneratedOnAdd();
        refund.Property(r => r.Key).HasMaxLength(100);
        refund.HasIndex(r => new { r.OrderId, r.Key }).IsUnique();
    }
}
