using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>Whose values these are, pairs that wait for a decision, and merges with their undo.</summary>
internal static class OneIdApi
{
    private const string Reviews = "reviews";
    private const string Merges = "merges";
    private const ApiScopes Read = ApiScopes.CustomersRead;
    private const ApiScopes Write = ApiScopes.CustomersWrite;
    private static readonly BodyLimit Limit = new(4 * 1024 * 1024);

    public static void MapOneId(this IEndpointRouteBuilder api)
    {
        var one = api.MapGroup("").WithTags("OneID");
        one.MapPost("/identify", IdentifyAsync).Needs(Write).WithMetadata(Limit)
            .Example("""{"create":false,"items":[{"name":"王小明","identities":[{"type":"memberNo","value":"M001"},{"type":"phone","value":"13800001234","verified":true}]}]}""")
            .WithSummary("Whose values these are, up to 1,000 people at a time; values given together are linked where that is certain and proposed where it is not").Produces<IdentifyResults>();
        one.MapPost("/customers/merge-preview", PreviewAsync).Needs(Read).Example("""{"first":100001,"second":100002}""")
            .WithSummary("What a merge of two customers would come to, field by field").Produces<PairPreview>();
        one.MapPost("/customers/merge", MergeAsync).Needs(Write).Nameable().Example("""{"first":100001,"second":100002,"choices":{"Company":100002}}""")
            .WithSummary("Merge two customers; the oldest identified one stays and both numbers lead there").Produces<MergeDone>();
        one.MapGet("/merges", HistoryAsync).Needs(Read).WithSummary("Merges, the latest first: who, when, by which rule").Produces<Listed<MergeLine>>();
        one.MapPost("/merges/{id:long}/undo", UndoAsync).Needs(Write).Example("""{"choices":{"Company":"keep"}}""")
            .WithSummary("Take a merge back; 409 where something was changed since and no choices are given").Produces(204);
        one.MapGet("/reviews", ReviewsAsync).Needs(Read).WithSummary("Pairs that may be one person, the oldest first").Produces<Listed<ReviewLine>>();
        one.MapPost("/reviews/{id:long}/never", NeverAsync).Needs(Write).WithSummary("These are two people: never proposed or merged again").Produces(204);
        one.MapPost("/reviews/{id:long}/reopen", ReopenAsync).Needs(Write).WithSummary("Take a decision back").Produces(204);
        one.MapPost("/reviews/{id:long}/link", LinkAsync).Needs(Write).WithSummary("The value without an owner is this customer's").Produces(204);
    }

    private static async Task<IResult> IdentifyAsync(ApiBody<IdentifyInput> body, ApiCaller caller, Identification identification, CancellationToken cancel) =>
        (await identification.IdentifyAsync(body.Value.Sets(), body.Value.Create, caller.Scope, cancel)).Ok(results => TypedResults.Ok(new IdentifyResults(results)));

    private static async Task<IResult> PreviewAsync(ApiBody<PairInput> body, ApiCaller caller, MergeDesk desk, CancellationToken cancel) =>
        await desk.PreviewAsync(body.Value.First, body.Value.Second, caller.Scope, cancel) is { } preview ? preview.Ok(TypedResults.Ok) : ApiProblem.NotFound;

    private static async Task<IResult> MergeAsync(ApiBody<PairInput> body, ApiCaller caller, MergeDesk desk, CancellationToken cancel) =>
        await desk.MergeAsync(body.Value.First, body.Value.Second, body.Value.Choices, MergeRule.ByHand, caller.Scope, cancel) is { } merged
            ? merged.Ok(id => TypedResults.Ok(new MergeDone(id))) : ApiProblem.NotFound;

    private static async Task<IResult> HistoryAsync(ApiCaller caller, MergeHistory history, CancellationToken cancel, long? customer = null, int? limit = null, string? cursor = null)
    {
        var (take, from) = (Cursor.Limit(limit), (int)Math.Clamp((Cursor.Read(Merges, 1, cursor) ?? [0])[0], 0, int.MaxValue / 2));
        var page = await history.ListAsync(customer ?? 0, from, take + 1, caller.Scope, cancel);
        return TypedResults.Ok(page.Rows.Page(take, _ => Cursor.Write(Merges, from + take)));
    }

    private static async Task<IResult> UndoAsync(long id, ApiBody<UndoInput> body, ApiCaller caller, MergeDesk desk, CancellationToken cancel) =>
        await desk.UndoAsync(id, body.Value.Choices, caller.Scope, cancel) is { } undone ? undone.Done() : ApiProblem.NotFound;

    private static async Task<IResult> ReviewsAsync(ApiCaller caller, ReviewDesk desk, CancellationToken cancel, ReviewState state = ReviewState.Open, int? limit = null, string? cursor = null)
    {
        var take = Cursor.Limit(limit);
        var page = await desk.ListAsync(state, (Cursor.Read(Reviews, 1, cursor) ?? [0])[0], take + 1, caller.Scope, cancel);
        return TypedResults.Ok(page.Rows.Page(take, last => Cursor.Write(Reviews, last.Id)));
    }

    private static async Task<IResult> NeverAsync(long id, ApiCaller caller, ReviewDesk desk, CancellationToken cancel) => Done(await desk.NeverAsync(id, caller.Scope, cancel));

    private static async Task<IResult> ReopenAsync(long id, ApiCaller caller, ReviewDesk desk, CancellationToken cancel) => Done(await desk.ReopenAsync(id, caller.Scope, cancel));

    private static async Task<IResult> LinkAsync(long id, ApiCaller caller, ReviewDesk desk, CancellationToken cancel) => Done(await desk.LinkAsync(id, caller.Scope, cancel));

    private static IResult Done(Outcome? outcome) => outcome is { } decided ? decided.Done() : ApiProblem.NotFound;
}

internal sealed record IdentifyItem
{
    /// <summary>For a customer who has to be created.</summary>
    public string Name { get; init; } = "";
    public required IReadOnlyList<IdentityInput> Identities { get; init; }
}

internal sealed record IdentifyInput
{
    /// <summary>Whoever nobody knows becomes a new customer; otherwise their values wait until somebody is known by them.</summary>
    public bool Create { get; init; }
    public required IReadOnlyList<IdentifyItem> Items { get; init; }

    public IReadOnlyList<IdentitySet> Sets()
    {
        if (Items.Count > Identification.MostItems)
            throw new ApiRefused(StatusCodes.Status400BadRequest, "api.too-many-items", ApiText.TooManyItems(Identification.MostItems), ("member", "items"));
        if (Items.Any(i => i is null || i.Identities.Count > Identification.MostValues || i.Identities.Any(v => v is null))) throw ApiRefused.Member("items");
        return [.. Items.Select(i => new IdentitySet(IdentityInput.Given(i.Identities), i.Name))];
    }
}

internal sealed record IdentifyResults(IReadOnlyList<ResolvedIdentity> Results);

internal sealed record PairInput
{
    public required long First { get; init; }
    public required long Second { get; init; }

    /// <summary>By field, the customer whose value is wanted; the rest goes by the rules.</summary>
    public IReadOnlyDictionary<string, long> Choices { get; init; } = new Dictionary<string, long>();
}

internal sealed record MergeDone(long MergeId);

internal sealed record UndoInput
{
    /// <summary>What becomes of places that were changed since: keep, move or drop; an empty object keeps all of them.</summary>
    public IReadOnlyDictionary<string, LaterChoice>? Choices { get; init; }
}
