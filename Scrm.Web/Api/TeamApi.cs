using Scrm.Core.Customers;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>Who works here, to read: ids that owners, stewards and departments are named by.</summary>
internal static class TeamApi
{
    private const ApiScopes Read = ApiScopes.CustomersRead | ApiScopes.CustomersWrite | ApiScopes.TagsRead | ApiScopes.TagsWrite;

    public static void MapTeam(this IEndpointRouteBuilder api)
    {
        api.MapGet("/members", MembersAsync).WithTags("Team").Needs(Read).WithSummary("Members who may own customers").Produces<Listed<MemberName>>();
        api.MapGet("/departments", DepartmentsAsync).WithTags("Team").Needs(Read).WithSummary("The tree of departments, in reading order").Produces<Listed<DepartmentRow>>();
    }

    private static async Task<IResult> MembersAsync(ApiCaller caller, CustomerLibrary library, CancellationToken cancel, int? limit = null, string? cursor = null) =>
        TypedResults.Ok(Cursor.PageOf("members", await library.OwnersAsync(caller.Scope, cancel), m => m.Id, limit, cursor));

    private static async Task<IResult> DepartmentsAsync(DepartmentBook departments, CancellationToken cancel, int? limit = null, string? cursor = null) =>
        TypedResults.Ok(Cursor.PageOf("departments", await departments.TreeAsync(cancel), d => d.Id, limit, cursor));
}
