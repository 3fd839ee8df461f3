using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Web.Customers;

namespace Scrm.Web.Api;

/// <summary>The customer library. Phones are masked; the whole one is an act of its own, and audited.</summary>
internal static class CustomersApi
{
    private const string List = "customers";
    private const ApiScopes Read = ApiScopes.CustomersRead;
    private const ApiScopes Write = ApiScopes.CustomersWrite;

    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("", ListAsync).Needs(Read).WithSummary("The customers that match, the latest added first").Produces<Listed<CustomerRow>>();
        customers.MapGet("/count", CountAsync).Needs(Read).WithSummary("How many match").Produces<CustomerCount>();
        customers.MapPost("", AddAsync).Needs(Write).Nameable()
            .Example("""{"name":"王小明","phone":"13800001234","company":"明日科技","source":"官网","ownerId":0}""")
            .WithSummary("Add a customer").Produces<CustomerCard>(201);
        customers.MapGet("/{id:long}", FindAsync).Needs(Read).WithSummary("One customer with their tags and why each is there").Produces<CustomerOut>();
        customers.MapGet("/{id:long}/360", WholeAsync).Needs(Read)
            .WithSummary("Everything about one customer at once: standing, tags with why, relations, identities, fields, the latest events, what comes next; a merged number answers with a redirect")
            .Produces<Customer360View>();
        customers.MapPatch("/{id:long}", EditAsync).Needs(Write)
            .WithSummary("Change the fields that are given; 409 with both values where somebody else was first").Produces<CustomerCard>();
        customers.MapGet("/{id:long}/log", LogAsync).Needs(Read).WithSummary("The latest changes of tags and of fields").Produces<CustomerLog>();
        customers.MapPost("/{id:long}/tags", TagAsync).Needs(Write)
            .Example("""{"add":[1],"remove":[],"reason":""}""")
            .WithSummary("Put tags on one customer and take tags off; each with its own outcome").Produces<TagOutcomes>();
        customers.MapPost("/tags-preview", PreviewBulkAsync).Needs(Read).WithSummary("What tagging many customers would do, in numbers").Produces<BulkOutlook>();
        customers.MapPost("/tags", BulkAsync).Needs(Write).Nameable()
            .Example("""{"filter":{"any":[1],"none":[2]},"add":[3]}""")
            .WithSummary("Tag many customers, named by id or by filter, as a batch").Produces<BatchStarted>(202);
        customers.MapPost("/{id:long}/reveal-phone", RevealAsync).Needs(Read).WithSummary("The whole phone; audited").Produces<WholePhone>();
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] FilterQuery query, ApiCaller caller, CustomerLibrary library, FieldDesk fields, CancellationToken cancel, int? limit = null, string? cursor = null)
    {
        var (filter, take) = (query.Filter(await fields.ActiveAsync(cancel)), Cursor.Limit(limit));
        if (Cursor.Read(List, 3, cursor) is not [var key, var id, var hits])
        {
            var first = await library.PageAsync(filter, caller.Scope, 0, take + 1, cancel);
            return TypedResults.Ok(first.Rows.Page(take, last => After(last, filter.Sort, first.Total)));
        }
        // The row the last page ended with is read again, so that a row which left the list meanwhile costs none of its neighbours.
        var mark = new PageMark(0, key, id);
        var rows = (await library.PageAsync(filter, caller.Scope, 0, take + 2, cancel, (int)hits, mark)).Rows.Where(r => r.Id != id).ToList();
        return TypedResults.Ok(rows.Page(take, last => After(last, filter.Sort, (int)hits)));
    }

    private static async Task<IResult> CountAsync([AsParameters] FilterQuery query, ApiCaller caller, CustomerLibrary library, FieldDesk fields, CancellationToken cancel) =>
        TypedResults.Ok(new CustomerCount(await library.CountAsync(query.Filter(await fields.ActiveAsync(cancel)), caller.Scope, cancel)));

    private static async Task<IResult> FindAsync(long id, ApiCaller caller, CustomerLibrary library, CancellationToken cancel) =>
        await library.PanelAsync(id, caller.Scope, cancel) is { } panel ? TypedResults.Ok(new CustomerOut(panel.Card, panel.Tags, panel.Identities)) : ApiProblem.NotFound;

    private static async Task<IResult> WholeAsync(long id, ApiCaller caller, Customer360 views, CancellationToken cancel) =>
        await views.LoadAsync(id, caller.Scope, cancel) switch
        {
            { View: { } view } => TypedResults.Ok(view),
            { MergedInto: > 0 and var survivor } => TypedResults.Redirect($"{ApiRegistration.Root}/customers/{survivor}/360", permanent: true),
            { Erased: true } => ApiProblem.Of(StatusCodes.Status410Gone, "customer.erased", View360Text.Erased),
            _ => ApiProblem.NotFound,
        };

    private static async Task<IResult> LogAsync(long id, ApiCaller caller, CustomerLibrary library, CancellationToken cancel) =>
        await library.PanelAsync(id, caller.Scope, cancel) is { } panel ? TypedResults.Ok(new CustomerLog(panel.TagLog, panel.FieldLog)) : ApiProblem.NotFound;

    private static async Task<IResult> AddAsync(ApiBody<CustomerDraft> body, ApiCaller caller, CustomerEditor editor, CustomerLibrary library, CancellationToken cancel)
    {
        var added = await editor.AddAsync(body.Value, caller.Scope, cancel);
        if (added.Refused is { } no) return ApiProblem.Of(no);
        return TypedResults.Created($"{ApiRegistration.Root}/customers/{added.Value}", (await library.PanelAsync(added.Value, caller.Scope, cancel))?.Card);
    }

    private static async Task<IResult> EditAsync(
        long id, ApiBody<CustomerPatch> body, ApiCaller caller, CustomerEditor editor, CustomerLibrary library, CancellationToken cancel)
    {
        if (await library.PanelAsync(id, caller.Scope, cancel) is not { } now) return ApiProblem.NotFound;
        if (await editor.EditAsync(id, body.Value.Version, body.Value.Over(now.Card), caller.Scope, cancel) is not { } edited) return ApiProblem.NotFound;
        if (edited.Refused is { } no) return ApiProblem.Of(no);
        return TypedResults.Ok((await library.PanelAsync(id, caller.Scope, cancel))?.Card);
    }

    private static async Task<IResult> TagAsync(long id, ApiBody<TagsInput> body, ApiCaller caller, QuickTag quick, CancellationToken cancel)
    {
        var input = body.Value;
        if (input.Add.Count + input.Remove.Count == 0) throw ApiRefused.Member("add");
        return await quick.ApplyAsync(id, Given.Few(input.Add, "add"), Given.Few(input.Remove, "remove"), caller.Scope, cancel, Given.Reason(input.Reason)) is { } results
            ? TypedResults.Ok(new TagOutcomes([.. results.Select(r => new TagOutcome(r.Order.TagId, r.Order.Remove, r.Written, r.Skip, r.TagId, r.ReplacedTagId))]))
            : ApiProblem.NotFound;
    }

    private static async Task<IResult> PreviewBulkAsync(ApiBody<BulkInput> body, ApiCaller caller, BulkTagging bulk, FieldDesk fields, CancellationToken cancel) =>
        (await bulk.PreviewAsync(body.Value.Target(await fields.ActiveAsync(cancel)), body.Value.Order(), caller.Scope, cancel)).Ok(p => TypedResults.Ok(BulkOutlook.Of(p)));

    private static async Task<IResult> BulkAsync(ApiBody<BulkInput> body, ApiCaller caller, BulkTagging bulk, FieldDesk fields, CancellationToken cancel) =>
        (await bulk.StartAsync(body.Value.Target(await fields.ActiveAsync(cancel)), body.Value.Order(), caller.Scope, cancel)).Ok(BatchesApi.Started);

    private static async Task<IResult> RevealAsync(long id, ApiCaller caller, CustomerEditor editor, CancellationToken cancel) =>
        await editor.RevealPhoneAsync(id, caller.Scope, cancel) is { } phone ? phone.Ok(whole => TypedResults.Ok(new WholePhone(whole))) : ApiProblem.NotFound;

    private static string After(CustomerRow last, ListSort sort, int hits) => Cursor.Write(List, last.KeyOf(sort), last.Id, hits);
}
