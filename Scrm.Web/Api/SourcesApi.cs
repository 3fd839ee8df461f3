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
        sources.MapPost("", AddAsync).Needs(Write).Nameable().Example("""{"name":"天猫旗舰店","channel":"shop","cost":120000}""").WithSummary("Register a source; cost in cents").Produces<SourceAdded>(201);
        sources.MapPatch("/{id:int}", EditAsync).Needs(Write).Example("""{"version":0,"name":"天猫","channel":"shop","cost":150000}""")
            .WithSummary("Change a source; a new name is written on its customers").Produces(204);
        sources.MapPost("/{id:int}/archive", (int id, ApiCaller caller, SourceBook book, CancellationToken cancel) => ArchiveAsync(id, true, caller, book, cancel))
            .Needs(Write).WithSummary("Offer it no more; customers keep it").Produces(204);
        sources.MapPost("/{id:int}/restore", (int id, ApiCaller caller, SourceBook book, CancellationToken cancel) => ArchiveAsync(id, false, caller, book, cancel))
            .Needs(Write).WithSummary("Offer it again").Produces(204);
        sources.MapPost("/{id:int}/map", MapAsync).Needs(Write).Example("""{"text":"天猫店"}""").WithSummary("Customers with this text get the source").Produces<SourceMapped>();
        sources.MapGet("/report", ReportAsync).Needs(Read).WithSummary("Customers, buyers, orders and money by source; from and to are days customers were added").Produces<Listed<SourceFigures>>();
    }

    private static async Task<IResult> ListAsync(ApiCaller caller, SourceBook book, CancellationToken cancel) => TypedResults.Ok(await book.ListAsync(caller.Scope, cancel));

    private static async Task<IResult> AddAsync(ApiBody<SourceInput> body, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.AddAsync(body.Value.Draft(), caller.Scope, cancel)).Ok(id => TypedResults.Created($"{ApiRegistration.Root}/sources/{id}", new SourceAdded(id)));

    private static async Task<IResult> EditAsync(int id, ApiBody<SourceEdit> body, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.EditAsync(id, body.Value.Version, new(body.Value.Name, body.Value.Channel, body.Value.Cost), caller.Scope, cancel)).Done();

    private static async Task<IResult> ArchiveAsync(int id, bool archived, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.ArchiveAsync(id, archived, caller.Scope, cancel)).Done();

    private static async Task<IResult> MapAsync(int id, ApiBody<SourceMapInput> body, ApiCaller caller, SourceBook book, CancellationToken cancel) =>
        (await book.MapAsync(body.Value.Text, id, caller.Scope, cancel)).Ok(customers => TypedResults.Ok(new SourceMapped(customers)));

    private static async Task<IResult> ReportAsync(ApiCaller caller, SourceReport report, CancellationToken cancel, DateOnly? from = null, DateOnly? to = null) =>
        TypedResults.Ok(new Listed<SourceFigures>(await report.ReadAsync(new(from, to), caller.Scope, cancel), null));
}

internal sealed record SourceInput
{
    public required string Name { get; init; }
    public Channel Channel { get; init; }

    /// <summary>Cents; 0 = not known.</summary>
    public long Cost { get; init; }

    public SourceDraft Draft() => new(Name, Channel, Cost);
}

internal sealed record SourceEdit
{
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required Channel Channel { get; init; }
    public required long Cost { get; init; }
}

internal sealed record SourceMapInput
{
    public required string Text { get; init; }
}

internal sealed record SourceAdded(int Id);

internal sealed record SourceMapped(int Customers);
