using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>Who follows whom, hand-overs, and lost customers.</summary>
internal static class RelationsApi
{
    private const string Lost = "lost";
    private const ApiScopes Read = ApiScopes.CustomersRead;
    private const ApiScopes Write = ApiScopes.CustomersWrite;

    public static void MapRelations(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Relations");
        customers.MapGet("/{id:long}/relations", ListAsync).Needs(Read).WithSummary("The members who follow a customer, and the history").Produces<RelationsOut>();
        customers.MapPost("/{id:long}/relations", AddAsync).Needs(Write)
            .Example("""{"memberId":3,"remark":"王太太","addWay":"扫码"}""").WithSummary("A member begins to follow").Produces(204);
        customers.MapPost("/{id:long}/relations/end", EndAsync).Needs(Write)
            .Example("""{"memberId":3,"byCustomer":true,"reason":"搬家了"}""").WithSummary("A relation is over; tags and stage of the moment are kept").Produces(204);
        customers.MapPost("/{id:long}/hand-over", OneAsync).Needs(Write).Example("""{"to":4,"reason":"调区"}""")
            .WithSummary("One customer passes to another member (0: the public pool)").Produces(204);
        customers.MapPost("/hand-over-preview", PreviewAsync).Needs(Read).WithSummary("Whom a hand-over would mean, in numbers").Produces<HandoverPreview>();
        customers.MapPost("/hand-over", StartAsync).Needs(Write).Nameable().Example("""{"leaver":3,"to":4}""")
            .WithSummary("Hand over customers named by ids or by filter, or everything of a leaver, as a batch").Produces<BatchStarted>(202);
        api.MapGet("/lost-customers", LostAsync).WithTags("Relations").Needs(Read).WithSummary("Relations that were lost, the latest first").Produces<Listed<LostRow>>();
    }

    private static async Task<IResult> ListAsync(long id, ApiCaller caller, CustomerRelations relations, CancellationToken cancel) =>
        await relations.ListAsync(id, caller.Scope, cancel) is { } lines && await relations.HistoryAsync(id, caller.Scope, cancel) is { } history
            ? TypedResults.Ok(new RelationsOut(lines, history)) : ApiProblem.NotFound;

    private static async Task<IResult> AddAsync(long id, ApiBody<RelationInput> body, ApiCaller caller, CustomerRelations relations, CancellationToken cancel) =>
        await relations.AddAsync(id, body.Value.MemberId, body.Value.Draft(), caller.Scope, cancel) is { } added ? added.Done() : ApiProblem.NotFound;

    private static async Task<IResult> EndAsync(long id, ApiBody<RelationEndInput> body, ApiCaller caller, CustomerRelations relations, CancellationToken cancel) =>
        await relations.EndAsync(id, body.Value.MemberId, body.Value.ByCustomer, body.Value.Reason, caller.Scope, cancel) is { } ended ? ended.Done() : ApiProblem.NotFound;

    private static async Task<IResult> OneAsync(long id, ApiBody<HandoverOneInput> body, ApiCaller caller, Handover handover, CancellationToken cancel) =>
        await handover.OneAsync(id, body.Value.From, body.Value.To, body.Value.Reason, caller.Scope, cancel) is { } done ? done.Done() : ApiProblem.NotFound;

    private static async Task<IResult> PreviewAsync(ApiBody<HandoverInput> body, ApiCaller caller, Handover handover, FieldDesk fields, CancellationToken cancel) =>
        (await handover.PreviewAsync(body.Value.Order(await fields.ActiveAsync(cancel)), caller.Scope, cancel)).Ok(preview => TypedResults.Ok(preview));

    private static async Task<IResult> StartAsync(ApiBody<HandoverInput> body, ApiCaller caller, Handover handover, FieldDesk fields, CancellationToken cancel) =>
        (await handover.StartAsync(body.Value.Order(await fields.ActiveAsync(cancel)), caller.Scope, cancel)).Ok(BatchesApi.Started);

    private static async Task<IResult> LostAsync(
        ApiCaller caller, LostCustomers lost, CancellationToken cancel, string? text = null, bool? byCustomer = null, long? member = null, int? tag = null, DateOnly? from = null, DateOnly? to = null,
        bool unfollowed = false, int? limit = null, string? cursor = null)
    {
        var (page, take) = Cursor.Read(Lost, 2, cursor) is [var number, var rows] ? ((int)number, (int)rows) : (1, Cursor.Limit(limit));
        var filter = LostFilter.Everything with { Text = text?.Trim() ?? "", ByCustomer = byCustomer, Member = member ?? 0, Tag = tag ?? 0, From = from, To = to, Unfollowed = unfollowed, Page = page };
        var found = await lost.PageAsync(filter, caller.Scope, cancel, take);
        return TypedResults.Ok(new Listed<LostRow>(found.Rows, page * take < found.Total ? Cursor.Write(Lost, page + 1, take) : null));
    }
}

internal sealed record RelationsOut(IReadOnlyList<RelationLine> Items, IReadOnlyList<RelationTurn> History);

internal sealed record RelationInput
{
    public required long MemberId { get; init; }
    public string Remark { get; init; } = "";
    public string Description { get; init; } = "";
    public string AddWay { get; init; } = "";

    /// <summary>The live code by which the customer came.</summary>
    public string StateCode { get; init; } = "";

    public RelationDraft Draft() => new(Remark, Description, AddWay, StateCode);
}

internal sealed record RelationEndInput
{
    public required long MemberId { get; init; }

    /// <summary>True: the customer removed the member; false: the member removed the customer.</summary>
    public required bool ByCustomer { get; init; }
    public string Reason { get; init; } = "";
}

internal sealed record HandoverOneInput
{
    /// <summary>The member who takes over; 0 = the public pool.</summary>
    public required long To { get; init; }

    /// <summary>Who hands over; left out: whoever is in charge.</summary>
    public long? From { get; init; }
    public string Reason { get; init; } = "";
}

/// <summary>Customers by id, by filter, or everything of a leaver: one of the three.</summary>
internal sealed record HandoverInput
{
    public IReadOnlyList<long>? Ids { get; init; }
    public FilterInput? Filter { get; init; }
    public long? Leaver { get; init; }

    /// <summary>The member who takes over; 0 = the public pool.</summary>
    public required long To { get; init; }
    public string Reason { get; init; } = "";

    public HandoverOrder Order(IReadOnlyList<FieldSpec> fields) => (Ids, Filter, Leaver) switch
    {
        (null, null, { } leaver) => new(null, leaver, To, Reason),
        ({ Count: > 0 }, null, null) => new(BulkTarget.Picked(Ids), null, To, Reason),
        (null, not null, null) => new(BulkTarget.AllOf(Filter.Filter(fields)), null, To, Reason),
        _ => throw ApiRefused.Member(Ids is null ? "filter" : "ids"),
    };
}
