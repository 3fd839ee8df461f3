using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>What an import's batch works on, and its counts so far.</summary>
internal sealed record ImportWork(long Import, Role Role, long Department, ImportCounts Counts);

/// <summary>
/// Applies a planned import: the stored file is read again, and each piece of rows commits with everything it wrote, its problems and its place in the
/// file. A process that dies goes on after the last committed row.
/// </summary>
internal sealed class ImportApply(BatchKind kind, IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads, TouchWriter touches, Tombstones tombstones, TimeProvider clock) : IBatchWork
{
    public BatchKind Kind => kind;

    public async Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel)
    {
        var work = ImportJson.Read<ImportWork>(batch.Work);
        var who = new Scope(new Actor(batch.ActorKind, batch.ActorId), work.Role, work.Department, []);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var run = await db.Imports.AsNoTracking().SingleAsync(i => i.Id == work.Import, cancel);
        var file = await ImportFile.OpenAsync(db, uploads, run, who, clock.GetUtcNow().UtcDateTime, cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        var shared = (ImportJson.ReadOrNull<ImportPlan>(run.Plan)?.Shared ?? []).ToHashSet();
        return new Steps(file, work, who, touches, tombstones, clock, shared, new RowPieces(file, file.Rows(book, batch.Position, CancellationToken.None)));
    }

    private sealed class Steps(ImportFile file, ImportWork work, Scope who, TouchWriter touches, Tombstones tombstones, TimeProvider clock, IReadOnlySet<ulong> shared, RowPieces rows) : IBatchSteps
    {
        // Any two imports look for the same phone at once and find nobody; PostgreSQL lets one of them wait.
        private const long ImportsLock = 7_270_001;

        private readonly HashSet<ulong> seen = [];
        private readonly CachedBook books = new();
        private readonly StepSize size = new(clock);
        private IReadOnlyList<ParsedRow> chunk = [];
        private ImportGround? ground;
        private ImportCounts counts = work.Counts;

        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            chunk = rows.Next(size.Next());
            if (chunk.Count == 0) return await EndAsync(db, cancel);
            if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ImportsLock})", cancel);
            var now = clock.GetUtcNow().UtcDateTime;
            var (book, fresh) = await books.ReadAsync(db, cancel);
            if (fresh || ground is null) ground = file.Ground(book, imagines: false, shared);
            var known = new KnownCustomers();
            await new KnownReader(db, tombstones, batch.Id, ground).ReadAsync(known, chunk, locked: true, cancel);
            var session = new TagSession(book, new TagCause(who, TagSource.Import, now, batch.Id, ground.Choices.BackwardsReason), known.Standing);
            var planned = new ImportPlanner(ground, known, session, await IdsAsync(db, known, cancel), seen).Plan(chunk);
            await new ImportStore(db, who.Actor, batch.Id, now).WriteAsync(planned, known, cancel);
            await WaitingIdentities.AdoptAsync(db, [.. planned.Identities.Select(i => i.CustomerId).Distinct()], now, cancel);
            await touches.WriteAsync(db, planned, new EventCause(who, IdentitySource.Import, now, batch.Id), cancel);
            await session.SaveAsync(db, cancel);
            // Last, because a field may ask for a tag.
            await new FieldImport(db, file.Fields.Book, new FieldCause(who, now, batch.Id), ground.Choices.Fields).TakeAsync(planned, imagines: false, cancel);
            await ImportStore.ReportAsync(db, work.Import, planned.Problems, cancel);
            Move(batch, planned);
            return true;
        }

        public ValueTask DisposeAsync()
        {
            rows.Dispose();
            file.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<bool> EndAsync(ScrmDbContext db, CancellationToken cancel)
        {
            await db.Imports.Where(i => i.Id == work.Import).ExecuteUpdateAsync(i => i.SetProperty(x => x.State, ImportState.Applied), cancel);
            return false;
        }

        private void Move(Batch batch, PlannedChunk planned)
        {
            var more = planned.Counts;
            counts = counts.Plus(more);
            batch.Position = chunk[^1].Number;
            batch.Done += chunk.Count;
            batch.Added += more.TagsAdded + more.Orders + more.Events;
            batch.Removed += more.TagsReplaced;
            batch.Created += more.Created;
            batch.Updated += more.Updated + planned.Orders.Count(o => o.OnlyRefund);
            batch.Skipped += more.Lost;
            batch.Problems += more.Problems;
            batch.Work = ImportJson.Write(work with { Counts = counts });
        }

        /// <summary>Ids for as many new customers as there can be: rows that name nobody known.</summary>
        private async Task<Func<long>> IdsAsync(ScrmDbContext db, KnownCustomers known, CancellationToken cancel)
        {
            var atMost = chunk.Count(row => row.OneId is null && !RowMatch.Keys(row).Any(k => known.Knows(k.Key) && known.Tells(k.Key)));
            var ids = new Queue<long>(await Bulk.NewIdsAsync(db, "customers", atMost, cancel));
            return ids.Dequeue;
        }
    }
}
