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

    /// <summary>What it has cost so far, in cents; 0 = not known.</summary>
    public long Cost { get; set; }
    public int Position { get; set; }
    public bool Archived { get; set; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; }
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
