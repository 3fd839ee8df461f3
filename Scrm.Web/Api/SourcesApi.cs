using Scrm.Core.Sources;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The registry of sources and what each brings.</summary>
internal static class SourcesApi
{
    private const ApiScopes Read = ApiScopes.CustomersRead;
    private const ApiScopes Write = ApiScopes.CustomersWrite;

    public static void MapSources(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources");
        sources.MapGet("", ListAsync).Needs(Read).WithSummary("The registered sources, and texts that customers carry and nobody registered").Produces<SourceList>();
        sources.MapPost("", AddAsync).Needs(Write).Nameable().Example("""{"name":"天猫旗舰店","channel":"shop"}""").WithSummary("Register a source").Produces<SourceAdded>(201);
        sources.MapPatch("/{id:int}", EditAsync).Needs(Write).Example("""{"version":0,"name":"天猫","channel":"shop"}""")
            .WithSummary("Change a source; a new name is written on its customers").Produces(204);
        sources.MapPost("/{id:int}/archive", (int id, ApiCaller caller, SourceBook book, CancellationToken cancel) => ArchiveAsync(id, true, caller, book, cancel))
            .Needs(Write).WithSummary("Offer it no more; customers keep it").Produces(204);
        sources.MapPost("/{id:int}/restore", (int id, ApiCaller caller, SourceBook book, CancellationToken cancel) => ArchiveAsync(id, false, caller, book, cancel))
            .Needs(Write).WithSummary("Offer it again").Produces(204);
        sources.MapPost("/{id:int}/map", MapAsync).Needs(Write).Example("""{"text":"天猫店"}""").WithSummary("Customers with this text get the source").Produces<SourceMapped>();
        sources.MapGet("/{id:int}/costs", CostsAsync).Needs(Read).WithSummary("What the source cost, month by month, in cents; the latest first").Produces<Listed<MonthCost>>();
        sources.MapPut("/{id:int}/costs", SetCostsAsync).Needs(Write).Example("""{"months":[{"month":202611,"cost":120000},{"month":202610,"cost":0}]}""")
            .WithSummary("Write the cost of some months and leave the others; 0 takes a month out").Produces(204);
        sources.MapGet("/report", ReportAsync).Needs(Read)
            .WithSummary("What each source brought and cost in a period (month, lastMonth, quarter, year, always, custom with from and to), held against the period before").Produces<SourceComparison>();
    }

    private static async Task<IResult> ListAsync(ApiCaller caller, SourceBook book, CancellationToken cancel) => TypedResults.Ok(await book.ListAsync(caller.Scope, cancel));

    private static async Task<IResult> AddAsync(ApiBody<SourceInput> body, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.AddAsync(body.Value.Draft(), caller.Scope, cancel)).Ok(id => TypedResults.Created($"{ApiRegistration.Root}/sources/{id}", new SourceAdded(id)));

    private static async Task<IResult> EditAsync(int id, ApiBody<SourceEdit> body, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.EditAsync(id, body.Value.Version, new(body.Value.Name, body.Value.Channel), caller.Scope, cancel)).Done();

    private static async Task<IResult> ArchiveAsync(int id, bool archived, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.ArchiveAsync(id, archived, caller.Scope, cancel)).Done();

    private static async Task<IResult> MapAsync(int id, ApiBody<SourceMapInput> body, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.MapAsync(body.Value.Text, id, caller.Scope, cancel)).Ok(customers => TypedResults.Ok(new SourceMapped(customers)));

    private static async Task<IResult> CostsAsync(int id, ApiCaller caller, SourceCosts costs, CancellationToken cancel) =>
        await costs.OfAsync(id, caller.Scope, cancel) is { } months ? TypedResults.Ok(new Listed<MonthCost>(months, null)) : ApiProblem.NotFound;

    private static async Task<IResult> SetCostsAsync(int id, ApiBody<SourceCostsInput> body, ApiCaller caller, SourceCosts costs, CancellationToken cancel) =>
        (await costs.SetAsync(id, body.Value.Months, caller.Scope, cancel)).Done();

    private static async Task<IResult> ReportAsync(
        ApiCaller caller, SourceReport report, CancellationToken cancel, string? period = null, DateOnly? from = null, DateOnly? to = null, int within = SourceReport.UsualWithin)
    {
        var kind = from is not null || to is not null ? PeriodKind.Custom : period is null ? PeriodKind.Always : PeriodOf(period);
        return TypedResults.Ok(await report.ReadAsync(new(kind, from, to), within, caller.Scope, cancel));
    }

    private static PeriodKind PeriodOf(string text) =>
        Enum.TryParse<PeriodKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : throw ApiRefused.Member("period");
}

internal sealed record SourceInput
{
    public required string Name { get; init; }
    public Channel Channel { get; init; }

    public SourceDraft Draft() => new(Name, Channel);
}

internal sealed record SourceEdit
{
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required Channel Channel { get; init; }
}

internal sealed record SourceCostsInput
{
    public required IReadOnlyList<MonthCost> Months { get; init; }
}

internal sealed record SourceMapInput
{
    public required string Text { get; init; }
}

internal sealed record SourceAdded(int Id);

internal sealed record SourceMapped(int Customers);
