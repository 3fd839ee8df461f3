using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

/// <summary>The "Imports" section of the settings.</summary>
public sealed class ImportSettings
{
    /// <summary>How long an uploaded file stays after its import has ended; what the import did stays for ever.</summary>
    [Range(1, 3650)]
    public int KeepUploadsDays { get; set; } = 90;
}

/// <summary>Deletes uploaded files that no import needs any more: they are personal data, and the folder has a quota.</summary>
public sealed class UploadSweep(IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads, ImportSettings settings)
{
    // An upload is being written, or its import is about to be saved.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>Returns how many files went.</summary>
    public async Task<int> SweepAsync(DateTime now, CancellationToken cancel)
    {
        var files = uploads.All().Where(f => f.WrittenAt < now - Fresh).ToList();
        if (files.Count == 0) return 0;
        var needed = await NeededAsync(now - TimeSpan.FromDays(settings.KeepUploadsDays), cancel);
        var gone = files.Where(f => !needed.Contains(f.Name)).ToList();
        foreach (var file in gone) uploads.Delete(file.Name);
        return gone.Count;
    }

    private async Task<HashSet<string>> NeededAsync(DateTime since, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Imports.Where(i => i.CreatedAt > since || db.Batches.Any(b => b.Id == i.BatchId && (b.State < BatchState.Done || b.FinishedAt > since)))
            .Select(i => i.StoredName).Distinct().ToHashSetAsync(cancel);
    }
}

[DisallowConcurrentExecution]
public sealed partial class UploadSweepJob(UploadSweep sweep, TimeProvider clock, ILogger<UploadSweepJob> log) : IJob
{
    public static readonly JobKey Key = new("upload-sweep");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var gone = await sweep.SweepAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (gone > 0) Deleted(gone);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} uploaded files were old enough to be deleted")]
    private partial void Deleted(int count);
}
