using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>Long acts: watch, cancel, take back, go on.</summary>
internal static class BatchesApi
{
    private const string List = "batches";
    private const ApiScopes Watch = ApiScopes.CustomersRead | ApiScopes.CustomersWrite | ApiScopes.TagsWrite | ApiScopes.Imports;
    private const ApiScopes Act = ApiScopes.CustomersWrite | ApiScopes.TagsWrite | ApiScopes.Imports;
    private const int MostLeftAlone = 200;

    public static void MapBatches(this IEndpointRouteBuilder api)
    {
        var batches = api.MapGroup("/batches").WithTags("Batches");
        batches.MapGet("", ListAsync).Needs(Watch).WithSummary("Long acts, the latest first").Produces<Listed<BatchView>>();
        batches.MapGet("/{id:long}", FindAsync).Needs(Watch).WithSummary("One long act with its progress").Produces<BatchView>();
        batches.MapPost("/{id:long}/cancel", CancelAsync).Needs(Act).WithSummary("Ask a running batch to stop after its current step").Produces(204);
        batches.MapPost("/{id:long}/retry", RetryAsync).Needs(Act).WithSummary("Let a failed batch go on where it stopped").Produces(204);
        batches.MapPost("/{id:long}/undo", UndoAsync).Needs(Act).Nameable().WithSummary("Take a finished batch back").Produces<BatchStarted>(202);
        batches.MapGet("/{id:long}/left-alone", LeftAloneAsync).Needs(ApiScopes.CustomersRead)
            .WithSummary("What the undo of this batch left as it was, because something else has changed it since").Produces<LeftAloneList>();
    }

    public static IResult Started(long batch) => TypedResults.Accepted($"{ApiRegistration.Root}/batches/{batch}", new BatchStarted(batch));

    private static async Task<IResult> ListAsync(ApiCaller caller, BatchDesk desk, CancellationToken cancel, bool unfinished = false, int? limit = null, string? cursor = null)
    {
        var take = Cursor.Limit(limit);
        var before = Cursor.Read(List, 1, cursor) is [var id] ? id : 0;
        var rows = await desk.ListAsync(caller.Scope, take + 1, unfinished, cancel, before);
        return TypedResults.Ok(rows.Page(take, last => Cursor.Write(List, last.Id)));
    }

    private static async Task<IResult> FindAsync(long id, ApiCaller caller, BatchDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(id, caller.Scope, cancel) is { } batch ? TypedResults.Ok(batch) : ApiProblem.NotFound;

    private static Task<IResult> CancelAsync(long id, ApiCaller caller, BatchDesk desk, CancellationToken cancel) =>
        OnAsync(id, caller, desk, async () => (await desk.CancelAsync(id, caller.Scope, cancel)).Done(), cancel);

    private static Task<IResult> RetryAsync(long id, ApiCaller caller, BatchDesk desk, CancellationToken cancel) =>
        OnAsync(id, caller, desk, async () => (await desk.RetryAsync(id, caller.Scope, cancel)).Done(), cancel);

    private static Task<IResult> UndoAsync(long id, ApiCaller caller, BatchDesk desk, CancellationToken cancel) =>
        OnAsync(id, caller, desk, async () => (await desk.UndoAsync(id, caller.Scope, cancel)).Ok(Started), cancel);

    private static async Task<IResult> LeftAloneAsync(long id, ApiCaller caller, BatchDesk desk, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, caller.Scope, cancel) is null) return ApiProblem.NotFound;
        var left = await desk.LeftAloneAsync(id, caller.Scope, MostLeftAlone, cancel);
        return TypedResults.Ok(new LeftAloneList(left.Rows, left.Total));
    }

    /// <summary>A key acts only on batches of the kinds its scopes could have started.</summary>
    private static async Task<IResult> OnAsync(long id, ApiCaller caller, BatchDesk desk, Func<Task<IResult>> act, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, caller.Scope, cancel) is not { } batch) return ApiProblem.NotFound;
        var kind = batch.Undoes == 0 ? batch.Kind : (await desk.FindAsync(batch.Undoes, caller.Scope, cancel))?.Kind ?? batch.Kind;
        var needs = new NeedsScope(ScopeOf(kind));
        return caller.Has(needs.AnyOf) ? await act()
            : ApiProblem.Of(StatusCodes.Status403Forbidden, "api.scope-missing", ApiText.ScopeMissing(string.Join(" / ", needs.Names)), ("scopes", needs.Names));
    }

    private static ApiScopes ScopeOf(BatchKind kind) => kind switch
    {
        BatchKind.Import or BatchKind.OrderImport or BatchKind.EventImport or BatchKind.DictionaryImport => ApiScopes.Imports,
        BatchKind.BulkTag or BatchKind.HandOver => ApiScopes.CustomersWrite,
        _ => ApiScopes.TagsWrite,
    };
}

/// <summary>The batch that does what was asked; its address is in Location.</summary>
internal sealed record BatchStarted(long BatchId);

/// <summary>The first of them, and how many there are.</summary>
internal sealed record LeftAloneList(IReadOnlyList<LeftAlone> Items, int Total);
