using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Sources;

public enum Channel : byte { Other, Store, Shop, OfficialAccount, MiniProgram, WeCom, Website, Call, EventForm, Advertisement, Referral, File, Api }

/// <summary>Where customers and events come from; a customer's <c>Source</c> is its name.</summary>
public sealed class Source
{
    public int Id { get; init; }
    public string Name { get; set; } = "";
    public Channel Channel { get; set; }
    public int Position { get; set; }
    public bool Archived { get; set; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; }
}

/// <summary>What a source cost in one month of the company's zone.</summary>
public sealed class SourceCost
{
    public int SourceId { get; init; }

    /// <summary>The year times 100 and the month: 202611.</summary>
    public int Month { get; init; }

    /// <summary>Cents.</summary>
    public long Cost { get; set; }
}

internal sealed class SourceCostConfiguration : IEntityTypeConfiguration<SourceCost>
{
    public void Configure(EntityTypeBuilder<SourceCost> cost)
    {
        cost.ToTable("source_costs");
        cost.HasKey(c => new { c.SourceId, c.Month });
    }
}

internal sealed class SourceConfiguration : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> source)
    {
        source.ToTable("sources");
        source.Property(s => s.Id).ValueGeneratedOnAdd();
        source.Property(s => s.Name).HasMaxLength(60);
        source.Property(s => s.Version).IsConcurrencyToken();
        source.HasIndex(s => s.Name).IsUnique();
    }
}
