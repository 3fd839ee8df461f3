using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>Events and orders in, many at a time, and one customer's out. Sending the same again changes nothing.</summary>
internal static class EventsApi
{
    private const string Events = "events";
    private const string Orders = "orders";
    private const string Whole = "timeline";
    private static readonly BodyLimit Limit = new(4 * 1024 * 1024);

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("").WithTags("Events");
        events.MapPost("/events", TakeAsync).Needs(ApiScopes.Events).WithMetadata(Limit)
            .Example("""
                {"source":"官网","items":[{"kind":"page_view","at":"2026-03-02T01:00:00Z","key":"pv-1","identities":[{"type":"phone","value":"13800001234"}],"subject":"/price","seconds":45}]}
                """)
            .WithSummary("Take in up to 1,000 events; each with its own result, known keys are duplicates").Produces<ItemResults>();
        events.MapPost("/orders", OrderAsync).Needs(ApiScopes.Events).WithMetadata(Limit)
            .Example("""
                {"source":"商城","items":[{"number":"A1001","paidAt":"2026-03-02T01:00:00Z","amount":19900,"identities":[{"type":"memberNo","value":"M001"}],
                "lines":[{"product":"绿茶","quantity":2,"amount":19900}]}]}
                """)
            .WithSummary("Take in up to 1,000 paid orders with lines and refunds; a known number is the same order").Produces<ItemResults>();
        events.MapPost("/orders/refunds", RefundAsync).Needs(ApiScopes.Events).WithMetadata(Limit)
            .Example("""{"source":"商城","items":[{"number":"A1001","at":"2026-03-03T01:00:00Z","amount":5000,"key":"R1","reason":"不合适"}]}""")
            .WithSummary("Refunds of orders that were sent before").Produces<ItemResults>();
        events.MapGet("/event-kinds", KindsAsync).Needs(ApiScopes.Events | ApiScopes.CustomersRead).WithSummary("All kinds of events with their typed properties").Produces<Listed<KindOut>>();
        events.MapGet("/customers/{id:long}/timeline", TimelineAsync).Needs(ApiScopes.CustomersRead)
            .WithSummary("One customer's events together with what was changed about them, the latest first; reach=everything adds each change of a tag or a detail")
            .Produces<Listed<TimelineOut>>();
        events.MapGet("/customers/{id:long}/events", EventsAsync).Needs(ApiScopes.CustomersRead).WithSummary("One customer's events, the latest first").Produces<Listed<EventOut>>();
        events.MapGet("/customers/{id:long}/orders", HistoryAsync).Needs(ApiScopes.CustomersRead).WithSummary("One customer's orders, the latest first").Produces<Listed<OrderOut>>();
    }

    private static async Task<IResult> TakeAsync(ApiBody<ItemsInput<EventInput>> body, ApiCaller caller, EventIntake intake, CancellationToken cancel) =>
        (await intake.EventsAsync([.. body.Value.Checked().Select(i => i.Incoming(body.Value))], caller.Scope, cancel)).Ok(Results);

    private static async Task<IResult> OrderAsync(ApiBody<ItemsInput<OrderInput>> body, ApiCaller caller, EventIntake intake, CancellationToken cancel) =>
        (await intake.OrdersAsync([.. body.Value.Checked().Select(i => i.Incoming(body.Value))], caller.Scope, cancel)).Ok(Results);

    private static async Task<IResult> RefundAsync(ApiBody<ItemsInput<OrderRefundInput>> body, ApiCaller caller, EventIntake intake, CancellationToken cancel) =>
        (await intake.RefundsAsync([.. body.Value.Checked().Select(i => i.Incoming(body.Value))], caller.Scope, cancel)).Ok(Results);

    private static async Task<IResult> KindsAsync(ApiCaller caller, EventIntake intake, CancellationToken cancel) => TypedResults.Ok(new Listed<KindOut>(
        [.. (await intake.KindsAsync(cancel)).Where(k => !k.Archived).Select(k => new KindOut(k.Code, Scrm.Web.Events.EventsText.NameOf(k), k.Direction, k.Custom, k.Properties))], null));

    private static async Task<IResult> TimelineAsync(long id, ApiCaller caller, Timeline timeline, EventIntake intake, CancellationToken cancel,
        string? reach = null, string? kinds = null, DateTime? from = null, DateTime? until = null, int? limit = null, string? cursor = null)
    {
        var filter = await FilterAsync(Reach(reach), kinds, from, until, intake, cancel);
        TimelineMark? before = Cursor.Read(Whole, 3, cursor) is [var at, var source, var last] ? new(DateTime.UnixEpoch.AddMilliseconds(at), last, (TimelineSource)source) : null;
        var page = await timeline.PageAsync(id, filter, before, Cursor.Limit(limit), caller.Scope, cancel);
        return page is null ? ApiProblem.NotFound : TypedResults.Ok(new Listed<TimelineOut>(
            [.. page.Entries.Select(TimelineOut.Of)], page.Next is { } next ? Cursor.Write(Whole, Milliseconds(next), (long)next.Source, next.Id) : null));
    }

    private static async Task<IResult> EventsAsync(long id, ApiCaller caller, Timeline timeline, EventIntake intake, CancellationToken cancel,
        string? kinds = null, DateTime? from = null, DateTime? until = null, int? limit = null, string? cursor = null)
    {
        var filter = await FilterAsync(TimelineReach.Events, kinds, from, until, intake, cancel);
        var page = await timeline.PageAsync(id, filter, Mark(Events, cursor), Cursor.Limit(limit), caller.Scope, cancel);
        return page is null ? ApiProblem.NotFound : TypedResults.Ok(new Listed<EventOut>([.. page.Events.Select(EventOut.Of)], Next(Events, page.Next)));
    }

    private static async Task<TimelineFilter> FilterAsync(TimelineReach reach, string? kinds, DateTime? from, DateTime? until, EventIntake intake, CancellationToken cancel) =>
        new() { Reach = reach, Kinds = await KindIdsAsync(kinds, intake, cancel), From = from?.ToUniversalTime(), Until = until?.ToUniversalTime() };

    private static async Task<IResult> HistoryAsync(long id, ApiCaller caller, OrderHistory orders, CancellationToken cancel, int? limit = null, string? cursor = null)
    {
        var page = await orders.PageAsync(id, Mark(Orders, cursor), Cursor.Limit(limit), caller.Scope, cancel);
        return page is null ? ApiProblem.NotFound : TypedResults.Ok(new Listed<OrderOut>([.. page.Orders.Select(OrderOut.Of)], Next(Orders, page.Next)));
    }

    private static TimelineReach Reach(string? name) => name is not { Length: > 0 } ? TimelineReach.Story
        : Enum.TryParse<TimelineReach>(name, ignoreCase: true, out var reach) && Enum.IsDefined(reach) ? reach : throw ApiRefused.Member("reach");

    private static async Task<IReadOnlyList<int>> KindIdsAsync(string? codes, EventIntake intake, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(codes)) return [];
        var known = (await intake.KindsAsync(cancel)).ToDictionary(k => k.Code, k => k.Id);
        return [.. codes.Split(',').Select(code => known.TryGetValue(code.Trim(), out var id) ? id : throw ApiRefused.Member("kinds"))];
    }

    private static IResult Results(IReadOnlyList<EventResult> results) => TypedResults.Ok(ItemResults.Of(results));

    private static TimelineMark? Mark(string list, string? cursor) =>
        Cursor.Read(list, 2, cursor) is [var at, var id] ? new TimelineMark(DateTime.UnixEpoch.AddMilliseconds(at), id) : null;

    private static string? Next(string list, TimelineMark? mark) => mark is { } last ? Cursor.Write(list, Milliseconds(last), last.Id) : null;

    private static long Milliseconds(TimelineMark mark) => (long)(mark.OccurredAt - DateTime.UnixEpoch).TotalMilliseconds;
}
