using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>Who has signed in, as the cookie carries it; the stamp ends sessions that carry an older one.</summary>
public sealed record SignedIn(long MemberId, string Name, Role Role, string Stamp, string Language, string Theme, string Density = "");

/// <summary>Passwords, lockout and sessions. Identity's hasher keeps the passwords; the product's own clock rules the lockout.</summary>
public sealed class Accounts(IDbContextFactory<ScrmDbContext> contexts, IPasswordHasher<Member> hasher, TwoStep twoStep, TimeProvider clock)
{
    public const int FailuresBeforeLock = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(5);

    // A hash for names nobody has: an unknown name costs the same time as a wrong password.
    private readonly Lazy<string> nobody = new(() => hasher.HashPassword(new Member(), Passwords.OneTime()));

    /// <summary>The very first admin; refused once there is any member who signs in.</summary>
    public async Task<Outcome<SignedIn>> SetUpAsync(string name, string login, string password, string language, CancellationToken cancel)
    {
        (name, login) = (name.Trim(), Folding.Key(login));
        if (Roster.CheckName(name) is { } nameRefused) return nameRefused;
        if (Roster.CheckLogin(login) is { } loginRefused) return loginRefused;
        if (Passwords.Check(password, login) is { } passwordRefused) return passwordRefused;
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await HasAdminAsync(db, cancel)) return new Refusal(TeamRefusal.AlreadySetUp);
        var admin = new Member { Name = name, Login = login, Role = Role.Admin, SecurityStamp = Passwords.NewStamp(), Language = language, CreatedAt = now };
        admin.PasswordHash = hasher.HashPassword(admin, password);
        db.Members.Add(admin);
        await db.SaveChangesAsync(cancel);
        db.AuditEntries.Add(AuditTrail.Entry(now, Actor.Member(admin.Id), AuditAct.MemberAdded, admin.Id));
        await db.SaveChangesAsync(cancel);
        return Session(admin);
    }

    public async Task<bool> HasAdminAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await HasAdminAsync(db, cancel);
    }

    /// <summary>
    /// Unknown name, wrong password and disabled member get one and the same refusal; five failures in a row lock for five minutes.
    /// CodeNeeded: the password was right, and the member (first value) with this stamp (second) has a second step, <see cref="SecondStepAsync"/>.
    /// </summary>
    public async Task<Outcome<SignedIn>> SignInAsync(string login, string password, CancellationToken cancel)
    {
        login = Folding.Key(login);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var member = login.Length == 0 ? null : await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Login == login, cancel);
        var hash = member is { PasswordHash.Length: > 0 } ? member.PasswordHash : nobody.Value;
        var right = hasher.VerifyHashedPassword(member ?? new Member(), hash, password.Length > Passwords.Longest ? "" : password) != PasswordVerificationResult.Failed;
        var known = member is { PasswordHash.Length: > 0, Enabled: true } && member.LockedUntil <= now;
        if (member is null || !known || !right)
        {
            // The same statements for a name nobody has, so that the answer takes as long.
            await CountFailureAsync(db, known ? member!.Id : 0, now, cancel);
            return new Refusal(TeamRefusal.SignInFailed);
        }
        return member.TotpSecret.Length > 0 ? new Refusal(TeamRefusal.CodeNeeded, member.Id, member.SecurityStamp) : await SignedInAsync(db, member, now, cancel);
    }

    /// <summary>The code of the app, by a member whose password was right. Wrong codes count like wrong passwords.</summary>
    public async Task<Outcome<SignedIn>> SecondStepAsync(long memberId, string stamp, string code, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == memberId && m.SecurityStamp == stamp && m.Enabled, cancel);
        if (member is null) return new Refusal(TeamRefusal.SignInFailed);
        if (member.LockedUntil > now) return new Refusal(TeamRefusal.SignInLocked);
        if (member.TotpSecret.Length > 0 && await twoStep.UseAsync(db, memberId, member.TotpSecret, code, cancel) is { } refused)
        {
            await CountFailureAsync(db, memberId, now, cancel);
            return refused;
        }
        return await SignedInAsync(db, member, now, cancel);
    }

    private static async Task<Outcome<SignedIn>> SignedInAsync(ScrmDbContext db, Member member, DateTime now, CancellationToken cancel)
    {
        await db.Members.Where(m => m.Id == member.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.FailedSignIns, 0).SetProperty(x => x.LockedUntil, BusinessTime.Never), cancel);
        db.AuditEntries.Add(AuditTrail.Entry(now, Actor.Member(member.Id), AuditAct.SignedIn, member.Id));
        await db.SaveChangesAsync(cancel);
        return Session(member);
    }

    public async Task<Outcome<SignedIn>> ChangePasswordAsync(long memberId, string old, string password, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && m.Enabled, cancel);
        if (member is null || member.PasswordHash.Length == 0) return new Refusal(TeamRefusal.NotFound);
        if (member.LockedUntil > now) return new Refusal(TeamRefusal.SignInLocked);
        if (hasher.VerifyHashedPassword(member, member.PasswordHash, old) == PasswordVerificationResult.Failed)
        {
            await CountFailureAsync(db, member.Id, now, cancel);
            return new Refusal(TeamRefusal.WrongPassword);
        }
        if (Passwords.Check(password, member.Login) is { } refused) return refused;
        member.PasswordHash = hasher.HashPassword(member, password);
        member.SecurityStamp = Passwords.NewStamp();
        member.FailedSignIns = 0;
        db.AuditEntries.Add(AuditTrail.Entry(now, Actor.Member(memberId), AuditAct.PasswordChanged, memberId));
        await db.SaveChangesAsync(cancel);
        return Session(member);
    }

    public async Task RecordSignOutAsync(long memberId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, Actor.Member(memberId), AuditAct.SignedOut, memberId));
        await db.SaveChangesAsync(cancel);
    }

    // Counted in the database, so that parallel guesses all count.
    private static async Task CountFailureAsync(ScrmDbContext db, long memberId, DateTime now, CancellationToken cancel)
    {
        var member = db.Members.Where(m => m.Id == memberId);
        await member.ExecuteUpdateAsync(m => m.SetProperty(x => x.FailedSignIns, x => x.FailedSignIns + 1), cancel);
        var locked = await member.Where(m => m.FailedSignIns >= FailuresBeforeLock)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.FailedSignIns, 0).SetProperty(x => x.LockedUntil, now + LockTime), cancel);
        db.ChangeTracker.Clear();
        db.AuditEntries.Add(AuditTrail.Entry(now, Actor.Member(memberId), AuditAct.SignInFailed, memberId, locked));
        await db.SaveChangesAsync(cancel);
    }

    private static Task<bool> HasAdminAsync(ScrmDbContext db, CancellationToken cancel) => db.Members.AnyAsync(m => m.Role == Role.Admin && m.Login != "", cancel);

    private static SignedIn Session(Member member) => new(member.Id, member.Name, member.Role, member.SecurityStamp, member.Language, member.Theme, member.Density);
}
