using System.Globalization;

namespace Scrm.Core.Customers.Fields;

/// <summary>How a list looks at a field: one of these values, none of them, holding a text, in a range, with a value, without one.</summary>
public enum FieldMatch : byte { Is, Not, Has, In, Filled, Empty }

/// <summary>One test of a list on a field. One: the values joined by commas, the text, or the first of the range; Two: the last of the range; both included, empty = open.</summary>
public sealed record FieldFilter(int Field, FieldMatch Match, string One = "", string Two = "")
{
    public const int Most = 10;
    private const int LongestValue = 200;

    /// <summary>"is.2,3", "in.100~200", "filled": the value in a page's address.</summary>
    public string Format() => Match switch
    {
        FieldMatch.Filled or FieldMatch.Empty => Word,
        FieldMatch.In => $"{Word}.{One}~{Two}",
        _ => $"{Word}.{One}",
    };

    public static FieldFilter? Parse(string field, string text)
    {
        if (!int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || text.Length > LongestValue) return null;
        var (word, rest) = text.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (text[..dot], text[(dot + 1)..]) : (text, "");
        if (!Enum.TryParse<FieldMatch>(word, ignoreCase: true, out var match) || !Enum.IsDefined(match)) return null;
        var (one, two) = match == FieldMatch.In && rest.IndexOf('~', StringComparison.Ordinal) is var wave and >= 0 ? (rest[..wave], rest[(wave + 1)..]) : (rest, "");
        return new(id, match, one, two);
    }

    /// <summary>Whether fields of this type can be looked at so.</summary>
    public bool CanMean(FieldType type) => Match switch
    {
        FieldMatch.Has => FieldColumn.IsText(type) && type != FieldType.ManyChoices,
        FieldMatch.Is or FieldMatch.Not => FieldColumn.IsText(type) || FieldColumn.IsId(type) || type == FieldType.YesNo,
        FieldMatch.In => FieldLimit.OfNumbers(type) || type is FieldType.Date or FieldType.DateTime,
        _ => true,
    };

    private string Word => Match.ToString().ToLowerInvariant();
}

/// <summary>A field's test as SQL on a customer's row c. Empty values are outside every range, and inside "none of these".</summary>
internal sealed class FieldSql(bool postgres, BusinessTime time, Func<object, string> value)
{
    /// <summary>Null where the test cannot be meant: nobody matches it.</summary>
    public string? Of(FieldFilter filter, FieldSpec field)
    {
        var filled = FieldStore.Filled(field.Id, field.Type, "o.");
        return filter.Match switch
        {
            FieldMatch.Filled => Among(filled),
            FieldMatch.Empty => Outside(filled),
            FieldMatch.Is => Equal(filter, field) is { } one ? Among($"{filled} AND {one}") : null,
            FieldMatch.Not => Equal(filter, field) is { } one ? Outside($"{filled} AND {one}") : null,
            FieldMatch.Has => FieldColumn.IsText(field.Type) && filter.One.Trim().Length > 0 ? Among($"{Column(field)} {(postgres ? "ILIKE" : "LIKE")} {value($"%{Escape(filter.One.Trim())}%")} ESCAPE '\\'") : null,
            _ => Range(filter, field) is { } range ? Among($"{filled} AND {range}") : null,
        };
    }

    private string? Equal(FieldFilter filter, FieldSpec field)
    {
        if (filter.One.Length == 0) return null;
        if (FieldColumn.IsText(field.Type) && field.Type != FieldType.ManyChoices) return $"{Column(field)} = {value(filter.One)}";
        var ids = filter.One.Split(',').Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToList();
        if (ids.Contains(-1) || !(FieldColumn.IsId(field.Type) || field.Type is FieldType.YesNo or FieldType.ManyChoices)) return null;
        return field.Type == FieldType.ManyChoices ? $"({string.Join(" OR ", ids.Select(id => $"{Column(field)} LIKE '%,{id},%'"))})" : $"{Column(field)} IN ({string.Join(',', ids)})";
    }

    private string? Range(FieldFilter filter, FieldSpec field)
    {
        if (!filter.CanMean(field.Type)) return null;
        var (from, to) = (Bound(filter.One, field, last: false), Bound(filter.Two, field, last: true));
        if (from is null || to is null || (filter.One.Length == 0 && filter.Two.Length == 0)) return null;
        return $"{Column(field)} >= {from} AND {Column(field)} <= {to}";
    }

    /// <summary>A day as the end of a range of moments means all of that day.</summary>
    private string? Bound(string typed, FieldSpec field, bool last)
    {
        if (typed.Length == 0) return (last ? long.MaxValue : FieldColumn.Nothing + 1).ToString(CultureInfo.InvariantCulture);
        var read = FieldValue.Read(field, typed, new FieldGround(time, []));
        if (read.Refused is not null || read.Value!.Length == 0) return null;
        var stored = (long)FieldColumn.ToStore(field.Type, read.Value);
        if (last && field.Type == FieldType.DateTime && typed.Trim().Length <= 10) stored += (24 * 3_600_000L) - 1;
        return stored.ToString(CultureInfo.InvariantCulture);
    }

    private static string Column(FieldSpec field) => $"o.{FieldColumn.Of(field.Id)}";

    private static string Among(string test) => $"c.id IN (SELECT o.customer_id FROM customer_fields o WHERE {test})";

    private string Outside(string test) => postgres ? $"NOT EXISTS (SELECT 1 FROM customer_fields o WHERE o.customer_id = c.id AND {test})"
        : $"c.id NOT IN (SELECT o.customer_id FROM customer_fields o WHERE {test})";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
