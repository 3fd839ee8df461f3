using System.Text;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiBodyTests
{
    private const ApiScopes Everything = (ApiScopes)63;

    [Fact]
    public async Task Members_that_are_not_known_are_refused_by_name()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var refused = await client.PostAsync("customers", """{"name":"王小明","owner_id":7}""", ("Accept-Language", "en"));
        Assert.Equal((400, "api.unknown-member"), (refused.Status, refused.Code));
        Assert.Equal("owner_id", refused.Json["member"]!.GetValue<string>());
        Assert.Contains("owner_id", refused.Json["detail"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"name":7}""", "$.name")]
    [InlineData("""{"name":"a","gender":"many"}""", "$.gender")]
    [InlineData("""{"name":null}""", "$.name")]
    [InlineData("""{"name":"a","name":"b"}""", "$.name")]
    [InlineData("""{"name":""", "$.name")]
    [InlineData("null", "$")]
    [InlineData("", "$")]
    public async Task A_body_that_cannot_be_read_says_where(string body, string where)
    {
        await using var host = await WebHost.StartAsync();
        var refused = await (await host.ClientAsync(Everything)).PostAsync("customers", body);
        Assert.Equal((400, "api.body-unreadable", where), (refused.Status, refused.Code, refused.Json["member"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Bodies_of_another_kind_or_beyond_the_limit_are_refused()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var form = await client.PostAsync("customers", new StringContent("name=a", Encoding.UTF8, "application/x-www-form-urlencoded"));
        var large = await client.PostAsync("customers", $$"""{"name":"{{new string('x', 1_200_000)}}"}""");
        Assert.Equal((415, "api.not-json"), (form.Status, form.Code));
        Assert.Equal((413, "api.too-large"), (large.Status, large.Code));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_never_means_everybody()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        Assert.Equal(400, (await client.GetAsync("customers?any=vip")).Status);
        Assert.Equal(400, (await client.PostAsync("customers/tags", """{"ids":[],"add":[1]}""")).Status);
        Assert.Equal(400, (await client.PostAsync("customers/tags", """{"add":[1]}""")).Status);
        Assert.Equal(400, (await client.PostAsync("customers/tags", """{"ids":[1],"filter":{},"add":[1]}""")).Status);
        Assert.Equal(400, (await client.PostAsync("customers/tags", new { filter = new { owners = Enumerable.Range(0, 201) }, add = new[] { 1 } })).Status);
        Assert.Equal(400, (await client.PostAsync("customers/tags", new { ids = new[] { 1 }, add = new[] { 1 }, reason = new string('因', 201) })).Status);
    }

    [Fact]
    public async Task A_named_call_again_is_answered_from_memory_and_done_once()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var first = await client.PostAsync("customers", """{"name":"王小明"}""", ("Idempotency-Key", "order-7"));
        var again = await client.PostAsync("customers", """{"name":"王小明"}""", ("Idempotency-Key", "order-7"));
        var other = await client.PostAsync("customers", """{"name":"李小红"}""", ("Idempotency-Key", "order-7"));
        var elsewhere = await (await host.ClientAsync(Everything)).PostAsync("customers", """{"name":"李小红"}""", ("Idempotency-Key", "order-7"));

        Assert.Equal((201, 201, 201), (first.Status, again.Status, elsewhere.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Response.Headers.Location, again.Response.Headers.Location);
        Assert.Equal("true", again.Response.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal((422, "api.name-reused"), (other.Status, other.Code));
        Assert.Equal(2, (await client.GetAsync("customers/count")).Json["count"]!.GetValue<int>());
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(201, (await client.PostAsync("customers", """{"name":"李小红"}""", ("Idempotency-Key", "order-7"))).Status);
    }

    [Fact]
    public async Task A_refused_named_call_may_be_mended_under_its_name()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        Assert.Equal(400, (await client.PostAsync("customers", """{"nam":"王小明"}""", ("Idempotency-Key", "a"))).Status);
        Assert.Equal(201, (await client.PostAsync("customers", """{"name":"王小明"}""", ("Idempotency-Key", "a"))).Status);
        Assert.Equal(400, (await client.PostAsync("customers", """{"name":"王小明"}""", ("Idempotency-Key", new string('k', 201)))).Status);
    }
}
