using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Rights;

/// <summary>How many days the product's own backups are kept; 0 = for ever.</summary>
public sealed record BackupRule(int Days)
{
    public const int Longest = 3650;

    public static readonly BackupRule Default = new(90);
}

/// <summary>A backup holds everybody who was in the library when it was made, so it does not lie about for ever.</summary>
public sealed class BackupRetention(IDbContextFactory<ScrmDbContext> contexts, BackupFiles files, TimeProvider clock)
{
    private const string Key = "backups";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<(BackupRule Rule, int Version)> ReadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await SettingBook.ReadAsync(db, Key, BackupRule.Default, cancel);
    }

    public async Task<Outcome> SaveAsync(BackupRule rule, int version, Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return Outcome.No(RightsRefusal.NotAllowed);
        if (rule.Days is < 0 or > BackupRule.Longest) return Outcome.No(RightsRefusal.DaysRange, BackupRule.Longest);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (!await SettingBook.PutAsync(db, Key, rule, version, cancel)) return Outcome.No(RightsRefusal.ChangedMeanwhile);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.SettingEdited, 0, rule.Days, Key));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>How many there are, and when the last of them goes; null where there is none or they are kept for ever.</summary>
    public async Task<(int Files, DateTime? LastGoes)> StandingAsync(CancellationToken cancel)
    {
        var (all, (rule, _)) = (files.All(), await ReadAsync(cancel));
        return (all.Count, all.Count > 0 && rule.Days > 0 ? all[0].MadeAt.AddDays(rule.Days) : null);
    }

    /// <summary>Deletes what is older than it is kept; returns how many files went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var (rule, _) = await ReadAsync(cancel);
        var old = rule.Days == 0 ? [] : files.All().Where(f => f.MadeAt.AddDays(rule.Days) <= Now).ToList();
        old.ForEach(files.Delete);
        return old.Count;
    }
}
