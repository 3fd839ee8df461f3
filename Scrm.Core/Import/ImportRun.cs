using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Scrm.Core.Import;

public enum ImportState : byte { Uploaded, Planned, Applying, Applied, Cancelled, Failed }

/// <summary>One uploaded file on its way: layout, choices, plan, batch.</summary>
public sealed class ImportRun
{
    public long Id { get; private set; }

    /// <summary>The name the operator's file had; shown, never used as a path.</summary>
    public string FileName { get; init; } = "";

    /// <summary>The generated name under which the file is kept.</summary>
    public string StoredName { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
    public ImportState State { get; set; }

    /// <summary>The sheet layout the operator confirmed, as JSON.</summary>
    public string Layout { get; set; } = "";

    /// <summary>What to do with unknown tags and the like, as JSON.</summary>
    public string Choices { get; set; } = "{}";

    /// <summary>The plan's counts and samples, as JSON.</summary>
    public string Plan { get; set; } = "";
    public long BatchId { get; set; }
    public long MemberId { get; init; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; }
}

/// <summary>A mapping remembered for a set of headers.</summary>
public sealed class ImportMapping
{
    public string HeaderKey { get; init; } = "";
    public string Layout { get; set; } = "";
    public DateTime UsedAt { get; set; }
}

/// <summary>One row that could not be taken, or not in full.</summary>
public sealed class ImportProblem
{
    public long Id { get; init; }
    public long ImportId { get; init; }

    /// <summary>The row as the spreadsheet counts it, from 1.</summary>
    public int Row { get; init; }

    /// <summary>The column from 0, or -1 where the whole row is meant.</summary>
    public int Column { get; init; }
    public byte Code { get; init; }
    public string Value { get; init; } = "";
    public string Suggestion { get; init; } = "";

    /// <summary>Whether the row was left out as a whole.</summary>
    public bool RowLost { get; init; }
}

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("imports");
        run.Property(r => r.Version).IsConcurrencyToken();
        run.HasIndex(r => r.Sha256);
        run.HasIndex(r => r.BatchId);
    }
}

internal sealed class ImportMappingConfiguration : IEntityTypeConfiguration<ImportMapping>
{
    public void Configure(EntityTypeBuilder<ImportMapping> mapping)
    {
        mapping.ToTable("import_mappings");
        mapping.HasKey(m => m.HeaderKey);
        mapping.Property(m => m.HeaderKey).HasMaxLength(64);
    }
}

internal sealed class ImportProblemConfiguration : IEntityTypeConfiguration<ImportProblem>
{
    public void Configure(EntityTypeBuilder<ImportProblem> problem)
    {
        problem.ToTable("import_problems");
        problem.Property(p => p.Id).ValueGeneratedOnAdd();
        problem.HasIndex(p => new { p.ImportId, p.Row });
    }
}
