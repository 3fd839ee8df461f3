using Microsoft.AspNetCore.Http.Features;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;
using Scrm.Web.Imports;
using static Scrm.Web.Words;

namespace Scrm.Web.Api;

/// <summary>What leaves the library as a file. Each export is audited, that of customers with its reason.</summary>
internal static class ExportsApi
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";
    private static readonly string[] Shapes = ["tags", "groups", "dictionary", "orders", "events"];

    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("Exports").Needs(ApiScopes.Exports);
        exports.MapPost("/customers", CustomersAsync)
            .Example("""{"reason":"对账","filter":{"any":[1]},"shape":"oneColumn","format":"xlsx"}""")
            .WithSummary("Customers with their tags and whole phones; the reason is kept in the audit log").Gives(Xlsx, Csv);
        exports.MapPost("/lost-customers", LostAsync).Example("""{"reason":"回访","byCustomer":true,"from":"2026-01-01","format":"xlsx"}""")
            .WithSummary("The list of lost customers with the tags of the moment and whole phones; the reason is kept in the audit log").Gives(Xlsx, Csv);
        exports.MapPost("/dictionary", DictionaryAsync).WithSummary("The tag dictionary").Gives(Xlsx, Csv);
        exports.MapGet("/templates/{shape}", TemplateAsync).WithSummary("A workbook to fill in: tags, groups, dictionary, orders or events").Gives(Xlsx);
        api.MapGet("/imports/{id:long}/errors", ErrorsAsync).WithTags("Imports").Needs(ApiScopes.Imports)
            .WithSummary("The rows of an import that had problems, marked, as a workbook").Gives(Xlsx);
    }

    private static IResult LostAsync(HttpContext http, ApiBody<LostExportInput> body, ApiCaller caller, LostExport export)
    {
        var order = body.Value.Order();
        if (LostExport.Check(order, caller.Scope) is { } refused) return ApiProblem.Of(refused);
        return File(http, "lost-customers", order.Format, output => export.WriteAsync(output, order, LostExportText.File, caller.Scope, http.RequestAborted));
    }

    private static async Task<IResult> CustomersAsync(HttpContext http, ApiBody<CustomerExportInput> body, ApiCaller caller, CustomerExport export, FieldDesk fields)
    {
        var order = body.Value.Order(await fields.ActiveAsync(http.RequestAborted));
        if (CustomerExport.Check(order, caller.Scope) is { } refused) return ApiProblem.Of(refused);
        return File(http, "customers", order.Format, output => export.WriteAsync(output, order, ExportText.Customers, caller.Scope, http.RequestAborted));
    }

    private static IResult DictionaryAsync(HttpContext http, ApiBody<DictionaryExportInput> body, ApiCaller caller, DictionaryExport export) =>
        File(http, "dictionary", body.Value.Format, output => export.WriteAsync(output, body.Value.Format, ExportText.DictionaryFile, caller.Scope, http.RequestAborted));

    private static async Task<IResult> TemplateAsync(string shape, ApiCaller caller, DictionaryExport dictionary, ImportDesk desk, CancellationToken cancel)
    {
        if (!Shapes.Contains(shape)) return ApiProblem.NotFound;
        using var book = new MemoryStream();
        TemplateFiles.Write(book, shape, await dictionary.GroupsAsync(caller.Scope, cancel), await KindsAsync(desk, caller.Scope, cancel));
        return TypedResults.File(book.ToArray(), Xlsx, $"template-{shape}.xlsx");
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(ImportDesk desk, Scope who, CancellationToken cancel) =>
        [.. (await desk.KindsAsync(who, cancel)).Select(k => Chinese ? k.Name : k.EnglishName)];

    private static async Task<IResult> ErrorsAsync(long id, HttpContext http, ApiCaller caller, ErrorFile errors, CancellationToken cancel)
    {
        if (await errors.NameAsync(id, caller.Scope, cancel) is null) return ApiProblem.NotFound;
        var text = new ErrorWorkbookText(ImportText.ErrorSheet, ImportText.ErrorRow, ImportText.ErrorReason, ColumnText.Of);
        return File(http, $"import-{id}-errors", ExportFormat.Xlsx,
            output => errors.WriteAsync(output, id, caller.Scope, text, (kind, suggestion) => ProblemText.Sentence(kind, suggestion), cancel));
    }

    private static IResult File(HttpContext http, string name, ExportFormat format, Func<Stream, Task> write)
    {
        // The writers finish a zip while they are disposed, which cannot be awaited.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        return TypedResults.Stream(write, format == ExportFormat.Csv ? Csv : Xlsx, $"{name}.{(format == ExportFormat.Csv ? "csv" : "xlsx")}");
    }

    private static RouteHandlerBuilder Gives(this RouteHandlerBuilder endpoint, string type, params string[] others) =>
        endpoint.Produces<Stream>(StatusCodes.Status200OK, type, others);
}

internal sealed record CustomerExportInput
{
    public required string Reason { get; init; }

    /// <summary>An empty filter means everyone and has to be said.</summary>
    public required FilterInput Filter { get; init; }
    public ExportShape Shape { get; init; }
    public ExportFormat Format { get; init; }

    public ExportOrder Order(IReadOnlyList<FieldSpec> fields) => new(Filter.Filter(fields), Shape, Format, Reason);
}

/// <summary>As the list of lost customers is asked for.</summary>
internal sealed record LostExportInput
{
    public required string Reason { get; init; }

    /// <summary>Part of the customer's name.</summary>
    public string Text { get; init; } = "";
    public bool? ByCustomer { get; init; }
    public long Member { get; init; }
    public int Tag { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public bool Unfollowed { get; init; }
    public ExportFormat Format { get; init; }

    public LostExportOrder Order() => new(
        LostFilter.Everything with { Text = Text.Trim(), ByCustomer = ByCustomer, Member = Member, Tag = Tag, From = From, To = To, Unfollowed = Unfollowed }, Format, Reason);
}

internal sealed record DictionaryExportInput
{
    public ExportFormat Format { get; init; }
}
