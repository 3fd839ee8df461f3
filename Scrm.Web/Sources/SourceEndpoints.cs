using Scrm.Core.Sources;
using Scrm.Core.Team;
using Scrm.Web.Account;

namespace Scrm.Web.Sources;

/// <summary>The report as a workbook, within the reach of who asks; it holds numbers and no person.</summary>
internal static class SourceEndpoints
{
    public static void MapSources(this WebApplication app) => app.MapGet("/sources/report", ReportAsync).RequireAuthorization();

    private static async Task<IResult> ReportAsync(
        HttpContext http, Roster roster, SourceReport report, string? period = null, string? from = null, string? to = null, int within = SourceReport.UsualWithin)
    {
        var (id, stamp) = Session.Of(http.User);
        if (id == 0 || await roster.SessionAsync(id, stamp, http.RequestAborted) is not { } session) return Results.NotFound();
        var compared = await report.ReadAsync(Urls.Period(period, from, to), within, session.Scope, http.RequestAborted);
        using var book = new MemoryStream();
        SourceWorkbook.Write(book, compared, ReportText.Words);
        return Results.File(book.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{SourceText.Title}.xlsx");
    }
}
