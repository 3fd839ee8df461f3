using System.Globalization;
using Scrm.Core.Customers.Fields;

namespace Scrm.Core.Customers;

/// <summary>What the list is sorted by: the day somebody was added, the last touch with us, the money spent.</summary>
public enum ListSort : byte { Added, Touched, Spent }

/// <summary>Which customers of the library are meant, and in which order. Parses from and formats to the page's query string.</summary>
public sealed record CustomerFilter
{
    public static readonly CustomerFilter Everyone = new();
    public const int MostColumns = 6;

    private static readonly Dictionary<string, (ListSort Sort, bool Ascending)> Orders = new()
    {
        ["newest"] = (ListSort.Added, false), ["oldest"] = (ListSort.Added, true), ["touched"] = (ListSort.Touched, false), ["silent"] = (ListSort.Touched, true),
        ["spent"] = (ListSort.Spent, false), ["spent-least"] = (ListSort.Spent, true),
    };

    /// <summary>Part of a name, the tail of a phone or all of it, a OneID or a member number.</summary>
    public string Text { get; init; } = "";
    public IReadOnlyList<int> AnyTags { get; init; } = [];
    public IReadOnlyList<int> AllTags { get; init; } = [];
    public IReadOnlyList<int> NoTags { get; init; } = [];

    /// <summary>Members in charge; 0 = public pool; none named = all.</summary>
    public IReadOnlyList<long> Owners { get; init; } = [];
    public string Source { get; init; } = "";

    /// <summary>First and last day on which the customer was added, in the company's zone, both included.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public bool Untagged { get; init; }

    /// <summary>None named = all; the same holds for tiers and classes.</summary>
    public IReadOnlyList<LifecycleStage> Stages { get; init; } = [];
    public IReadOnlyList<ValueTier> Tiers { get; init; } = [];
    public IReadOnlyList<RfmClass> Rfms { get; init; } = [];

    /// <summary>Known before this day of the company's zone, and nothing between them and us since. A day, not a number of days: a batch means whom the operator saw.</summary>
    public DateOnly? Quiet { get; init; }

    /// <summary>First and last day on which something they buy again and again is expected to be used up, both included.</summary>
    public DateOnly? RunOutFrom { get; init; }
    public DateOnly? RunOutTo { get; init; }
    public ListSort Sort { get; init; }

    /// <summary>The oldest, the longest silent or the least spent first.</summary>
    public bool Ascending { get; init; }

    /// <summary>Tests on the company's own fields, one a field.</summary>
    public IReadOnlyList<FieldFilter> Fields { get; init; } = [];

    /// <summary>The company's own fields that the list shows as columns; narrows nothing.</summary>
    public IReadOnlyList<int> Columns { get; init; } = [];

    public bool Narrows => this with { Sort = ListSort.Added, Ascending = false, Columns = [] } != Everyone;

    /// <summary>The words for the orders: newest, oldest, touched, silent, spent, spent-least.</summary>
    public static IEnumerable<string> OrderWords => Orders.Keys;

    public string OrderWord => Orders.First(o => o.Value == (Sort, Ascending)).Key;

    /// <summary>In another order; as it is where the word is none.</summary>
    public CustomerFilter Ordered(string word) => Orders.TryGetValue(word, out var order) ? this with { Sort = order.Sort, Ascending = order.Ascending } : this;

    /// <summary>Everybody, in the order and with the columns of this one.</summary>
    public CustomerFilter Widen() => Everyone with { Sort = Sort, Ascending = Ascending, Columns = Columns };

    public static CustomerFilter Parse(string query)
    {
        var filter = Everyone;
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = part.IndexOf('=') is var at and >= 0 ? (part[..at], Uri.UnescapeDataString(part[(at + 1)..].Replace('+', ' '))) : (part, "");
            filter = key switch
            {
                "q" => filter with { Text = value.Trim() },
                "any" => filter with { AnyTags = Tags(value) },
                "all" => filter with { AllTags = Tags(value) },
                "none" => filter with { NoTags = Tags(value) },
                "owner" => filter with { Owners = Numbers(value) },
                "source" => filter with { Source = value },
                "from" => filter with { From = Day(value) },
                "to" => filter with { To = Day(value) },
                "stage" => filter with { Stages = Words<LifecycleStage>(value) },
                "tier" => filter with { Tiers = Words<ValueTier>(value) },
                "rfm" => filter with { Rfms = Words<RfmClass>(value) },
                "quiet" => filter with { Quiet = Day(value) },
                "runout-from" => filter with { RunOutFrom = Day(value) },
                "runout-to" => filter with { RunOutTo = Day(value) },
                "untagged" => filter with { Untagged = value == "1" },
                "cols" => filter with { Columns = [.. Tags(value).Take(MostColumns)] },
                ['f', >= '0' and <= '9', ..] when FieldFilter.Parse(key[1..], value) is { } own && filter.Fields.Count < FieldFilter.Most =>
                    filter with { Fields = [.. filter.Fields.Where(f => f.Field != own.Field), own] },
                "sort" => filter.Ordered(value),
                _ => filter,
            };
        }
        return filter;
    }

    /// <summary>The query string without a question mark; equal filters give equal strings, everyone gives the empty one.</summary>
    public string Format()
    {
        var parts = new List<string>();
        void Add(string key, string value)
        {
            if (value.Length > 0) parts.Add($"{key}={Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal)}");
        }
        Add("q", Text);
        Add("any", string.Join(',', AnyTags));
        Add("all", string.Join(',', AllTags));
        Add("none", string.Join(',', NoTags));
        Add("owner", string.Join(',', Owners));
        Add("source", Source);
        Add("from", Written(From));
        Add("to", Written(To));
        Add("stage", string.Join(',', Stages).ToLowerInvariant());
        Add("tier", string.Join(',', Tiers).ToLowerInvariant());
        Add("rfm", string.Join(',', Rfms).ToLowerInvariant());
        Add("quiet", Written(Quiet));
        Add("runout-from", Written(RunOutFrom));
        Add("runout-to", Written(RunOutTo));
        Add("untagged", Untagged ? "1" : "");
        foreach (var own in Fields.OrderBy(f => f.Field)) Add($"f{own.Field}", own.Format());
        Add("cols", string.Join(',', Columns));
        Add("sort", Sort == ListSort.Added && !Ascending ? "" : OrderWord);
        return string.Join('&', parts);
    }

    public bool Equals(CustomerFilter? other) => other is not null && Format() == other.Format();

    public override int GetHashCode() => Format().GetHashCode(StringComparison.Ordinal);

    private static IReadOnlyList<int> Tags(string list) => [.. Numbers(list).Where(n => n is > 0 and <= int.MaxValue).Select(n => (int)n)];

    private static IReadOnlyList<long> Numbers(string list) =>
        [.. list.Split(',').Select(n => long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1).Where(id => id >= 0).Distinct().Take(200)];

    private static IReadOnlyList<T> Words<T>(string list) where T : struct, Enum =>
        [.. list.Split(',').Select(w => Enum.TryParse<T>(w, ignoreCase: true, out var known) && char.IsLetter(w[0]) ? known : default(T?)).OfType<T>().Distinct()];

    private static string Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Day(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
