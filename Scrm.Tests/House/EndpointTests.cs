using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Configuration;
using Scrm.Web.Api;
using Scrm.Web.Hosting;
using static Scrm.Tests.House.Sources;

namespace Scrm.Tests.House;

/// <summary>Who may call what, in one list: an endpoint that is not on it, or asks for another right, fails. Those that ask for a key's scope have a list of their own.</summary>
public sealed class EndpointTests
{
    [Fact]
    public async Task Every_endpoint_is_on_the_list_with_the_right_it_asks_for()
    {
        var listed = EndpointList.All.ToHashSet();
        var found = (await MappedAsync()).ToHashSet();
        None(found.Except(listed).Select(line => $"not on the list: {line}").Concat(listed.Except(found).Select(line => $"on the list, but gone: {line}")));
    }

    private static async Task<List<string>> MappedAsync()
    {
        var data = Directory.CreateTempSubdirectory("scrm-endpoints-");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Scrm.Web", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection([new("Database:DataFolder", data.FullName)]);
        builder.AddScrm();
        await using var app = builder.Build();
        app.UseScrm();
        var lines = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.Metadata.GetMetadata<NeedsScope>() is null).Select(Line).Distinct().Order(StringComparer.Ordinal).ToList();
        data.Delete(recursive: true);
        return lines;
    }

    private static string Line(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"];
        return $"{string.Join('+', methods.Order(StringComparer.Ordinal))} /{endpoint.RoutePattern.RawText!.TrimStart('/')} {Right(endpoint)}";
    }

    private static string Right(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null) return "anybody";
        var asked = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Where(data => data.Roles is not null || data.Policy is not null)
            .Select(data => data.Policy ?? data.Roles!).Order(StringComparer.Ordinal);
        return string.Join('+', asked) is { Length: > 0 } rights ? rights : "signed in";
    }
}
