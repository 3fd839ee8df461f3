using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Tags;

public enum BatchKind : byte { Import, BulkTag, TagMerge, ModeChange, Undo, CustomerMerge, HandOver, FieldSet, TagsToField, OrderImport, EventImport, Recount, DictionaryImport, PackInstall }

public enum BatchState : byte { Queued, Running, Done, Cancelled, Failed }

/// <summary>
/// One long act: counts, progress, cancel, undo. The work is cut into short transactions, each of which also moves <see cref="Position"/>,
/// so a killed process resumes where the last committed one ended.
/// </summary>
public sealed class Batch
{
    public long Id { get; private set; }
    public BatchKind Kind { get; init; }
    public BatchState State { get; set; }

    /// <summary>What is worked on, in the operator's own words: a file name, a tag's name.</summary>
    public string Title { get; init; } = "";

    /// <summary>The work's parameters as JSON; read by the kind's own work.</summary>
    public string Work { get; set; } = "{}";
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime StartedAt { get; set; } = BusinessTime.Never;
    public DateTime FinishedAt { get; set; } = BusinessTime.Never;

    /// <summary>The node at work renews this; a batch whose beat is older than <see cref="BatchRunner.Lease"/> is taken over.</summary>
    public DateTime Heartbeat { get; set; } = BusinessTime.Never;
    public string Node { get; set; } = "";
    public bool CancelAsked { get; set; }

    /// <summary>Where to go on: a row number or an id; its meaning is the kind's own.</summary>
    public long Position { get; set; }

    /// <summary>Rows or customers in all; 0 while unknown.</summary>
    public int Total { get; set; }
    public int Done { get; set; }
    public int Added { get; set; }
    public int Removed { get; set; }
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Skipped { get; set; }
    public int Problems { get; set; }

    /// <summary>The batch this one takes back, or 0.</summary>
    public long Undoes { get; init; }

    /// <summary>The batch that took this one back, or 0.</summary>
    public long UndoneBy { get; set; }

    /// <summary>Why it failed: a short code, no stack trace.</summary>
    public string Error { get; set; } = "";

    public bool Finished => State >= BatchState.Done;
}

internal sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> batch)
    {
        batch.ToTable("batches");
        batch.HasIndex(b => b.State);
    }
}
