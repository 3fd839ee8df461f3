using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The program behind a call, as its key says.</summary>
internal sealed record ApiCaller(Scope Scope, ApiScopes Scopes)
{
    public long KeyId => Scope.Actor.Id;

    public bool Has(ApiScopes anyOf) => (Scopes & anyOf) != 0;

    public static ApiCaller? Of(HttpContext http) => http.Features.Get<ApiCaller>();

    public static ValueTask<ApiCaller?> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));
}
