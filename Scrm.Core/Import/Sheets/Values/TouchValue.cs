using System.Globalization;
using System.Text.RegularExpressions;
using Scrm.Core.Events;

namespace Scrm.Core.Import.Sheets;

/// <summary>Money, counts and durations as people and shops write them.</summary>
public static partial class TouchValue
{
    private const int MostSeconds = 7 * 86_400;

    /// <summary>¥1,234.50, 1234.5元, 12 → cents; half a cent is rounded up. Null where it is no amount; below zero it is one.</summary>
    public static long? Cents(string text)
    {
        var bare = Folding.Fold(CleanText.Of(text)).Replace(" ", "");
        var match = Money().Match(bare);
        if (!match.Success || !decimal.TryParse(match.Groups["number"].Value.Replace(",", ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        if (match.Groups["unit"].Value == "万") number *= 10_000;
        if (number > EventDraft.MostAmount) number = EventDraft.MostAmount;
        var cents = (long)Math.Round(number * 100, MidpointRounding.AwayFromZero);
        return match.Groups["minus"].Length + match.Groups["inner"].Length > 0 ? -cents : cents;
    }

    /// <summary>A whole number with or without a measure word: 3, 3件, 2.0.</summary>
    public static int? Count(string text)
    {
        var match = Whole().Match(Folding.Fold(CleanText.Of(text)));
        return match.Success && int.TryParse(match.Groups["number"].Value.Replace(",", "").Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : null;
    }

    /// <summary>35, 35秒, 1分5秒, 00:01:05, 2小时 → seconds, at most a week. minutes: what a bare number counts.</summary>
    public static int? Seconds(string text, bool minutes)
    {
        var bare = Folding.Key(CleanText.Of(text)).Replace(" ", "");
        if (decimal.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return Fit(number * (minutes ? 60 : 1));
        var match = Clock().Match(bare);
        if (!match.Success) match = Spoken().Match(bare);
        return match.Success && match.Length > 0 ? Fit((Part(match, "hours") * 3600) + (Part(match, "minutes") * 60) + Part(match, "seconds")) : null;
    }

    private static int? Fit(decimal seconds) => seconds is >= 0 and <= MostSeconds ? (int)Math.Round(seconds) : null;

    private static decimal Part(Match match, string group) =>
        match.Groups[group].Success && decimal.TryParse(match.Groups[group].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part) ? part : 0;

    [GeneratedRegex(@"^(?<minus>[-−(]?)(?:[¥￥$€£]|rmb|cny|usd)?(?<inner>-?)(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?<unit>万)?(?:元|块|rmb|cny)?\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    [GeneratedRegex(@"^(?<number>[-+−]?(?:\d{1,3}(?:,\d{3})+|\d{1,9}))(?:\.0+)?\s*\p{IsCJKUnifiedIdeographs}{0,2}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(?:(?<hours>\d{1,3}):)?(?<minutes>\d{1,3}):(?<seconds>\d{1,2}(?:\.\d+)?)$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:(?<hours>\d+(?:\.\d+)?)(?:小时|时|h|hours?))?(?:(?<minutes>\d+(?:\.\d+)?)(?:分钟|分|m|min|minutes?))?(?:(?<seconds>\d+(?:\.\d+)?)(?:秒钟|秒|s|sec|seconds?))?$")]
    private static partial Regex Spoken();
}
