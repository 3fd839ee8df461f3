using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Tags;

/// <summary>A line of the batch, and the first line of something else that changed the same place of the same customer later.</summary>
internal sealed class OvertakenLine
{
    public required TagChange Line { get; init; }
    public required TagChange Later { get; init; }
}

/// <summary>
/// Takes a batch back: customer by customer the inverse of its ledger lines, last first, each assignment restored to the letter.
/// A place that something else has changed since is left alone.
/// </summary>
internal sealed class BatchUndo(IEnumerable<IUndoAlso> also, TimeProvider clock) : IBatchWork
{
    public BatchKind Kind => BatchKind.Undo;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) => Task.FromResult<IBatchSteps>(new Steps(also, clock));

    /// <summary>The batch's lines whose place (the tag itself, or the exclusive group) was changed by something else before the undo came.</summary>
    public static IQueryable<OvertakenLine> Overtaken(ScrmDbContext db, long batch, long undo, DateTime until) =>
        from line in db.TagChanges
        where line.BatchId == batch
        let slot = db.Tags.Where(t => t.Id == line.TagId).Select(t => t.Slot).First()
        let laterId = db.TagChanges
            .Where(l => l.CustomerId == line.CustomerId && l.Id > line.Id && l.At <= until && l.BatchId != batch && l.BatchId != undo
                && db.Tags.Where(t => t.Id == l.TagId).Select(t => t.Slot).First() == slot)
            .Min(l => (long?)l.Id)
        join later in db.TagChanges on laterId equals later.Id
        select new OvertakenLine { Line = line, Later = later };

    private sealed class Steps(IEnumerable<IUndoAlso> also, TimeProvider clock) : IBatchSteps
    {
        private readonly StepSize size = new(clock);
        private readonly CachedBook books = new();

        public async Task<bool> StepAsync(ScrmDbContext db, Batch undo, CancellationToken cancel)
        {
            var undone = await db.Batches.AsNoTracking().SingleAsync(b => b.Id == undo.Undoes, cancel);
            return await TagsAsync(db, undone, undo, cancel) || await AlsoAsync(db, undone, undo, cancel);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<bool> AlsoAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
        {
            foreach (var part in also.Where(a => a.Kind == undone.Kind))
                if (await part.StepAsync(db, undone, undo, cancel)) return true;
            return false;
        }

        private async Task<bool> TagsAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
        {
            var lines = await TagStore.LinesAsync(db, undone.Id, undo.Position, size.Next(), cancel);
            if (lines.Count == 0) return false;

            var customers = lines.Select(l => l.CustomerId).Distinct().Order().ToList();
            await TagStore.LockAsync(db, customers, cancel);
            var (book, _) = await books.ReadAsync(db, cancel);
            var touched = await TagStore.TouchedSinceAsync(db, undone.Id, undo.Id, lines.Min(l => l.Id), customers, cancel);
            var cause = new TagCause(new Scope(new Actor(undo.ActorKind, undo.ActorId), Role.Admin, 0, []), TagSource.Undo, clock.GetUtcNow().UtcDateTime, undo.Id);
            var session = new TagSession(book, cause, await TagStore.StandingAsync(db, lines.Select(l => (l.CustomerId, book.Tag(l.What.TagId)!.Slot)).ToHashSet(), cancel));
            foreach (var line in lines.AsEnumerable().Reverse()) Invert(session, book, line, touched, undo);
            await session.SaveAsync(db, cancel);
            undo.Position = customers[^1];
            undo.Done += lines.Count;
            return true;
        }

        private static void Invert(TagSession session, TagBook book, WrittenLine line, Dictionary<(long Customer, long Slot), long> touched, Batch undo)
        {
            var key = (line.CustomerId, book.Tag(line.What.TagId)!.Slot);
            var there = session.At(key);
            var asTheBatchLeftIt = line.Kind == TagChangeKind.Added ? there?.TagId == line.What.TagId : there is null;
            if (!asTheBatchLeftIt || touched.GetValueOrDefault(key) > line.Id)
            {
                undo.Skipped++;
            }
            else if (line.Kind == TagChangeKind.Added)
            {
                session.TakeOff(key, there!.Value);
                undo.Removed++;
            }
            else
            {
                session.PutOn(key, line.What);
                undo.Added++;
            }
        }
    }
}
