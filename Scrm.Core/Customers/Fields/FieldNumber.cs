using System.Globalization;

namespace Scrm.Core.Customers.Fields;

/// <summary>Numbers as people write them: 1,234.50, ￥1，234, 1.2万, full-width digits. What has lost digits (1.2E+5) is refused.</summary>
internal static class FieldNumber
{
    private const NumberStyles Form = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private static readonly string[] MoneyWords = ["人民币", "rmb", "cny", "￥", "¥", "元", "块"];

    public static Outcome<string> Whole(FieldSpec field, string raw)
    {
        if (Read(Folding.Key(raw)) is not { } number) return FieldValue.No(field, FieldRefusal.NumberUnreadable, raw);
        if (number != decimal.Truncate(number)) return FieldValue.No(field, FieldRefusal.TooManyDecimals, raw, 0);
        return Math.Abs(number) > FieldValue.LargestWhole
            ? TooLarge(field, FieldValue.LargestWhole) : number.ToString("0", CultureInfo.InvariantCulture);
    }

    public static Outcome<string> Decimal(FieldSpec field, string raw) => Exact(field, raw, Folding.Key(raw), FieldSpec.MostDecimals, "0.####");

    public static Outcome<string> Money(FieldSpec field, string raw)
    {
        var said = Folding.Key(raw);
        foreach (var word in MoneyWords) said = said.Replace(word, "", StringComparison.Ordinal);
        return Exact(field, raw, said.Trim(), 2, "0.00");
    }

    private static Outcome<string> Exact(FieldSpec field, string raw, string said, int decimals, string form)
    {
        if (Read(said) is not { } number) return FieldValue.No(field, FieldRefusal.NumberUnreadable, raw);
        if (Math.Abs(number) > FieldValue.LargestDecimal) return TooLarge(field, FieldValue.LargestDecimal);
        return number != Math.Round(number, decimals) ? FieldValue.No(field, FieldRefusal.TooManyDecimals, raw, decimals) : number.ToString(form, CultureInfo.InvariantCulture);
    }

    private static Refusal TooLarge(FieldSpec field, decimal largest) => new(FieldRefusal.NumberOutOfRange, field.Name, FieldLimit.Written(-largest), FieldLimit.Written(largest));

    private static decimal? Read(string said)
    {
        var times = said.EndsWith('万') ? 10_000m : said.EndsWith('亿') ? 100_000_000m : 1m;
        if (times > 1) said = said[..^1].TrimEnd();
        if (said.Length is 0 or > 30 || !Grouped(said)) return null;
        return decimal.TryParse(said.Replace(",", "", StringComparison.Ordinal), Form, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= decimal.MaxValue / times ? number * times : null;
    }

    /// <summary>Commas only where they part thousands: 1,23 is no number anybody meant.</summary>
    private static bool Grouped(string said)
    {
        var parts = said.Split('.')[0].TrimStart('-', '+').Split(',');
        return parts.Length == 1 || (parts[0].Length is > 0 and <= 3 && parts.Skip(1).All(p => p.Length == 3)) && said.Count(c => c == '.') <= 1;
    }
}
