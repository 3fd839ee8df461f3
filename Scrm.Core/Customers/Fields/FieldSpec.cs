using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>A field as it stands, for decisions and for pages: everything but where its values are.</summary>
public sealed record FieldSpec
{
    public const int MostDecimals = 4;

    public int Id { get; init; }

    /// <summary>The name for programs: customer_since. Never changes.</summary>
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>The heading it stands under; empty = the first, unnamed one.</summary>
    public string Group { get; init; } = "";
    public FieldType Type { get; init; }
    public int Position { get; init; }
    public string Meaning { get; init; } = "";
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>None = any option may follow any other.</summary>
    public IReadOnlyList<FieldStep> Steps { get; init; } = [];

    /// <summary>Null = never.</summary>
    public FieldWhen? RequiredWhen { get; init; }

    /// <summary>Null = always.</summary>
    public FieldWhen? VisibleWhen { get; init; }
    public bool Unique { get; init; }

    /// <summary>Of a number; null = any. <see cref="Maximum"/> of a text: the most characters.</summary>
    public decimal? Minimum { get; init; }
    public decimal? Maximum { get; init; }

    /// <summary>What new customers get, as kept; empty = nothing.</summary>
    public string Default { get; init; } = "";
    public Role EditableBy { get; init; } = Role.Sales;
    public int ReviewDays { get; init; }
    public bool IsRenewal { get; init; }
    public bool Archived { get; init; }
    public int Version { get; init; }

    public bool HasOptions => Type is FieldType.OneChoice or FieldType.ManyChoices;

    /// <summary>Which options may follow which is said.</summary>
    public bool Guarded => Type == FieldType.OneChoice && Steps.Count > 0;

    public bool MayBeUnique => Type is FieldType.Text or FieldType.WholeNumber or FieldType.Phone or FieldType.Email or FieldType.Customer;

    /// <summary>Every test of its conditions.</summary>
    internal IEnumerable<FieldTest> Conditions => new[] { RequiredWhen, VisibleWhen }.OfType<FieldWhen>().SelectMany(w => w.Tests);

    internal static FieldSpec Of(FieldDefinition d) => new()
    {
        Id = d.Id, Key = d.Key, Name = d.Name, Group = d.Group, Type = d.Type, Position = d.Position, Meaning = d.Meaning, Unique = d.Unique, Default = d.Default,
        EditableBy = d.EditableBy, ReviewDays = d.ReviewDays, IsRenewal = d.IsRenewal, Archived = d.Archived, Version = d.Version, Minimum = FieldLimit.Read(d.Minimum), Maximum = FieldLimit.Read(d.Maximum),
        Options = FieldJson.Options.Read(d.Options), Steps = FieldJson.Steps.Read(d.Transitions), RequiredWhen = FieldJson.When(d.RequiredWhen), VisibleWhen = FieldJson.When(d.VisibleWhen),
    };

    public FieldOption? Option(int id) => Options.FirstOrDefault(o => o.Id == id);

    /// <summary>The options to which a kept value may change.</summary>
    public IReadOnlyList<FieldOption> OpenFrom(string kept) => FieldPolicy.Open(this, kept);

    /// <summary>The option a kept value of one choice names.</summary>
    public FieldOption? Option(string kept) => int.TryParse(kept, out var id) ? Option(id) : null;
}

/// <summary>What a person says about a field in its editor.</summary>
public sealed record FieldDraft
{
    /// <summary>A field as it stands, to be changed in parts.</summary>
    public static FieldDraft Of(FieldSpec f) => new()
    {
        Name = f.Name, Group = f.Group, Type = f.Type, Meaning = f.Meaning, Options = f.Options, Steps = f.Steps, RequiredWhen = f.RequiredWhen, VisibleWhen = f.VisibleWhen,
        Unique = f.Unique, Minimum = FieldLimit.Kept(f.Minimum), Maximum = FieldLimit.Kept(f.Maximum), EditableBy = f.EditableBy, ReviewDays = f.ReviewDays, IsRenewal = f.IsRenewal,
        Default = f.HasOptions ? string.Join('、', FieldValue.Ids(f.Default).Select(f.Option).OfType<FieldOption>().Select(o => o.Name)) : f.Default,
    };

    public string Name { get; init; } = "";

    /// <summary>Empty = made up. Only a new field takes it, and its type.</summary>
    public string Key { get; init; } = "";
    public string Group { get; init; } = "";
    public FieldType Type { get; init; }
    public string Meaning { get; init; } = "";

    /// <summary>A new option has an id below 0, by which the steps and the default name it; one that is left out is removed where nobody has it.</summary>
    public IReadOnlyList<FieldOption> Options { get; init; } = [];
    public IReadOnlyList<FieldStep> Steps { get; init; } = [];
    public FieldWhen? RequiredWhen { get; init; }
    public FieldWhen? VisibleWhen { get; init; }
    public bool Unique { get; init; }

    /// <summary>Of a number, as a person types it; empty = any. Maximum of a text: the most characters.</summary>
    public string Minimum { get; init; } = "";
    public string Maximum { get; init; } = "";

    /// <summary>As a person types it.</summary>
    public string Default { get; init; } = "";
    public Role EditableBy { get; init; } = Role.Sales;
    public int ReviewDays { get; init; }
    public bool IsRenewal { get; init; }
}
