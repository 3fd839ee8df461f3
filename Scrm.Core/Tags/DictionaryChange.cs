using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Tags;

public enum DictionaryAct : byte
{
    GroupCreated, GroupEdited, GroupsReordered, GroupDeleted, TagCreated, TagEdited, TagsReordered, TagArchived, TagRestored, TagMerged, TagDeleted, TagPromoted, PackInstalled,
}

/// <summary>One line of the dictionary's history: what was done to which group or tag, from what to what. Names are kept as they were then.</summary>
public sealed class DictionaryChange
{
    public long Id { get; private set; }
    public DateTime At { get; init; }
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public DictionaryAct Act { get; init; }
    public int GroupId { get; init; }
    public int TagId { get; init; }

    /// <summary>The name of the group or tag (or pack) at the time.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The property that changed, by its code name ("name", "mode", …); empty where the act says it all.</summary>
    public string Field { get; init; } = "";
    public string Old { get; init; } = "";
    public string New { get; init; } = "";

    /// <summary>The batch that did it, or 0.</summary>
    public long BatchId { get; init; }
}

internal sealed class DictionaryChangeConfiguration : IEntityTypeConfiguration<DictionaryChange>
{
    public void Configure(EntityTypeBuilder<DictionaryChange> change)
    {
        change.ToTable("dictionary_changes");
        change.HasIndex(c => c.GroupId);
        change.HasIndex(c => c.BatchId).HasFilter("batch_id > 0");
    }
}
