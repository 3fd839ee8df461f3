using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Scrm.Core.Team;

namespace Scrm.Web.Account;

internal static class AccountRegistration
{
    private const int GuessesAMinute = 30;

    public static IServiceCollection AddScrmAccounts(this IServiceCollection services)
    {
        services.AddAuthentication(Session.Scheme).AddCookie(Session.Scheme, cookie =>
        {
            cookie.LoginPath = Urls.SignIn;
            cookie.ReturnUrlParameter = "to";
            cookie.Cookie.Name = "scrm.session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = Session.ValidateAsync;
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorization(rules => rules.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Guesses);
        });
        services.AddSingleton<ISecretBox, SecretBox>();
        services.AddSingleton<SignInTicket>();
        services.AddSingleton<SetupToken>();
        services.AddSingleton<LiveSessions>();
        services.AddScoped<AuthenticationStateProvider, LiveAuthenticationState>();
        services.AddScoped<CurrentScope>();
        return services;
    }

    private static RateLimitPartition<string> Guesses(HttpContext http)
    {
        var guess = HttpMethods.IsPost(http.Request.Method) && (http.Request.Path == Urls.SignIn || http.Request.Path == "/setup" || http.Request.Path == Urls.Password);
        return guess
            ? RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = GuessesAMinute, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("");
    }
}
