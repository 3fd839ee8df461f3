using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Team;

/// <summary>A list's filters, sort and columns under a name: the page's query string, kept for one member.</summary>
public sealed class SavedView
{
    public long Id { get; private set; }
    public long MemberId { get; init; }

    /// <summary>The page's path, "customers" or "tags".</summary>
    public string Page { get; init; } = "";
    public string Name { get; set; } = "";
    public string Query { get; set; } = "";
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_views");
        view.Property(v => v.Name).HasMaxLength(40);
        view.HasIndex(v => new { v.MemberId, v.Page, v.Name }).IsUnique();
    }
}
