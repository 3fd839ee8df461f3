using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Events;

/// <summary>Who acted. Inbound and outbound are interactions; internal ones are notes about the customer.</summary>
public enum EventDirection : byte { Inbound, Outbound, Internal }

/// <summary>A kind of event. Built-in ones have ids below <see cref="FirstCustom"/> and fixed codes; the company adds its own ("custom.…").</summary>
public sealed class EventKind
{
    public const int FirstCustom = 1000;

    public int Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; set; } = "";
    public EventDirection Direction { get; set; }

    /// <summary>The name of an icon of the icon font.</summary>
    public string Icon { get; set; } = "";

    /// <summary>Typed properties, as JSON.</summary>
    public string Properties { get; set; } = "[]";
    public bool Archived { get; set; }
    public int Version { get; set; }
}

internal sealed class EventKindConfiguration : IEntityTypeConfiguration<EventKind>
{
    public void Configure(EntityTypeBuilder<EventKind> kind)
    {
        kind.ToTable("event_kinds");
        kind.Property(k => k.Id).ValueGeneratedNever();
        kind.Property(k => k.Code).HasMaxLength(64);
        kind.Property(k => k.Version).IsConcurrencyToken();
        kind.HasIndex(k => k.Code).IsUnique();
    }
}
