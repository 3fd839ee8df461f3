using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>The batch of a merge: the next thousand assignments a step; the last step closes the assignments, takes what came meanwhile and turns the old tags into pointers.</summary>
internal sealed class TagMergeWork(TimeProvider clock) : IBatchWork
{
    private const int AStep = 1000;

    public BatchKind Kind => BatchKind.TagMerge;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) => Task.FromResult<IBatchSteps>(new Steps(MergeOrder.Read(batch.Work), clock));

    private sealed class Steps(MergeOrder order, TimeProvider clock) : IBatchSteps
    {
        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            var due = await DueAsync(db, cancel);
            if (due.Count > 0)
            {
                await TagStore.LockAsync(db, [.. due.Distinct().Order()], cancel);
                await MoveAsync(db, batch, due, cancel);
                return true;
            }
            await TagStore.CloseAsync(db, cancel);
            for (var late = await DueAsync(db, cancel); late.Count > 0; late = await DueAsync(db, cancel)) await MoveAsync(db, batch, late, cancel);
            await PointAsync(db, batch, cancel);
            return false;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Task<List<long>> DueAsync(ScrmDbContext db, CancellationToken cancel) =>
            db.TagAssignments.Where(a => order.From.Contains(a.TagId)).OrderBy(a => a.TagId).ThenBy(a => a.CustomerId).Take(AStep).Select(a => a.CustomerId).ToListAsync(cancel);

        private async Task MoveAsync(ScrmDbContext db, Batch batch, List<long> due, CancellationToken cancel)
        {
            var customers = due.Distinct().Order().ToList();
            var book = await TagBook.LoadAsync(db, cancel);
            var standing = await TagStore.StandingAsync(db, customers, cancel);
            var cause = new TagCause(new Scope(new Actor(batch.ActorKind, batch.ActorId), Role.Admin, 0, []), TagSource.Merge, clock.GetUtcNow().UtcDateTime, batch.Id);
            var session = new TagSession(book, cause, standing);
            var into = book.Tag(order.Into)!;
            foreach (var customer in customers)
                foreach (var from in order.From.Select(id => book.Tag(id)!))
                    if (session.At((customer, from.Slot)) is { } old && old.TagId == from.Id) Move(session, batch, customer, from, into, old);
            await session.SaveAsync(db, cancel);
        }

        private static void Move(TagSession session, Batch batch, long customer, Tag from, Tag into, Standing old)
        {
            var key = (customer, into.Slot);
            var there = from.Slot == into.Slot ? null : session.At(key);
            var stays = there is { } other && (other.TagId == into.Id || other.Since > old.Since);
            batch.Done++;
            batch.Removed++;
            session.TakeOff((customer, from.Slot), old, stays ? there!.Value.TagId : into.Id);
            if (stays) return;
            if (there is { } replaced)
            {
                session.TakeOff(key, replaced, into.Id);
                batch.Removed++;
            }
            session.PutOn(key, old with { TagId = into.Id }, there?.TagId ?? from.Id);
            batch.Added++;
        }

        private async Task PointAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            var into = await db.Tags.SingleAsync(t => t.Id == order.Into, cancel);
            foreach (var tag in await db.Tags.Where(t => order.From.Contains(t.Id)).OrderBy(t => t.Id).ToListAsync(cancel))
            {
                tag.Status = TagStatus.Merged;
                tag.MergedIntoId = into.Id;
                tag.Pinned = false;
                db.DictionaryChanges.Add(TagMergeUndo.Line(batch, tag, clock, order.Promotes ? DictionaryAct.TagPromoted : DictionaryAct.TagMerged, tag.Name, into.Name));
            }
        }
    }
}

/// <summary>When a merge is taken back, the old tags come to life again.</summary>
internal sealed class TagMergeUndo(TimeProvider clock) : IUndoAlso
{
    public BatchKind Kind => BatchKind.TagMerge;

    public static DictionaryChange Line(Batch batch, Tag tag, TimeProvider clock, DictionaryAct act, string old, string fresh) => new()
    {
        At = clock.GetUtcNow().UtcDateTime, ActorKind = batch.ActorKind, ActorId = batch.ActorId, Act = act,
        GroupId = tag.GroupId, TagId = tag.Id, Subject = tag.Name, Old = old, New = fresh,
    };

    public async Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        var order = MergeOrder.Read(undone.Work);
        foreach (var tag in await db.Tags.Where(t => order.From.Contains(t.Id) && t.Status == TagStatus.Merged && t.MergedIntoId == order.Into).ToListAsync(cancel))
        {
            tag.Status = TagStatus.Active;
            tag.MergedIntoId = 0;
            db.DictionaryChanges.Add(Line(undo, tag, clock, DictionaryAct.TagRestored, "", ""));
        }
        return false;
    }
}
