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

    internal static readonly IReadOnlyList<int> Clearable = [KindId.PageView, KindId.ArticleRead, KindId.LinkClick, KindId.AdClick, KindId.CouponClaim, KindId.CheckIn, KindId.Share, KindId.SopStep];

    /// <summary>Kinds that may be cleared: never orders, never what people wrote or said.</summary>
    public static IReadOnlyList<KnownKind> ClearableKinds => [.. Clearable.Select(BuiltInKinds.Of)];
}

/// <summary>
/// Clears old touches of low value, and never a customer's last one of each sort, so that a rebuild of the sums from what is left gives the same.
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

    /// <summary>How many touches such a rule would clear now.</summary>
    public async Task<int> DueAsync(RetentionRule rule, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return Due(db, rule) is { } due ? await due.CountAsync(cancel) : 0;
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

    /// <summary>Clears what is due in short transactions; returns how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        for (var gone = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await Bulk.BeginResumableAsync(db, cancel);
            var (rule, _) = await SettingBook.ReadAsync(db, Key, RetentionRule.Default, cancel);
            var ids = Due(db, rule) is { } due ? await due.OrderBy(e => e.OccurredAt).Select(e => e.Id).Take(AStep).ToListAsync(cancel) : [];
            if (ids.Count == 0) return gone;
            gone += await db.CustomerEvents.Where(e => ids.Contains(e.Id)).ExecuteDeleteAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>A touch that is its customer's last towards us, or the last with us, stays whatever its kind; so does one of nobody known yet.</summary>
    private IQueryable<CustomerEvent>? Due(ScrmDbContext db, RetentionRule rule)
    {
        if (rule.Months == 0 || rule.Kinds.Count == 0) return null;
        var (before, kinds) = (Now.AddMonths(-rule.Months), rule.Kinds.Intersect(RetentionRule.Clearable).ToList());
        return db.CustomerEvents.Where(e => kinds.Contains(e.KindId) && e.OccurredAt < before && e.CustomerId > 0
            && !db.Customers.IgnoreQueryFilters().Any(c => c.Id == e.CustomerId && (c.LastInboundAt == e.OccurredAt || c.LastInteractionAt == e.OccurredAt)));
    }
}

[DisallowConcurrentExecution]
public sealed partial class RetentionJob(Retention retention, ILogger<RetentionJob> log) : IJob
{
    public static readonly JobKey Key = new("retention");

    /// <summary>Every night at 18:40 UTC, 02:40 in Shanghai.</summary>
    public const string Nightly = "0 40 18 ? * *";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var gone = await retention.SweepAsync(cancellationToken);
        if (gone > 0) Cleared(gone);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} touches of low value were older than they are kept")]
    private partial void Cleared(int count);
}
