using Microsoft.AspNetCore.Components.Authorization;
using Scrm.Core.Team;

namespace Scrm.Web.Account;

/// <summary>The session ended under the page: disabled, password changed elsewhere, role changed.</summary>
public sealed class SessionEnded() : Exception("The session has ended");

/// <summary>
/// The signed-in member for the use-cases: <c>var scope = await Me.ScopeAsync();</c> before each call. Read anew each time,
/// so that a member dismissed a second ago can no longer write; the shell turns SessionEnded into the sign-in page.
/// </summary>
public sealed class CurrentScope(AuthenticationStateProvider authentication, Roster roster)
{
    public async Task<Scope> ScopeAsync(CancellationToken cancel = default) => (await ReadAsync(cancel)).Scope;

    /// <summary>Name, role, language and theme of the signed-in member.</summary>
    public async Task<SignedIn> MemberAsync(CancellationToken cancel = default) => (await ReadAsync(cancel)).Me;

    private async Task<(SignedIn Me, Scope Scope)> ReadAsync(CancellationToken cancel)
    {
        var (id, stamp) = Session.Of((await authentication.GetAuthenticationStateAsync()).User);
        if (id > 0 && await roster.SessionAsync(id, stamp, cancel) is { } session) return session;
        (authentication as LiveAuthenticationState)?.End();
        throw new SessionEnded();
    }
}
