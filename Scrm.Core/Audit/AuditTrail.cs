using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Audit;

/// <summary>One line of the audit log as people read it.</summary>
public sealed record AuditLine(long Id, DateTime At, ActorKind ActorKind, long ActorId, string ActorName, AuditAct Act, long SubjectId, int Count, string Detail);

/// <summary>What to show of the audit log; empty values do not filter. Dates are moments in UTC, the end exclusive.</summary>
public sealed record AuditFilter(AuditAct? Act = null, long MemberId = 0, DateTime? From = null, DateTime? Until = null, int Skip = 0, int Take = 50);

/// <summary>The audited acts: appended by the use-cases in their own transaction, read by Admin.</summary>
public sealed class AuditTrail(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    /// <summary>A line to add to the context of the act itself, so that neither is saved without the other.</summary>
    public static AuditEntry Entry(DateTime at, Actor actor, AuditAct act, long subjectId, int count = 0, string detail = "") =>
        new() { At = at, ActorKind = actor.Kind, ActorId = actor.Id, Act = act, SubjectId = subjectId, Count = count, Detail = detail };

    /// <summary>A reason as somebody typed it, short enough for the log.</summary>
    public static string Reason(string typed) => typed.Trim() is { Length: > 200 } longer ? longer[..200] : typed.Trim();

    /// <summary>For acts that write nothing else: a revealed phone, an export.</summary>
    public async Task RecordAsync(Actor actor, AuditAct act, long subjectId, int count, string detail, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.AuditEntries.Add(Entry(clock.GetUtcNow().UtcDateTime, actor, act, subjectId, count, detail));
        await db.SaveChangesAsync(cancel);
    }

    public async Task<Page<AuditLine>> ListAsync(Scope by, AuditFilter filter, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return new([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var entries = db.AuditEntries.AsNoTracking();
        if (filter.Act is { } act) entries = entries.Where(e => e.Act == act);
        if (filter.MemberId > 0) entries = entries.Where(e => e.ActorKind == ActorKind.Member && e.ActorId == filter.MemberId);
        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.Until is { } until) entries = entries.Where(e => e.At < until);
        var total = await entries.CountAsync(cancel);
        var rows = await entries.OrderByDescending(e => e.Id).Skip(filter.Skip).Take(filter.Take)
            .Select(e => new AuditLine(e.Id, e.At, e.ActorKind, e.ActorId,
                e.ActorKind == ActorKind.Member ? db.Members.Where(m => m.Id == e.ActorId).Select(m => m.Name).FirstOrDefault() ?? ""
                : e.ActorKind == ActorKind.ApiKey ? db.ApiKeys.Where(k => k.Id == e.ActorId).Select(k => k.Name).FirstOrDefault() ?? "" : "",
                e.Act, e.SubjectId, e.Count, e.Detail))
            .ToListAsync(cancel);
        return new(rows, total);
    }
}
