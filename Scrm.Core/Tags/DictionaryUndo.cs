using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>
/// Takes back what a dictionary sheet or a pack did, its history lines last first: old values return, groups and tags it created are deleted.
/// Whatever somebody has changed, or uses, since stays as it is.
/// </summary>
internal sealed class DictionaryUndo(BatchKind kind, IEnumerable<ITagUser> users, Roster roster, TimeProvider clock) : IUndoAlso
{
    private const int AStep = 100;

    public BatchKind Kind => kind;

    /// <summary>What a batch did to groups and tags; that it installed a pack is told beside it and is nothing to take back.</summary>
    public static IQueryable<DictionaryChange> Lines(ScrmDbContext db, long batch) => db.DictionaryChanges.AsNoTracking().Where(c => c.BatchId == batch && c.GroupId != 0);

    public async Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        var before = undo.Work == "{}" ? long.MaxValue : long.Parse(undo.Work, CultureInfo.InvariantCulture);
        var lines = await Lines(db, undone.Id).Where(c => c.Id < before).OrderByDescending(c => c.Id).Take(AStep).ToListAsync(cancel);
        if (lines.Count == 0) return false;
        // One group a transaction, so that two who hold groups cannot wait for each other.
        lines = [.. lines.TakeWhile(l => l.GroupId == lines[0].GroupId)];
        await using var desk = new DictionaryDesk(db, null, await ScopeAsync(undo, cancel), clock.GetUtcNow().UtcDateTime, undo.Id);
        await GroupAsync(desk, lines, undone, undo, cancel);
        undo.Work = lines[^1].Id.ToString(CultureInfo.InvariantCulture);
        undo.Done = Math.Min(undo.Total, undo.Done + lines.Count);
        return true;
    }

    /// <summary>Nobody takes back in a locked group what they might not change there.</summary>
    private async Task<Scope> ScopeAsync(Batch undo, CancellationToken cancel)
    {
        var actor = new Actor(undo.ActorKind, undo.ActorId);
        return undo.ActorKind == ActorKind.Member && await roster.ScopeAsync(undo.ActorId, cancel) is { } scope ? scope : new Scope(actor, Role.Operator, 0, []);
    }

    private async Task GroupAsync(DictionaryDesk desk, List<DictionaryChange> lines, Batch undone, Batch undo, CancellationToken cancel)
    {
        var groupId = lines[0].GroupId;
        if (lines.Exists(l => l.Act == DictionaryAct.TagCreated)) await TagStore.CloseAsync(desk.Db, cancel);
        if (await desk.GroupAsync(groupId, cancel) is not { } group || (desk.Guard(group) is not null && !await LockedItselfAsync(desk.Db, groupId, undone, cancel)))
        {
            undo.Skipped += lines.Count;
            return;
        }
        var first = lines[^1].Id;
        var later = await desk.Db.DictionaryChanges.AsNoTracking()
            .Where(c => c.GroupId == groupId && c.Id > first && c.BatchId != undone.Id && c.BatchId != undo.Id).ToListAsync(cancel);
        var ids = lines.Select(l => l.TagId).Where(id => id != 0).Distinct().ToList();
        var tags = await desk.Db.Tags.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel);
        var back = new HashSet<int>();
        foreach (var line in lines)
        {
            var tag = tags.GetValueOrDefault(line.TagId);
            var overtaken = (line.TagId != 0 && tag is null) || later.Exists(l => Overtakes(l, line));
            if (overtaken || !await InvertAsync(desk, group, tag, line, cancel)) undo.Skipped++;
            else if (line.Act is DictionaryAct.TagCreated or DictionaryAct.GroupCreated) undo.Removed++;
            else if (back.Add(line.TagId)) undo.Updated++;
        }
        await desk.Db.SaveChangesAsync(cancel);
    }

    /// <summary>A lock that the sheet itself put on keeps nobody from taking the sheet back; one that somebody put on since does.</summary>
    private static async Task<bool> LockedItselfAsync(ScrmDbContext db, int groupId, Batch undone, CancellationToken cancel)
    {
        var locks = db.DictionaryChanges.Where(l => l.GroupId == groupId && (l.Act == DictionaryAct.GroupCreated || l.Field == "locked"));
        return await locks.OrderByDescending(l => l.Id).Select(l => l.BatchId).FirstOrDefaultAsync(cancel) == undone.Id;
    }

    /// <summary>Whether a later line changed what the line of the batch had written. Putting something elsewhere in a list changes nothing of it.</summary>
    public static bool Overtakes(DictionaryChange later, DictionaryChange line) =>
        later.Id > line.Id && later.GroupId == line.GroupId && later.TagId == line.TagId && later.Act is not (DictionaryAct.TagsReordered or DictionaryAct.GroupsReordered)
        && (line.Field.Length == 0 || later.Field.Length == 0 || later.Field == line.Field);

    private async Task<bool> InvertAsync(DictionaryDesk desk, TagGroup group, Tag? tag, DictionaryChange line, CancellationToken cancel)
    {
        switch (line.Act)
        {
            case DictionaryAct.TagCreated:
                if (await TagDictionary.KeptByAsync(desk, tag!, users, cancel) is not null) return false;
                desk.Db.Tags.Remove(tag!);
                desk.Log(DictionaryAct.TagDeleted, group, tag);
                return true;
            case DictionaryAct.GroupCreated:
                await desk.Db.SaveChangesAsync(cancel);
                if (await desk.Db.Tags.AnyAsync(t => t.GroupId == group.Id, cancel)) return false;
                desk.Db.TagGroups.Remove(group);
                desk.Log(DictionaryAct.GroupDeleted, group, null);
                return true;
            default:
                var edit = tag is null ? FieldEdit.Of(group, FieldEdit.OfGroup(line.Field, line.Old)) : FieldEdit.Of(tag, FieldEdit.OfTag(line.Field, line.Old));
                if (edit.Count != 1 || edit[0].Old != line.New) return false;
                edit[0].Write();
                desk.Log(line.Act, group, tag, line.Field, line.New, line.Old);
                return true;
        }
    }
}
