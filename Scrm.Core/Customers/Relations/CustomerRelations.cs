using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Who follows a customer: beginning, noting, ending, and the history of it. Null answers: no such customer within reach.</summary>
public sealed class CustomerRelations(IDbContextFactory<ScrmDbContext> contexts, TagBooks books, TimeProvider clock)
{
    private const int LongestHistory = 200;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<RelationLine>?> ListAsync(long customer, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel) ? await Lines(db, customer).ToListAsync(cancel) : null;
    }

    /// <summary>The turns of all relations of a customer, the latest first.</summary>
    public async Task<IReadOnlyList<RelationTurn>?> HistoryAsync(long customer, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        var turns = await db.RelationChanges.AsNoTracking().Where(r => r.CustomerId == customer).OrderByDescending(r => r.Id).Take(LongestHistory).ToListAsync(cancel);
        if (turns.Count == 0) return [];
        var book = await books.ReadAsync(db, cancel);
        var members = await Names.OfMembersAsync(db, turns.SelectMany(t => new[] { t.MemberId, t.ToMemberId, t.ActorKind == ActorKind.Member ? t.ActorId : 0 }), cancel);
        var titles = await Names.OfBatchesAsync(db, turns.Select(t => t.BatchId), cancel);
        return [.. turns.Select(t => Turn(t, members, titles, book, scope))];
    }

    /// <summary>A member begins to follow, or follows again.</summary>
    public async Task<Outcome?> AddAsync(long customer, long member, RelationDraft draft, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await TagStore.LockAsync(db, [customer], cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        if (await CheckAsync(db, member, draft, scope, cancel) is { } refused) return refused;
        var standing = await db.Relations.FirstOrDefaultAsync(r => r.CustomerId == customer && r.MemberId == member, cancel);
        if (standing is { State: RelationState.Active }) return Outcome.No(RelationRefusal.AlreadyFollows);
        if (standing is not null) db.Remove(standing);
        await db.SaveChangesAsync(cancel);
        var tidy = Tidy(draft);
        db.Add(new Relation
        {
            CustomerId = customer, MemberId = member, AddedAt = Now, Remark = tidy.Remark, Description = tidy.Description, AddWay = tidy.AddWay, StateCode = tidy.StateCode,
        });
        db.Add(Change(customer, member, RelationState.Active, "", "", scope));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Changes what is noted about a relation.</summary>
    public async Task<Outcome?> NoteAsync(long customer, long member, RelationDraft draft, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        if (!MayAnswerFor(member, scope)) return Outcome.No(RelationRefusal.NotAllowed);
        if (TooLong(draft) is { } refused) return refused;
        var tidy = Tidy(draft);
        var written = await db.Relations.Where(r => r.CustomerId == customer && r.MemberId == member && r.State == RelationState.Active).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.Remark, tidy.Remark).SetProperty(x => x.Description, tidy.Description).SetProperty(x => x.AddWay, tidy.AddWay), cancel);
        return written == 1 ? Outcome.Done : Outcome.No(RelationRefusal.NotFollowing);
    }

    /// <summary>The relation is over: the customer went (<paramref name="byCustomer"/>) or the member took them off. What the customer was stays with the turn.</summary>
    public async Task<Outcome?> EndAsync(long customer, long member, bool byCustomer, string reason, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await TagStore.LockAsync(db, [customer], cancel);
        if (await CustomerQuery.InScope(db, scope).AsNoTracking().FirstOrDefaultAsync(c => c.Id == customer, cancel) is not { } lost) return null;
        if (!MayAnswerFor(member, scope)) return Outcome.No(RelationRefusal.NotAllowed);
        if (TooLong(new(reason)) is { } refused) return refused;
        var relation = await db.Relations.FirstOrDefaultAsync(r => r.CustomerId == customer && r.MemberId == member, cancel);
        if (relation is not { State: RelationState.Active }) return Outcome.No(RelationRefusal.NotFollowing);
        (relation.State, relation.EndedAt) = (byCustomer ? RelationState.DeletedByCustomer : RelationState.DeletedByMember, Now);
        var snapshot = await RelationSnapshot.TakeAsync(db, await books.ReadAsync(db, cancel), lost, cancel);
        db.Add(Change(customer, member, relation.State, reason.Trim(), snapshot.Write(), scope));
        if (byCustomer && member != scope.MemberId)
            db.Notifications.Add(new Notification { MemberId = member, Kind = NotificationKind.CustomerLost, SubjectId = customer, Count = 1, At = Now });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Relations of one customer, those that live first.</summary>
    internal static IQueryable<RelationLine> Lines(ScrmDbContext db, long customer) =>
        from relation in db.Relations
        where relation.CustomerId == customer
        join member in db.Members on relation.MemberId equals member.Id
        orderby relation.State == RelationState.Active descending, relation.AddedAt, relation.MemberId
        select new RelationLine(relation.MemberId, member.Name, member.Enabled, relation.State, relation.Remark, relation.Description,
            relation.AddWay, relation.StateCode, relation.AddedAt, relation.EndedAt);

    /// <summary>Whether this person may speak for a member's relations: their own, their team's, or everybody's.</summary>
    internal static bool MayAnswerFor(long member, Scope scope) =>
        scope.MayEditCustomers && (scope.SeesEveryCustomer || member == scope.MemberId || scope.Team.Contains(member));

    private static async Task<Refusal?> CheckAsync(ScrmDbContext db, long member, RelationDraft draft, Scope scope, CancellationToken cancel)
    {
        if (!scope.MayEditCustomers) return new(RelationRefusal.NotAllowed);
        if (!MayAnswerFor(member, scope) || !await db.Members.AnyAsync(m => m.Id == member && m.Enabled, cancel)) return new(RelationRefusal.MemberOutOfReach);
        return TooLong(draft);
    }

    private static Refusal? TooLong(RelationDraft draft) =>
        new[] { draft.Remark, draft.Description, draft.AddWay, draft.StateCode }.Any(t => t.Length > Customer.LongestText) ? new(RelationRefusal.TextTooLong, Customer.LongestText) : null;

    private static RelationDraft Tidy(RelationDraft draft) => new(draft.Remark.Trim(), draft.Description.Trim(), Folding.Fold(draft.AddWay), Folding.Fold(draft.StateCode));

    private RelationChange Change(long customer, long member, RelationState state, string reason, string snapshot, Scope scope) => new()
    {
        CustomerId = customer, MemberId = member, State = state, Reason = reason, Snapshot = snapshot, At = Now, ActorKind = scope.Actor.Kind, ActorId = scope.Actor.Id,
    };

    private static RelationTurn Turn(
        RelationChange turn, Dictionary<long, string> members, Dictionary<long, string> titles, TagBook book, Scope scope)
    {
        var snapshot = RelationSnapshot.Read(turn.Snapshot);
        return new(turn.Id, turn.MemberId, members.GetValueOrDefault(turn.MemberId, ""), turn.State, members.GetValueOrDefault(turn.ToMemberId, ""), turn.Reason, turn.At,
            new(turn.ActorKind, turn.ActorKind == ActorKind.Member ? members.GetValueOrDefault(turn.ActorId, "") : ""), turn.BatchId, titles.GetValueOrDefault(turn.BatchId, ""),
            snapshot.Marks(book, scope), snapshot.Stage);
    }
}
