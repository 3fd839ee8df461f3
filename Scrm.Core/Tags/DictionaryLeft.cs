using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// A change of a dictionary sheet or a pack that its undo left alone. Tag: empty = of the group itself. Field: empty = it was created.
/// ChangedBy: whoever changed it since; ChangedAt Never = nobody did, but it is in use, by <paramref name="Uses"/> customers or otherwise.
/// </summary>
public sealed record DictionaryLeftAlone(string Group, string Tag, string Field, DateTime ChangedAt, string ChangedBy, int Uses);

public sealed partial class DictionaryHistory
{
    /// <summary>What the undo of a batch left as it was, the first <paramref name="count"/> and how many in all; for operators.</summary>
    public async Task<Page<DictionaryLeftAlone>> LeftAloneAsync(long batchId, Scope who, int count, CancellationToken cancel)
    {
        if (!who.MayImport) return new([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var undo = await db.Batches.Where(b => b.Undoes == batchId && b.State >= BatchState.Done).Select(b => b.Id).SingleOrDefaultAsync(cancel);
        if (undo == 0) return new([], 0);
        var lines = DictionaryUndo.Lines(db, batchId).Where(l =>
            !db.DictionaryChanges.Any(u => u.BatchId == undo && u.GroupId == l.GroupId && u.TagId == l.TagId && u.Field == l.Field));
        var rows = await lines.OrderBy(l => l.Id).Take(count).ToListAsync(cancel);
        var groups = rows.Select(r => r.GroupId).Distinct().ToList();
        var first = rows.Select(r => r.Id).DefaultIfEmpty(0).Min();
        var later = (await db.DictionaryChanges.AsNoTracking().Where(l => groups.Contains(l.GroupId) && l.Id > first && l.BatchId != batchId && l.BatchId != undo).OrderBy(l => l.Id).ToListAsync(cancel))
            .ToLookup(l => (l.GroupId, l.TagId));
        var members = later.SelectMany(l => l).Where(l => l.ActorKind == ActorKind.Member).Select(l => l.ActorId).Distinct().ToList();
        var names = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        var titles = await db.TagGroups.Where(g => groups.Contains(g.Id)).ToDictionaryAsync(g => g.Id, g => g.Name, cancel);
        var ids = rows.Select(r => r.TagId).Distinct().ToList();
        var uses = await db.Tags.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Uses, cancel);
        return new([.. rows.Select(row =>
        {
            var since = later[(row.GroupId, row.TagId)].FirstOrDefault(l => DictionaryUndo.Overtakes(l, row));
            return new DictionaryLeftAlone(titles.GetValueOrDefault(row.GroupId) ?? (row.TagId == 0 ? row.Subject : ""), row.TagId == 0 ? "" : row.Subject, row.Field,
                since?.At ?? BusinessTime.Never, since is { ActorKind: ActorKind.Member } ? names.GetValueOrDefault(since.ActorId, "") : "", uses.GetValueOrDefault(row.TagId));
        })], await lines.CountAsync(cancel));
    }
}
