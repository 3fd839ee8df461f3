using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Customers pass from member to member: one at once, many as a batch after the numbers were seen.</summary>
public sealed class Handover(IDbContextFactory<ScrmDbContext> contexts, BatchDesk desk, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Outcome<HandoverPreview>> PreviewAsync(HandoverOrder order, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await CheckAsync(db, order, scope, cancel) is { } refused) return refused;
        var (shares, followed) = order.Target is null ? await OfLeaverAsync(db, order.From!.Value, cancel) : (await SharesAsync(db, order.Target, scope, cancel), 0);
        var names = await Names.OfMembersAsync(db, shares.Select(s => s.Owner), cancel);
        var owned = shares.Sum(s => s.Count);
        return new HandoverPreview(owned + followed, owned, followed, [.. shares.Select(s => new HandoverShare(s.Owner, names.GetValueOrDefault(s.Owner, ""), s.Count))]);
    }

    /// <summary>What a member would leave behind: owned, and only followed. (0, 0) for who may not know.</summary>
    public async Task<(int Owned, int Followed)> CountAsync(long member, Scope scope, CancellationToken cancel)
    {
        if (!CustomerRelations.MayAnswerFor(member, scope)) return (0, 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var (shares, followed) = await OfLeaverAsync(db, member, cancel);
        return (shares.Sum(s => s.Count), followed);
    }

    /// <summary>Hands one customer over at once. Null where there is no such customer within reach.</summary>
    public async Task<Outcome?> OneAsync(long customer, long? from, long to, string reason, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        var order = new HandoverOrder(BulkTarget.Picked([customer]), from, to, reason);
        if (await CheckAsync(db, order, scope, cancel) is { } refused) return refused;
        var moved = await HandoverStep.RunAsync(db, [customer], new(order, scope, Now, 0), cancel);
        if (moved.Count == 0) return Outcome.No(RelationRefusal.NothingToHandOver);
        await TellAsync(db, to, 0, 1, scope, Now, cancel);
        db.AuditEntries.Add(AuditTrail.Entry(Now, scope.Actor, AuditAct.CustomersHandedOver, customer, 1));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>Starts the batch and returns its id.</summary>
    public async Task<Outcome<long>> StartAsync(HandoverOrder order, Scope scope, CancellationToken cancel)
    {
        var preview = await PreviewAsync(order, scope, cancel);
        if (preview.Refused is { } no) return no;
        if (preview.Value!.Customers == 0) return new Refusal(RelationRefusal.NobodyMeant);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        // Customers added while it runs are not meant: the operator has not seen them in the numbers.
        var upTo = await db.Customers.IgnoreQueryFilters().MaxAsync(c => c.Id, cancel);
        var work = new HandoverJob([.. order.Target?.Ids ?? []], order.Target?.Filter.Format(), order.From, order.To, order.Reason.Trim(), upTo);
        var names = await Names.OfMembersAsync(db, [order.From ?? 0, order.To], cancel);
        var title = string.Join(" → ", new[] { names.GetValueOrDefault(order.From ?? 0, ""), names.GetValueOrDefault(order.To, "") }.Where(n => n.Length > 0));
        var batch = await desk.StartAsync(BatchKind.HandOver, title, JsonSerializer.Serialize(work), preview.Value.Customers, scope, cancel);
        db.AuditEntries.Add(AuditTrail.Entry(Now, scope.Actor, AuditAct.CustomersHandedOver, batch, preview.Value.Customers));
        await db.SaveChangesAsync(cancel);
        return batch;
    }

    /// <summary>Whoever takes over is told, unless they did it themselves; saved with the caller's changes.</summary>
    internal static async Task TellAsync(ScrmDbContext db, long to, long batch, int customers, Scope by, DateTime now, CancellationToken cancel)
    {
        if (to == 0 || to == by.MemberId) return;
        var name = (await Names.OfMembersAsync(db, [by.MemberId], cancel)).GetValueOrDefault(by.MemberId, "");
        db.Notifications.Add(new Notification { MemberId = to, Kind = NotificationKind.CustomersReceived, SubjectId = batch, Count = customers, Title = name, At = now });
    }

    private static async Task<Refusal?> CheckAsync(ScrmDbContext db, HandoverOrder order, Scope scope, CancellationToken cancel)
    {
        if (!scope.MayEditCustomers) return new(RelationRefusal.NotAllowed);
        if (order.Reason.Length > Customer.LongestText) return new(RelationRefusal.TextTooLong, Customer.LongestText);
        if (order.From is { } from && from == order.To) return new(RelationRefusal.SamePerson);
        if (order.Target is null && (order.From is not > 0 || !CustomerRelations.MayAnswerFor(order.From.Value, scope))) return new(RelationRefusal.NotAllowed);
        if (order.Target is { Ids.Count: > BulkTarget.MostPicked }) return new(RelationRefusal.TooManyPicked, BulkTarget.MostPicked);
        return order.To == 0 || await db.Members.AnyAsync(m => m.Id == order.To && m.Enabled, cancel) && CustomerRelations.MayAnswerFor(order.To, scope)
            ? null : new(RelationRefusal.MemberOutOfReach);
    }

    private static async Task<(IReadOnlyList<(long Owner, int Count)> Owned, int Followed)> OfLeaverAsync(ScrmDbContext db, long member, CancellationToken cancel)
    {
        var owned = await db.Customers.CountAsync(c => c.OwnerId == member, cancel);
        var followed = await db.Relations.CountAsync(r => r.MemberId == member && r.State == RelationState.Active
            && db.Customers.Any(c => c.Id == r.CustomerId && c.OwnerId != member), cancel);
        return (owned == 0 ? [] : [(member, owned)], followed);
    }

    private static async Task<IReadOnlyList<(long Owner, int Count)>> SharesAsync(ScrmDbContext db, BulkTarget target, Scope scope, CancellationToken cancel)
    {
        var query = await BulkTagging.QueryAsync(db, target, scope, await TagBook.LoadAsync(db, cancel), cancel);
        return await query.OwnersAsync(cancel);
    }
}

/// <summary>The parameters of a hand-over as its batch keeps them; a filter of null: everything of the member who hands over.</summary>
internal sealed record HandoverJob(long[] Ids, string? Filter, long? From, long To, string Reason, long UpTo)
{
    [JsonIgnore]
    public HandoverOrder Order => new(Filter is null ? null : new BulkTarget(Ids, CustomerFilter.Parse(Filter)), From, To, Reason);
}
