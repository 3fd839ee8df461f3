using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

/// <summary>Short words for fields in tests.</summary>
internal static class FieldKit
{
    public static FieldSpec Spec(FieldType type, params string[] options) => new()
    {
        Id = 1, Name = "字段", Type = type, Options = [.. options.Select((name, i) => new FieldOption(i + 1, name, "#2f6fde"))],
    };

    public static IReadOnlyList<FieldOption> Options(params string[] names) => [.. names.Select((name, i) => new FieldOption(-(i + 1), name, "#2f6fde"))];

    public static FieldWhen Is(int field, params string[] values) => new(true, [new(FieldTestKind.IsAnyOf, field, values)]);

    public static async Task<int> FieldAsync(this Library library, string name, FieldType type, Func<FieldDraft, FieldDraft>? with = null)
    {
        var draft = new FieldDraft { Name = name, Type = type };
        if (type is FieldType.OneChoice or FieldType.ManyChoices) draft = draft with { Options = Options("线索", "商机", "成交") };
        var made = await library.Get<FieldDesk>().CreateAsync(with?.Invoke(draft) ?? draft, Library.Admin, default);
        Assert.True(made.Ok, $"{made.Refused?.Why}");
        return made.Value;
    }

    /// <summary>Writes one value; null = done, else why not.</summary>
    public static async Task<FieldRefusal?> SetAsync(this Library library, long customer, int field, string raw, Scope? who = null, long? stamp = null) =>
        (FieldRefusal?)(await library.Get<FieldEditor>().WriteAsync(customer, [new(field, raw, stamp)], who ?? Library.Admin, default))!.Value.Refused?.Why;

    public static async Task<FieldCell> CellAsync(this Library library, long customer, int field, Scope? who = null) =>
        (await library.Get<FieldEditor>().SheetAsync(customer, who ?? Library.Admin, default))!.Of(field)!;

    public static async Task<FieldSpec> SpecAsync(this Library library, int field)
    {
        await using var db = library.Open();
        return (await FieldBook.LoadAsync(db, default)).Find(field)!;
    }
}
