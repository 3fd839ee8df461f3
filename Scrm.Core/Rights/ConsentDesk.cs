using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Rights;

/// <summary>Whether a customer may be contacted, how we know, since when, and who noted it.</summary>
public sealed record ConsentView(ConsentState State, string Source, DateTime At, string By);

/// <summary>Consent (联系授权) and where it comes from.</summary>
public sealed class ConsentDesk(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public async Task<ConsentView?> OfAsync(long id, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var consent = await CustomerQuery.InScope(db, scope).Where(c => c.Id == id).Select(c => new { c.Consent, c.ConsentSource, c.ConsentAt }).FirstOrDefaultAsync(cancel);
        if (consent is null) return null;
        var last = await db.FieldChanges.Where(c => c.CustomerId == id && c.Field == CustomerField.Consent).OrderByDescending(c => c.Id).Select(c => new { c.ActorKind, c.ActorId }).FirstOrDefaultAsync(cancel);
        var names = last is { ActorKind: ActorKind.Member } ? await Names.OfMembersAsync(db, [last.ActorId], cancel) : [];
        return new(consent.Consent, consent.ConsentSource, consent.ConsentAt, last is null ? "" : names.GetValueOrDefault(last.ActorId, ""));
    }

    /// <summary>Notes the consent and its source, with a line in the log and in the audit. Null where there is no such customer within reach.</summary>
    public async Task<Outcome?> SetAsync(long id, ConsentState state, string source, Scope scope, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await TagStore.LockAsync(db, [id], cancel);
        if (await CustomerQuery.InScope(db, scope).FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } customer) return null;
        if (!scope.MayEditCustomers) return Outcome.No(RightsRefusal.NotAllowed);
        if (!Enum.IsDefined(state)) return Outcome.No(RightsRefusal.NoConsent);
        source = source.Trim();
        if (source.Length > Customer.LongestText) return Outcome.No(RightsRefusal.TooLong, Customer.LongestText);
        if (customer.Consent == state && customer.ConsentSource == source) return Outcome.Done;
        var (now, before) = (clock.GetUtcNow().UtcDateTime, FieldText.Kept(customer, CustomerField.Consent));
        (customer.Consent, customer.ConsentSource, customer.ConsentAt, customer.UpdatedAt) = (state, source, now, now);
        db.FieldChanges.Add(new FieldChange
        {
            CustomerId = id, Field = CustomerField.Consent, Old = before, New = FieldText.Kept(customer, CustomerField.Consent), At = now,
            ActorKind = scope.Actor.Kind, ActorId = scope.Actor.Id,
        });
        db.AuditEntries.Add(AuditTrail.Entry(now, scope.Actor, AuditAct.ConsentChanged, id, detail: $"{(byte)state}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }
}
