using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>Fills the field from the tags, a thousand customers a step; the last step archives the tags where that was wished.</summary>
internal sealed class TagFieldRun(TimeProvider clock) : IBatchWork
{
    private const int AStep = 1000;

    public BatchKind Kind => BatchKind.TagsToField;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) => Task.FromResult<IBatchSteps>(new Steps(clock));

    private sealed class Steps(TimeProvider clock) : IBatchSteps
    {
        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            var work = TagFieldWork.Read(batch.Work);
            var tags = work.Options.Select(o => o.Tag).ToList();
            var customers = await db.TagAssignments.Where(a => tags.Contains(a.TagId) && a.CustomerId > batch.Position && db.Customers.Any(c => c.Id == a.CustomerId))
                .Select(a => a.CustomerId).Distinct().OrderBy(id => id).Take(AStep).ToListAsync(cancel);
            if (customers.Count == 0)
            {
                if (work.ArchiveTags) batch.Work = (work with { Archived = await ArchiveAsync(db, batch, tags, cancel) }).Write();
                return false;
            }
            var carried = (await db.TagAssignments.Where(a => tags.Contains(a.TagId) && customers.Contains(a.CustomerId)).Select(a => new { a.CustomerId, a.TagId, a.Since }).ToListAsync(cancel))
                .ToLookup(a => a.CustomerId, a => (a.TagId, a.Since));
            var values = customers.Select(id => (Id: id, Value: work.Value([.. carried[id]]))).ToList();
            var who = new Scope(new Actor(batch.ActorKind, batch.ActorId), Role.Admin, 0, []);
            var results = await new FieldWriter(db, await FieldBook.LoadAsync(db, cancel), new FieldCause(who, clock.GetUtcNow().UtcDateTime, batch.Id))
                .WriteAsync([.. values.Where(v => v.Value is not null).Select(v => new FieldOrder(v.Id, new Dictionary<int, string> { [work.Field] = v.Value! }))], cancel);
            batch.Updated += results.Count(r => r.Changed > 0);
            batch.Problems += results.Count(r => r.Refused is not null);
            batch.Skipped += values.Count(v => v.Value is null) + results.Count(r => r.Changed == 0 && r.Refused is null);
            batch.Done += customers.Count;
            batch.Position = customers[^1];
            return true;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<int[]> ArchiveAsync(ScrmDbContext db, Batch batch, List<int> tags, CancellationToken cancel)
        {
            var archived = await db.Tags.Where(t => tags.Contains(t.Id) && t.Status == TagStatus.Active).OrderBy(t => t.Id).ToListAsync(cancel);
            foreach (var tag in archived)
            {
                tag.Status = TagStatus.Archived;
                db.DictionaryChanges.Add(TagMergeUndo.Line(batch, tag, clock, DictionaryAct.TagArchived, "", ""));
            }
            return [.. archived.Select(t => t.Id)];
        }
    }
}

/// <summary>Takes it back: the values go, the tags come to life again, the field is put away.</summary>
internal sealed class TagFieldUndo(TimeProvider clock) : IUndoAlso
{
    public BatchKind Kind => BatchKind.TagsToField;

    public async Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        if (await FieldUndo.StepAsync(db, undone, undo, clock.GetUtcNow().UtcDateTime, cancel)) return true;
        var work = TagFieldWork.Read(undone.Work);
        foreach (var tag in await db.Tags.Where(t => work.Archived.Contains(t.Id) && t.Status == TagStatus.Archived).ToListAsync(cancel))
        {
            tag.Status = TagStatus.Active;
            db.DictionaryChanges.Add(TagMergeUndo.Line(undo, tag, clock, DictionaryAct.TagRestored, "", ""));
        }
        if (await db.FieldDefinitions.SingleOrDefaultAsync(f => f.Id == work.Field, cancel) is { } field && (await FieldStore.FilledAsync(db, [FieldSpec.Of(field)], cancel))[field.Id] == 0)
            field.Archived = true;
        return false;
    }
}
