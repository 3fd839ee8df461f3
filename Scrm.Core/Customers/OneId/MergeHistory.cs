using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>One merge of the list: who, when, by which rule, and whether it was taken back.</summary>
public sealed record MergeLine(
    long Id, long SurvivorId, string Survivor, long AbsorbedId, string Absorbed, MergeRule Rule, DateTime At, ActorName By, long BatchId, DateTime UndoneAt, string UndoneBy, bool MayUndo);

/// <summary>Who merged what, when, by which rule.</summary>
public sealed class MergeHistory(IDbContextFactory<ScrmDbContext> contexts)
{
    /// <summary>The latest first; of one customer and everybody who became part of them where one is named.</summary>
    public async Task<Page<MergeLine>> ListAsync(long customer, int skip, int take, Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return new([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var merges = db.CustomerMerges.AsNoTracking();
        if (customer > 0) merges = merges.Where(m => m.SurvivorId == customer || m.AbsorbedId == customer);
        var rows = await merges.OrderByDescending(m => m.Id).Skip(skip).Take(take)
            .Select(m => new { m.Id, m.SurvivorId, m.AbsorbedId, m.Rule, m.At, m.ActorKind, m.ActorId, m.BatchId, m.UndoneAt, m.UndoneBy, Kept = m.Record != "{}" }).ToListAsync(cancel);
        var ids = rows.SelectMany(m => new[] { m.SurvivorId, m.AbsorbedId }).ToList();
        var names = await db.Customers.IgnoreQueryFilters().Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => CustomerTitle.Of(c.Name, c.MemberNo, c.Id), cancel);
        var members = await Names.OfMembersAsync(db, rows.SelectMany(m => new[] { m.ActorKind == ActorKind.Member ? m.ActorId : 0, m.UndoneBy }), cancel);
        return new([.. rows.Select(m => new MergeLine(m.Id, m.SurvivorId, names.GetValueOrDefault(m.SurvivorId, ""), m.AbsorbedId, names.GetValueOrDefault(m.AbsorbedId, ""), m.Rule, m.At,
            new(m.ActorKind, m.ActorKind == ActorKind.Member ? members.GetValueOrDefault(m.ActorId, "") : ""), m.BatchId, m.UndoneAt, members.GetValueOrDefault(m.UndoneBy, ""),
            m.Kept && m.UndoneAt == BusinessTime.Never))], await merges.CountAsync(cancel));
    }
}
