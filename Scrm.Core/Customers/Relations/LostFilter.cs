using System.Globalization;

namespace Scrm.Core.Customers;

/// <summary>Which lost relations are meant; parses from and formats to the page's query string.</summary>
public sealed record LostFilter
{
    public static readonly LostFilter Everything = new();

    /// <summary>Part of the customer's name.</summary>
    public string Text { get; init; } = "";

    /// <summary>True: the customer went; false: the member took them off; null: both.</summary>
    public bool? ByCustomer { get; init; }
    public long Member { get; init; }

    /// <summary>A tag the customer carried at the loss.</summary>
    public int Tag { get; init; }

    /// <summary>First and last day of the loss, in the company's zone, both included.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Only customers whom nobody follows now.</summary>
    public bool Unfollowed { get; init; }
    public int Page { get; init; } = 1;

    public bool Narrows => this with { Page = 1 } != Everything;

    public static LostFilter Parse(string query)
    {
        var filter = Everything;
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = part.IndexOf('=') is var at and >= 0 ? (part[..at], Uri.UnescapeDataString(part[(at + 1)..].Replace('+', ' '))) : (part, "");
            filter = key switch
            {
                "q" => filter with { Text = value.Trim() },
                "why" => filter with { ByCustomer = value switch { "customer" => true, "member" => false, _ => null } },
                "member" => filter with { Member = Number(value) },
                "tag" => filter with { Tag = (int)Math.Min(Number(value), int.MaxValue) },
                "from" => filter with { From = Day(value) },
                "to" => filter with { To = Day(value) },
                "unfollowed" => filter with { Unfollowed = value == "1" },
                "page" => filter with { Page = (int)Math.Clamp(Number(value), 1, 100_000) },
                _ => filter,
            };
        }
        return filter;
    }

    public string Format()
    {
        (string Key, string Value)[] parts =
        [
            ("q", Text), ("why", ByCustomer switch { true => "customer", false => "member", _ => "" }), ("member", Member == 0 ? "" : Written(Member)), ("tag", Tag == 0 ? "" : Written(Tag)),
            ("from", Day(From)), ("to", Day(To)), ("unfollowed", Unfollowed ? "1" : ""), ("page", Page <= 1 ? "" : Written(Page)),
        ];
        return string.Join('&', parts.Where(p => p.Value.Length > 0).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
    }

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static long Number(string value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateOnly? Day(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
