using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>One look at one page, as the script reports it. Key: the look's own name, so that it counts once.</summary>
public sealed record PageView(string Site, string Visitor, string Key, string Page, string Title, int Seconds, string Referrer);

public enum PageViewOutcome { Taken, UnknownSite, ForeignOrigin, Unreadable }

/// <summary>Takes the looks at the company's pages. The site's key is public: it may report page views of its own origins and nothing else.</summary>
public sealed class PageViews(IDbContextFactory<ScrmDbContext> contexts, EventWriter writer, TimeProvider clock)
{
    private const int LongestKey = 64;
    private const int LongestLook = 86_400;

    public async Task<PageViewOutcome> TakeAsync(PageView view, string origin, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.WebSites.AsNoTracking().SingleOrDefaultAsync(s => s.Key == view.Site && s.Enabled, cancel) is not { } site) return PageViewOutcome.UnknownSite;
        if (!SiteBook.Lines(site.Origins).Contains(origin, StringComparer.OrdinalIgnoreCase)) return PageViewOutcome.ForeignOrigin;
        if (PersonKey.Read(IdentityType.Device, view.Visitor) is not { } visitor || view.Key.Length is < 8 or > LongestKey || !view.Page.StartsWith('/')) return PageViewOutcome.Unreadable;
        var now = clock.GetUtcNow().UtcDateTime;
        var seconds = Math.Clamp(view.Seconds, 0, LongestLook);
        var draft = new EventDraft
        {
            KindId = KindId.PageView, Person = visitor, OccurredAt = now.AddSeconds(-seconds), SourceId = site.SourceId, Seconds = seconds, Key = $"view.{view.Key}",
            Subject = Cut(view.Page.Split('?', '#')[0], EventDraft.LongestSubject), Text = Cut(Folding.Fold(view.Title), 200), Properties = Told(origin, view.Referrer),
        };
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var result = (await writer.WriteAsync(db, [draft], new EventCause(Scope.System, IdentitySource.Web, now), cancel))[0];
        await transaction.CommitAsync(cancel);
        return result.Kept ? PageViewOutcome.Taken : PageViewOutcome.Unreadable;
    }

    /// <summary>Whether any site may report from this origin; for a browser that asks beforehand.</summary>
    public async Task<bool> KnowsAsync(string origin, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var sites = await db.WebSites.Where(s => s.Enabled).Select(s => s.Origins).ToListAsync(cancel);
        return sites.Any(s => SiteBook.Lines(s).Contains(origin, StringComparer.OrdinalIgnoreCase));
    }

    // Of where the visitor came from only the site: addresses of other pages may hold personal data.
    private static string Told(string origin, string referrer)
    {
        var told = new Dictionary<string, string> { ["site"] = new Uri(origin).Host };
        if (Uri.TryCreate(referrer, UriKind.Absolute, out var from) && from.Host.Length is > 0 and <= 253 && from.Host != told["site"]) told["from"] = from.Host;
        return JsonSerializer.Serialize(told);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
