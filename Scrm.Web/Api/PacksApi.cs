using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The dictionaries of the trades that come with the product.</summary>
internal static class PacksApi
{
    public static void MapPacks(this IEndpointRouteBuilder api)
    {
        var packs = api.MapGroup("/packs").WithTags("Industry packs");
        packs.MapGet("", () => TypedResults.Ok(new Listed<PackRow>([.. IndustryPacks.All.Select(p => new PackRow(p.Key, p.Name, p.Summary, p.Groups.Count, p.TagCount))], null)))
            .Needs(ApiScopes.TagsRead | ApiScopes.TagsWrite).WithSummary("The industry packs");
        packs.MapGet("/{key}", PreviewAsync).Needs(ApiScopes.TagsRead | ApiScopes.TagsWrite).WithSummary("One pack, and what installing it would add").Produces<PackPreview>();
        packs.MapPost("/{key}/install", InstallAsync).Needs(ApiScopes.TagsWrite).Nameable().WithSummary("Install a pack; nothing that stands is overwritten").Produces<PackInstalled>();
    }

    private static async Task<IResult> PreviewAsync(string key, ApiCaller caller, PackInstaller packs, CancellationToken cancel) =>
        await packs.PreviewAsync(key, caller.Scope, cancel) is { } preview ? TypedResults.Ok(preview) : ApiProblem.NotFound;

    private static async Task<IResult> InstallAsync(string key, ApiCaller caller, PackInstaller packs, CancellationToken cancel) =>
        (await packs.InstallAsync(key, caller.Scope, cancel)).Ok(TypedResults.Ok);
}

internal sealed record PackRow(string Key, Bilingual Name, Bilingual Summary, int Groups, int Tags);
