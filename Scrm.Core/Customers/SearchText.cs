using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;

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
        if (Initials(folded) is { } initials)
        {
            values.AddRange([("@initials", initials.From), ("@beyond", initials.Beyond)]);
            tests.Add("(c.initials >= @initials AND c.initials < @beyond)");
        }
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

    /// <summary>Where names of these initials begin and end in the order of bytes; null where the text is no letters.</summary>
    internal static (string From, string Beyond)? Initials(string text)
    {
        var typed = text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (typed.Length is 0 or > Pinyin.LongestPerson || !typed.All(char.IsAsciiLetterOrDigit) || !typed.Any(char.IsAsciiLetter)) return null;
        return (typed, typed[..^1] + (char)(typed[^1] + 1));
    }

    /// <summary>Ids of customers within reach by their initials, in the order of the index.</summary>
    internal static async Task<IReadOnlyList<long>> ByInitialsAsync(ScrmDbContext db, string from, string beyond, Scope scope, int take, CancellationToken cancel)
    {
        var index = db.Database.IsNpgsql() ? "" : " INDEXED BY \"IX_customers_initials\"";
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, $"""
            SELECT c.id FROM customers c{index} WHERE c.state = 0 AND c.initials >= @from AND c.initials < @beyond AND {CustomerQuery.InReach(scope)}
            ORDER BY c.initials, c.id LIMIT {take}
            """, ("@from", from), ("@beyond", beyond));
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var ids = new List<long>();
        while (await rows.ReadAsync(cancel)) ids.Add(rows.GetInt64(0));
        return ids;
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
