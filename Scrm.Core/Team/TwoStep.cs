using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>Keeps a secret readable for this installation only; the database and its backups hold what <see cref="Seal"/> gives.</summary>
public interface ISecretBox
{
    string Seal(string secret);

    /// <summary>Null where it was sealed elsewhere or is damaged.</summary>
    string? Open(string box);
}

/// <summary>The second step of signing in, by choice: a code of an authenticator app. A code counts once.</summary>
public sealed class TwoStep(IDbContextFactory<ScrmDbContext> contexts, ISecretBox secrets, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<bool> IsOnAsync(long memberId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Members.AnyAsync(m => m.Id == memberId && m.TotpSecret != "", cancel);
    }

    /// <summary>Switches it on once the app has proved to know the secret.</summary>
    public async Task<Outcome> TurnOnAsync(Scope by, string secret, string code, CancellationToken cancel)
    {
        if (Totp.Match(secret, code, Now, 0) is not { } step) return Outcome.No(TeamRefusal.CodeWrong);
        return await KeepAsync(by, by.MemberId, secrets.Seal(Written(secret, step)), cancel);
    }

    /// <summary>Switches the own second step off; a code proves that it is the owner who asks.</summary>
    public async Task<Outcome> TurnOffAsync(Scope by, string code, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var box = await db.Members.Where(m => m.Id == by.MemberId).Select(m => m.TotpSecret).SingleOrDefaultAsync(cancel) ?? "";
        if (await UseAsync(db, by.MemberId, box, code, cancel) is { } refused) return new(refused);
        return await KeepAsync(by, by.MemberId, "", cancel);
    }

    /// <summary>For a member who lost the app: an admin takes the second step away.</summary>
    public Task<Outcome> ResetAsync(Scope by, long memberId, CancellationToken cancel) =>
        by.MayManageTeam ? KeepAsync(by, memberId, "", cancel) : Task.FromResult(Outcome.No(TeamRefusal.NotAllowed));

    /// <summary>Takes the code and remembers it; two who send the same code at once do not both get in.</summary>
    internal async Task<Refusal?> UseAsync(ScrmDbContext db, long memberId, string box, string code, CancellationToken cancel)
    {
        if (secrets.Open(box)?.Split(' ') is not [var secret, var used] || Totp.Match(secret, code, Now, long.Parse(used, CultureInfo.InvariantCulture)) is not { } step)
            return new(TeamRefusal.CodeWrong);
        var sealedAgain = secrets.Seal(Written(secret, step));
        var taken = await db.Members.Where(m => m.Id == memberId && m.TotpSecret == box).ExecuteUpdateAsync(m => m.SetProperty(x => x.TotpSecret, sealedAgain), cancel);
        return taken == 1 ? null : new(TeamRefusal.CodeWrong);
    }

    private static string Written(string secret, long used) => string.Create(CultureInfo.InvariantCulture, $"{secret} {used}");

    private async Task<Outcome> KeepAsync(Scope by, long memberId, string box, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Members.Where(m => m.Id == memberId).ExecuteUpdateAsync(m => m.SetProperty(x => x.TotpSecret, box), cancel) == 0) return Outcome.No(TeamRefusal.NotFound);
        db.AuditEntries.Add(AuditTrail.Entry(Now, by.Actor, AuditAct.TwoStepChanged, memberId, detail: box.Length > 0 ? "on" : "off"));
        await db.SaveChangesAsync(cancel);
        return Outcome.Done;
    }
}
