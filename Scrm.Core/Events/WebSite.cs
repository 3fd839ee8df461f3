using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Events;

/// <summary>A web site whose pages carry the script; its key is public and may only report views.</summary>
public sealed class WebSite
{
    public int Id { get; init; }
    public string Name { get; set; } = "";
    public string Key { get; init; } = "";

    /// <summary>Allowed origins, one a line.</summary>
    public string Origins { get; set; } = "";
    public int SourceId { get; set; }
    public bool Enabled { get; set; } = true;
    public DateTime CreatedAt { get; init; }
}

/// <summary>A short address that leads to <see cref="Url"/> and tells who came by it.</summary>
public sealed class TrackedLink
{
    public int Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; set; } = "";
    public string Url { get; set; } = "";
    public int SourceId { get; set; }
    public bool Enabled { get; set; } = true;
    public long MemberId { get; init; }
    public DateTime CreatedAt { get; init; }
}

internal sealed class WebSiteConfiguration : IEntityTypeConfiguration<WebSite>
{
    public void Configure(EntityTypeBuilder<WebSite> site)
    {
        site.ToTable("web_sites");
        site.Property(s => s.Id).ValueGeneratedOnAdd();
        site.Property(s => s.Key).HasMaxLength(64);
        site.HasIndex(s => s.Key).IsUnique();
    }
}

internal sealed class TrackedLinkConfiguration : IEntityTypeConfiguration<TrackedLink>
{
    public void Configure(EntityTypeBuilder<TrackedLink> link)
    {
        link.ToTable("tracked_links");
        link.Property(l => l.Id).ValueGeneratedOnAdd();
        link.Property(l => l.Code).HasMaxLength(32);
        link.HasIndex(l => l.Code).IsUnique();
    }
}
