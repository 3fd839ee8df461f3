using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Brings what a person typed into the form in which it is kept, and says what cannot be kept.</summary>
internal static class DraftCheck
{
    public static readonly IReadOnlyList<(IdentityType Type, CustomerField Field)> Identities =
        [(IdentityType.Phone, CustomerField.Phone), (IdentityType.MemberNo, CustomerField.MemberNo), (IdentityType.ExternalId, CustomerField.ExternalId)];

    /// <param name="now">The customer as it stands; what it already has is not questioned again.</param>
    public static async Task<(CustomerDraft Tidy, Refusal? Refused)> TidyAsync(
        ScrmDbContext db, Tombstones tombstones, CustomerDraft draft, long id, Scope scope, CancellationToken cancel, Customer? now = null)
    {
        var tidy = draft with
        {
            Name = Folding.Fold(draft.Name), MemberNo = Folding.Fold(draft.MemberNo), ExternalId = Folding.Fold(draft.ExternalId), Company = Folding.Fold(draft.Company),
            Region = Folding.Fold(draft.Region), Source = Folding.Fold(draft.Source), Remark = draft.Remark.Trim(), Phone = draft.Phone!.Trim(),
        };
        if (tidy.Name.Length == 0) return (tidy, new(CustomerRefusal.NameMissing));
        if (TooLong(tidy) is { } field) return (tidy, new(CustomerRefusal.TooLong, field, Customer.LongestText));
        if (tidy.Phone.Length > 0 && tidy.Phone != now?.Phone)
        {
            if (PhoneNumber.Parse(tidy.Phone).Value is not { } phone) return (tidy, new(CustomerRefusal.PhoneUnreadable));
            tidy = tidy with { Phone = phone };
        }
        if (tidy.OwnerId != 0 && tidy.OwnerId != now?.OwnerId && !await MayOwnAsync(db, tidy.OwnerId, scope, cancel)) return (tidy, new(CustomerRefusal.OwnerOutOfReach));
        return (tidy, await TakenAsync(db, tombstones, tidy, id, scope, now, cancel));
    }

    private static CustomerField? TooLong(CustomerDraft draft)
    {
        (CustomerField Field, string Text)[] texts =
        [
            (CustomerField.Name, draft.Name), (CustomerField.MemberNo, draft.MemberNo), (CustomerField.ExternalId, draft.ExternalId), (CustomerField.Company, draft.Company),
            (CustomerField.Region, draft.Region), (CustomerField.Remark, draft.Remark), (CustomerField.Source, draft.Source),
        ];
        return texts.Where(t => t.Text.Length > (t.Field is CustomerField.MemberNo or CustomerField.ExternalId ? 128 : Customer.LongestText))
            .Select(t => (CustomerField?)t.Field).FirstOrDefault();
    }

    private static Task<bool> MayOwnAsync(ScrmDbContext db, long owner, Scope scope, CancellationToken cancel) =>
        db.Members.AnyAsync(m => m.Id == owner && m.Enabled && (scope.SeesEveryCustomer || m.Id == scope.MemberId || scope.Team.Contains(m.Id)), cancel);

    private static async Task<Refusal?> TakenAsync(
        ScrmDbContext db, Tombstones tombstones, CustomerDraft draft, long id, Scope scope, Customer? now, CancellationToken cancel)
    {
        (IdentityType Type, string Value, CustomerRefusal Taken, CustomerRefusal OutOfReach)[] values =
        [
            (IdentityType.Phone, draft.Phone!, CustomerRefusal.PhoneTaken, CustomerRefusal.PhoneTakenOutOfReach),
            (IdentityType.MemberNo, draft.MemberNo, CustomerRefusal.MemberNoTaken, CustomerRefusal.MemberNoTakenOutOfReach),
            (IdentityType.ExternalId, draft.ExternalId, CustomerRefusal.ExternalIdTaken, CustomerRefusal.ExternalIdTakenOutOfReach),
        ];
        foreach (var (type, value, taken, outOfReach) in values.Where(v => v.Value.Length > 0))
        {
            await HoldAsync(db, type, value, cancel);
            var field = Identities.First(i => i.Type == type).Field;
            var kept = now is not null && FieldText.Kept(now, field) == value;
            if (!kept && await NobodysValues.FindAsync(db, new(type, value), cancel) is { } nobody)
                return nobody.Staff ? new(CustomerRefusal.StaffPhone, nobody.Why) : new(CustomerRefusal.ValueBlocked, field, nobody.Why);
            if (await ErasedAsync(db, tombstones, new(type, value), id, cancel)) return new(CustomerRefusal.Erased, field);
            var others = db.CustomerIdentities.Where(i => i.Type == type && i.Value == value && i.CustomerId != id).Select(i => i.CustomerId);
            if (!await db.Customers.AnyAsync(c => others.Contains(c.Id), cancel)) continue;
            var named = await CustomerQuery.InScope(db, scope).Where(c => others.Contains(c.Id)).Select(c => new { c.Id, c.Name }).FirstOrDefaultAsync(cancel);
            return named is null ? new(outOfReach) : new(taken, named.Id, named.Name);
        }
        return null;
    }

    /// <summary>A value of an erased person, unless this customer had it as their own all along.</summary>
    private static async Task<bool> ErasedAsync(ScrmDbContext db, Tombstones tombstones, CustomerKey key, long id, CancellationToken cancel) =>
        (await tombstones.AmongAsync(db, [key], cancel)).Count > 0 && !await db.CustomerIdentities.AnyAsync(i => i.Type == key.Type && i.Value == key.Value && i.CustomerId == id, cancel);

    /// <summary>Two people adding the same phone at once: the second waits here until the first has committed. SQLite has one writer anyway.</summary>
    private static async Task HoldAsync(ScrmDbContext db, IdentityType type, string value, CancellationToken cancel)
    {
        if (!db.Database.IsNpgsql()) return;
        await using var hold = Bulk.Command(db, "SELECT pg_advisory_xact_lock(hashtext(@value))", ("value", $"{(int)type}:{value}"));
        await hold.ExecuteNonQueryAsync(cancel);
    }
}
