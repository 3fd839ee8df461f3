using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Account;

namespace Scrm.Tests.Web;

public sealed class LiveSessionTests
{
    [Fact]
    public async Task Open_page_loses_its_member_the_moment_the_session_is_ended()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var sessions = new LiveSessions();
        using var mine = Page(database, sessions, 7);
        using var other = Page(database, sessions, 8);

        sessions.End(7);

        Assert.False(await SignedInAsync(mine));
        Assert.True(await SignedInAsync(other));
    }

    private static LiveAuthenticationState Page(TestDatabase database, LiveSessions sessions, long member)
    {
        var page = new LiveAuthenticationState(NullLoggerFactory.Instance, new Roster(database, database.Clock), sessions);
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(Session.Principal(new SignedIn(member, "王芳", Role.Sales, "stamp", "", "")))));
        return page;
    }

    private static async Task<bool> SignedInAsync(AuthenticationStateProvider page) =>
        (await page.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated == true;
}
