namespace Scrm.Core.Customers.Fields;

/// <summary>One choice of a field.</summary>
public sealed record FieldOption(int Id, string Name, string Color, bool Archived = false)
{
    public const int LongestName = 30;
    public const int Most = 200;
}

/// <summary>An allowed step from one option to another; From 0 = where a customer may begin. A field without steps allows all.</summary>
public sealed record FieldStep(int From, int To);

/// <summary>How a test looks at a field: has one of the values, has none of them, has any value, has none.</summary>
public enum FieldTestKind : byte { IsAnyOf, IsNoneOf, HasValue, IsEmpty, HasTag, HasNoTag }

/// <summary>One test on a customer: on another field (<paramref name="Field"/> and values as kept) or on tags (ids as texts).</summary>
public sealed record FieldTest(FieldTestKind Kind, int Field, IReadOnlyList<string> Values)
{
    public bool OnTags => Kind is FieldTestKind.HasTag or FieldTestKind.HasNoTag;

    public bool NeedsValues => Kind is not (FieldTestKind.HasValue or FieldTestKind.IsEmpty);

    public bool Equals(FieldTest? other) => other is not null && Kind == other.Kind && Field == other.Field && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Kind, Field, Values.Count);

    /// <param name="value">Kept values by field.</param>
    public bool Holds(Func<int, string> value, IReadOnlySet<int> tags)
    {
        if (OnTags) return Values.Any(v => int.TryParse(v, out var tag) && tags.Contains(tag)) == (Kind == FieldTestKind.HasTag);
        var kept = value(Field);
        return Kind switch
        {
            FieldTestKind.HasValue => kept.Length > 0,
            FieldTestKind.IsEmpty => kept.Length == 0,
            // A field of many choices is "one of" where any of its choices is.
            FieldTestKind.IsAnyOf => Parts(kept).Any(Values.Contains),
            _ => !Parts(kept).Any(Values.Contains),
        };
    }

    private static IEnumerable<string> Parts(string kept) => kept.Length == 0 ? [] : kept.Contains(',', StringComparison.Ordinal) ? [kept, .. kept.Split(',')] : [kept];
}

/// <summary>When something holds: all of the tests, or any of them. Without tests it always holds.</summary>
public sealed record FieldWhen(bool All, IReadOnlyList<FieldTest> Tests)
{
    public static readonly FieldWhen Always = new(true, []);

    public bool IsAlways => Tests.Count == 0;

    public bool Holds(Func<int, string> value, IReadOnlySet<int> tags) =>
        IsAlways || (All ? Tests.All(t => t.Holds(value, tags)) : Tests.Any(t => t.Holds(value, tags)));

    public bool Equals(FieldWhen? other) => other is not null && All == other.All && Tests.SequenceEqual(other.Tests);

    public override int GetHashCode() => HashCode.Combine(All, Tests.Count);
}
