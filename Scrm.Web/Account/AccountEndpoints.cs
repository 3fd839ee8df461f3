using Microsoft.AspNetCore.Authentication;
using Scrm.Core.Team;
using Scrm.Web.Hosting;

namespace Scrm.Web.Account;

/// <summary>What a circuit cannot do because it writes cookies.</summary>
internal static class AccountEndpoints
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet("/account/preferences", PreferencesAsync);
        app.MapGet("/account/language", LanguageOf).AllowAnonymous();
    }

    public static void KeepPreferences(HttpContext http, SignedIn me)
    {
        if (me.Language.Length > 0) Keep(http, Languages.Cookie, Languages.Known(me.Language));
        Keep(http, Languages.ThemeCookie, Languages.KnownTheme(me.Theme));
        Keep(http, Languages.DensityCookie, Languages.KnownDensity(me.Density));
    }

    private static async Task<IResult> PreferencesAsync(HttpContext http, Roster roster, string? to)
    {
        var (id, stamp) = Session.Of(http.User);
        http.Response.Cookies.Delete(Languages.Cookie);
        if (await roster.SessionAsync(id, stamp, http.RequestAborted) is { } session) KeepPreferences(http, session.Me);
        return Results.LocalRedirect(Urls.Local(to));
    }

    private static IResult LanguageOf(HttpContext http, string? language, string? to)
    {
        Keep(http, Languages.Cookie, Languages.Known(language));
        return Results.LocalRedirect(Urls.Local(to));
    }

    private static void Keep(HttpContext http, string name, string value) => http.Response.Cookies.Append(name, value,
        new CookieOptions { MaxAge = Year, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
}
