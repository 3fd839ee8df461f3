using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Api;
using static Scrm.Tests.House.Sources;

namespace Scrm.Tests.Api;

/// <summary>Each endpoint and the scopes of which a key needs one; an endpoint that is not on the list, or asks for another scope, fails.</summary>
public sealed class ApiScopeTests
{
    private static readonly ApiScopes[] Single = [.. Enum.GetValues<ApiScopes>().Where(s => s != ApiScopes.None)];

    [Fact]
    public async Task Every_endpoint_is_on_the_list_with_the_scopes_it_asks_for()
    {
        await using var host = await WebHost.StartAsync();
        var found = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<NeedsScope>() is not null)
            .Select(e => $"{e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} {PathOf(e)} {string.Join('+', e.Metadata.GetMetadata<NeedsScope>()!.Names)}").ToHashSet();
        var listed = ApiEndpointList.All.ToHashSet();
        None(found.Except(listed).Select(l => $"not on the list: {l}").Concat(listed.Except(found).Select(l => $"on the list, but gone: {l}")));
    }

    [Fact]
    public async Task No_key_passes_without_a_scope_that_is_asked_for()
    {
        await using var host = await WebHost.StartAsync(("Api:CallsAMinute", "100000"), ("Api:GuessesAMinute", "100000"));
        var nobody = await host.ClientAsync();
        var wrong = new List<string>();
        foreach (var line in ApiEndpointList.All)
        {
            var (method, path, scopes) = line.Split(' ') is [var m, var p, var s] ? (new HttpMethod(m), p.Replace("{id}", "999999").Replace("{key}", "none").Replace("{shape}", "none"), s) : default;
            if ((await nobody.SendAsync(method, path)).Status != 401) wrong.Add($"{line}: without a key");
        }
        foreach (var scope in Single)
        {
            var client = await host.ClientAsync(scope);
            foreach (var line in ApiEndpointList.All)
            {
                var parts = line.Split(' ');
                var may = parts[2].Split('+').Contains(NeedsScope.NameOf(scope));
                var status = (await client.SendAsync(new HttpMethod(parts[0]), parts[1].Replace("{id}", "999999").Replace("{key}", "none").Replace("{shape}", "none"))).Status;
                if (may ? status is 401 or 403 or 429 or >= 500 : status != 403) wrong.Add($"{line}: {status} with {scope}");
            }
        }
        None(wrong);
    }

    [Fact]
    public async Task The_document_lists_every_endpoint_with_its_scopes_and_a_summary()
    {
        await using var host = await WebHost.StartAsync();
        var answer = await (await host.ClientAsync()).GetAsync("/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        var paths = answer.Json["paths"]!.AsObject();
        var wrong = new List<string>();
        foreach (var line in ApiEndpointList.All)
        {
            var parts = line.Split(' ');
            var operation = paths[parts[1]]?[parts[0].ToLowerInvariant()];
            var scopes = operation?["security"]?[0]?["apiKey"]?.AsArray().Select(s => s!.GetValue<string>()) ?? [];
            if (operation?["summary"] is null || string.Join('+', scopes) != parts[2]) wrong.Add(line);
        }
        None(wrong);
        Assert.Equal(ApiEndpointList.All.Length, paths.Sum(p => p.Value!.AsObject().Count));
        Assert.Equal("bearer", answer.Json["components"]!["securitySchemes"]!["apiKey"]!["scheme"]!.GetValue<string>());
        Assert.DoesNotContain("Scrm.", paths.ToJsonString());
        Assert.Equal(answer.Text, (await (await host.ClientAsync()).GetAsync("/openapi/v1.json")).Text);
        foreach (var parameter in paths.SelectMany(p => p.Value!.AsObject()).SelectMany(o => o.Value!["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.GetValue<string>() == "query"))
            Assert.Matches("^[a-z]", parameter!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_page_about_the_api_runs_under_the_policy_for_scripts()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync();
        var page = await client.GetAsync("/api/index.html");
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("unsafe-inline", page.Response.Headers.GetValues("Content-Security-Policy").Single().Split(';').Single(p => p.Contains("script-src")));
        Assert.DoesNotMatch("<script(?![^>]*src=)", page.Text);
        Assert.Equal(200, (await client.GetAsync("/api/swagger-ui-bundle.js")).Status);
    }

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.Trim('/').Replace(":long", "").Replace(":int", "")}";
}
