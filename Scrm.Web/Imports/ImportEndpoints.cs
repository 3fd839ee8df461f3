using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;
using Scrm.Web.Account;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>The files of this slice, for those who may have them; anybody else finds nothing there.</summary>
internal static class ImportEndpoints
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapImports(this WebApplication app)
    {
        var files = app.MapGroup("").RequireAuthorization(new AuthorizeAttribute { Roles = $"{nameof(Role.Operator)},{nameof(Role.Admin)}" });
        files.MapGet("/imports/{id:long}/errors", ErrorsAsync);
        files.MapGet("/imports/templates/{shape}", TemplateAsync);
        files.MapGet("/exports/{ticket}", ExportAsync);
    }

    private static async Task<IResult> ErrorsAsync(HttpContext http, Roster roster, ErrorFile errors, long id)
    {
        if (await ScopeAsync(http, roster) is not { } who || await errors.NameAsync(id, who, http.RequestAborted) is not { } name) return Results.NotFound();
        var text = new ErrorWorkbookText(ImportText.ErrorSheet, ImportText.ErrorRow, ImportText.ErrorReason, ColumnText.Of);
        return File(http, $"{Path.GetFileNameWithoutExtension(name)}-{ImportText.ErrorSheet}.xlsx", Xlsx,
            output => errors.WriteAsync(output, id, who, text, (kind, suggestion) => ProblemText.Sentence(kind, suggestion), http.RequestAborted));
    }

    private static async Task<IResult> TemplateAsync(HttpContext http, Roster roster, DictionaryExport dictionary, ImportDesk desk, string shape)
    {
        if (shape is not ("tags" or "groups" or "dictionary" or "orders" or "events") || await ScopeAsync(http, roster) is not { } who) return Results.NotFound();
        var groups = await dictionary.GroupsAsync(who, http.RequestAborted);
        using var book = new MemoryStream();
        var kinds = await desk.KindsAsync(who, http.RequestAborted);
        TemplateFiles.Write(book, shape, groups, [.. kinds.Select(k => Chinese ? k.Name : k.EnglishName)]);
        return Results.File(book.ToArray(), Xlsx, $"{ImportText.Templates}-{TemplateFiles.NameOf(shape)}.xlsx");
    }

    private static async Task<IResult> ExportAsync(HttpContext http, Roster roster, ExportTickets tickets, CustomerExport customers, DictionaryExport dictionary, LostExport lost, string ticket)
    {
        if (await ScopeAsync(http, roster) is not { } who || tickets.Take(ticket, who.Actor) is not { } asked) return Results.NotFound();
        if ((asked.Customers is { } order && CustomerExport.Check(order, who) is not null) || (asked.Lost is { } gone && LostExport.Check(gone, who) is not null)) return Results.NotFound();
        var now = http.RequestServices.GetRequiredService<CompanyBook>().Time.ToLocal(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var (extension, type) = asked.Format == ExportFormat.Csv ? ("csv", "text/csv; charset=utf-8") : ("xlsx", Xlsx);
        var (subject, write) = asked switch
        {
            { Customers: { } wanted } => (ExportText.Customers.Sheet, (Func<Stream, Task>)(output => customers.WriteAsync(output, wanted, ExportText.Customers, who, http.RequestAborted))),
            { Lost: { } wanted } => (LostExportText.File.Sheet, output => lost.WriteAsync(output, wanted, LostExportText.File, who, http.RequestAborted)),
            _ => (ExportText.DictionaryFile.Sheet, output => dictionary.WriteAsync(output, asked.Format, ExportText.DictionaryFile, who, http.RequestAborted)),
        };
        return File(http, $"{subject}-{now.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.{extension}", type, write);
    }

    private static IResult File(HttpContext http, string name, string type, Func<Stream, Task> write)
    {
        // The writers finish a zip while they are disposed, which cannot be awaited.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        return Results.Stream(write, type, name);
    }

    private static async Task<Scope?> ScopeAsync(HttpContext http, Roster roster)
    {
        var (id, stamp) = Session.Of(http.User);
        return id > 0 && await roster.SessionAsync(id, stamp, http.RequestAborted) is { } session && session.Scope.MayImport ? session.Scope : null;
    }
}
