using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Core.Rights;

/// <summary>How long touches of low value are kept: months (0 = for ever) and the kinds that go after that.</summary>
public sealed record RetentionRule(int Months, IReadOnlyList<int> Kinds)
{
    /// <summary>Shorter, and the counts of the last 30 days would rest on touches that are gone.</summary>
    public const int Shortest = 3;
    public const int Longest = 240;

    public static readonly RetentionRule Default = new(0, [KindId.PageView, KindId.ArticleRead, KindId.LinkClick, KindId.AdClick]);

    internal static readonly IReadOnlyList<int> Clearable = [KindId.PageView, KindId.ArticleRead, KindId.LinkClick, KindId.AdClick, KindId.CouponClaim, KindId.CheckIn, KindId.Share];

    /// <summary>Kinds that may be cleared: never orders, never what people wrote or said.</summary>
    public static IReadOnlyList<KnownKind> ClearableKinds => [.. Clearable.Select(BuiltInKinds.Of)];
}

/// <summary>
/// Clears old touches of low value, and never the last one of an identity, of an import or of a sort. So whatever is merged, taken apart or undone later, the figures on
/// the customers come out as if nothing had been cleared.
/// </summary>
public sealed class Retention(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private const string Key = "retention";
    private const int AStep = 2000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<(RetentionRule Rule, int Version)> ReadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await SettingBook.ReadAsync(db, Key, RetentionRule.Default, cancel);
    }

    /// <summary>How many touches are older than such a rule keeps them; a few of them stay because they are somebody's last.</summary>
    public async Task<int> OldAsync(RetentionRule rule, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var old = 0;
        var before = await BeforeAsync(db, rule, cancel);
        foreach (var kind in KindsOf(rule)) old += await db.CustomerEvents.CountAsync(e => e.KindId == kind && e.OccurredAt < before && e.CustomerId > 0, cancel);
        return old;
    }

    public async Task<Outcome> SaveAsync(RetentionRule rule, int version, Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return Outcome.No(RightsRefusal.NotAllowed);
        if (rule.Months != 0 && rule.Months is < RetentionRule.Shortest or > RetentionRule.Longest) return Outcome.No(RightsRefusal.MonthsRange);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (!await SettingBook.PutAsync(db, Key, rule with { Kinds = [.. rule.Kinds.Intersect(RetentionRule.Clearable)] }, version, cancel))
            return Outcome.No(RightsRefusal.ChangedMeanwhile);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.SettingEdited, 0, rule.Months, Key));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Clears what is due in short transactions, a kind after the other from the oldest on; returns how many went.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var ((rule, _), gone) = (await ReadAsync(cancel), 0);
        foreach (var kind in KindsOf(rule))
            for (var from = BusinessTime.Never; ;)
            {
                await using var db = await contexts.CreateDbContextAsync(cancel);
                await using var transaction = await Bulk.BeginResumableAsync(db, cancel);
                var before = await BeforeAsync(db, rule, cancel);
                if (await NextAsync(db, kind, from, before, cancel) is not { } until) break;
                gone += await ClearAsync(db, kind, from, until, cancel);
                await transaction.CommitAsync(cancel);
                from = until;
            }
        return gone;
    }

    /// <summary>What lies in the window of the 30-day counts has to be there when it leaves them, however long nobody moved the window.</summary>
    private async Task<DateTime> BeforeAsync(ScrmDbContext db, RetentionRule rule, CancellationToken cancel)
    {
        if (rule.Months == 0) return BusinessTime.Never;
        var window = await db.AggregateWindows.Select(w => (DateTime?)w.Cutoff).SingleOrDefaultAsync(cancel);
        return window is { } cutoff && cutoff < Now.AddMonths(-rule.Months) ? cutoff : Now.AddMonths(-rule.Months);
    }

    private static IEnumerable<int> KindsOf(RetentionRule rule) => rule.Months == 0 ? [] : rule.Kinds.Intersect(RetentionRule.Clearable);

    /// <summary>The end of the next piece of time with at most as many touches as fit a step; null where there is nothing left.</summary>
    private static async Task<DateTime?> NextAsync(ScrmDbContext db, int kind, DateTime from, DateTime before, CancellationToken cancel)
    {
        var old = db.CustomerEvents.Where(e => e.KindId == kind && e.OccurredAt >= from && e.OccurredAt < before).OrderBy(e => e.OccurredAt).Select(e => (DateTime?)e.OccurredAt);
        if (await old.FirstOrDefaultAsync(cancel) is not { } first) return null;
        var next = await old.Skip(AStep).FirstOrDefaultAsync(cancel) ?? before;
        return next > first ? next : first.AddMilliseconds(1);
    }

    /// <summary>
    /// A touch goes only where the same identity has a later one that counts for at least as much and came by the same import: the two are merged, parted and
    /// undone together for ever. What arrived for nobody known yet stays.
    /// </summary>
    private static async Task<int> ClearAsync(ScrmDbContext db, int kind, DateTime from, DateTime until, CancellationToken cancel)
    {
        var kinds = await EventKindBook.LoadAsync(db, cancel);
        var counts = kinds.Of(kind).Direction switch
        {
            EventDirection.Inbound => $"AND later.kind_id IN ({kinds.Inbound})",
            EventDirection.Outbound => $"AND later.kind_id IN ({kinds.Interactions})",
            _ => "",
        };
        await using var clear = Bulk.Command(db, $"""
            DELETE FROM customer_events WHERE kind_id = {kind} AND occurred_at >= {UnixMilliseconds.ToStore(from)} AND occurred_at < {UnixMilliseconds.ToStore(until)} AND customer_id > 0
            AND EXISTS (SELECT 1 FROM customer_events later WHERE later.customer_id = customer_events.customer_id AND later.occurred_at >= customer_events.occurred_at
                AND (later.occurred_at > customer_events.occurred_at OR later.id > customer_events.id)
                AND later.identity_id = customer_events.identity_id AND later.batch_id = customer_events.batch_id {counts})
            """);
        return await clear.ExecuteNonQueryAsync(cancel);
    }
}

[DisallowConcurrentExecution]
public sealed partial class RetentionJob(Retention retention, BackupRetention backups, ILogger<RetentionJob> log) : IJob
{
    public static readonly JobKey Key = new("retention");

    /// <summary>Every night at 18:40 UTC, 02:40 in Shanghai.</summary>
    public const string Nightly = "0 40 18 ? * *";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var gone = await retention.SweepAsync(cancellationToken);
        if (gone > 0) Cleared(gone);
        var files = await backups.SweepAsync(cancellationToken);
        if (files > 0) Dropped(files);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} touches of low value were older than they are kept")]
    private partial void Cleared(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} backups were older than they are kept")]
    private partial void Dropped(int count);
}
