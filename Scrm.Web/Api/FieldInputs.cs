using System.Globalization;
using System.Text.Json;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Web.Api;

/// <summary>What a call may say of a field; what is left out stays as it is.</summary>
internal record FieldParts
{
    private const int Most = 1000;

    public string? Name { get; init; }
    public string? Group { get; init; }
    public string? Meaning { get; init; }

    /// <summary>All of them, in order; one with the id of an option changes it, one that is left out is removed where nobody has it.</summary>
    public IReadOnlyList<FieldOptionInput>? Options { get; init; }

    /// <summary>Which option may follow which, by id; from 0 = where a customer may begin. New options are named by the id below 0 that the call gave them.</summary>
    public IReadOnlyList<FieldStep>? Steps { get; init; }

    /// <summary>A condition as the list gives it; null = never.</summary>
    public JsonElement RequiredWhen { get; init; }

    /// <summary>The same; null = always.</summary>
    public JsonElement VisibleWhen { get; init; }
    public bool? Unique { get; init; }

    /// <summary>Of a number; null = any.</summary>
    public JsonElement Minimum { get; init; }

    /// <summary>Of a number, or the most characters of a text; null = any.</summary>
    public JsonElement Maximum { get; init; }

    /// <summary>As a person writes it; options by name.</summary>
    public string? Default { get; init; }
    public Role? EditableBy { get; init; }
    public int? ReviewDays { get; init; }
    public bool? IsRenewal { get; init; }

    public FieldDraft Over(FieldDraft now) => now with
    {
        Name = Name ?? now.Name, Group = Group ?? now.Group, Meaning = Meaning ?? now.Meaning, Options = Drawn() ?? now.Options, Steps = Few(Steps, "steps") ?? now.Steps,
        RequiredWhen = When(RequiredWhen, now.RequiredWhen, "requiredWhen"), VisibleWhen = When(VisibleWhen, now.VisibleWhen, "visibleWhen"), Unique = Unique ?? now.Unique,
        Minimum = FieldLimitsInput.Text(Minimum, now.Minimum, "minimum"), Maximum = FieldLimitsInput.Text(Maximum, now.Maximum, "maximum"), Default = Default ?? now.Default,
        EditableBy = EditableBy ?? now.EditableBy, ReviewDays = ReviewDays ?? now.ReviewDays, IsRenewal = IsRenewal ?? now.IsRenewal,
    };

    /// <summary>New options get a number of their own, and a colour where none is given.</summary>
    private IReadOnlyList<FieldOption>? Drawn() => Few(Options, "options")?.Select((option, at) => new FieldOption(
        option.Id != 0 ? option.Id : -Most - at, option.Name, option.Color ?? TagDictionary.Palette[at % TagDictionary.Palette.Count], option.Archived)).ToList();

    private static IReadOnlyList<T>? Few<T>(IReadOnlyList<T>? list, string member) where T : class =>
        list is null || (list.Count <= Most && list.All(item => item is not null)) ? list : throw ApiRefused.Member(member);

    private static FieldWhen? When(JsonElement said, FieldWhen? now, string member)
    {
        if (said.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return said.ValueKind == JsonValueKind.Null ? null : now;
        try
        {
            var when = said.Deserialize<FieldWhen>(ApiJson.Strict);
            return when!.Tests.All(t => t is not null && t.Values.All(v => v is not null)) ? when : throw ApiRefused.Member(member);
        }
        catch (JsonException)
        {
            throw ApiRefused.Member(member);
        }
    }
}

internal sealed record NewField : FieldParts
{
    public required FieldType Type { get; init; }

    /// <summary>The name for programs: customer_since; empty = made up.</summary>
    public string Key { get; init; } = "";

    public FieldDraft Draft() => Over(new() { Type = Type, Key = Key });
}

internal sealed record FieldPatch : FieldParts
{
    /// <summary>The version that was read; somebody else's edit in between is not lost.</summary>
    public required int Version { get; init; }
}

/// <summary>An option; without an id a new one.</summary>
internal sealed record FieldOptionInput
{
    public int Id { get; init; }
    public required string Name { get; init; }
    public string? Color { get; init; }
    public bool Archived { get; init; }
}

internal sealed record FieldLimitsInput
{
    public JsonElement Minimum { get; init; }
    public JsonElement Maximum { get; init; }

    public FieldDraft Draft() => new() { Minimum = Text(Minimum, "", "minimum"), Maximum = Text(Maximum, "", "maximum") };

    /// <summary>A number, or null for no limit.</summary>
    public static string Text(JsonElement said, string now, string member) => said.ValueKind switch
    {
        JsonValueKind.Undefined => now,
        JsonValueKind.Null => "",
        JsonValueKind.Number when said.TryGetDecimal(out var limit) => limit.ToString(CultureInfo.InvariantCulture),
        _ => throw ApiRefused.Member(member),
    };
}
