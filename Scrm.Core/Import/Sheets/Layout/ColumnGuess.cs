using System.Text.RegularExpressions;

namespace Scrm.Core.Import.Sheets;

/// <summary>Tells what a column holds from its values, where its header does not.</summary>
internal static partial class ColumnGuess
{
    private const double Most = 0.8;

    public static ColumnRole ByContent(IReadOnlyList<string> values)
    {
        if (values.Count == 0) return ColumnRole.Ignore;
        if (Share(values, value => External().IsMatch(value)) >= Most) return ColumnRole.ExternalId;
        if (Share(values, value => PhoneNumber.Parse(value) is { Value: not null } or { Problem: ProblemCode.PhoneFiller }) >= Most) return ColumnRole.Phone;
        if (Share(values, IsKeyAndTags) >= Most) return ColumnRole.KeyAndTags;
        if (Share(values, value => CellDate.Parse(value) is not null) >= Most) return ColumnRole.AddedAt;
        if (Share(values, value => value.Trim() is "男" or "女" or "未知") >= Most) return ColumnRole.Gender;
        if (Share(values, value => Code().IsMatch(value)) >= Most && values.Distinct().Count() == values.Count) return ColumnRole.OneId;
        return Share(values, value => TagList.Split(value).Count > 1) >= 0.3 ? ColumnRole.Tags : ColumnRole.Ignore;
    }

    /// <summary>Whether the values look like the tags of one group: short words that recur.</summary>
    public static bool IsGroup(IReadOnlyList<string> values)
    {
        if (values.Count < 3 || values.Any(value => value.Length > 60)) return false;
        var tags = values.SelectMany(value => TagList.Split(value)).Select(tag => tag.Name).ToList();
        return tags.Count > 0 && tags.All(tag => tag.Length <= 30) && Share(tags, IsValue) < 0.2 && tags.Distinct().Count() <= Math.Max(2, tags.Count * 0.6);
    }

    /// <summary>A phone, a date, an id or a number: nothing that a header would be.</summary>
    public static bool IsValue(string text) => text.Count(char.IsAsciiDigit) * 2 > text.Length
        || PhoneNumber.Parse(text).Value is not null || CellDate.Parse(text) is not null || External().IsMatch(text);

    /// <summary>C001｜高意向,宝妈 in one text.</summary>
    public static bool IsKeyAndTags(string text) => SplitKey(text) is var (key, tags) && (Code().IsMatch(key) || IsValue(key)) && TagList.Split(tags).Count > 0;

    /// <summary>客户ID｜标签,标签 above such texts.</summary>
    public static bool NamesKeyAndTags(string header) => SplitKey(header) is var (key, _)
        && HeaderWords.CustomerRole(key) is ColumnRole.OneId or ColumnRole.MemberNo or ColumnRole.Phone or ColumnRole.ExternalId;

    /// <summary>The part before the first bar, and the rest.</summary>
    public static (string Key, string Tags)? SplitKey(string text)
    {
        var bar = text.AsSpan().IndexOfAny('|', '｜');
        return bar <= 0 ? null : (text[..bar].Trim(), text[(bar + 1)..]);
    }

    public static bool IsExternalId(string text) => External().IsMatch(text);

    private static double Share(IReadOnlyList<string> values, Func<string, bool> test) => (double)values.Count(test) / values.Count;

    // What WeCom issues: wm or wo and thirty more characters.
    [GeneratedRegex("^w[mo][A-Za-z0-9_-]{30}$")]
    private static partial Regex External();

    [GeneratedRegex(@"^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex Code();
}
