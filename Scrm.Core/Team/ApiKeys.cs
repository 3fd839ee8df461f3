using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

public sealed record ApiKeyRow(long Id, string Name, string Prefix, ApiScopes Scopes, string CreatedBy, DateTime CreatedAt, DateTime ExpiresAt, DateTime LastUsedAt, DateTime RevokedAt);

/// <summary>A key a program presented: who it is and what it may do.</summary>
public sealed record PresentedKey(Scope Scope, ApiScopes Scopes);

/// <summary>Keys for programs: shown once, kept as SHA-256 (they are 256 random bits, so a slow hash would add nothing).</summary>
public sealed class ApiKeys(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private const string Mark = "scrm_";
    private static readonly TimeSpan UseStep = TimeSpan.FromMinutes(1);

    /// <summary>The whole key as text; it can never be shown again. <paramref name="expires"/> in UTC, Never = no end.</summary>
    public async Task<Outcome<string>> CreateAsync(Scope by, string name, ApiScopes scopes, DateTime expires, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return new Refusal(TeamRefusal.NotAllowed);
        var now = clock.GetUtcNow().UtcDateTime;
        name = name.Trim();
        if (Roster.CheckName(name) is { } refused) return refused;
        if (scopes == ApiScopes.None) return new Refusal(TeamRefusal.NoScopes);
        if (expires != BusinessTime.Never && expires <= now) return new Refusal(TeamRefusal.ExpiryPast);
        var text = Mark + RandomNumberGenerator.GetHexString(64, lowercase: true);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var key = new ApiKey
        {
            Name = name, Prefix = text[..(Mark.Length + 6)], Hash = Hash(text), Scopes = scopes, CreatedBy = by.MemberId, CreatedAt = now, ExpiresAt = expires,
        };
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancel);
        db.AuditEntries.Add(AuditTrail.Entry(now, by.Actor, AuditAct.ApiKeyCreated, key.Id, detail: scopes.ToString()));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return text;
    }

    public async Task<Outcome> RevokeAsync(Scope by, long id, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return Outcome.No(TeamRefusal.NotAllowed);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.ApiKeys.Where(k => k.Id == id && k.RevokedAt == BusinessTime.Never).ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, now), cancel) == 0)
            return Outcome.No(TeamRefusal.NotFound);
        db.AuditEntries.Add(AuditTrail.Entry(now, by.Actor, AuditAct.ApiKeyRevoked, id));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(Scope by, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ApiKeys.AsNoTracking().OrderByDescending(k => k.Id)
            .Select(k => new ApiKeyRow(k.Id, k.Name, k.Prefix, k.Scopes, db.Members.Where(m => m.Id == k.CreatedBy).Select(m => m.Name).FirstOrDefault() ?? "",
                k.CreatedAt, k.ExpiresAt, k.LastUsedAt, k.RevokedAt))
            .ToListAsync(cancel);
    }

    /// <summary>Null for a key that is unknown, revoked or past its end. A key acts as an operator and sees every customer; its scopes narrow that.</summary>
    public async Task<PresentedKey?> PresentAsync(string text, CancellationToken cancel)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal) || text.Length > 200) return null;
        var (hash, now) = (Hash(text), clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == BusinessTime.Never, cancel);
        if (key is null || (key.ExpiresAt != BusinessTime.Never && key.ExpiresAt <= now)) return null;
        if (now - key.LastUsedAt > UseStep) await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), cancel);
        return new(new Scope(Actor.ApiKey(key.Id), Role.Operator, 0, []), key.Scopes);
    }

    internal static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
