using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>A member's phone. Shown: whole for admins, masked for others. Customers: how many carry it all the same.</summary>
public sealed record StaffPhone(long MemberId, string Name, bool Enabled, string Shown, int Customers);

/// <summary>The customers who carry a phone: how many, and the first few.</summary>
public sealed record PhoneCarriers(int Count, IReadOnlyList<(long Id, string Name)> Some);

/// <summary>The phones of those who work here or once did: they are no customer's, on no path. Kept by admins.</summary>
public sealed class StaffPhones(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private const int Named = 5;

    /// <summary>The phones of all members who have one, for the list of values that recognise nobody. For operators.</summary>
    public async Task<IReadOnlyList<StaffPhone>> ListAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Members.Where(m => m.Phone != "").OrderByDescending(m => m.Enabled).ThenBy(m => m.Name)
            .Select(m => new { m.Id, m.Name, m.Enabled, m.Phone, 
                Customers = db.Customers.Count(c => db.CustomerIdentities.Any(i => i.CustomerId == c.Id && i.Type == IdentityType.Phone && i.Value == m.Phone)) }).ToListAsync(cancel);
        return [.. rows.Select(m => new StaffPhone(m.Id, m.Name, m.Enabled, who.MayManageTeam ? m.Phone : PhoneMask.Of(m.Phone), m.Customers))];
    }

    /// <summary>Who carries a phone as their own; nobody where it cannot be read. For admins.</summary>
    public async Task<PhoneCarriers> CarriersAsync(string raw, Scope by, CancellationToken cancel)
    {
        if (!by.MayManageTeam || IdentityValue.Of(IdentityType.Phone, raw) is not { Ok: true, Value: var phone }) return new(0, []);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var carrying = Carrying(db, phone);
        var some = await carrying.OrderBy(c => c.Id).Take(Named).Select(c => new { c.Id, c.Name, c.MemberNo }).ToListAsync(cancel);
        return new(await carrying.CountAsync(cancel), [.. some.Select(c => (c.Id, CustomerTitle.Of(c.Name, c.MemberNo, c.Id)))]);
    }

    /// <summary>Why a text cannot be a member's phone, or null.</summary>
    public static Refusal? Check(string raw) => IdentityValue.Of(IdentityType.Phone, raw) is { Ok: false, Fault: not IdentityFault.Blank } ? new(TeamRefusal.PhoneUnreadable) : null;

    /// <summary>
    /// Writes a member's phone, "" for none. From then on it recognises nobody; customers who carry it keep it as a note, and how many they are is returned.
    /// The phone before it recognises again, where nothing else speaks against it.
    /// </summary>
    public async Task<Outcome<int>> SetAsync(long member, string raw, Scope by, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return new Refusal(TeamRefusal.NotAllowed);
        var reading = IdentityValue.Of(IdentityType.Phone, raw);
        if (Check(raw) is { } unreadable) return unreadable;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await IdentityResolver.TakeTurnAsync(db, cancel);
        if (await db.Members.SingleOrDefaultAsync(m => m.Id == member, cancel) is not { } found) return new Refusal(TeamRefusal.NotFound);
        var before = found.Phone;
        if (before == reading.Value) return 0;
        found.Phone = reading.Value;
        var carriers = reading.Ok ? await Carrying(db, reading.Value).CountAsync(cancel) : 0;
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, by.Actor, AuditAct.StaffPhoneChanged, member, carriers));
        await db.SaveChangesAsync(cancel);
        if (reading.Ok) await SharedIdentities.MarkAsync(db, new(IdentityType.Phone, reading.Value), cancel);
        if (before.Length > 0) await SharedIdentities.ReconsiderAsync(db, [new(IdentityType.Phone, before)], cancel);
        await transaction.CommitAsync(cancel);
        return carriers;
    }

    private static IQueryable<Customer> Carrying(ScrmDbContext db, string phone) =>
        db.Customers.Where(c => db.CustomerIdentities.Any(i => i.CustomerId == c.Id && i.Type == IdentityType.Phone && i.Value == phone));
}
