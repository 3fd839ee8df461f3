using Scrm.Core;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>A file on its way into the library, as the import desk takes it: upload, layout, choices, plan, apply, problems.</summary>
internal static class ImportsApi
{
    private const string Problems = "problems";
    private const string List = "imports";
    private const int MostColumns = 200;
    private const int MostLeftAlone = 200;

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports").Needs(ApiScopes.Imports);
        imports.MapPost("", UploadAsync).Nameable().WithMetadata(Uploaded.Limit)
            .WithSummary("Upload an .xlsx or .csv; its layout is recognised, nothing is imported yet").Produces<ImportOut>(201);
        imports.MapGet("", ListAsync).WithSummary("Imports, the latest first").Produces<Listed<ImportLine>>();
        imports.MapGet("/{id:long}", FindAsync).WithSummary("One import with its layout, choices, plan and result").Produces<ImportOut>();
        imports.MapGet("/{id:long}/preview", PreviewAsync).WithSummary("The sheets, and the first rows of the chosen one").Produces<PreviewOut>();
        imports.MapPost("/{id:long}/sheet", ChooseSheetAsync).Example("""{"sheet":0,"kind":"orders","headerRow":1}""")
            .WithSummary("Take another sheet of the file, or say of what it is and where its headers are").Produces<SheetLayout>();
        imports.MapPut("/{id:long}/layout", SetLayoutAsync).WithSummary("Correct what the columns mean; the plan is void").Produces(204);
        imports.MapPut("/{id:long}/choices", SetChoicesAsync)
            .Example("""{"tags":{"高意向":{"act":"create","newGroup":"意向度","newMode":"one"}},"fields":"fillEmpty"}""")
            .WithSummary("Decide about unknown tags, fields and contradictions; the plan is void").Produces(204);
        imports.MapPost("/{id:long}/plan", PlanAsync).WithSummary("Work out what the import would do").Produces<PlanOut>();
        imports.MapPost("/{id:long}/apply", ApplyAsync).Nameable()
            .WithSummary("Do what was planned, as a batch").Produces<BatchStarted>(202);
        imports.MapGet("/{id:long}/problems", ProblemsAsync).WithSummary("The rows that could not be taken, or not in full").Produces<Listed<ProblemOut>>();
        imports.MapGet("/{id:long}/left-alone", LeftAloneAsync).WithSummary("Fields that the undo of this import left as they were").Produces<Listed<FieldLeftAlone>>();
    }

    private static async Task<IResult> UploadAsync(Uploaded upload, ApiCaller caller, ImportDesk desk, ImportHistory history, CancellationToken cancel)
    {
        await using var content = upload.File.OpenReadStream();
        var uploaded = await desk.UploadAsync(content, upload.File.FileName, caller.Scope, cancel);
        if (uploaded.Refused is { } no) return ApiProblem.Of(no);
        return TypedResults.Created($"{ApiRegistration.Root}/imports/{uploaded.Value}", ImportOut.Of((await history.FindAsync(uploaded.Value, caller.Scope, cancel))!));
    }

    private static async Task<IResult> ListAsync(ApiCaller caller, ImportHistory history, CancellationToken cancel, int? limit = null, string? cursor = null)
    {
        var take = Cursor.Limit(limit);
        var before = Cursor.Read(List, 1, cursor) is [var id] ? id : 0;
        return TypedResults.Ok((await history.ListAsync(caller.Scope, take + 1, cancel, before)).Page(take, last => Cursor.Write(List, last.Id)));
    }

    private static async Task<IResult> FindAsync(long id, ApiCaller caller, ImportHistory history, CancellationToken cancel) =>
        await history.FindAsync(id, caller.Scope, cancel) is { } import ? TypedResults.Ok(ImportOut.Of(import)) : ApiProblem.NotFound;

    private static Task<IResult> PreviewAsync(long id, ApiCaller caller, ImportDesk desk, ImportHistory history, CancellationToken cancel) =>
        OnAsync(id, caller, history, async () => (await desk.PreviewAsync(id, caller.Scope, cancel)).Ok(p => TypedResults.Ok(PreviewOut.Of(p))), cancel);

    private static Task<IResult> ChooseSheetAsync(long id, ApiBody<SheetInput> body, ApiCaller caller, ImportDesk desk, ImportHistory history, CancellationToken cancel)
    {
        if (!body.Value.Possible) throw ApiRefused.Member(body.Value.HeaderRow < 0 ? "headerRow" : "kind");
        return OnAsync(id, caller, history, () => OnSheetAsync(id, body.Value.Sheet, caller, desk, async () =>
            (await desk.ChooseSheetAsync(id, body.Value.Sheet, caller.Scope, cancel, body.Value.Wish)).Ok(TypedResults.Ok), cancel), cancel);
    }

    private static async Task<IResult> SetLayoutAsync(long id, ApiBody<SheetLayout> body, ApiCaller caller, ImportDesk desk, ImportHistory history, CancellationToken cancel)
    {
        var layout = body.Value;
        if (layout.Columns.Count > MostColumns || layout.Columns.Any(c => c is null or { Index: < 0 or >= MostColumns })
            || layout.Columns.DistinctBy(c => c.Index).Count() != layout.Columns.Count) throw ApiRefused.Member("columns");
        if (layout.FirstDataRow < 1 || layout.HeaderRow < 1 || layout.HeaderRow >= layout.FirstDataRow) throw ApiRefused.Member("firstDataRow");
        if (await history.FindAsync(id, caller.Scope, cancel) is not { } import) return ApiProblem.NotFound;
        if (layout.Sheet != import.Layout.Sheet) throw ApiRefused.Member("sheet");
        // A mapping is remembered under the key of the headers: it stays the one that was read from the file.
        return (await desk.SetLayoutAsync(id, layout with { HeaderKey = import.Layout.HeaderKey }, caller.Scope, cancel)).Done();
    }

    private static Task<IResult> SetChoicesAsync(long id, ApiBody<ImportChoices> body, ApiCaller caller, ImportDesk desk, ImportHistory history, CancellationToken cancel)
    {
        if (body.Value.Tags.Values.Any(choice => choice is null)) throw ApiRefused.Member("tags");
        Given.Reason(body.Value.BackwardsReason, "backwardsReason");
        return OnAsync(id, caller, history, async () => (await desk.SetChoicesAsync(id, body.Value, caller.Scope, cancel)).Done(), cancel);
    }

    private static Task<IResult> PlanAsync(long id, ApiCaller caller, ImportDesk desk, ImportHistory history, CancellationToken cancel) =>
        OnAsync(id, caller, history, async () => (await desk.PlanAsync(id, caller.Scope, null, cancel)).Ok(p => TypedResults.Ok(PlanOut.Of(p))), cancel);

    private static Task<IResult> ApplyAsync(long id, ApiCaller caller, ImportDesk desk, ImportHistory history, CancellationToken cancel) =>
        OnAsync(id, caller, history, async () => (await desk.ApplyAsync(id, caller.Scope, cancel)).Ok(BatchesApi.Started), cancel);

    private static Task<IResult> ProblemsAsync(long id, ApiCaller caller, ImportHistory history, CancellationToken cancel, int? limit = null, string? cursor = null) =>
        OnAsync(id, caller, history, async () =>
        {
            var (take, from) = (Cursor.Limit(limit), Cursor.Read(Problems, 1, cursor) is [var at] ? (int)Math.Clamp(at, 0, int.MaxValue) : 0);
            var rows = (await history.ProblemsAsync(id, null, from, take + 1, caller.Scope, cancel)).Rows.Select(ProblemOut.Of).ToList();
            return TypedResults.Ok(rows.Page(take, _ => Cursor.Write(Problems, from + take)));
        }, cancel);

    private static async Task<IResult> LeftAloneAsync(long id, ApiCaller caller, ImportHistory history, CancellationToken cancel)
    {
        if (await history.FindAsync(id, caller.Scope, cancel) is not { } import) return ApiProblem.NotFound;
        return TypedResults.Ok(new Listed<FieldLeftAlone>(await history.FieldsLeftAsync(import.Batch?.Id ?? 0, caller.Scope, MostLeftAlone, cancel), null));
    }

    private static async Task<IResult> OnAsync(long id, ApiCaller caller, ImportHistory history, Func<Task<IResult>> act, CancellationToken cancel) =>
        await history.FindAsync(id, caller.Scope, cancel) is null ? ApiProblem.NotFound : await act();

    private static async Task<IResult> OnSheetAsync(long id, int sheet, ApiCaller caller, ImportDesk desk, Func<Task<IResult>> act, CancellationToken cancel)
    {
        var preview = await desk.PreviewAsync(id, caller.Scope, cancel);
        if (preview.Refused is { } no) return ApiProblem.Of(no);
        return sheet >= 0 && sheet < preview.Value!.Sheets.Count ? await act() : throw ApiRefused.Member("sheet");
    }
}
