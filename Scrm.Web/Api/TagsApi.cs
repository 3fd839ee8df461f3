using Scrm.Core;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The tags of the dictionary, and its history.</summary>
internal static class TagsApi
{
    private const string List = "tags";
    private const string Lines = "history";
    private const ApiScopes Read = ApiScopes.TagsRead | ApiScopes.TagsWrite;
    private const ApiScopes Write = ApiScopes.TagsWrite;

    public static void MapTags(this IEndpointRouteBuilder api)
    {
        var tags = api.MapGroup("/tags").WithTags("Tags");
        tags.MapGet("", ListAsync).Needs(Read).WithSummary("The tags that match, group by group as arranged").Produces<Listed<TagRow>>();
        tags.MapPost("", CreateAsync).Needs(Write).Nameable()
            .Example("""{"groupId":1,"name":"高意向","meaning":"问过价格，或约了到店"}""")
            .WithSummary("Create a tag").Produces<TagRow>(201);
        tags.MapGet("/{id:int}", FindAsync).Needs(Read).WithSummary("One tag, whatever its status").Produces<TagRow>();
        tags.MapPatch("/{id:int}", EditAsync).Needs(Write)
            .Example("""{"version":0,"pinned":true,"lifetimeDays":30}""")
            .WithSummary("Change the fields that are given; 409 with both values where somebody else was first").Produces<TagRow>();
        tags.MapPost("/{id:int}/move", MoveAsync).Needs(Write).WithSummary("Put a tag before another one of its group, or at the end").Produces(204);
        tags.MapPost("/impact", ImpactAsync).Needs(Read).WithSummary("What hangs on these tags").Produces<TagImpact>();
        tags.MapPost("/archive", ArchiveAsync).Needs(Write).WithSummary("Archive tags: customers keep them, nobody gets them any more").Produces(204);
        tags.MapPost("/restore", RestoreAsync).Needs(Write).WithSummary("Bring archived tags back").Produces(204);
        tags.MapDelete("/{id:int}", DeleteAsync).Needs(Write).WithSummary("Delete a tag that was never assigned").Produces(204);
        tags.MapPost("/{id:int}/merge-preview", PreviewMergeAsync).Needs(Read).WithSummary("What merging this tag into another one would do").Produces<MergePreview>();
        tags.MapPost("/{id:int}/merge", MergeAsync).Needs(Write).Nameable().WithSummary("Merge this tag into another one").Produces<BatchStarted>(202);
        tags.MapGet("/promotions", PromotionsAsync).Needs(Read).WithSummary("Personal tags that enough members use to make them the company's").Produces<Listed<PromotionProposal>>();
        tags.MapPost("/promotions", PromoteAsync).Needs(Write).Nameable().WithSummary("Make such a tag the company's").Produces<BatchStarted>(202);
        api.MapGet("/dictionary-history", HistoryAsync).WithTags("Tags").Needs(Read).WithSummary("What was changed in the dictionary, the latest first").Produces<Listed<HistoryRow>>();
    }

    private static async Task<IResult> ListAsync(ApiCaller caller, DictionaryView dictionary, CancellationToken cancel,
        int group = 0, string? text = null, TagStatus? status = null, bool unused = false, int? limit = null, string? cursor = null)
    {
        var filter = new DictionaryFilter { GroupId = group, Text = text ?? "", Status = status, Unused = unused, Order = TagOrdering.Arranged };
        var page = await dictionary.ReadAsync(filter, caller.Scope, cancel);
        return TypedResults.Ok(Cursor.PageOf(List, page.Tags, t => t.Id, limit, cursor));
    }

    private static async Task<IResult> FindAsync(int id, ApiCaller caller, DictionaryView dictionary, CancellationToken cancel) =>
        await RowAsync(id, caller, dictionary, cancel) is { } tag ? TypedResults.Ok(tag) : ApiProblem.NotFound;

