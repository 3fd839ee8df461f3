using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The scopes of which a key needs one to call the endpoint.</summary>
internal sealed record NeedsScope(ApiScopes AnyOf)
{
    public IReadOnlyList<string> Names => [.. Enum.GetValues<ApiScopes>().Where(s => s != ApiScopes.None && AnyOf.HasFlag(s)).Select(NameOf)];

    public static string NameOf(ApiScopes scope) => JsonNamingPolicy.CamelCase.ConvertName(scope.ToString());
}

/// <summary>The call may carry an Idempotency-Key: the same call again is answered from memory.</summary>
internal sealed record Nameable;

internal static class EndpointRules
{
    /// <summary>Only a key with one of these scopes may call it; cookies are not looked at.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, ApiScopes anyOf) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NeedsScope(anyOf)).RequireAuthorization(new AuthorizationPolicyBuilder(ApiKeyHandler.SchemeName)
            .RequireAuthenticatedUser().RequireAssertion(call => call.Resource is HttpContext http && ApiCaller.Of(http)?.Has(anyOf) == true).Build());

    public static TBuilder Example<TBuilder>(this TBuilder endpoint, string json) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new BodyExample(json));

    public static TBuilder Nameable<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Nameable());
}
