using System.Globalization;

namespace Scrm.Core.Tags;

/// <summary>What to change of a group; null leaves a field as it is. The mode has its own act, <see cref="ModeChange"/>.</summary>
public sealed record GroupEdit
{
    public string? Name { get; init; }
    public GroupClass? Class { get; init; }
    public bool? Locked { get; init; }
    public bool? AssignableWhenLocked { get; init; }
    public IReadOnlyList<long>? Stewards { get; init; }
    public IReadOnlyList<long>? VisibleTo { get; init; }
    public string? Color { get; init; }
    public UpdateCycle? Cycle { get; init; }
    public string? Description { get; init; }
}

/// <summary>What to change of a tag; null leaves a field as it is.</summary>
public sealed record TagEdit
{
    public string? Name { get; init; }
    public string? Meaning { get; init; }
    public bool? Pinned { get; init; }
    public int? LifetimeDays { get; init; }
    public DateTime? ReviewDue { get; init; }
}

/// <summary>One field of an edit: how it reads in the history, and how it is written.</summary>
internal sealed record FieldEdit(string Field, string Old, string New, Action Write)
{
    public bool Changes => Old != New;

    public static IReadOnlyList<FieldEdit> Of(TagGroup group, GroupEdit edit) =>
    [
        .. Given("name", group.Name, edit.Name, n => (group.Name, group.NameKey) = (n, Folding.Key(n))),
        .. Given("class", $"{group.Class}", edit.Class?.ToString(), _ => group.Class = edit.Class!.Value),
        .. Given("locked", Flag(group.Locked), Flag(edit.Locked), _ => group.Locked = edit.Locked!.Value),
        .. Given("assignable", Flag(group.AssignableWhenLocked), Flag(edit.AssignableWhenLocked), _ => group.AssignableWhenLocked = edit.AssignableWhenLocked!.Value),
        .. Given("stewards", Ids(group.Stewards), Ids(edit.Stewards), _ => group.Stewards = Sorted(edit.Stewards!)),
        .. Given("visibleTo", Ids(group.VisibleTo), Ids(edit.VisibleTo), _ => group.VisibleTo = Sorted(edit.VisibleTo!)),
        .. Given("color", group.Color, edit.Color, c => group.Color = c),
        .. Given("cycle", $"{group.Cycle}", edit.Cycle?.ToString(), _ => group.Cycle = edit.Cycle!.Value),
        .. Given("description", group.Description, edit.Description, d => group.Description = d),
    ];

    public static IReadOnlyList<FieldEdit> Of(Tag tag, TagEdit edit) =>
    [
        .. Given("name", tag.Name, edit.Name, n => (tag.Name, tag.NameKey) = (n, Folding.Key(n))),
        .. Given("meaning", tag.Meaning, edit.Meaning, m => tag.Meaning = m),
        .. Given("pinned", Flag(tag.Pinned), Flag(edit.Pinned), _ => tag.Pinned = edit.Pinned!.Value),
        .. Given("lifetime", $"{tag.LifetimeDays}", edit.LifetimeDays?.ToString(), _ => tag.LifetimeDays = edit.LifetimeDays!.Value),
        .. Given("review", Day(tag.ReviewDue), Day(edit.ReviewDue), _ => tag.ReviewDue = edit.ReviewDue!.Value),
    ];

    /// <summary>The edit that gives one field the value it has in the history. Only fields that a file can bring.</summary>
    public static GroupEdit OfGroup(string field, string kept) => field switch
    {
        "class" => new() { Class = Enum.Parse<GroupClass>(kept) },
        "locked" => new() { Locked = kept == Flag(true) },
        "cycle" => new() { Cycle = Enum.Parse<UpdateCycle>(kept) },
        "color" => new() { Color = kept },
        "description" => new() { Description = kept },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    public static TagEdit OfTag(string field, string kept) => field switch
    {
        "meaning" => new() { Meaning = kept },
        "pinned" => new() { Pinned = kept == Flag(true) },
        "lifetime" => new() { LifetimeDays = int.Parse(kept, CultureInfo.InvariantCulture) },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    private static IEnumerable<FieldEdit> Given(string field, string old, string? wanted, Action<string> write)
    {
        if (wanted is not null) yield return new(field, old, wanted, () => write(wanted));
    }

    private static List<long> Sorted(IReadOnlyList<long> ids) => [.. ids.Distinct().Order()];

    private static string? Ids(IReadOnlyList<long>? ids) => ids is null ? null : string.Join(',', Sorted(ids));

    private static string Ids(List<long> ids) => string.Join(',', ids.Order());

    private static string? Flag(bool? flag) => flag is { } given ? Flag(given) : null;

    private static string Flag(bool flag) => flag ? "1" : "0";

    private static string? Day(DateTime? day) => day is { } given ? Day(given) : null;

    private static string Day(DateTime day) => day == BusinessTime.Never ? "" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