    private static async Task<IResult> CreateAsync(ApiBody<NewTag> body, ApiCaller caller, TagDictionary tags, DictionaryView dictionary, CancellationToken cancel)
    {
        var created = await tags.CreateTagAsync(body.Value.GroupId, body.Value.Name, body.Value.Meaning, caller.Scope, cancel);
        if (created.Refused is { } no) return ApiProblem.Of(no);
        return TypedResults.Created($"{ApiRegistration.Root}/tags/{created.Value}", await RowAsync(created.Value, caller, dictionary, cancel));
    }

    private static async Task<IResult> EditAsync(int id, ApiBody<TagPatch> body, ApiCaller caller, TagDictionary tags, DictionaryView dictionary, CancellationToken cancel)
    {
        var edited = await tags.EditTagAsync(id, body.Value.Version, body.Value.Edit(), caller.Scope, cancel);
        return edited.Refused is { } no ? ApiProblem.Of(no) : await FindAsync(id, caller, dictionary, cancel);
    }

    private static async Task<IResult> MoveAsync(int id, ApiBody<MoveInput> body, ApiCaller caller, TagDictionary tags, CancellationToken cancel) =>
        (await tags.MoveTagAsync(id, body.Value.Before, caller.Scope, cancel)).Done();

    private static async Task<IResult> ImpactAsync(ApiBody<TagIds> body, ApiCaller caller, TagDictionary tags, CancellationToken cancel) =>
        await tags.ImpactAsync([.. body.Value.Checked()], caller.Scope, cancel) is { } impact ? TypedResults.Ok(impact) : ApiProblem.NotFound;

    private static async Task<IResult> ArchiveAsync(ApiBody<TagIds> body, ApiCaller caller, TagDictionary tags, CancellationToken cancel) =>
        (await tags.ArchiveAsync([.. body.Value.Checked()], caller.Scope, cancel)).Done();

    private static async Task<IResult> RestoreAsync(ApiBody<TagIds> body, ApiCaller caller, TagDictionary tags, CancellationToken cancel) =>
        (await tags.RestoreAsync([.. body.Value.Checked()], caller.Scope, cancel)).Done();

    private static async Task<IResult> DeleteAsync(int id, ApiCaller caller, TagDictionary tags, CancellationToken cancel) =>
        (await tags.DeleteTagsAsync([id], caller.Scope, cancel)).Done();

    private static async Task<IResult> PreviewMergeAsync(int id, ApiBody<MergeInput> body, ApiCaller caller, TagMerge merge, CancellationToken cancel) =>
        (await merge.PreviewAsync(id, body.Value.Into, caller.Scope, cancel)).Ok(TypedResults.Ok);

    private static async Task<IResult> MergeAsync(int id, ApiBody<MergeInput> body, ApiCaller caller, TagMerge merge, CancellationToken cancel) =>
        (await merge.StartAsync(id, body.Value.Into, caller.Scope, cancel)).Ok(BatchesApi.Started);

    private static async Task<IResult> PromotionsAsync(ApiCaller caller, TagPromotion promotion, CancellationToken cancel) =>
        TypedResults.Ok(new Listed<PromotionProposal>(await promotion.ProposalsAsync(caller.Scope, cancel), null));

    private static async Task<IResult> PromoteAsync(ApiBody<PromotionInput> body, ApiCaller caller, TagPromotion promotion, CancellationToken cancel) =>
        (await promotion.PromoteAsync(body.Value.NameKey, body.Value.GroupId, caller.Scope, cancel)).Ok(BatchesApi.Started);

    private static async Task<IResult> HistoryAsync(
        ApiCaller caller, DictionaryHistory history, CancellationToken cancel, int group = 0, int tag = 0, int? limit = null, string? cursor = null)
    {
        var take = Cursor.Limit(limit);
        var before = Cursor.Read(Lines, 1, cursor) is [var id] ? id : 0;
        var rows = await history.ReadAsync(caller.Scope, group, tag, before, take + 1, cancel);
        return TypedResults.Ok(rows.Page(take, last => Cursor.Write(Lines, last.Id)));
    }

    private static async Task<TagRow?> RowAsync(int id, ApiCaller caller, DictionaryView dictionary, CancellationToken cancel) =>
        (await dictionary.ReadAsync(new() { Status = null }, caller.Scope, cancel)).Tags.FirstOrDefault(t => t.Id == id);
}
