using System.Globalization;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;

namespace Scrm.Web.Api;

/// <summary>Tests on the company's own fields as a call writes them: "is.金卡,银卡", "not.1", "has.文字", "in.100~200", "filled", "empty". What cannot be read is refused.</summary>
internal static class FieldTests
{
    /// <summary>"budget:in.100~200", as often as there are tests.</summary>
    public static IReadOnlyList<FieldFilter> Read(IReadOnlyList<string>? tests, IReadOnlyList<FieldSpec> fields) =>
        Few([.. (tests ?? []).Select(test => test.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? One(test[..at], test[(at + 1)..], fields) : throw ApiRefused.Member("field"))]);

    public static IReadOnlyList<FieldFilter> Read(IReadOnlyDictionary<string, string> tests, IReadOnlyList<FieldSpec> fields) =>
        Few([.. tests.Select(test => One(test.Key, test.Value, fields))]);

    private static IReadOnlyList<FieldFilter> Few(IReadOnlyList<FieldFilter> tests) =>
        tests.Count <= FieldFilter.Most && tests.DistinctBy(t => t.Field).Count() == tests.Count ? tests : throw ApiRefused.Member("field");

    private static FieldFilter One(string key, string text, IReadOnlyList<FieldSpec> fields)
    {
        var bad = ApiRefused.Member($"field.{key}");
        if (fields.FirstOrDefault(f => f.Key == key) is not { } field) throw bad;
        if (FieldFilter.Parse(field.Id.ToString(CultureInfo.InvariantCulture), text) is not { } filter) throw bad;
        var bare = field with { Minimum = null, Maximum = null };
        string Kept(string said) => FieldValue.Parse(bare, said, FieldGround.Bare) is { Refused: null, Value.Length: > 0 } read ? read.Value : throw bad;
        switch (filter.Match)
        {
            case FieldMatch.Is or FieldMatch.Not when field.HasOptions || field.Type == FieldType.YesNo:
                return filter with { One = string.Join(',', filter.One.Split(',').Select(Kept)) };
            case FieldMatch.In when filter.One.Length + filter.Two.Length > 0 && filter.CanMean(field.Type):
                foreach (var bound in new[] { filter.One, filter.Two }.Where(b => b.Length > 0)) Kept(bound);
                return filter;
            case FieldMatch.Filled or FieldMatch.Empty:
                return filter;
            case FieldMatch.In:
                throw bad;
            default:
                return filter.One.Length > 0 && filter.CanMean(field.Type) ? filter : throw bad;
        }
    }
}
