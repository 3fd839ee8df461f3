using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Tags;

public enum GroupClass : byte { Basic, Behaviour, Value, Combined, Channel, Other }

/// <summary>Many: any number of the group's tags on a customer. One: at most one. Staged: at most one, in order; a move back needs a reason.</summary>
public enum GroupMode : byte { Many, One, Staged }

public enum UpdateCycle : byte { Realtime, Monthly, Quarterly }

public sealed class TagGroup
{
    public const int LongestName = 30;

    public int Id { get; internal set; }
    public string Name { get; set; } = "";

    /// <summary>The folded name: unique among the groups of one owner.</summary>
    public string NameKey { get; set; } = "";
    public GroupClass Class { get; set; } = GroupClass.Other;
    public GroupMode Mode { get; set; }

    /// <summary>0: the company's; otherwise the member whose personal group this is.</summary>
    public long OwnerId { get; set; }

    /// <summary>Only stewards and Admin edit a locked group.</summary>
    public bool Locked { get; set; }

    /// <summary>Whether staff may still assign the tags of the group while it is locked.</summary>
    public bool AssignableWhenLocked { get; set; } = true;
    public List<long> Stewards { get; set; } = [];

    /// <summary>Departments that see the group; none named = all.</summary>
    public List<long> VisibleTo { get; set; } = [];
    public int Position { get; set; }
    public string Color { get; set; } = "#2f6fde";
    public UpdateCycle Cycle { get; set; }
    public string Description { get; set; } = "";

    /// <summary>The industry pack it came from, or empty.</summary>
    public string Pack { get; set; } = "";
    public int Version { get; set; }

    public bool Exclusive => Mode != GroupMode.Many;
    public bool Personal => OwnerId != 0;
}

internal sealed class TagGroupConfiguration : IEntityTypeConfiguration<TagGroup>
{
    public void Configure(EntityTypeBuilder<TagGroup> group)
    {
        group.ToTable("tag_groups");
        group.Property(g => g.Name).HasMaxLength(TagGroup.LongestName);
        group.Property(g => g.NameKey).HasMaxLength(TagGroup.LongestName);
        group.Property(g => g.Version).IsConcurrencyToken();
        group.HasIndex(g => new { g.OwnerId, g.NameKey }).IsUnique();
    }
}
