using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Adding and editing one customer by hand, and showing a phone.</summary>
public sealed class CustomerEditor(IDbContextFactory<ScrmDbContext> contexts, Tombstones tombstones, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Adds a customer and returns the OneID.</summary>
    public async Task<Outcome<long>> AddAsync(CustomerDraft draft, Scope scope, CancellationToken cancel)
    {
        if (!scope.MayEditCustomers) return new Refusal(CustomerRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var (tidy, refused) = await DraftCheck.TidyAsync(db, tombstones, draft with { Phone = draft.Phone ?? "" }, 0, scope, cancel);
        if (refused is not null) return refused;
        var customer = new Customer { AddedAt = Now, UpdatedAt = Now };
        Apply(tidy, customer);
        db.Customers.Add(customer);
        await db.SaveChangesAsync(cancel);
        AddIdentities(db, customer, scope);
        await db.SaveChangesAsync(cancel);
        await WaitingIdentities.AdoptAsync(db, [customer.Id], Now, cancel);
        await Fields.FieldDefaults.GiveAsync(db, customer.Id, scope, Now, cancel);
        await transaction.CommitAsync(cancel);
        return customer.Id;
    }

    /// <summary>
    /// Writes the draft over the version that was read. Null where there is no such customer within reach.
    /// Whoever comes second is refused and told both values of every field on which the two disagree.
    /// </summary>
    public async Task<Outcome?> EditAsync(long id, int version, CustomerDraft draft, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (await CustomerQuery.InScope(db, scope).FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } customer) return null;
        if (!scope.MayEditCustomers) return Outcome.No(CustomerRefusal.NotAllowed);
        var (tidy, refused) = await DraftCheck.TidyAsync(db, tombstones, draft with { Phone = draft.Phone ?? customer.Phone }, id, scope, cancel, customer);
        if (refused is not null) return refused;
        if (customer.Version != version) return await ClashAsync(db, customer, tidy, cancel);
        var before = FieldText.All.ToDictionary(f => f, f => FieldText.Kept(customer, f));
        Apply(tidy, customer);
        var changed = FieldText.All.Where(f => before[f] != FieldText.Kept(customer, f)).ToList();
        if (changed.Count == 0) return Outcome.Done;
        customer.UpdatedAt = Now;
        db.FieldChanges.AddRange(changed.Select(f => new FieldChange
        {
            CustomerId = id, Field = f, Old = before[f], New = FieldText.Kept(customer, f), At = Now, ActorKind = scope.Actor.Kind, ActorId = scope.Actor.Id,
        }));
        await ReplaceIdentitiesAsync(db, customer, before, scope, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
            await WaitingIdentities.AdoptAsync(db, [id], Now, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // PostgreSQL lets two editors read the same version; the second one's write finds it gone.
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            return await CustomerQuery.InScope(db, scope).FirstOrDefaultAsync(c => c.Id == id, cancel) is { } now ? await ClashAsync(db, now, tidy, cancel) : (Outcome?)null;
        }
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>The whole phone, and a line in the audit that says who looked. Null where there is no such customer within reach.</summary>
    public async Task<Outcome<string>?> RevealPhoneAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var phone = await CustomerQuery.InScope(db, scope).Where(c => c.Id == id).Select(c => c.Phone).FirstOrDefaultAsync(cancel);
        if (phone is null) return null;
        if (!scope.MayRevealPhones) return new Refusal(CustomerRefusal.NotAllowed);
        db.AuditEntries.Add(new AuditEntry { At = Now, ActorKind = scope.Actor.Kind, ActorId = scope.Actor.Id, Act = AuditAct.PhoneRevealed, SubjectId = id, Count = 1 });
        await db.SaveChangesAsync(cancel);
        return phone.StartsWith("+86", StringComparison.Ordinal) ? phone[3..] : phone;
    }

    private static void Apply(CustomerDraft draft, Customer customer)
    {
        (customer.Name, customer.Phone, customer.MemberNo, customer.ExternalId) = (draft.Name, draft.Phone!, draft.MemberNo, draft.ExternalId);
        (customer.Gender, customer.Company, customer.Region, customer.Remark) = (draft.Gender, draft.Company, draft.Region, draft.Remark);
        (customer.Source, customer.OwnerId) = (draft.Source, draft.OwnerId);
    }

    private void AddIdentities(ScrmDbContext db, Customer customer, Scope scope)
    {
        foreach (var (type, field) in DraftCheck.Identities)
            if (FieldText.Kept(customer, field) is { Length: > 0 } value) db.CustomerIdentities.Add(Identity(customer.Id, type, value, scope));
    }

    private async Task ReplaceIdentitiesAsync(ScrmDbContext db, Customer customer, Dictionary<CustomerField, string> before, Scope scope, CancellationToken cancel)
    {
        foreach (var (type, field) in DraftCheck.Identities)
        {
            var (old, now) = (before[field], FieldText.Kept(customer, field));
            if (old == now) continue;
            // An old value that events came on stays theirs: the events name it.
            await db.CustomerIdentities.Where(i => i.CustomerId == customer.Id && i.Type == type && i.Value == old
                && !db.CustomerEvents.Any(e => e.CustomerId == customer.Id && e.IdentityId == i.Id)
                && !db.CustomerOrders.Any(o => o.CustomerId == customer.Id && o.IdentityId == i.Id)).ExecuteDeleteAsync(cancel);
            if (now.Length > 0 && !await db.CustomerIdentities.AnyAsync(i => i.CustomerId == customer.Id && i.Type == type && i.Value == now, cancel))
                db.CustomerIdentities.Add(Identity(customer.Id, type, now, scope));
        }
    }

    private CustomerIdentity Identity(long customer, IdentityType type, string value, Scope scope) => new()
    {
        CustomerId = customer, Type = type, Value = value, FirstSeen = Now, LastSeen = Now, Source = scope.Actor.Kind == ActorKind.ApiKey ? IdentitySource.Api : IdentitySource.Manual,
    };

    private static async Task<Outcome> ClashAsync(ScrmDbContext db, Customer theirs, CustomerDraft mine, CancellationToken cancel)
    {
        var wanted = new Customer { AddedAt = theirs.AddedAt };
        Apply(mine, wanted);
        var members = await Names.OfMembersAsync(db, [theirs.OwnerId, mine.OwnerId], cancel);
        return Outcome.No(CustomerRefusal.ChangedMeanwhile, theirs.Version, FieldText.All
            .Where(f => FieldText.Kept(theirs, f) != FieldText.Kept(wanted, f))
            .Select(f => new FieldClash(f, FieldText.Shown(f, FieldText.Kept(wanted, f), members), FieldText.Shown(f, FieldText.Kept(theirs, f), members))).ToList());
    }
}
