using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>One field for many customers at once, as a batch that can be taken back.</summary>
public sealed class BulkFields(IDbContextFactory<ScrmDbContext> contexts, BatchDesk desk)
{
    /// <summary>How many customers are meant, within reach; or why it cannot be done to anybody.</summary>
    public async Task<Outcome<int>> CountAsync(BulkTarget target, int field, string raw, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var read = await ReadAsync(db, target, field, raw, scope, cancel);
        if (read.Refused is { } no) return no;
        return await (await BulkTagging.QueryAsync(db, target, scope, await TagBook.LoadAsync(db, cancel), cancel)).CountAsync(cancel);
    }

    /// <summary>Starts the batch and returns its id.</summary>
    public async Task<Outcome<long>> StartAsync(BulkTarget target, int field, string raw, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var read = await ReadAsync(db, target, field, raw, scope, cancel);
        if (read.Refused is { } no) return no;
        var (spec, kept, shown) = read.Value;
        var total = await (await BulkTagging.QueryAsync(db, target, scope, await TagBook.LoadAsync(db, cancel), cancel)).CountAsync(cancel);
        if (total == 0) return new Refusal(FieldRefusal.NobodyMeant, spec.Name);
        var upTo = await db.Customers.IgnoreQueryFilters().MaxAsync(c => c.Id, cancel);
        var work = new BulkFieldOrder([.. target.Ids], target.Filter.Format(), field, kept, upTo);
        return await desk.StartAsync(BatchKind.FieldSet, $"{spec.Name} → {(shown.Length > 0 ? shown : "—")}", JsonSerializer.Serialize(work), total, scope, cancel);
    }

    /// <summary>The customers whose value the undo of a batch left as it was, because somebody had changed it since; the first so many, and how many in all.</summary>
    public async Task<Page<ValueLeftAlone>> LeftAloneAsync(long batchId, Scope who, int count, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = db.Batches.Where(b => b.Id == batchId && (who.Role >= Role.Operator || (b.ActorKind == who.Actor.Kind && b.ActorId == who.Actor.Id)));
        if (await mine.Select(b => b.UndoneBy).SingleOrDefaultAsync(cancel) is not (> 0 and var undo)) return new([], 0);
        var lines = from line in db.FieldChanges
                    where line.BatchId == batchId && line.DefinitionId > 0
                    let later = db.FieldChanges.Where(l => l.CustomerId == line.CustomerId && l.DefinitionId == line.DefinitionId && l.Id > line.Id && l.BatchId != batchId && l.BatchId != undo)
                        .OrderBy(l => l.Id).FirstOrDefault()
                    where later != null && !db.FieldChanges.Any(l => l.BatchId == undo && l.CustomerId == line.CustomerId && l.DefinitionId == line.DefinitionId)
                    join customer in db.Customers on line.CustomerId equals customer.Id
                    orderby line.Id
                    select new { line.CustomerId, Customer = customer.Name, later!.At, later.ActorKind, later.ActorId };
        var rows = await lines.Take(count).ToListAsync(cancel);
        var members = await Names.OfMembersAsync(db, rows.Where(r => r.ActorKind == ActorKind.Member).Select(r => r.ActorId), cancel);
        return new([.. rows.Select(r => new ValueLeftAlone(r.CustomerId, r.Customer, r.At, new(r.ActorKind, r.ActorKind == ActorKind.Member ? members.GetValueOrDefault(r.ActorId, "") : "")))],
            await lines.CountAsync(cancel));
    }

    private static async Task<Outcome<(FieldSpec Field, string Kept, string Shown)>> ReadAsync(ScrmDbContext db, BulkTarget target, int id, string raw, Scope scope, CancellationToken cancel)
    {
        if ((await FieldBook.LoadAsync(db, cancel)).Find(id) is not { Archived: false } field) return new Refusal(FieldRefusal.Gone, "");
        if (!FieldPolicy.MayEdit(field, scope)) return new Refusal(FieldRefusal.MayNotEdit, field.Name, field.EditableBy);
        if (target.Ids.Count > BulkTarget.MostPicked) return new Refusal(FieldRefusal.TooManyPicked, field.Name, BulkTarget.MostPicked);
        var ground = await FieldGround.LoadAsync(db, cancel);
        var read = FieldValue.Parse(field, raw, ground);
        if (read.Refused is { } no) return no;
        // One value for many is what a unique field is there to prevent.
        if (field.Unique && read.Value!.Length > 0 && target.Ids.Count != 1) return new Refusal(FieldRefusal.CannotBeUnique, field.Name);
        return (field, read.Value!, field.Type == FieldType.Phone ? PhoneMask.Of(read.Value!) : FieldValue.Plain(field, read.Value!, ground));
    }
}

/// <summary>A customer whose value an undo left alone, and who had changed it when.</summary>
public sealed record ValueLeftAlone(long CustomerId, string Customer, DateTime ChangedAt, ActorName ChangedBy);

internal sealed record BulkFieldOrder(long[] Ids, string Filter, int Field, string Kept, long UpTo);

/// <summary>Runs bulk edits: a thousand customers a step, in the order of their ids, with the scope their author has by then.</summary>
internal sealed class BulkFieldWork(Roster roster, TimeProvider clock) : IBatchWork
{
    public BatchKind Kind => BatchKind.FieldSet;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) =>
        Task.FromResult<IBatchSteps>(new Steps(roster, clock, JsonSerializer.Deserialize<BulkFieldOrder>(batch.Work)!));

    private sealed class Steps(Roster roster, TimeProvider clock, BulkFieldOrder work) : IBatchSteps
    {
        private readonly StepSize size = new(clock);
        private readonly CachedBook books = new();

        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            await IdentityResolver.HoldStillAsync(db, cancel);
            var scope = await BulkTagWork.ScopeAsync(roster, batch, cancel);
            var query = await BulkTagging.QueryAsync(db, new BulkTarget(work.Ids, CustomerFilter.Parse(work.Filter)), scope, (await books.ReadAsync(db, cancel)).Book, cancel);
            var customers = await query.AfterAsync(batch.Position, work.UpTo, size.Next(), cancel);
            if (customers.Count == 0) return false;
            var value = new Dictionary<int, string> { [work.Field] = work.Kept };
            var results = await new FieldWriter(db, await FieldBook.LoadAsync(db, cancel), new FieldCause(scope, clock.GetUtcNow().UtcDateTime, batch.Id))
                .WriteAsync([.. customers.Select(id => new FieldOrder(id, value))], cancel);
            batch.Updated += results.Count(r => r.Changed > 0);
            batch.Problems += results.Count(r => r.Refused is not null);
            batch.Skipped += results.Count(r => r.Changed == 0 && r.Refused is null);
            batch.Done += customers.Count;
            batch.Position = customers[^1];
            return true;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
