using System.Globalization;
using Scrm.Core.Database;

namespace Scrm.Core.Customers.Fields;

/// <summary>
/// How a value stands in its column: texts as they are kept, everything that is compared by range or equality as a whole number.
/// No column is ever null: an empty text, <see cref="Nothing"/> for numbers and dates, 0 for ids, so that one range finds or leaves out the empty ones.
/// </summary>
internal static class FieldColumn
{
    /// <summary>Below every number and every date there can be, and the same literal on both engines.</summary>
    public const long Nothing = -9_000_000_000_000_000_000;

    private const long TenThousand = 10_000;
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static string Of(int definition) => string.Create(CultureInfo.InvariantCulture, $"f_{definition}");

    public static string IndexOf(int definition) => $"\"IX_customer_{Of(definition)}\"";

    public static bool IsText(FieldType type) => type is FieldType.Text or FieldType.LongText or FieldType.ManyChoices or FieldType.Phone or FieldType.Email or FieldType.Region;

    public static bool IsId(FieldType type) => type is FieldType.OneChoice or FieldType.Member or FieldType.Customer;

    /// <summary>The column's type and default, for ALTER TABLE.</summary>
    public static string Declared(FieldType type, bool postgres) => IsText(type) ? $"{(postgres ? "text" : "TEXT")} NOT NULL DEFAULT ''"
        : $"{(postgres ? "bigint" : "INTEGER")} NOT NULL DEFAULT {EmptyLiteral(type)}";

    public static string EmptyLiteral(FieldType type) => IsText(type) ? "''" : IsId(type) ? "0" : Nothing.ToString(CultureInfo.InvariantCulture);

    /// <summary>A kept value as the column holds it: a string or a long.</summary>
    public static object ToStore(FieldType type, string kept)
    {
        if (type == FieldType.ManyChoices) return kept.Length == 0 ? "" : $",{kept},";
        if (IsText(type)) return kept;
        if (kept.Length == 0) return IsId(type) ? 0L : Nothing;
        return type switch
        {
            FieldType.Decimal => (long)(decimal.Parse(kept, CultureInfo.InvariantCulture) * TenThousand),
            FieldType.Money => (long)(decimal.Parse(kept, CultureInfo.InvariantCulture) * 100),
            FieldType.Date => (long)DateOnly.ParseExact(kept, FieldValue.DayForm, CultureInfo.InvariantCulture).DayNumber - Epoch,
            FieldType.DateTime => UnixMilliseconds.ToStore(FieldValue.Moment(kept)),
            _ => long.Parse(kept, CultureInfo.InvariantCulture),
        };
    }

    public static string FromStore(FieldType type, object stored)
    {
        if (stored is string text) return type == FieldType.ManyChoices ? text.Trim(',') : text;
        var number = Convert.ToInt64(stored, CultureInfo.InvariantCulture);
        if (number == (IsId(type) ? 0 : Nothing)) return "";
        return type switch
        {
            FieldType.Decimal => (number / (decimal)TenThousand).ToString("0.####", CultureInfo.InvariantCulture),
            FieldType.Money => (number / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            FieldType.Date => Day(number).ToString(FieldValue.DayForm, CultureInfo.InvariantCulture),
            FieldType.DateTime => UnixMilliseconds.FromStore(number).ToString(FieldValue.MomentForm, CultureInfo.InvariantCulture),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }

    public static DateOnly Day(long stored) => DateOnly.FromDayNumber((int)stored + Epoch);

    public static long Day(DateOnly day) => day.DayNumber - Epoch;
}
