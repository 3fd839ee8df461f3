using Scrm.Core;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The groups of the tag dictionary.</summary>
internal static class TagGroupsApi
{
    private const string List = "groups";
    private const ApiScopes Read = ApiScopes.TagsRead | ApiScopes.TagsWrite;
    private const ApiScopes Write = ApiScopes.TagsWrite;

    public static void MapTagGroups(this IEndpointRouteBuilder api)
    {
        var groups = api.MapGroup("/tag-groups").WithTags("Tag groups");
        groups.MapGet("", ListAsync).Needs(Read).WithSummary("The company's groups, as arranged").Produces<Listed<GroupRow>>();
        groups.MapPost("", CreateAsync).Needs(Write).Nameable()
            .Example("""{"name":"意向度","mode":"one","class":"behaviour","color":"#2e8b57","description":"客户现在有多想买"}""")
            .WithSummary("Create a group").Produces<GroupRow>(201);
        groups.MapGet("/{id:int}", FindAsync).Needs(Read).WithSummary("One group").Produces<GroupRow>();
        groups.MapPatch("/{id:int}", EditAsync).Needs(Write)
            .Example("""{"version":0,"name":"购买意向","locked":true}""")
            .WithSummary("Change the fields that are given; 409 with both values where somebody else was first").Produces<GroupRow>();
        groups.MapDelete("/{id:int}", DeleteAsync).Needs(Write).WithSummary("Delete a group none of whose tags was ever assigned").Produces(204);
        groups.MapPost("/{id:int}/move", MoveAsync).Needs(Write).WithSummary("Put a group before another one, or at the end").Produces(204);
        groups.MapPost("/{id:int}/mode-preview", PreviewModeAsync).Needs(Read).WithSummary("What a change of mode would do").Produces<ModeChangePreview>();
        groups.MapPost("/{id:int}/mode", ChangeModeAsync).Needs(Write).Nameable()
            .WithSummary("Change the mode: at once where no assignment changes its place (204), else as a batch (202)").Produces(204).Produces<BatchStarted>(202);
    }

    private static async Task<IResult> ListAsync(ApiCaller caller, DictionaryView dictionary, CancellationToken cancel, int? limit = null, string? cursor = null)
    {
        var page = await dictionary.ReadAsync(new(), caller.Scope, cancel);
        return TypedResults.Ok(Cursor.PageOf(List, page.Groups, g => g.Id, limit, cursor));
    }

    private static async Task<IResult> FindAsync(int id, ApiCaller caller, DictionaryView dictionary, CancellationToken cancel) =>
        (await dictionary.ReadAsync(new(), caller.Scope, cancel)).Group(id) is { } group ? TypedResults.Ok(group) : ApiProblem.NotFound;

    private static async Task<IResult> CreateAsync(ApiBody<NewGroup> body, ApiCaller caller, TagDictionary tags, DictionaryView dictionary, CancellationToken cancel)
    {
        var created = await tags.CreateGroupAsync(body.Value.Edit(), body.Value.Mode, personal: false, caller.Scope, cancel);
        if (created.Refused is { } no) return ApiProblem.Of(no);
        var group = (await dictionary.ReadAsync(new(), caller.Scope, cancel)).Group(created.Value);
        return TypedResults.Created($"{ApiRegistration.Root}/tag-groups/{created.Value}", group);
    }

    private static async Task<IResult> EditAsync(int id, ApiBody<GroupPatch> body, ApiCaller caller, TagDictionary tags, DictionaryView dictionary, CancellationToken cancel)
    {
        var edited = await tags.EditGroupAsync(id, body.Value.Version, body.Value.Edit(), caller.Scope, cancel);
        return edited.Refused is { } no ? ApiProblem.Of(no) : await FindAsync(id, caller, dictionary, cancel);
    }

    private static async Task<IResult> DeleteAsync(int id, ApiCaller caller, TagDictionary tags, CancellationToken cancel) =>
        (await tags.DeleteGroupAsync(id, caller.Scope, cancel)).Done();

    private static async Task<IResult> MoveAsync(int id, ApiBody<MoveInput> body, ApiCaller caller, TagDictionary tags, CancellationToken cancel) =>
        (await tags.MoveGroupAsync(id, body.Value.Before, caller.Scope, cancel)).Done();

    private static async Task<IResult> PreviewModeAsync(int id, ApiBody<ModeInput> body, ApiCaller caller, ModeChange change, CancellationToken cancel) =>
        await change.PreviewAsync(id, body.Value.Mode, caller.Scope, cancel) is { } preview ? TypedResults.Ok(preview) : ApiProblem.NotFound;

    private static async Task<IResult> ChangeModeAsync(int id, ApiBody<ModeOrderInput> body, ApiCaller caller, ModeChange change, CancellationToken cancel) =>
        (await change.StartAsync(id, body.Value.Version, body.Value.Mode, caller.Scope, cancel)).Ok(batch => batch == 0 ? TypedResults.NoContent() : BatchesApi.Started(batch));
}
