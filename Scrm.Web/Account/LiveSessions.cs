using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Web.Account;

/// <summary>Tells open pages that a member's sessions have ended, at once; the check below finds the rest within a minute.</summary>
internal sealed class LiveSessions
{
    public event Action<long>? Ended;

    /// <summary>The member is signed out everywhere, now.</summary>
    public void End(long memberId) => Ended?.Invoke(memberId);
}

/// <summary>An open page loses its member when the stamp changes, the member is disabled, or somebody says so.</summary>
internal sealed class LiveAuthenticationState : RevalidatingServerAuthenticationStateProvider
{
    private readonly Roster roster;
    private readonly LiveSessions sessions;

    public LiveAuthenticationState(ILoggerFactory log, Roster roster, LiveSessions sessions) : base(log)
    {
        (this.roster, this.sessions) = (roster, sessions);
        sessions.Ended += OnEnded;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(45);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancel)
    {
        var (id, stamp) = Session.Of(state.User);
        try
        {
            return id > 0 && await roster.SessionAsync(id, stamp, cancel) is not null;
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not DatabaseFault.None)
        {
            // Nobody is signed out because the database was restarted; every act asks for itself, and this question comes again.
            return id > 0;
        }
    }

    public void End() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));

    protected override void Dispose(bool disposing)
    {
        sessions.Ended -= OnEnded;
        base.Dispose(disposing);
    }

    private void OnEnded(long memberId)
    {
        var now = GetAuthenticationStateAsync();
        if (now.IsCompletedSuccessfully && Session.Of(now.Result.User).MemberId == memberId) End();
    }
}
