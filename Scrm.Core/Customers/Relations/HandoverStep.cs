using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Who hands over what, when and in which batch.</summary>
internal sealed record HandoverCause(HandoverOrder Order, Scope Scope, DateTime Now, long BatchId);

/// <summary>What becomes of one customer. <paramref name="From"/>: whose relation and ownership pass on.</summary>
internal readonly record struct HandoverMove(long CustomerId, long From, bool OwnerMoves, bool RelationEnds, HandoverJoin Join);

/// <summary>How the member who takes over comes to follow: not at all (already does, or nobody takes over), newly, or again.</summary>
internal enum HandoverJoin : byte { None, Begins, Returns }

/// <summary>One piece of a hand-over: read what stands, decide customer by customer, write in bulk.</summary>
internal static class HandoverStep
{
    private static readonly string[] FieldLog = ["customer_id", "field", "definition_id", "old", "new", "at", "actor_kind", "actor_id", "batch_id"];
    private static readonly string[] Turns = ["customer_id", "member_id", "state", "to_member_id", "reason", "snapshot", "at", "actor_kind", "actor_id", "batch_id"];
    private static readonly string[] Fresh = ["customer_id", "member_id", "added_at", "state", "remark", "description", "add_way", "state_code", "ended_at"];

    public static async Task<IReadOnlyList<HandoverMove>> RunAsync(ScrmDbContext db, IReadOnlyList<long> customers, HandoverCause cause, CancellationToken cancel)
    {
        await TagStore.LockAsync(db, [.. customers.Order()], cancel);
        var owners = await db.Customers.Where(c => customers.Contains(c.Id)).Select(c => new { c.Id, c.OwnerId }).ToDictionaryAsync(c => c.Id, c => c.OwnerId, cancel);
        var relations = (await db.Relations.Where(r => customers.Contains(r.CustomerId)).Select(r => new { r.CustomerId, r.MemberId, r.State }).ToListAsync(cancel))
            .ToDictionary(r => (r.CustomerId, r.MemberId), r => r.State);
        var moves = owners.OrderBy(o => o.Key).Select(o => Decide(o.Key, o.Value, relations, cause.Order, cause.Scope)).OfType<HandoverMove>().ToList();
        await WriteAsync(db, moves, cause, cancel);
        return moves;
    }

    /// <summary>Null where nothing changes, or nothing may be changed by this person.</summary>
    internal static HandoverMove? Decide(
        long customer, long owner, IReadOnlyDictionary<(long Customer, long Member), RelationState> relations, HandoverOrder order, Scope scope)
    {
        var from = order.From ?? owner;
        if (from == order.To || (from != 0 && !CustomerRelations.MayAnswerFor(from, scope))) return null;
        var owns = owner == from;
        var follows = from != 0 && relations.TryGetValue((customer, from), out var state) && state == RelationState.Active;
        if (!owns && !follows) return null;
        var join = order.To == 0 ? HandoverJoin.None
            : !relations.TryGetValue((customer, order.To), out var there) ? HandoverJoin.Begins
            : there == RelationState.Active ? HandoverJoin.None : HandoverJoin.Returns;
        return new(customer, from, owns, follows, join);
    }

    private static async Task WriteAsync(ScrmDbContext db, List<HandoverMove> moves, HandoverCause cause, CancellationToken cancel)
    {
        var (to, at) = (cause.Order.To, UnixMilliseconds.ToStore(cause.Now));
        var owned = moves.Where(m => m.OwnerMoves).ToList();
        await Bulk.ForEachPairAsync(db, $"UPDATE customers SET owner_id = {to}, updated_at = {at}, version = version + 1 WHERE id = @p0 AND owner_id = @p1",
            $"UPDATE customers c SET owner_id = {to}, updated_at = {at}, version = version + 1 FROM unnest(@a, @b) k(id, owner) WHERE c.id = k.id AND c.owner_id = k.owner",
            [.. owned.Select(m => (m.CustomerId, m.From))], cancel);
        await LogOwnersAsync(db, [.. owned.Select(m => (m.CustomerId, m.From, to))], cause.Scope.Actor, cause.BatchId, at, cancel);
        await SetAsync(db, $"state = {(int)RelationState.Transferred}, ended_at = {at}", [.. moves.Where(m => m.RelationEnds).Select(m => (m.CustomerId, m.From))], cancel);
        await SetAsync(db, $"state = {(int)RelationState.Active}, added_at = {at}, ended_at = 0", [.. moves.Where(m => m.Join == HandoverJoin.Returns).Select(m => (m.CustomerId, to))], cancel);
        await Bulk.InsertAsync(db, "relations", Fresh, [.. moves.Where(m => m.Join == HandoverJoin.Begins)], (move, row) =>
        {
            (row[0], row[1], row[2], row[3]) = (move.CustomerId, to, at, (short)RelationState.Active);
            (row[4], row[5], row[6], row[7], row[8]) = ("", "", "", "", 0L);
        }, cancel);
        await TurnAsync(db, [.. moves.Where(m => m.RelationEnds).Select(m => new HandoverTurn(m.CustomerId, m.From, RelationState.Transferred, to)),
            .. moves.Where(m => m.Join != HandoverJoin.None).Select(m => new HandoverTurn(m.CustomerId, to, RelationState.Active, 0))],
            cause.Scope.Actor, cause.BatchId, at, cause.Order.Reason, cancel);
    }

    internal static Task SetAsync(ScrmDbContext db, string what, IReadOnlyCollection<(long Customer, long Member)> relations, CancellationToken cancel) =>
        Bulk.ForEachPairAsync(db, $"UPDATE relations SET {what} WHERE customer_id = @p0 AND member_id = @p1",
            $"UPDATE relations r SET {what} FROM unnest(@a, @b) k(customer, member) WHERE r.customer_id = k.customer AND r.member_id = k.member", relations, cancel);

    internal static Task LogOwnersAsync(
        ScrmDbContext db, IReadOnlyCollection<(long Customer, long Old, long New)> changes, Actor actor, long batch, long at, CancellationToken cancel) =>
        Bulk.InsertAsync(db, "field_changes", FieldLog, changes, (change, row) =>
        {
            (row[0], row[1], row[2]) = (change.Customer, (short)CustomerField.Owner, 0);
            (row[3], row[4], row[5]) = (change.Old.ToString(System.Globalization.CultureInfo.InvariantCulture), change.New.ToString(System.Globalization.CultureInfo.InvariantCulture), at);
            (row[6], row[7], row[8]) = ((short)actor.Kind, actor.Id, batch);
        }, cancel);

    internal static Task TurnAsync(
        ScrmDbContext db, IReadOnlyCollection<HandoverTurn> turns, Actor actor, long batch, long at, string reason, CancellationToken cancel) =>
        Bulk.InsertAsync(db, "relation_changes", Turns, turns, (turn, row) =>
        {
            (row[0], row[1], row[2], row[3]) = (turn.CustomerId, turn.MemberId, (short)turn.State, turn.To);
            (row[4], row[5], row[6], row[7], row[8], row[9]) = (reason, "", at, (short)actor.Kind, actor.Id, batch);
        }, cancel);
}

internal readonly record struct HandoverTurn(long CustomerId, long MemberId, RelationState State, long To);
