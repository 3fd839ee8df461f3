using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Account;

namespace Scrm.Tests.Api;

public sealed class ApiFrameTests
{
    private const ApiScopes Everything = (ApiScopes)63;

    [Fact]
    public async Task A_call_without_a_good_key_is_refused_in_the_callers_language()
    {
        await using var host = await WebHost.StartAsync();
        var nobody = await host.ClientAsync();
        var expiring = await host.ClientAsync(Everything, host.Clock.Now.AddHours(1));
        Assert.Equal(200, (await expiring.GetAsync("batches")).Status);
        host.Clock.Advance(TimeSpan.FromHours(2));

        var missing = await nobody.SendAsync(HttpMethod.Get, "batches", null, ("Accept-Language", "en-GB,zh;q=0.5"));
        var wrong = await nobody.SendAsync(HttpMethod.Get, "batches", null, ("Authorization", "Bearer scrm_0000"));
        var expired = await expiring.GetAsync("batches");

        Assert.Equal((401, "api.key-missing"), (missing.Status, missing.Code));
        Assert.Equal("application/problem+json", missing.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("API key is missing", missing.Json["detail"]!.GetValue<string>());
        Assert.Equal("urn:scrm:api.key-missing", missing.Json["type"]!.GetValue<string>());
        Assert.Equal((401, "api.key-unknown"), (wrong.Status, wrong.Code));
        Assert.Contains("接口密钥", wrong.Json["detail"]!.GetValue<string>());
        Assert.Equal((401, "api.key-unknown"), (expired.Status, expired.Code));
        Assert.Contains("Bearer", wrong.Response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        Assert.Equal(200, (await client.GetAsync("batches")).Status);
        var keys = host.Get<ApiKeys>();
        await keys.RevokeAsync(WebHost.Admin, (await keys.ListAsync(WebHost.Admin, default)).Single().Id, default);
        Assert.Equal(401, (await client.GetAsync("batches")).Status);
    }

    [Fact]
    public async Task A_key_without_the_scope_is_told_which_one_it_lacks()
    {
        await using var host = await WebHost.StartAsync();
        var reader = await host.ClientAsync(ApiScopes.CustomersRead);
        var refused = await reader.PostAsync("batches/1/cancel");
        Assert.Equal((403, "api.scope-missing"), (refused.Status, refused.Code));
        Assert.Contains("imports", refused.Json["scopes"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_too_and_no_page()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        foreach (var path in new[] { "nothing", "batches/77", "batches/x", "/api/v1" })
            Assert.Equal((404, "api.not-found"), (await client.GetAsync(path)) is var answer ? (answer.Status, answer.Code) : default);
        var other = await client.SendAsync(HttpMethod.Delete, "batches");
        Assert.Equal((405, "api.method-not-allowed", "GET"), (other.Status, other.Code, string.Join(',', other.Response.Content.Headers.Allow)));
        Assert.Equal((400, "api.request-unreadable"), (await client.GetAsync("batches?limit=many")) is var bad ? (bad.Status, bad.Code) : default);
        Assert.Equal((400, "api.cursor-unreadable"), (await client.GetAsync("batches?cursor=abcd")) is var odd ? (odd.Status, odd.Code) : default);
    }

    [Fact]
    public async Task Too_many_calls_are_told_when_to_come_again()
    {
        await using var host = await WebHost.StartAsync(("Api:CallsAMinute", "3"), ("Api:GuessesAMinute", "2"));
        var client = await host.ClientAsync(Everything);
        var other = await host.ClientAsync(Everything);
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await client.GetAsync("batches")).Status);

        var refused = await client.GetAsync("batches");

        Assert.Equal((429, "api.too-many"), (refused.Status, refused.Code));
        Assert.True(refused.Response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(200, (await other.GetAsync("batches")).Status);
        var guesser = await host.ClientAsync();
        for (var i = 0; i < 2; i++) Assert.Equal(401, (await guesser.GetAsync("batches")).Status);
        Assert.Equal(429, (await guesser.GetAsync("batches")).Status);
        Assert.Equal(200, (await other.GetAsync("batches")).Status);
    }

    [Fact]
    public async Task A_signed_in_browser_cannot_call_the_api_with_its_cookie()
    {
        await using var host = await WebHost.StartAsync();
        var admin = (await host.Get<Accounts>().SetUpAsync("王芳", "admin", "correct horse 9", "zh-CN", default)).Value!;
        var tickets = host.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Session.Scheme).TicketDataFormat;
        var cookie = ("Cookie", $"scrm.session={tickets.Protect(new AuthenticationTicket(Session.Principal(admin), Session.Scheme))}");
        var browser = await host.ClientAsync();

        Assert.Equal(200, (await browser.SendAsync(HttpMethod.Get, "/settings/api-keys", null, cookie)).Status);
        Assert.Equal((401, "api.key-missing"), (await browser.SendAsync(HttpMethod.Get, "customers", null, cookie)) is var read ? (read.Status, read.Code) : default);
        Assert.Equal(401, (await browser.PostAsync("customers", new { name = "王小明" }, cookie)).Status);
        Assert.Equal(200, (await (await host.ClientAsync(ApiScopes.CustomersRead)).SendAsync(HttpMethod.Get, "customers", null, cookie)).Status);
    }

    [Fact]
    public async Task A_key_says_when_it_was_last_used()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(ApiScopes.CustomersRead);
        await client.GetAsync("customers");
        var key = Assert.Single(await host.Get<ApiKeys>().ListAsync(WebHost.Admin, default));
        Assert.Equal(host.Clock.Now, key.LastUsedAt);
    }
}
