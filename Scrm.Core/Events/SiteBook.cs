using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Sources;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>A site with its public key; Views and LastView: page views of the last 30 days and the latest one.</summary>
public sealed record SiteRow(int Id, string Name, string Key, IReadOnlyList<string> Origins, bool Enabled, int Views, DateTime LastView);

public sealed record SiteDraft(string Name, string Origins, bool Enabled = true);

/// <summary>The company's web sites whose pages carry the script. For admins.</summary>
public sealed class SiteBook(IDbContextFactory<ScrmDbContext> contexts, EventSources sources, TimeProvider clock)
{
    private const int LongestName = SourceBook.LongestName;
    private const int MostOrigins = 20;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IReadOnlyList<SiteRow>> ListAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var since = Now - AggregateStore.Window;
        var sites = await db.WebSites.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancel);
        if (sites.Count == 0) return [];
        // One walk over the views of all sites: none of the indexes knows the source.
        var views = await db.CustomerEvents.Where(e => e.KindId == KindId.PageView && e.OccurredAt >= since).GroupBy(e => e.SourceId)
            .Select(g => new { g.Key, Views = g.Count(), Last = g.Max(e => e.OccurredAt) }).ToDictionaryAsync(v => v.Key, cancel);
        return [.. sites.Select(s => new SiteRow(s.Id, s.Name, s.Key, Lines(s.Origins), s.Enabled, views.GetValueOrDefault(s.SourceId)?.Views ?? 0,
            views.GetValueOrDefault(s.SourceId)?.Last ?? BusinessTime.Never))];
    }

    /// <summary>Id 0 makes a new site with a key of its own.</summary>
    public async Task<Outcome<int>> SaveAsync(int id, SiteDraft draft, Scope who, CancellationToken cancel)
    {
        if (!who.MayManageTeam) return new Refusal(EventRefusal.NotAllowed);
        var name = Folding.Fold(draft.Name);
        if (name.Length is 0 or > LongestName) return new Refusal(EventRefusal.NameLength, LongestName);
        var (origins, bad) = Read(draft.Origins);
        if (bad is not null) return new Refusal(EventRefusal.OriginForm, bad);
        if (origins.Count is 0 or > MostOrigins) return new Refusal(EventRefusal.OriginMissing);
        var source = await sources.IdAsync(name, Channel.Website, cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var site = id == 0 ? new WebSite { Key = RandomNumberGenerator.GetHexString(24, lowercase: true), CreatedAt = Now }
            : await db.WebSites.SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (site is null) return new Refusal(EventRefusal.Gone);
        if (id == 0) db.WebSites.Add(site);
        (site.Name, site.Origins, site.Enabled, site.SourceId) = (name, string.Join('\n', origins), draft.Enabled, source);
        await db.SaveChangesAsync(cancel);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.SiteEdited, site.Id, detail: name));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return site.Id;
    }

    internal static IReadOnlyList<string> Lines(string origins) => origins.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Scheme, host and port of each line, and the first line that is no origin.</summary>
    private static (List<string> Origins, string? Bad) Read(string text)
    {
        var origins = new List<string>();
        foreach (var line in text.Split(['\n', ',', '，', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var given = line.Contains("://", StringComparison.Ordinal) ? line : $"https://{line}";
            if (!Uri.TryCreate(given, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0) return (origins, line);
            var origin = uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant();
            if (!origins.Contains(origin)) origins.Add(origin);
        }
        return (origins, null);
    }
}
