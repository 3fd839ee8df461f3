using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Forecast;

namespace Scrm.Core.Lifecycle;

/// <summary>How far the rating of everybody has come, and by which version of the thresholds.</summary>
internal sealed record RatingProgress(int ThresholdsVersion, long Position, DateTime FullAt)
{
    public static readonly RatingProgress None = new(-1, long.MaxValue, BusinessTime.Never);
}

/// <summary>Customers looked at and customers whose stage, tier or class changed.</summary>
public readonly record struct RatingRun(int Seen, int Changed);

/// <summary>
/// Keeps stage, tier and class of every customer right: works out again whoever was touched since, and whoever time alone may have moved.
/// New thresholds, and once a day everybody, whatever the writers said.
/// </summary>
public sealed class CustomerRating(IDbContextFactory<ScrmDbContext> contexts)
{
    public const string ThresholdsKey = "value-thresholds";
    private const string ProgressKey = "value-rating";
    private const int AStep = 2000;
    private static readonly TimeSpan FullEvery = TimeSpan.FromDays(1);

    /// <summary>Whatever is due by <paramref name="now"/>, in short transactions. Twice in a row does what once does.</summary>
    public async Task<RatingRun> RunAsync(DateTime now, CancellationToken cancel)
    {
        var (seen, changed) = (0, 0);
        for (RatingRun step; (step = await StepAsync(now, cancel)).Seen > 0;) (seen, changed) = (seen + step.Seen, changed + step.Changed);
        return new(seen, changed);
    }

    private async Task<RatingRun> StepAsync(DateTime now, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginResumableAsync(db, cancel);
        var (thresholds, version) = await SettingBook.ReadAsync(db, ThresholdsKey, ValueThresholds.Default, cancel);
        var (progress, at) = await SettingBook.ReadAsync(db, ProgressKey, RatingProgress.None, cancel);
        if (progress.ThresholdsVersion != version || (progress.Position == long.MaxValue && progress.FullAt + FullEvery <= now)) progress = new(version, 0, now);
        var full = progress.Position < long.MaxValue;
        var rows = full ? await RatedRow.AfterAsync(db, progress.Position, AStep, locked: true, cancel) : await RatedRow.DueAsync(db, now, AStep, cancel);
        var changed = await KeepAsync(db, rows, thresholds, now, cancel);
        if (full)
        {
            await SettingBook.PutAsync(db, ProgressKey, progress with { Position = rows.Count == 0 ? long.MaxValue : rows[^1].Id }, at, cancel);
            await db.SaveChangesAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
        return full && rows.Count == 0 ? new(1, 0) : new(rows.Count, changed);
    }

    private static async Task<int> KeepAsync(ScrmDbContext db, List<RatedRow> rows, ValueThresholds thresholds, DateTime now, CancellationToken cancel)
    {
        // Whoever is not due has neither bought since nor outlived a run-out: theirs stands.
        var runOuts = await RunOutDays.NextAsync(db, [.. rows.Where(r => r.RateAt <= now && r.Facts.Orders > 1).Select(r => r.Id)], now, cancel);
        RatedRow Rate(RatedRow row) => row.With(Rating.Of(row.Facts, thresholds, now)).With(row.RateAt <= now ? runOuts.GetValueOrDefault(row.Id, BusinessTime.Never) : row.RunOutAt);
        var kept = rows.ConvertAll(row => (Was: row, Is: Rate(row))).FindAll(r => r.Was != r.Is);
        await RatedRow.WriteAsync(db, kept.ConvertAll(r => r.Is), cancel);
        var moved = kept.FindAll(r => r.Was.Stage != r.Is.Stage && r.Was.Stage != LifecycleStage.Unknown);
        db.FieldChanges.AddRange(moved.Select(r => StageChange(r.Was.Id, r.Was.Stage, r.Is.Stage, Actor.System, now)));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return kept.Count(r => (r.Was.Stage, r.Was.Tier, r.Was.Rfm) != (r.Is.Stage, r.Is.Tier, r.Is.Rfm));
    }

    internal static FieldChange StageChange(long customer, LifecycleStage old, LifecycleStage now, Actor by, DateTime at) => new()
    {
        CustomerId = customer, Field = CustomerField.Stage, Old = $"{(byte)old}", New = $"{(byte)now}", At = at, ActorKind = by.Kind, ActorId = by.Id,
    };
}
