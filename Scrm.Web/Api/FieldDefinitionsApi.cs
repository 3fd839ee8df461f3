using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The definitions of the company's own fields, as an admin makes them on the settings page.</summary>
internal static class FieldDefinitionsApi
{
    private const ApiScopes Define = ApiScopes.Fields;
    private const ApiScopes Read = ApiScopes.CustomersRead | ApiScopes.CustomersWrite | Define;

    public static void MapFieldDefinitions(this IEndpointRouteBuilder api)
    {
        var fields = api.MapGroup("/fields").WithTags("Fields");
        fields.MapGet("", ListAsync).Needs(Read).WithSummary("The fields in use, in the order of the page; with archived=true the archived ones too").Produces<Listed<FieldOut>>();
        fields.MapGet("/{id:int}", FindAsync).Needs(Read).WithSummary("One field, archived or not").Produces<FieldOut>();
        fields.MapPost("", CreateAsync).Needs(Define).Nameable()
            .Example("""{"name":"会员等级","key":"level","type":"oneChoice","options":[{"name":"银卡"},{"name":"金卡","color":"#8a6d00"}],"default":"银卡"}""")
            .WithSummary("Define a field; its key and type stay for ever").Produces<FieldOut>(201);
        fields.MapPatch("/{id:int}", EditAsync).Needs(Define).Example("""{"version":0,"name":"年龄","minimum":0,"maximum":120}""")
            .WithSummary("Change what is given; values outside new limits stay until they are written again").Produces<FieldOut>();
        fields.MapPost("/{id:int}/outside", OutsideAsync).Needs(Define).Example("""{"minimum":0,"maximum":120}""")
            .WithSummary("How many customers have a value outside these limits").Produces<FieldsOutside>();
        fields.MapPost("/{id:int}/archive", ArchiveAsync).Needs(Define).WithSummary("Show it nowhere any more; its values stay").Produces(204);
        fields.MapPost("/{id:int}/restore", RestoreAsync).Needs(Define).WithSummary("Show it again, with its values").Produces(204);
        fields.MapDelete("/{id:int}", DeleteAsync).Needs(Define).WithSummary("Delete a field of which no value was ever written").Produces(204);
    }

    /// <summary>Only an admin makes keys, and gave this one the scope that defines fields.</summary>
    private static Scope Definer(ApiCaller caller) => caller.Scope with { Role = Role.Admin };

    private static async Task<IResult> ListAsync(FieldDesk desk, CancellationToken cancel, bool archived = false) =>
        TypedResults.Ok(new Listed<FieldOut>([.. (await desk.AllAsync(cancel)).Where(f => archived || !f.Archived).Select(FieldOut.Of)], null));

    private static async Task<IResult> FindAsync(int id, FieldDesk desk, CancellationToken cancel) =>
        await OneAsync(id, desk, cancel) is { } field ? TypedResults.Ok(FieldOut.Of(field)) : ApiProblem.NotFound;

    private static async Task<IResult> CreateAsync(ApiBody<NewField> body, ApiCaller caller, FieldDesk desk, CancellationToken cancel)
    {
        var created = await desk.CreateAsync(body.Value.Draft(), Definer(caller), cancel);
        if (created.Refused is { } no) return ApiProblem.Of(no);
        return TypedResults.Created($"{ApiRegistration.Root}/fields/{created.Value}", FieldOut.Of((await OneAsync(created.Value, desk, cancel))!));
    }

    private static async Task<IResult> EditAsync(int id, ApiBody<FieldPatch> body, ApiCaller caller, FieldDesk desk, CancellationToken cancel)
    {
        if (await OneAsync(id, desk, cancel) is not { } now) return ApiProblem.NotFound;
        var edited = await desk.EditAsync(id, body.Value.Version, body.Value.Over(FieldDraft.Of(now)), Definer(caller), cancel);
        return edited.Refused is { } no ? ApiProblem.Of(no) : await FindAsync(id, desk, cancel);
    }

    private static async Task<IResult> OutsideAsync(int id, ApiBody<FieldLimitsInput> body, ApiCaller caller, FieldDesk desk, CancellationToken cancel) =>
        (await desk.OutsideAsync(id, body.Value.Draft(), Definer(caller), cancel)).Ok(customers => TypedResults.Ok(new FieldsOutside(customers)));

    private static async Task<IResult> ArchiveAsync(int id, ApiCaller caller, FieldDesk desk, CancellationToken cancel) => (await desk.ArchiveAsync(id, Definer(caller), cancel)).Done();

    private static async Task<IResult> RestoreAsync(int id, ApiCaller caller, FieldDesk desk, CancellationToken cancel) => (await desk.RestoreAsync(id, Definer(caller), cancel)).Done();

    private static async Task<IResult> DeleteAsync(int id, ApiCaller caller, FieldDesk desk, CancellationToken cancel) => (await desk.DeleteAsync(id, Definer(caller), cancel)).Done();

    private static async Task<FieldSpec?> OneAsync(int id, FieldDesk desk, CancellationToken cancel) => (await desk.AllAsync(cancel)).FirstOrDefault(f => f.Id == id);
}

internal sealed record FieldOut(
    int Id, string Key, string Name, string Group, FieldType Type, string Meaning, IReadOnlyList<FieldOption> Options, IReadOnlyList<FieldStep> Steps, FieldWhen? RequiredWhen,
    FieldWhen? VisibleWhen, bool Unique, decimal? Minimum, decimal? Maximum, string Default, Role EditableBy, int ReviewDays, bool IsRenewal, bool Archived, int Version)
{
    public static FieldOut Of(FieldSpec f) => new(f.Id, f.Key, f.Name, f.Group, f.Type, f.Meaning, f.Options, f.Steps, f.RequiredWhen, f.VisibleWhen, f.Unique, f.Minimum, f.Maximum,
        f.Default, f.EditableBy, f.ReviewDays, f.IsRenewal, f.Archived, f.Version);
}

internal sealed record FieldsOutside(long Customers);
