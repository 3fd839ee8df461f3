using System.Globalization;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Web.Fields;

/// <summary>One option while it is edited. Id below 0: new.</summary>
public sealed class OptionForm(int id, string name, string color, bool archived = false)
{
    public int Id => id;
    public string Name { get; set; } = name;
    public string Color { get; set; } = color;
    public bool Archived { get; set; } = archived;
}

/// <summary>A definition while it is edited: everything that can be typed, and at once what is wrong with it.</summary>
public sealed class FieldForm
{
    private int lastNew;

    /// <summary>The field that is edited; null = a new one.</summary>
    public FieldSpec? Old { get; init; }
    public string Name { get; set; } = "";
    public string Key { get; set; } = "";
    public string Group { get; set; } = "";
    public string Meaning { get; set; } = "";
    public FieldType Type { get; set; }
    public List<OptionForm> Options { get; private init; } = [];
    public HashSet<FieldStep> Steps { get; private init; } = [];
    public FieldWhen? RequiredWhen { get; set; }
    public FieldWhen? VisibleWhen { get; set; }
    public bool Unique { get; set; }

    /// <summary>Of a number; empty = any. Maximum of a text: the most characters.</summary>
    public string Minimum { get; set; } = "";
    public string Maximum { get; set; } = "";

    /// <summary>As the input holds it.</summary>
    public string Default { get; set; } = "";
    public Role EditableBy { get; set; } = Role.Sales;
    public int ReviewDays { get; set; }
    public bool IsRenewal { get; set; }

    public bool HasOptions => Type is FieldType.OneChoice or FieldType.ManyChoices;

    public static FieldForm Of(FieldSpec field, BusinessTime time) => new()
    {
        Old = field, Name = field.Name, Key = field.Key, Group = field.Group, Meaning = field.Meaning, Type = field.Type, RequiredWhen = field.RequiredWhen, VisibleWhen = field.VisibleWhen,
        Options = [.. field.Options.Select(o => new OptionForm(o.Id, o.Name, o.Color, o.Archived))], Steps = [.. field.Steps], Unique = field.Unique,
        Default = Customers.FieldInput.Begin(field with { Type = field.Type }, field.Default, time) is { Length: > 0 } begun ? begun : field.Default,
        EditableBy = field.EditableBy, ReviewDays = field.ReviewDays, IsRenewal = field.IsRenewal, Minimum = Limit(field.Minimum), Maximum = Limit(field.Maximum),
    };

    public void AddOption(string name = "") => Options.Add(new(--lastNew, name, TagDictionary.Palette[Options.Count % TagDictionary.Palette.Count]));

    public void RemoveOption(OptionForm option)
    {
        Options.Remove(option);
        Steps.RemoveWhere(s => s.From == option.Id || s.To == option.Id);
    }

    public void Move(OptionForm option, int by)
    {
        var at = Options.IndexOf(option);
        if (at + by < 0 || at + by >= Options.Count) return;
        Options.RemoveAt(at);
        Options.Insert(at + by, option);
    }

    /// <summary>Steps to the next option, and back by one where <paramref name="back"/>; a customer begins with the first.</summary>
    public void StepByStep(bool back)
    {
        Steps.Clear();
        if (Options.Count > 0) Steps.Add(new(0, Options[0].Id));
        for (var i = 1; i < Options.Count; i++)
        {
            Steps.Add(new(Options[i - 1].Id, Options[i].Id));
            if (back) Steps.Add(new(Options[i].Id, Options[i - 1].Id));
        }
    }

    public FieldDraft Draft() => new()
    {
        Name = Name, Key = Old is null ? Key : "", Group = Group, Type = Type, Meaning = Meaning, RequiredWhen = RequiredWhen, VisibleWhen = VisibleWhen, Unique = Unique && Spec().MayBeUnique,
        Options = HasOptions ? [.. Options.Select(o => new FieldOption(o.Id, o.Name, o.Color, o.Archived))] : [], Steps = Type == FieldType.OneChoice ? [.. Steps] : [],
        Default = Unique ? "" : NamedDefault(), EditableBy = EditableBy, ReviewDays = ReviewDays, IsRenewal = IsRenewal && Type == FieldType.Date,
        Minimum = Minimum, Maximum = Maximum,
    };

    /// <summary>The field as it would stand, for the preview and the picture.</summary>
    public FieldSpec Spec() => new()
    {
        Id = Old?.Id ?? 0, Name = Name.Trim(), Type = Type, Meaning = Meaning, Steps = Type == FieldType.OneChoice ? [.. Steps.Select(s => new FieldStep(Number(s.From), Number(s.To)))] : [],
        Minimum = Limit(Minimum), Maximum = Limit(Maximum),
        Options = HasOptions ? [.. Options.Where(o => o.Name.Trim().Length > 0).Select(o => new FieldOption(Number(o.Id), o.Name.Trim(), o.Color, o.Archived))] : [],
    };

    /// <summary>What can be said while typing; the rest is said by the save.</summary>
    public Refusal? Wrong(IEnumerable<FieldSpec> others)
    {
        var name = Folding.Key(Name);
        if (name.Length > 0 && others.Any(f => f.Id != Old?.Id && Folding.Key(f.Name) == name)) return new(FieldRefusal.NameTaken, Name.Trim());
        if (!HasOptions) return FieldValue.Parse(Spec(), Default, FieldGround.Bare) is { Refused: { } no } && Type != FieldType.Member ? no : null;
        var twice = Options.Select(o => Folding.Key(o.Name)).Where(k => k.Length > 0).GroupBy(k => k).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : new(FieldRefusal.OptionTwice, Name.Trim(), twice.Key);
    }

    public bool Complete => Name.Trim().Length > 0 && (!HasOptions || (Options.Count > 0 && Options.All(o => o.Name.Trim().Length > 0)));

    /// <summary>As far as it can be read while it is typed.</summary>
    private static decimal? Limit(string typed) => decimal.TryParse(typed, NumberStyles.Number, CultureInfo.InvariantCulture, out var limit) ? limit : null;

    private static string Limit(decimal? limit) => limit?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A number above all that were given out, for an option that has none yet.</summary>
    private static int Number(int id) => id < 0 ? 1_000_000 - id : id;

    // New options have no number yet, so the default names them.
    private string NamedDefault() => !HasOptions ? Default
        : string.Join('、', Default.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => Options.Find(o => $"#{Number(o.Id)}" == id)?.Name.Trim() ?? "").Where(n => n.Length > 0));
}
