using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>A link with what came by it: clicks in all, known customers among those who clicked, the last click.</summary>
public sealed record LinkRow(int Id, string Code, string Name, string Url, int SourceId, string Source, bool Enabled, string By, DateTime CreatedAt, int Clicks, int People, DateTime LastClick);

/// <summary>A known customer who clicked a link.</summary>
public sealed record LinkVisitor(long CustomerId, string Name, int Clicks, DateTime Last);

public sealed record LinkDraft(string Name, string Url, int SourceId = 0, bool Enabled = true);

/// <summary>Tracked links (追踪链接): made, listed, given to one customer. Everybody reads them; operators make them.</summary>
public sealed class LinkBook(IDbContextFactory<ScrmDbContext> contexts, LinkSigner signer, TimeProvider clock)
{
    private const int LongestName = 60;
    private const int LongestUrl = 2000;
    private const int MostVisitors = 50;
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<LinkRow>> ListAsync(Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var links = await db.TrackedLinks.AsNoTracking().OrderByDescending(l => l.Id).ToListAsync(cancel);
        var clicks = await db.CustomerEvents.Where(e => e.KindId == KindId.LinkClick).GroupBy(e => e.Subject)
            .Select(g => new Came(g.Key, g.Count(), g.Where(e => e.CustomerId > 0).Select(e => e.CustomerId).Distinct().Count(), g.Max(e => e.OccurredAt))).ToListAsync(cancel);
        var byCode = clicks.ToDictionary(c => c.Code);
        var sources = await db.Sources.ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var members = await db.Members.ToDictionaryAsync(m => m.Id, m => m.Name, cancel);
        return [.. links.Select(l => Row(l, byCode.GetValueOrDefault(l.Code) ?? new Came(l.Code, 0, 0, BusinessTime.Never)))];

        LinkRow Row(TrackedLink link, Came came) => new(link.Id, link.Code, link.Name, link.Url, link.SourceId, sources.GetValueOrDefault(link.SourceId, ""), link.Enabled,
            members.GetValueOrDefault(link.MemberId, ""), link.CreatedAt, came.Clicks, came.People, came.Last);
    }

    /// <summary>The customers within reach who clicked, whoever came last first; null where there is no such link.</summary>
    public async Task<IReadOnlyList<LinkVisitor>?> VisitorsAsync(int id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.TrackedLinks.Where(l => l.Id == id).Select(l => l.Code).SingleOrDefaultAsync(cancel) is not { } code) return null;
        var customers = CustomerQuery.InScope(db, who);
        var came = await db.CustomerEvents.Where(e => e.KindId == KindId.LinkClick && e.Subject == code && customers.Any(c => c.Id == e.CustomerId)).GroupBy(e => e.CustomerId)
            .Select(g => new { g.Key, Clicks = g.Count(), Last = g.Max(e => e.OccurredAt) }).OrderByDescending(v => v.Last).Take(MostVisitors).ToListAsync(cancel);
        var ids = came.ConvertAll(v => v.Key);
        var names = await customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => CustomerTitle.Of(c.Name, c.MemberNo, c.Id), cancel);
        return [.. came.Select(v => new LinkVisitor(v.Key, names.GetValueOrDefault(v.Key, ""), v.Clicks, v.Last))];
    }

    /// <summary>Id 0 makes a new link with a code of its own.</summary>
    public async Task<Outcome<int>> SaveAsync(int id, LinkDraft draft, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditDictionary) return new Refusal(EventRefusal.NotAllowed);
        var (name, url) = (Folding.Fold(draft.Name), draft.Url.Trim());
        if (name.Length is 0 or > LongestName) return new Refusal(EventRefusal.NameLength, LongestName);
        if (!IsAddress(url)) return new Refusal(EventRefusal.UrlForm);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var link = id == 0 ? new TrackedLink { Code = RandomNumberGenerator.GetString(Letters, 7), MemberId = who.MemberId, CreatedAt = Now }
            : await db.TrackedLinks.SingleOrDefaultAsync(l => l.Id == id, cancel);
        if (link is null || (draft.SourceId != 0 && !await db.Sources.AnyAsync(s => s.Id == draft.SourceId, cancel))) return new Refusal(EventRefusal.Gone);
        if (id == 0) db.TrackedLinks.Add(link);
        (link.Name, link.Url, link.SourceId, link.Enabled) = (name, url, draft.SourceId, draft.Enabled);
        await db.SaveChangesAsync(cancel);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.LinkEdited, link.Id, detail: name));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return link.Id;
    }

    /// <summary>The path of the link for one customer, or null where there is no such link, or no such customer within reach.</summary>
    public async Task<string?> PersonalAsync(int id, long customer, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.TrackedLinks.Where(l => l.Id == id).Select(l => l.Code).SingleOrDefaultAsync(cancel) is not { } code) return null;
        return await CustomerQuery.InScope(db, who).AnyAsync(c => c.Id == customer, cancel) ? $"{PathOf(code)}?c={signer.Sign(code, customer)}" : null;
    }

    public static string PathOf(string code) => $"/l/{code}";

    private static bool IsAddress(string url) => url.Length <= LongestUrl && !url.Any(char.IsControl) && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private sealed record Came(string Code, int Clicks, int People, DateTime Last);
}
