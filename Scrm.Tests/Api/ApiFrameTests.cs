using Scrm.Core;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

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
        Assert.Equal(404, (await client.SendAsync(HttpMethod.Delete, "batches")).Status);
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
    }
}
