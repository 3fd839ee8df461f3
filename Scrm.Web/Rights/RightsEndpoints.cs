using Microsoft.AspNetCore.Authorization;
using Scrm.Core.Rights;
using Scrm.Core.Team;
using Scrm.Web.Account;

namespace Scrm.Web.Rights;

/// <summary>Everything of one person as a zip, for those who may export.</summary>
internal static class RightsEndpoints
{
    public static void MapRights(this WebApplication app) =>
        app.MapGet("/persons/{ticket}", PersonAsync).RequireAuthorization(new AuthorizeAttribute { Roles = $"{nameof(Role.Operator)},{nameof(Role.Admin)}" });

    private static async Task<IResult> PersonAsync(HttpContext http, Roster roster, PersonTickets tickets, PersonExport export, CompanyBook company, string ticket)
    {
        var (id, stamp) = Session.Of(http.User);
        if (id == 0 || await roster.SessionAsync(id, stamp, http.RequestAborted) is not { } session || tickets.Take(ticket, session.Scope.Actor) is not { } customer) return Results.NotFound();
        if (await export.ReadAsync(customer, session.Scope, http.RequestAborted) is not { Ok: true, Value: { } book }) return Results.NotFound();
        return Results.File(await ZipAsync(book, company, http.RequestAborted), "application/zip", $"{RightsText.Title}-{customer}.zip");
    }

    internal static async Task<byte[]> ZipAsync(PersonFileBook book, CompanyBook company, CancellationToken cancel)
    {
        using var zip = new MemoryStream();
        await PersonExport.WriteAsync(zip, book, page => PersonPage.Of(page, company.Time), cancel);
        return zip.ToArray();
    }
}
