using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Scrm.Core.Database;
using Scrm.Core.Events;

namespace Scrm.Web.Events;

/// <summary>What the company's own web pages call without signing in: page views by the script, and tracked links.</summary>
internal static partial class WebEndpoints
{
    private const int LongestBody = 8 * 1024;
    private const string VisitorCookie = "scrm.visitor";
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);
    private static readonly string[] Machines = ["bot", "spider", "crawl", "preview", "facebookexternalhit", "curl/", "headless"];

    public static void MapWebEvents(this WebApplication app)
    {
        app.MapPost("/collect", CollectAsync).AllowAnonymous().DisableAntiforgery();
        app.MapMethods("/collect", ["OPTIONS"], AskedBeforeAsync).AllowAnonymous();
        app.MapGet("/l/{code}", FollowAsync).AllowAnonymous();
    }

    private static async Task<IResult> CollectAsync(HttpContext http, PageViews views, WebLimits limits, CancellationToken cancel)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (!limits.MayReport(AddressOf(http))) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (origin.Length == 0) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (http.Request.ContentLength is null or > LongestBody) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = LongestBody;
        if (await ReadAsync(http, cancel) is not { } view) return TypedResults.BadRequest();
        var outcome = await views.TakeAsync(view, origin, cancel);
        if (outcome is PageViewOutcome.UnknownSite or PageViewOutcome.ForeignOrigin) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        Allow(http, origin);
        return outcome == PageViewOutcome.Taken ? TypedResults.NoContent() : TypedResults.BadRequest();
    }

    private static async Task<IResult> AskedBeforeAsync(HttpContext http, PageViews views, WebLimits limits, CancellationToken cancel)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (!limits.MayReport(AddressOf(http)) || origin.Length == 0 || !await views.KnowsAsync(origin, cancel)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        Allow(http, origin);
        http.Response.Headers.AccessControlAllowMethods = "POST";
        http.Response.Headers.AccessControlAllowHeaders = "content-type";
        http.Response.Headers.AccessControlMaxAge = "600";
        return TypedResults.NoContent();
    }

    /// <summary>Leads to the stored address and nowhere else, whatever becomes of the note.</summary>
    private static async Task<IResult> FollowAsync(string code, string? c, HttpContext http, LinkClicks clicks, WebLimits limits, ILogger<LinkClicks> log, CancellationToken cancel)
    {
        if (await clicks.TargetAsync(code, cancel) is not { } target) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        if (!IsMachine(http.Request) && limits.MayReport(AddressOf(http)))
        {
            try
            {
                await clicks.NoteAsync(code, c, VisitorOf(http), cancel);
            }
            catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
            {
                NotNoted(log, fault);
            }
        }
        return TypedResults.Redirect(target);
    }

    private static async Task<PageView?> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Told>(http.Request.Body, Form, cancel) is { Site.Length: > 0 } told
                ? new(told.Site, told.Visitor ?? "", told.Key ?? "", told.Page ?? "", told.Title ?? "", told.Seconds, told.Referrer ?? "") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Allow(HttpContext http, string origin)
    {
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.AccessControlAllowCredentials = "true";
        http.Response.Headers.Vary = "Origin";
    }

    private static string VisitorOf(HttpContext http)
    {
        if (http.Request.Cookies[VisitorCookie] is { Length: 32 } known && known.All(char.IsAsciiHexDigitLower)) return known;
        var fresh = RandomNumberGenerator.GetHexString(32, lowercase: true);
        http.Response.Cookies.Append(VisitorCookie, fresh, new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps });
        return fresh;
    }

    // Messengers fetch an address to draw its card; browsers fetch ahead. Neither is a person's click.
    private static bool IsMachine(HttpRequest request) => request.Headers["Sec-Purpose"].Count > 0 || request.Headers["Purpose"] == "prefetch"
        || Machines.Any(m => request.Headers.UserAgent.ToString().Contains(m, StringComparison.OrdinalIgnoreCase));

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    [LoggerMessage(Level = LogLevel.Error, Message = "A click on a tracked link was not noted; its visitor was led on")]
    private static partial void NotNoted(ILogger log, Exception fault);

    private sealed record Told(string Site, string? Visitor, string? Key, string? Page, string? Title, int Seconds, string? Referrer);
}

/// <summary>How often one address may report without signing in.</summary>
internal sealed class WebLimits : IDisposable
{
    private const int AMinute = 120;

    private readonly PartitionedRateLimiter<string> reports = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new() { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    public bool MayReport(string address)
    {
        using var lease = reports.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => reports.Dispose();
}
