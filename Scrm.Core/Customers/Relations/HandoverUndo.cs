using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>
/// Gives customers back to those who had them: owner and relations as they stood before the hand-over.
/// A customer whose owner or relations somebody has changed since stays as it is.
/// </summary>
internal sealed class HandoverUndo(TimeProvider clock) : IUndoAlso
{
    private const int AStep = 200;

    public BatchKind Kind => BatchKind.HandOver;

    public async Task<bool> StepAsync(ScrmDbContext db, Batch undone, Batch undo, CancellationToken cancel)
    {
        var after = long.TryParse(undo.Work, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
        var customers = await db.FieldChanges.Where(f => f.BatchId == undone.Id && f.CustomerId > after).Select(f => f.CustomerId)
            .Union(db.RelationChanges.Where(r => r.BatchId == undone.Id && r.CustomerId > after).Select(r => r.CustomerId)).Order().Take(AStep).ToListAsync(cancel);
        if (customers.Count == 0) return false;
        await TagStore.LockAsync(db, customers, cancel);
        var story = await HandoverStory.ReadAsync(db, customers, undone.Id, undo.Id, cancel);
        foreach (var customer in customers)
            if (story.Untouched(customer)) await GiveBackAsync(db, story, customer, undo, cancel);
            else undo.Skipped++;
        undo.Done += customers.Count;
        undo.Work = customers[^1].ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private async Task GiveBackAsync(ScrmDbContext db, HandoverStory story, long customer, Batch undo, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (actor, at) = (new Actor(undo.ActorKind, undo.ActorId), UnixMilliseconds.ToStore(now));
        foreach (var owner in story.Owners[customer])
        {
            var (old, given) = (FieldText.OwnerId(owner.Old), FieldText.OwnerId(owner.New));
            await db.Customers.Where(c => c.Id == customer && c.OwnerId == given).ExecuteUpdateAsync(
                c => c.SetProperty(x => x.OwnerId, old).SetProperty(x => x.UpdatedAt, now).SetProperty(x => x.Version, x => x.Version + 1), cancel);
            await HandoverStep.LogOwnersAsync(db, [(customer, given, old)], actor, undo.Id, at, cancel);
        }
        foreach (var turn in story.Turns[customer]) await TurnBackAsync(db, story, turn, actor, undo.Id, at, cancel);
        undo.Updated++;
    }

    private static async Task TurnBackAsync(ScrmDbContext db, HandoverStory story, RelationChange turn, Actor actor, long undo, long at, CancellationToken cancel)
    {
        var pair = (turn.CustomerId, turn.MemberId);
        if (turn.State == RelationState.Transferred)
        {
            await HandoverStep.SetAsync(db, $"state = {(int)RelationState.Active}, ended_at = 0", [pair], cancel);
            await HandoverStep.TurnAsync(db, [new(turn.CustomerId, turn.MemberId, RelationState.Active, 0)], actor, undo, at, "", cancel);
            return;
        }
        var (ended, begun) = story.Before(turn);
        if (ended is null) await db.Relations.Where(r => r.CustomerId == turn.CustomerId && r.MemberId == turn.MemberId).ExecuteDeleteAsync(cancel);
        else
        {
            var since = begun is null ? "" : $", added_at = {UnixMilliseconds.ToStore(begun.At)}";
            await HandoverStep.SetAsync(db, $"state = {(int)ended.State}, ended_at = {UnixMilliseconds.ToStore(ended.At)}{since}", [pair], cancel);
        }
        await HandoverStep.TurnAsync(db, [new(turn.CustomerId, turn.MemberId, RelationState.Transferred, story.From(turn))], actor, undo, at, "", cancel);
    }
}

/// <summary>What a hand-over wrote about some customers, and whether anything else was written since.</summary>
internal sealed class HandoverStory
{
    private readonly ILookup<long, RelationChange> all;
    private readonly HashSet<long> touched;

    private HandoverStory(List<FieldChange> owners, List<RelationChange> turns, long batch, long undo)
    {
        all = turns.ToLookup(t => t.CustomerId);
        Owners = owners.Where(o => o.BatchId == batch).ToLookup(o => o.CustomerId);
        Turns = turns.Where(t => t.BatchId == batch).ToLookup(t => t.CustomerId);
        var ownerTouched = owners.Where(o => o.BatchId != batch && o.BatchId != undo && Owners[o.CustomerId].Any(own => own.Id < o.Id)).Select(o => o.CustomerId);
        var turnTouched = turns.Where(t => t.BatchId != batch && t.BatchId != undo && Turns[t.CustomerId].Any(own => own.MemberId == t.MemberId && own.Id < t.Id)).Select(t => t.CustomerId);
        touched = [.. ownerTouched, .. turnTouched];
    }

    public ILookup<long, FieldChange> Owners { get; }
    public ILookup<long, RelationChange> Turns { get; }

    public static async Task<HandoverStory> ReadAsync(ScrmDbContext db, IReadOnlyList<long> customers, long batch, long undo, CancellationToken cancel) => new(
        await db.FieldChanges.AsNoTracking().Where(f => customers.Contains(f.CustomerId) && f.Field == CustomerField.Owner).ToListAsync(cancel),
        await db.RelationChanges.AsNoTracking().Where(r => customers.Contains(r.CustomerId)).OrderBy(r => r.Id).ToListAsync(cancel), batch, undo);

    public bool Untouched(long customer) => !touched.Contains(customer);

    /// <summary>How the relation had ended before this turn, and when it had begun then; nulls where it had never been.</summary>
    public (RelationChange? Ended, RelationChange? Begun) Before(RelationChange turn)
    {
        var ended = all[turn.CustomerId].LastOrDefault(t => t.MemberId == turn.MemberId && t.Id < turn.Id && t.State != RelationState.Active);
        return (ended, ended is null ? null : all[turn.CustomerId].LastOrDefault(t => t.MemberId == turn.MemberId && t.Id < ended.Id && t.State == RelationState.Active));
    }

    /// <summary>To whom the customer goes back.</summary>
    public long From(RelationChange turn) => Turns[turn.CustomerId].Where(t => t.State == RelationState.Transferred).Select(t => t.MemberId)
        .Concat(Owners[turn.CustomerId].Select(o => FieldText.OwnerId(o.Old))).FirstOrDefault();
}
