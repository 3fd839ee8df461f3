using System.Globalization;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;

namespace Scrm.Web.Api;

/// <summary>What to change of a customer; what is left out stays as it is.</summary>
internal sealed record CustomerPatch
{
    /// <summary>The version that was read; somebody else's edit in between is not lost.</summary>
    public required int Version { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? MemberNo { get; init; }
    public string? ExternalId { get; init; }
    public Gender? Gender { get; init; }
    public string? Company { get; init; }
    public string? Region { get; init; }
    public string? Remark { get; init; }
    public string? Source { get; init; }
    public long? OwnerId { get; init; }

    public CustomerDraft Over(CustomerCard now) => new()
    {
        Name = Name ?? now.Name, Phone = Phone, MemberNo = MemberNo ?? now.MemberNo, ExternalId = ExternalId ?? now.ExternalId, Gender = Gender ?? now.Gender,
        Company = Company ?? now.Company, Region = Region ?? now.Region, Remark = Remark ?? now.Remark, Source = Source ?? now.Source, OwnerId = OwnerId ?? now.OwnerId,
    };
}

/// <summary>Which customers are meant, in the body of a call.</summary>
internal sealed record FilterInput
{
    public string Text { get; init; } = "";
    public IReadOnlyList<int> Any { get; init; } = [];
    public IReadOnlyList<int> All { get; init; } = [];
    public IReadOnlyList<int> None { get; init; } = [];
    public IReadOnlyList<long> Owners { get; init; } = [];
    public string Source { get; init; } = "";
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public bool Untagged { get; init; }
    public IReadOnlyList<LifecycleStage> Stages { get; init; } = [];
    public IReadOnlyList<ValueTier> Tiers { get; init; } = [];
    public IReadOnlyList<RfmClass> Rfms { get; init; } = [];

    /// <summary>Known before this day of the company's zone, and no touch since.</summary>
    public DateOnly? Quiet { get; init; }

    /// <summary>First and last day on which something bought again and again is expected to be used up.</summary>
    public DateOnly? RunOutFrom { get; init; }
    public DateOnly? RunOutTo { get; init; }

    /// <summary>Tests by the key of a field, as in the address: {"budget":"in.100~200"}.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public CustomerFilter Filter(IReadOnlyList<FieldSpec> fields) => new()
    {
        Text = Text.Trim(), Fields = FieldTests.Read(Fields, fields), AnyTags = Given.Few(Any, "any"), AllTags = Given.Few(All, "all"), NoTags = Given.Few(None, "none"),
        Owners = Given.Few(Owners, "owners"), Source = Source, From = From, To = To, Untagged = Untagged,
        Stages = Given.Few(Stages, "stages"), Tiers = Given.Few(Tiers, "tiers"), Rfms = Given.Few(Rfms, "rfms"), Quiet = Quiet,
        RunOutFrom = RunOutFrom, RunOutTo = RunOutTo,
    };
}

/// <summary>The same in the address: ids as 1,2,3, fields as budget:in.100~200. What cannot be read is refused, so that a typing error never means everybody.</summary>
internal sealed record FilterQuery
{
    public string? Text { get; init; }
    public string? Any { get; init; }
    public string? All { get; init; }
    public string? None { get; init; }
    public string? Owners { get; init; }
    public string? Source { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public bool? Untagged { get; init; }
    public string? Stages { get; init; }
    public string? Tiers { get; init; }
    public string? Rfms { get; init; }
    public DateOnly? Quiet { get; init; }
    public DateOnly? RunOutFrom { get; init; }
    public DateOnly? RunOutTo { get; init; }
    public string[]? Field { get; init; }
    public string? Sort { get; init; }

    public CustomerFilter Filter(IReadOnlyList<FieldSpec> fields) => (new CustomerFilter
    {
        Text = Text?.Trim() ?? "", AnyTags = Tags(Any, "any"), AllTags = Tags(All, "all"), NoTags = Tags(None, "none"), Owners = Ids(Owners, "owners", long.MaxValue),
        Source = Source ?? "", From = From, To = To, Untagged = Untagged == true, Stages = Words<LifecycleStage>(Stages, "stages"),
        Tiers = Words<ValueTier>(Tiers, "tiers"), Rfms = Words<RfmClass>(Rfms, "rfms"), Quiet = Quiet,
        RunOutFrom = RunOutFrom, RunOutTo = RunOutTo, Fields = FieldTests.Read(Field, fields),
    }).Ordered(Order(Sort));

    private static string Order(string? word) => word is null || CustomerFilter.OrderWords.Contains(word) ? word ?? "" : throw ApiRefused.Member("sort");

    private static IReadOnlyList<T> Words<T>(string? list, string member) where T : struct, Enum =>
        [.. Given.Few(list?.Split(',') ?? [], member).Select(word => Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsDigit(word[0])
            ? value : throw ApiRefused.Member(member))];

    private static IReadOnlyList<int> Tags(string? list, string member) => [.. Ids(list, member, int.MaxValue).Select(id => (int)id)];

    private static IReadOnlyList<long> Ids(string? list, string member, long highest)
    {
        if (list is null) return [];
        var read = list.Split(',').Select(n => long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= highest ? id : -1).ToList();
        return !read.Contains(-1) ? Given.Few(read, member) : throw ApiRefused.Member(member);
    }
}

internal sealed record TagsInput
{
    public IReadOnlyList<int> Add { get; init; } = [];
    public IReadOnlyList<int> Remove { get; init; } = [];

    /// <summary>Why a stage goes back.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>Customers by id or by filter, one of the two; an empty filter means everyone and has to be said.</summary>
internal sealed record BulkInput
{
    public IReadOnlyList<long>? Ids { get; init; }
    public FilterInput? Filter { get; init; }
    public IReadOnlyList<int> Add { get; init; } = [];
    public IReadOnlyList<int> Remove { get; init; } = [];

    /// <summary>Why stages go back.</summary>
    public string Reason { get; init; } = "";

    public BulkTarget Target(IReadOnlyList<FieldSpec> fields) => (Ids, Filter) switch
    {
        ({ Count: > 0 }, null) => BulkTarget.Picked(Ids),
        (null, not null) => BulkTarget.AllOf(Filter.Filter(fields)),
        _ => throw ApiRefused.Member(Ids is null ? "filter" : "ids"),
    };

    public BulkOrder Order() => new(Given.Few(Add, "add"), Given.Few(Remove, "remove"), Given.Reason(Reason));
}

/// <summary>Lists and texts that are longer than anybody needs are refused before they reach the library.</summary>
internal static class Given
{
    private const int Most = 200;
    private const int LongestReason = 200;

    public static IReadOnlyList<T> Few<T>(IReadOnlyList<T> list, string member) => list.Count <= Most ? list : throw ApiRefused.Member(member);

    public static string Reason(string reason, string member = "reason") => reason.Length <= LongestReason ? reason : throw ApiRefused.Member(member);
}
