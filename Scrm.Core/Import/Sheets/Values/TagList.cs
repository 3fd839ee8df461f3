using System.Buffers;
using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>Several tags in one cell. Separators: 、 , ， ; ； | ｜ / ／ and line breaks; "A/B" in quotation marks is one tag.</summary>
public static class TagList
{
    private static readonly SearchValues<char> Separators = SearchValues.Create("、,，;；|｜/／\n\r\t");
    private const string RepeatMark = "(重复添加)";

    /// <summary>Each tag once, in order. isTag says whether a text is a known tag as it stands, so that A/B测试 is not taken apart.</summary>
    public static List<ParsedTag> Split(string text, Func<string, bool>? isTag = null)
    {
        var tags = new DistinctTags();
        if (CleanText.IsBlank(text)) return tags.List;
        if (isTag is not null && isTag(CleanText.Of(text))) Add(CleanText.Of(text), tags);
        else if (text.Contains('"')) foreach (var item in Quoted(Unbracket(text))) Add(item, tags);
        else foreach (var range in text.AsSpan().SplitAny(Separators)) Add(text[range], tags);
        return tags.List;
    }

    /// <summary>The text that Split takes apart into the same tags.</summary>
    public static string Join(IEnumerable<ParsedTag> tags) => string.Join('、', tags.Select(tag =>
        tag.Group is null ? Quote(tag.Name, ":：") : $"{QuoteGroup(tag.Group)}：{Quote(tag.Name, "")}"));

    private static string Unbracket(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith("[\"", StringComparison.Ordinal) && trimmed.EndsWith("\"]", StringComparison.Ordinal) ? trimmed[1..^1] : text;
    }

    private static IEnumerable<string> Quoted(string text)
    {
        var item = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"' && (quoted || Opens(item))) quoted = !quoted;
            if (!quoted && Separators.Contains(text[at]))
            {
                yield return item.ToString();
                item.Clear();
            }
            else item.Append(text[at]);
        }
        foreach (var rest in quoted ? SplitPlain(item.ToString()) : [item.ToString()]) yield return rest;
    }

    private static List<string> SplitPlain(string text)
    {
        var items = new List<string>();
        foreach (var range in text.AsSpan().SplitAny(Separators)) items.Add(text[range]);
        return items;
    }

    private static bool Opens(StringBuilder item)
    {
        for (var at = item.Length - 1; at >= 0; at--)
            if (item[at] is not ' ') return item[at] is ':' or '：' or '"';
        return true;
    }

    private static void Add(string item, DistinctTags tags)
    {
        var (group, name) = Parts(WithoutMark(CleanText.Of(item)));
        if (!CleanText.IsBlank(name)) tags.Add(new ParsedTag(group, name));
    }

    private static (string? Group, string Name) Parts(string item)
    {
        var at = item.IndexOfAny([':', '：'], QuotedLength(item));
        if (at <= 0 || at == item.Length - 1) return (null, Unquote(item));
        // 10:30 is a time, not a tag of the group 10.
        if (item[..at].All(char.IsAsciiDigit) && char.IsAsciiDigit(item[at + 1])) return (null, item);
        var group = Unquote(item[..at].TrimEnd());
        return (group.Length == 0 ? null : group, Unquote(WithoutMark(item[(at + 1)..].TrimStart())));
    }

    private static int QuotedLength(string item)
    {
        if (!item.StartsWith('"')) return 0;
        for (var at = 1; at < item.Length; at++)
            if (item[at] == '"' && (at + 1 == item.Length || item[++at] != '"')) return Math.Min(at, item.Length);
        return 0;
    }

    private static string WithoutMark(string item)
    {
        while (item.Length >= RepeatMark.Length && item[^1] is ')' or '）' && Folding.Fold(item[^RepeatMark.Length..]) == RepeatMark)
            item = item[..^RepeatMark.Length].TrimEnd();
        return item;
    }

    private static string Unquote(string text) =>
        text.Length > 1 && text[0] == '"' && text[^1] == '"' ? CleanText.Of(text[1..^1].Replace("\"\"", "\"")) : text;

    private static string QuoteGroup(string group) => group.All(char.IsAsciiDigit) ? $"\"{group}\"" : Quote(group, ":：");

    private static string Quote(string text, string more) =>
        text.Contains('"') || text.AsSpan().IndexOfAny(Separators) >= 0 || text.AsSpan().IndexOfAny(more) >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
