using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>Signs a call in by its key: "Authorization: Bearer scrm_…". A browser's cookie counts for nothing here.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ApiKeys keys, ApiLimits limits)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "ApiKey";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (await keys.PresentAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } key) return AuthenticateResult.Fail("No such key");
        Context.Features.Set(new ApiCaller(key.Scope, key.Scopes));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(SchemeName)), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (limits.Guess(Context) is { } wait) return ApiLimits.RefuseAsync(Context, wait);
        Response.Headers.WWWAuthenticate = "Bearer realm=\"Scrm\"";
        var code = Request.Headers.Authorization.Count == 0 ? "api.key-missing" : "api.key-unknown";
        return ApiProblem.Of(StatusCodes.Status401Unauthorized, code, code == "api.key-missing" ? ApiText.KeyMissing : ApiText.KeyUnknown).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needs = Context.GetEndpoint()?.Metadata.GetMetadata<NeedsScope>()?.Names ?? [];
        return ApiProblem.Of(StatusCodes.Status403Forbidden, "api.scope-missing", ApiText.ScopeMissing(string.Join(" / ", needs)), ("scopes", needs)).ExecuteAsync(Context);
    }
}
