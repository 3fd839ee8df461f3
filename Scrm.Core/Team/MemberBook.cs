using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>What an admin fills in for a member; an empty sign-in name makes a member who does not sign in.</summary>
public sealed record MemberInput(string Name, string Login, Role Role, long DepartmentId, string WeComUserId);

/// <summary>A new or reset password, shown once.</summary>
public sealed record OneTimePassword(long MemberId, string Login, string Password);

/// <summary>Members as an admin keeps them. Nobody leaves the company without an admin; whoever is changed signs in anew.</summary>
public sealed class MemberBook(IDbContextFactory<ScrmDbContext> contexts, IPasswordHasher<Member> hasher, TimeProvider clock)
{
    /// <summary>The member's choice of wider rows.</summary>
    public const string Comfortable = "comfortable";

    public async Task<Outcome<OneTimePassword>> AddAsync(Scope by, MemberInput input, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return new Refusal(TeamRefusal.NotAllowed);
        input = Clean(input);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await CheckAsync(db, 0, input, cancel) is { } refused) return refused;
        var now = clock.GetUtcNow().UtcDateTime;
        var password = input.Login.Length > 0 ? Passwords.OneTime() : "";
        var member = new Member { CreatedAt = now, SecurityStamp = Passwords.NewStamp() };
        Fill(member, input);
        if (password.Length > 0) member.PasswordHash = hasher.HashPassword(member, password);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Members.Add(member);
        await db.SaveChangesAsync(cancel);
        db.AuditEntries.Add(AuditTrail.Entry(now, by.Actor, AuditAct.MemberAdded, member.Id, detail: input.Role.ToString()));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new OneTimePassword(member.Id, member.Login, password);
    }

    /// <param name="version">The version the form was filled from; somebody else's edit in between refuses this one.</param>
    public Task<Outcome> EditAsync(Scope by, long id, int version, MemberInput input, CancellationToken cancel) => ChangeAsync(by, id, AuditAct.MemberEdited, async (db, member) =>
    {
        input = Clean(input);
        if (member.Version != version) return new Refusal(TeamRefusal.EditedMeanwhile);
        if (await CheckAsync(db, id, input, cancel) is { } refused) return refused;
        if (member.Role != input.Role || member.Login != input.Login) member.SecurityStamp = Passwords.NewStamp();
        Fill(member, input);
        return null;
    }, cancel);

    public Task<Outcome> EnableAsync(Scope by, long id, bool enabled, CancellationToken cancel) => ChangeAsync(by, id, enabled ? AuditAct.MemberEdited : AuditAct.MemberDisabled, (_, member) =>
    {
        if (!enabled && id == by.MemberId) return Task.FromResult<Refusal?>(new(TeamRefusal.NotYourself));
        (member.Enabled, member.SecurityStamp) = (enabled, Passwords.NewStamp());
        return Task.FromResult<Refusal?>(null);
    }, cancel);

    public async Task<Outcome<OneTimePassword>> ResetPasswordAsync(Scope by, long id, CancellationToken cancel)
    {
        var password = new OneTimePassword(id, "", Passwords.OneTime());
        var done = await ChangeAsync(by, id, AuditAct.PasswordChanged, (_, member) =>
        {
            if (member.Login.Length == 0) return Task.FromResult<Refusal?>(new(TeamRefusal.NoLogin));
            member.PasswordHash = hasher.HashPassword(member, password.Password);
            (member.SecurityStamp, member.FailedSignIns, member.LockedUntil) = (Passwords.NewStamp(), 0, BusinessTime.Never);
            password = password with { Login = member.Login };
            return Task.FromResult<Refusal?>(null);
        }, cancel);
        return done.Refused is { } refused ? refused : password;
    }

    /// <summary>The member's own name, language ("zh-CN", "en", empty for the company's) and theme ("light", "dark", empty for the system's).</summary>
    public async Task<Outcome> SaveProfileAsync(Scope by, string name, string language, string theme, string density, CancellationToken cancel)
    {
        name = name.Trim();
        if (Roster.CheckName(name) is { } refused) return refused;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var saved = await db.Members.Where(m => m.Id == by.MemberId && m.Enabled).ExecuteUpdateAsync(m => m.SetProperty(x => x.Name, name)
            .SetProperty(x => x.Language, language is "en" or "zh-CN" ? language : "").SetProperty(x => x.Theme, theme is "light" or "dark" ? theme : "")
            .SetProperty(x => x.Density, density == Comfortable ? density : "")
            .SetProperty(x => x.Version, x => x.Version + 1), cancel);
        return saved == 1 ? Outcome.Done : Outcome.No(TeamRefusal.NotFound);
    }

    /// <summary>The own fields that the member last had as columns of the customer list.</summary>
    public async Task<IReadOnlyList<int>> ColumnsAsync(Scope by, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var kept = await db.Members.Where(m => m.Id == by.MemberId).Select(m => m.ListColumns).SingleOrDefaultAsync(cancel) ?? "";
        return [.. kept.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    public async Task KeepColumnsAsync(Scope by, IReadOnlyList<int> columns, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Members.Where(m => m.Id == by.MemberId).ExecuteUpdateAsync(m => m.SetProperty(x => x.ListColumns, string.Join(',', columns)), cancel);
    }

    private async Task<Outcome> ChangeAsync(Scope by, long id, AuditAct act, Func<ScrmDbContext, Member, Task<Refusal?>> change, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return Outcome.No(TeamRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Two admins who demote each other at once wait here for one another, on both engines.
        await db.Companies.ExecuteUpdateAsync(c => c.SetProperty(x => x.Name, x => x.Name), cancel);
        if (await db.Members.SingleOrDefaultAsync(m => m.Id == id, cancel) is not { } member) return Outcome.No(TeamRefusal.NotFound);
        if (await change(db, member) is { } refused) return refused;
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, by.Actor, act, id, detail: member.Role.ToString()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.No(TeamRefusal.EditedMeanwhile);
        }
        if (!await db.Members.AnyAsync(m => m.Role == Role.Admin && m.Enabled && m.PasswordHash != "", cancel)) return Outcome.No(TeamRefusal.LastAdmin);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    private static async Task<Refusal?> CheckAsync(ScrmDbContext db, long id, MemberInput input, CancellationToken cancel)
    {
        if (Roster.CheckName(input.Name) is { } nameRefused) return nameRefused;
        if (input.Login.Length > 0 && Roster.CheckLogin(input.Login) is { } loginRefused) return loginRefused;
        if (!Enum.IsDefined(input.Role)) return new(TeamRefusal.NotFound);
        if (input.Login.Length > 0 && await db.Members.AnyAsync(m => m.Login == input.Login && m.Id != id, cancel)) return new(TeamRefusal.LoginTaken, input.Login);
        if (input.DepartmentId != 0 && !await db.Departments.AnyAsync(d => d.Id == input.DepartmentId, cancel)) return new(TeamRefusal.NotFound);
        return null;
    }

    private static MemberInput Clean(MemberInput input) =>
        input with { Name = input.Name.Trim(), Login = Folding.Key(input.Login), WeComUserId = input.WeComUserId.Trim() };

    private static void Fill(Member member, MemberInput input)
    {
        (member.Name, member.Login, member.Role) = (input.Name, input.Login, input.Role);
        (member.DepartmentId, member.WeComUserId) = (input.DepartmentId, input.WeComUserId);
        if (input.Login.Length == 0) member.PasswordHash = "";
    }
}
