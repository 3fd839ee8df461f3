using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

/// <summary>How far the undo of an import has come beyond the tags: the last field change taken back, the last customer withdrawn.</summary>
internal sealed record UndoWork(long Fields, long Customers);

/// <summary>
/// Takes back what an import did besides tags: field values return, customers it created are withdrawn, tags it created are archived.
/// Whatever somebody else has changed since stays as it is.
/// </summary>
internal sealed class ImportUndo(BatchKind kind, TimeProvider clock) : IUndoAlso
{
    private const int AStep = 1000;

    public BatchKind Kind => kind;

    public async Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        if (kind != BatchKind.Import && await TouchesAsync(db, undone, undo, cancel)) return true;
        var work = undo.Work == "{}" ? new UndoWork(long.MaxValue, 0) : ImportJson.Read<UndoWork>(undo.Work);
        var next = await FieldsAsync(db, undone, undo, work, cancel) ?? await CustomersAsync(db, undone, undo, work, cancel);
        if (next is null)
        {
            await ArchiveTagsAsync(db, undone, undo, cancel);
            if (kind != BatchKind.Import) await ForgetStrangersAsync(db, cancel);
            await ReleaseAsync(db, undone, cancel);
            return false;
        }
        undo.Work = ImportJson.Write(next);
        return true;
    }

    /// <summary>Orders and events first: a customer who has some is not withdrawn.</summary>
    private async Task<bool> TouchesAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        var gone = await EventRemoval.StepAsync(db, undone.Id, AStep, clock.GetUtcNow().UtcDateTime, cancel);
        undo.Removed += gone;
        undo.Done = Math.Min(undo.Total, undo.Done + gone);
        return gone > 0;
    }

    private async Task<UndoWork?> FieldsAsync(ScrmDbContext db, Batch undone, Batch undo, UndoWork work, CancellationToken cancel)
    {
        var changes = await db.FieldChanges.AsNoTracking().Where(c => c.BatchId == undone.Id && c.Id < work.Fields).OrderByDescending(c => c.Id).Take(AStep).ToListAsync(cancel);
        if (changes.Count == 0) return null;
        var (ids, first) = (changes.Select(c => c.CustomerId).Distinct().ToList(), changes[^1].Id);
        await TagStore.LockAsync(db, ids, cancel);
        var customers = await db.Customers.Where(c => ids.Contains(c.Id) && c.BatchId != undone.Id).ToDictionaryAsync(c => c.Id, cancel);
        var later = (await db.FieldChanges.Where(c => ids.Contains(c.CustomerId) && c.BatchId != undone.Id && c.BatchId != undo.Id && c.Id > first)
            .Select(c => new { c.CustomerId, c.Field, c.Id }).ToListAsync(cancel)).ToLookup(c => (c.CustomerId, c.Field), c => c.Id);
        var own = changes.Where(c => c.DefinitionId > 0 && customers.ContainsKey(c.CustomerId)).ToList();
        await FieldUndo.PutBackAsync(db, own, undone.Id, undo, clock.GetUtcNow().UtcDateTime, cancel);
        foreach (var change in changes.Where(c => c.DefinitionId == 0))
        {
            if (!customers.TryGetValue(change.CustomerId, out var customer)) continue;
            if (later[(change.CustomerId, change.Field)].Any(id => id > change.Id) || !BuiltInField.Is(customer, change.Field, change.New)) undo.Skipped++;
            else await PutBackAsync(db, customer, change, undo, cancel);
        }
        undo.Done += changes.Count;
        return work with { Fields = first };
    }

    private async Task PutBackAsync(ScrmDbContext db, Customer customer, FieldChange change, Batch undo, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        BuiltInField.Set(customer, change.Field, change.Old);
        customer.UpdatedAt = now;
        db.FieldChanges.Add(new FieldChange
        {
            CustomerId = customer.Id, Field = change.Field, Old = change.New, New = change.Old, At = now, ActorKind = undo.ActorKind, ActorId = undo.ActorId, BatchId = undo.Id,
        });
        if (BuiltInField.IdentityOf(change.Field) is { } type)
            await db.CustomerIdentities.Where(i => i.CustomerId == customer.Id && i.Type == type && i.Value == change.New && i.FirstSeen == change.At && i.Source == IdentitySource.Import)
                .ExecuteDeleteAsync(cancel);
        if (change.Field == CustomerField.Owner && long.TryParse(change.New, out var owner))
            await db.Relations.Where(r => r.CustomerId == customer.Id && r.MemberId == owner && r.AddedAt == change.At).ExecuteDeleteAsync(cancel);
        undo.Updated++;
    }

    private async Task<UndoWork?> CustomersAsync(ScrmDbContext db, Batch undone, Batch undo, UndoWork work, CancellationToken cancel)
    {
        var ids = await db.Customers.Where(c => c.BatchId == undone.Id && c.Id > work.Customers).OrderBy(c => c.Id).Take(AStep).Select(c => c.Id).ToListAsync(cancel);
        if (ids.Count == 0) return null;
        await TagStore.LockAsync(db, ids, cancel);
        var free = await Untouched(db, undone.Id, undo.Id).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        await db.CustomerIdentities.Where(i => free.Contains(i.CustomerId)).ExecuteDeleteAsync(cancel);
        await db.Relations.Where(r => free.Contains(r.CustomerId)).ExecuteDeleteAsync(cancel);
        await db.Customers.Where(c => free.Contains(c.Id))
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CustomerState.Withdrawn).SetProperty(x => x.UpdatedAt, now).SetProperty(x => x.Version, x => x.Version + 1), cancel);
        undo.Created += free.Count;
        undo.Skipped += ids.Count - free.Count;
        undo.Done += ids.Count;
        return work with { Customers = ids[^1] };
    }

    /// <summary>Customers of the batch whom nothing but the batch and its undo has written to.</summary>
    internal static IQueryable<Customer> Untouched(ScrmDbContext db, long batch, long undo) => db.Customers.Where(c => c.BatchId == batch
        && !db.TagAssignments.Any(a => a.CustomerId == c.Id)
        && !db.TagChanges.Any(t => t.CustomerId == c.Id && t.BatchId != batch && t.BatchId != undo)
        && !db.FieldChanges.Any(f => f.CustomerId == c.Id && f.BatchId != batch && f.BatchId != undo)
        && !db.CustomerOrders.Any(o => o.CustomerId == c.Id) && !db.CustomerEvents.Any(e => e.CustomerId == c.Id));

    /// <summary>Values that nobody owns and nothing happened on: a file of events brought them.</summary>
    private static Task<int> ForgetStrangersAsync(ScrmDbContext db, CancellationToken cancel) => db.CustomerIdentities
        .Where(i => i.CustomerId == 0 && i.Source == IdentitySource.Import && !db.CustomerEvents.Any(e => e.CustomerId == 0 && e.IdentityId == i.Id)
            && !db.CustomerOrders.Any(o => o.CustomerId == 0 && o.IdentityId == i.Id)).ExecuteDeleteAsync(cancel);

    /// <summary>Values that were several people's by what the file said recognise again, where the library does not say so too.</summary>
    private static async Task ReleaseAsync(ScrmDbContext db, Batch undone, CancellationToken cancel)
    {
        var import = ImportJson.Read<ImportWork>(undone.Work).Import;
        var plan = await db.Imports.Where(i => i.Id == import).Select(i => i.Plan).FirstOrDefaultAsync(cancel) ?? "";
        if (ImportJson.ReadOrNull<ImportPlan>(plan)?.Shared is not { Count: > 0 } shared) return;
        var hashes = shared.ToHashSet();
        var flagged = await db.CustomerIdentities.Where(i => i.State == IdentityState.Shared && (i.Type == IdentityType.Phone || i.Type == IdentityType.ExternalId))
            .Select(i => new { i.Type, i.Value }).Distinct().ToListAsync(cancel);
        await SharedIdentities.ReconsiderAsync(db, [.. flagged.Select(f => new CustomerKey(f.Type, f.Value)).Where(k => hashes.Contains(SharedInFile.Hash(k)))], cancel);
    }

    private async Task ArchiveTagsAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        foreach (var tag in await db.Tags.Where(t => t.BatchId == undone.Id && t.Status == TagStatus.Active && t.Uses == 0).ToListAsync(cancel))
        {
            tag.Status = TagStatus.Archived;
            db.DictionaryChanges.Add(new DictionaryChange
            {
                At = clock.GetUtcNow().UtcDateTime, ActorKind = undo.ActorKind, ActorId = undo.ActorId, Act = DictionaryAct.TagArchived, GroupId = tag.GroupId, TagId = tag.Id, Subject = tag.Name,
            });
        }
    }
}
