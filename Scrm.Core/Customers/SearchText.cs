using System.Globalization;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Customers;

/// <summary>What an operator types into the search box, as a test on a customer's row.</summary>
internal static class SearchText
{
    private const int ShortestTail = 3;

    public static string Test(string text, bool postgres, List<(string Name, object Value)> values)
    {
        var folded = Folding.Fold(text);
        var like = postgres ? "ILIKE" : "LIKE";
        values.Add(("@text", $"%{Escape(folded)}%"));
        values.Add(("@number", folded));
        var tests = new List<string>
        {
            $"c.name {like} @text ESCAPE '\\'",
            $"c.id IN (SELECT n.customer_id FROM customer_identities n WHERE n.type IN ({(int)IdentityType.MemberNo},{(int)IdentityType.ExternalId}) AND n.value = @number)",
        };
        var digits = PhoneDigits(folded);
        if (OneId(folded) is { } id) tests.Add($"c.id = {id}");
        if (digits.Length < ShortestTail) return Any(tests);
        if (Phone(folded) is { } phone)
        {
            // A whole number is looked up by its index; a name that holds eleven digits is not worth a scan.
            values.Add(("@phone", phone));
            tests.Add($"c.id IN (SELECT n.customer_id FROM customer_identities n WHERE n.type = {(int)IdentityType.Phone} AND n.value = @phone)");
            tests.RemoveAt(0);
            values.RemoveAll(v => v.Name == "@text");
            return Any(tests);
        }
        values.Add(("@tail", "%" + digits));
        tests.Add("c.phone LIKE @tail");
        return Any(tests);
    }

    internal static long? OneId(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The digits of a text that could be (the end of) a phone; empty where it holds anything else.</summary>
    internal static string PhoneDigits(string text)
    {
        var digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).TrimStart('+');
        return digits.All(char.IsAsciiDigit) ? digits : "";
    }

    internal static string? Phone(string text) => PhoneNumber.Parse(text).Value;

    private static string Any(IEnumerable<string> tests) => $"({string.Join(" OR ", tests)})";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
