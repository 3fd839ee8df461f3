using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers.Fields;

/// <summary>Takes the values back that a bulk edit wrote, the last first; a value that something else has changed since is left alone.</summary>
internal sealed class FieldUndo(TimeProvider clock) : IUndoAlso
{
    private const int AStep = 1000;

    public BatchKind Kind => BatchKind.FieldSet;

    public Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel) => StepAsync(db, undone, undo, clock.GetUtcNow().UtcDateTime, cancel);

    /// <summary>The undo keeps in its work the line it has come to.</summary>
    public static async Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, DateTime now, CancellationToken cancel)
    {
        var before = undo.Work == "{}" ? long.MaxValue : long.Parse(undo.Work, CultureInfo.InvariantCulture);
        var lines = await db.FieldChanges.AsNoTracking().Where(c => c.BatchId == undone.Id && c.DefinitionId > 0 && c.Id < before)
            .OrderByDescending(c => c.Id).Take(AStep).ToListAsync(cancel);
        if (lines.Count == 0) return false;
        await PutBackAsync(db, lines, undone.Id, undo, now, cancel);
        undo.Done += lines.Count;
        undo.Work = lines[^1].Id.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>Puts the old values of these lines back, which come last first, and locks their customers.</summary>
    public static async Task PutBackAsync(ScrmDbContext db, IReadOnlyList<FieldChange> lines, long undone, Batch undo, DateTime now, CancellationToken cancel)
    {
        if (lines.Count == 0) return;
        var customers = lines.Select(l => l.CustomerId).Distinct().Order().ToList();
        await TagStore.LockAsync(db, customers, cancel);
        var book = await FieldBook.LoadAsync(db, cancel);
        var fields = lines.Select(l => l.DefinitionId).Distinct().Select(book.Find).OfType<FieldSpec>().ToList();
        var standing = await FieldStore.ValuesAsync(db, fields, customers, cancel);
        var first = lines.Min(l => l.Id);
        var later = (await db.FieldChanges.Where(c => customers.Contains(c.CustomerId) && c.DefinitionId > 0 && c.BatchId != undone && c.BatchId != undo.Id && c.Id > first)
            .Select(c => new { c.CustomerId, c.DefinitionId, c.Id }).ToListAsync(cancel)).ToLookup(c => (c.CustomerId, c.DefinitionId), c => c.Id);
        var writes = new List<FieldWrite>();
        foreach (var line in lines)
        {
            var values = standing.GetValueOrDefault(line.CustomerId) ?? [];
            var stands = values.GetValueOrDefault(line.DefinitionId, "");
            if (book.Find(line.DefinitionId) is not { } field || stands != line.New || later[(line.CustomerId, line.DefinitionId)].Any(id => id > line.Id)
                || (field.Unique && line.Old.Length > 0 && await FieldStore.HolderAsync(db, field, line.Old, line.CustomerId, cancel) is not null))
            {
                undo.Skipped++;
                continue;
            }
            writes.Add(new(line.CustomerId, field, stands, line.Old));
            values[line.DefinitionId] = line.Old;
            undo.Updated++;
        }
        await FieldStore.WriteAsync(db, writes, new Actor(undo.ActorKind, undo.ActorId), undo.Id, now, cancel);
    }
}
