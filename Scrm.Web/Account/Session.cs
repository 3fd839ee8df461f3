using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Scrm.Core.Team;

namespace Scrm.Web.Account;

/// <summary>The session as the cookie carries it: who, role, security stamp.</summary>
internal static class Session
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string StampClaim = "stamp";

    public static ClaimsPrincipal Principal(SignedIn member) => new(new ClaimsIdentity(
    [
        new(ClaimTypes.NameIdentifier, member.MemberId.ToString(CultureInfo.InvariantCulture)),
        new(ClaimTypes.Name, member.Name),
        new(ClaimTypes.Role, member.Role.ToString()),
        new(StampClaim, member.Stamp),
    ], Scheme));

    public static (long MemberId, string Stamp) Of(ClaimsPrincipal user) =>
        (long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : 0, user.FindFirstValue(StampClaim) ?? "");

    /// <summary>A new cookie, whatever the browser sent before.</summary>
    public static Task SignInAsync(HttpContext http, SignedIn member, bool keep) =>
        http.SignInAsync(Scheme, Principal(member), new AuthenticationProperties { IsPersistent = keep });

    /// <summary>Each request proves that its session still stands.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // The page that says that something failed needs nobody, and the database may be what failed.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.RejectPrincipal();
            return;
        }
        var (id, stamp) = Of(context.Principal!);
        var roster = context.HttpContext.RequestServices.GetRequiredService<Roster>();
        if (await roster.SessionAsync(id, stamp, context.HttpContext.RequestAborted) is not null) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }
}
