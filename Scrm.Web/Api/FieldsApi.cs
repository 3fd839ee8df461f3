using System.Text.Json;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>The values of the company's own fields on one customer.</summary>
internal static class FieldsApi
{
    private const ApiScopes Read = ApiScopes.CustomersRead;
    private const ApiScopes Write = ApiScopes.CustomersWrite;

    public static void MapFieldValues(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers/{id:long}/fields").WithTags("Fields");
        customers.MapGet("", FindAsync).Needs(Read).WithSummary("The values of one customer's fields; phones are masked").Produces<Listed<FieldValueOut>>();
        customers.MapPatch("", WriteAsync).Needs(Write)
            .Example("""{"values":{"insurance_ends":"2026-09-30","budget":1200.5,"hobbies":["钓鱼","摄影"],"note":null},"stamps":{"budget":18}}""")
            .WithSummary("Write the values that are given, all or none; 409 with both values where somebody else was first").Produces<Listed<FieldValueOut>>();
    }

    private static async Task<IResult> FindAsync(long id, ApiCaller caller, FieldEditor editor, CancellationToken cancel) =>
        await editor.SheetAsync(id, caller.Scope, cancel) is { } sheet ? TypedResults.Ok(FieldValueOut.Of(sheet)) : ApiProblem.NotFound;

    private static async Task<IResult> WriteAsync(long id, ApiBody<FieldValuesInput> body, ApiCaller caller, FieldDesk desk, FieldEditor editor, CancellationToken cancel) =>
        await editor.WriteAsync(id, body.Value.Edits(await desk.ActiveAsync(cancel)), caller.Scope, cancel) is { } written
            ? written.Ok(sheet => TypedResults.Ok(FieldValueOut.Of(sheet))) : ApiProblem.NotFound;
}

/// <summary>Value: as it is kept, "" = none; ids of options, members and customers. Text: the same in names. Stamp: to be sent back with a new value.</summary>
internal sealed record FieldValueOut(string Key, string Name, FieldType Type, string Value, string Text, bool Visible, bool Required, bool MayEdit, long Stamp, DateTime ChangedAt, bool ReviewDue)
{
    public static Listed<FieldValueOut> Of(FieldSheet sheet) => new([.. sheet.Cells.Select(c => new FieldValueOut(
        c.Field.Key, c.Field.Name, c.Field.Type, c.Value, c.Shown, c.Visible, c.Required, c.MayEdit, c.Stamp, c.ChangedAt, c.ReviewDue))], null);
}

/// <summary>Values by the key of their field: text, number, true or false, a list of options; null or "" takes the value away.</summary>
internal sealed record FieldValuesInput
{
    public required Dictionary<string, JsonElement> Values { get; init; }

    /// <summary>The stamps that were read, where somebody else's edit in between is not to be lost.</summary>
    public Dictionary<string, long> Stamps { get; init; } = [];

    public IReadOnlyList<FieldEdit> Edits(IReadOnlyList<FieldSpec> fields)
    {
        if (Values.Count is 0 or > FieldDesk.Most) throw ApiRefused.Member("values");
        if (Stamps.Keys.FirstOrDefault(k => !Values.ContainsKey(k)) is { } loose) throw ApiRefused.Member($"stamps.{loose}");
        return [.. Values.Select(v => new FieldEdit(Id(fields, v.Key), Text(v.Key, v.Value), Stamps.TryGetValue(v.Key, out var stamp) ? stamp : null))];
    }

    private static int Id(IReadOnlyList<FieldSpec> fields, string key) => fields.FirstOrDefault(f => f.Key == key)?.Id ?? throw ApiRefused.Member($"values.{key}");

    private static string Text(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        JsonValueKind.Null => "",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number) => string.Join('、', value.EnumerateArray().Select(item => Text(key, item))),
        _ => throw ApiRefused.Member($"values.{key}"),
    };
}
