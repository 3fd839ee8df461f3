using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>One line of the dictionary's history. <paramref name="Who"/> is a member's name, or empty where the system or a key acted.</summary>
public sealed record HistoryRow(
    long Id, DateTime At, ActorKind ActorKind, string Who, DictionaryAct Act, int GroupId, string Group, int TagId, string Subject, string Field, string Old, string New);

public sealed partial class DictionaryHistory(IDbContextFactory<ScrmDbContext> contexts)
{
    /// <summary>The latest lines first, <paramref name="take"/> at most, older than the line <paramref name="before"/> (0 = from now).</summary>
    public async Task<IReadOnlyList<HistoryRow>> ReadAsync(Scope who, int groupId = 0, int tagId = 0, long before = 0, int take = 50, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var groups = await db.TagGroups.AsNoTracking().ToDictionaryAsync(g => g.Id, cancel);
        var hidden = groups.Values.Where(g => !TagPolicy.MaySee(g, who)).Select(g => g.Id).ToList();
        var seen = groups.Values.Where(g => TagPolicy.MaySee(g, who)).Select(g => g.Id).ToList();

        var lines = db.DictionaryChanges.AsNoTracking();
        // Lines of groups that are gone tell their names: only those who saw every company group see them.
        lines = who.MayEditDictionary ? lines.Where(l => !hidden.Contains(l.GroupId)) : lines.Where(l => seen.Contains(l.GroupId));
        // A pack says in one line what it brought; each group and tag keeps its own.
        if (groupId + tagId == 0)
            lines = lines.Where(l => l.Act == DictionaryAct.PackInstalled || l.BatchId == 0 || !db.DictionaryChanges.Any(p => p.BatchId == l.BatchId && p.Act == DictionaryAct.PackInstalled));
        if (groupId != 0) lines = lines.Where(l => l.GroupId == groupId);
        if (tagId != 0) lines = lines.Where(l => l.TagId == tagId);
        if (before != 0) lines = lines.Where(l => l.Id < before);
        var page = await lines.OrderByDescending(l => l.Id).Take(take).ToListAsync(cancel);

        var members = page.Where(l => l.ActorKind == ActorKind.Member).Select(l => l.ActorId).Distinct().ToList();
        var names = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        return page.ConvertAll(l => new HistoryRow(
            l.Id, l.At, l.ActorKind, l.ActorKind == ActorKind.Member ? names.GetValueOrDefault(l.ActorId, "") : "", l.Act,
            l.GroupId, groups.GetValueOrDefault(l.GroupId)?.Name ?? "", l.TagId, l.Subject, l.Field, l.Old, l.New));
    }
}
