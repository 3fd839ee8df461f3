using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Scrm.Core.Team;

namespace Scrm.Web.Hosting;

/// <summary>zh-CN by default, English by choice; the choice is a cookie, so that pages before sign-in speak it too.</summary>
internal static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";
    public const string Cookie = "scrm.lang";
    public const string ThemeCookie = "scrm.theme";
    public const string DensityCookie = "scrm.density";

    public static void Configure(RequestLocalizationOptions options)
    {
        options.SetDefaultCulture(Chinese).AddSupportedCultures(Chinese, English).AddSupportedUICultures(Chinese, English);
        options.RequestCultureProviders = [new CustomRequestCultureProvider(FromCookieAsync)];
    }

    public static string Known(string? language) => language == English ? English : Chinese;

    public static string KnownTheme(string? theme) => theme is "light" or "dark" ? theme : "";

    public static string KnownDensity(string? density) => density == MemberBook.Comfortable ? density : "";

    public static string Current => Known(CultureInfo.CurrentUICulture.Name);

    private static Task<ProviderCultureResult?> FromCookieAsync(HttpContext http)
    {
        var chosen = http.Request.Cookies[Cookie] is { Length: > 0 } cookie ? cookie : http.RequestServices.GetRequiredService<CompanyBook>().Facts.Language;
        return Task.FromResult<ProviderCultureResult?>(new(Known(chosen)));
    }
}
