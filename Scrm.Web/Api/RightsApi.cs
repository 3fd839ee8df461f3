using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Forecast;
using Scrm.Core.Lifecycle;
using Scrm.Core.Rights;
using Scrm.Core.Team;
using Scrm.Web.Rights;

namespace Scrm.Web.Api;

/// <summary>People's rights, and what is worked out of one customer: stage, value, what comes next.</summary>
internal static class RightsApi
{
    public static void MapRights(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers/{id:long}").WithTags("Rights");
        customers.MapGet("/consent", ConsentAsync).Needs(ApiScopes.CustomersRead).WithSummary("Whether the customer may be contacted, and how we know").Produces<ConsentView>();
        customers.MapPut("/consent", NoteAsync).Needs(ApiScopes.CustomersWrite).Example("""{"state":"refused","source":"来电告知"}""").WithSummary("Note consent and its source; logged and audited").Produces(204);
        customers.MapPost("/export", ExportAsync).Needs(ApiScopes.Exports).WithSummary("Everything that is kept of the person, as a zip of JSON and a readable page; audited")
            .Produces<Stream>(StatusCodes.Status200OK, "application/zip");
        customers.MapPost("/erase", EraseAsync).Needs(ApiScopes.CustomersWrite).Example("""{"name":"王小明"}""")
            .WithSummary("Erase the person for good; the name has to be repeated. Their values are never taken in again").Produces<ErasureReport>();
        var value = api.MapGroup("/customers/{id:long}").WithTags("Lifecycle");
        value.MapGet("/stage", StageAsync).Needs(ApiScopes.CustomersRead).WithSummary("Stage, tier and class, and what they rest on").Produces<WhyStage>();
        value.MapPut("/stage", SetStageAsync).Needs(ApiScopes.CustomersWrite).Example("""{"stage":"loyal"}""").WithSummary("Set the stage by hand; null gives it back to the rules").Produces(204);
        value.MapGet("/next", NextAsync).Needs(ApiScopes.CustomersRead).WithSummary("Probability of being alive, expected orders, run-outs and renewals").Produces<NextView>();
        api.MapGet("/forecast", ForecastAsync).WithTags("Lifecycle").Needs(ApiScopes.CustomersRead).WithSummary("The last fit of repeat buying and its hold-out").Produces<FitView>();
    }

    private static async Task<IResult> ConsentAsync(long id, ApiCaller caller, ConsentDesk desk, CancellationToken cancel) =>
        await desk.OfAsync(id, caller.Scope, cancel) is { } consent ? TypedResults.Ok(consent) : ApiProblem.NotFound;

    private static async Task<IResult> NoteAsync(long id, ApiBody<ConsentInput> body, ApiCaller caller, ConsentDesk desk, CancellationToken cancel) =>
        await desk.SetAsync(id, body.Value.State, body.Value.Source, caller.Scope, cancel) is { } noted ? noted.Done() : ApiProblem.NotFound;

    private static async Task<IResult> ExportAsync(long id, ApiCaller caller, PersonExport export, CompanyBook company, CancellationToken cancel)
    {
        if (await export.ReadAsync(id, caller.Scope, cancel) is not { } read) return ApiProblem.NotFound;
        if (read.Refused is { } no) return ApiProblem.Of(no);
        return TypedResults.File(await RightsEndpoints.ZipAsync(read.Value!, company, cancel), "application/zip", $"person-{id}.zip");
    }

    private static async Task<IResult> EraseAsync(long id, ApiBody<EraseInput> body, ApiCaller caller, Erasure erasure, CancellationToken cancel) =>
        await erasure.EraseAsync(id, body.Value.Name, caller.Scope, cancel) is { } erased ? erased.Ok(report => TypedResults.Ok(report)) : ApiProblem.NotFound;

    private static async Task<IResult> StageAsync(long id, ApiCaller caller, StageDesk desk, CancellationToken cancel) =>
        await desk.WhyAsync(id, caller.Scope, cancel) is { } why ? TypedResults.Ok(why) : ApiProblem.NotFound;

    private static async Task<IResult> SetStageAsync(long id, ApiBody<StageInput> body, ApiCaller caller, StageDesk desk, CancellationToken cancel) =>
        await desk.SetAsync(id, body.Value.Stage, caller.Scope, cancel) is { } set ? set.Done() : ApiProblem.NotFound;

    private static async Task<IResult> NextAsync(long id, ApiCaller caller, NextSteps steps, CancellationToken cancel) =>
        await steps.OfAsync(id, caller.Scope, cancel) is { } next ? TypedResults.Ok(next) : ApiProblem.NotFound;

    private static async Task<IResult> ForecastAsync(CompanyForecast forecast, CancellationToken cancel) =>
        await forecast.LastAsync(cancel) is { } fit ? TypedResults.Ok(fit) : ApiProblem.NotFound;
}

internal sealed record ConsentInput
{
    public required ConsentState State { get; init; }
    public string Source { get; init; } = "";
}

internal sealed record EraseInput
{
    /// <summary>The customer's name, repeated so that nobody is erased by a wrong number.</summary>
    public required string Name { get; init; }
}

internal sealed record StageInput
{
    public required LifecycleStage? Stage { get; init; }
}
