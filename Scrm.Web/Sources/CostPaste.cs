using System.Globalization;
using System.Text.RegularExpressions;
using Scrm.Core;
using Scrm.Core.Sources;

namespace Scrm.Web.Sources;

/// <summary>Months and amounts as somebody copies them out of a sheet: two columns a line, "2026-11	1,200" or "2026年11月 ¥1200.50".</summary>
public static partial class CostPaste
{
    /// <summary>What was understood, in cents, and the lines that were not, from 1.</summary>
    public static (IReadOnlyList<MonthCost> Months, IReadOnlyList<int> Unread) Read(string text)
    {
        var (months, unread) = (new List<MonthCost>(), new List<int>());
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (Folding.Fold(line).Length == 0) continue;
            if (Month().Match(Folding.Fold(line)) is { Success: true } found && Cost(found) is { } cost) months.Add(cost);
            else unread.Add(index + 1);
        }
        return (months, unread);
    }

    private static MonthCost? Cost(Match found)
    {
        var month = (int.Parse(found.Groups["y"].ValueSpan, CultureInfo.InvariantCulture) * 100) + int.Parse(found.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        if (!CostMonth.Is(month) || !decimal.TryParse(found.Groups["a"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return null;
        if (found.Groups["w"].Success) amount *= 10_000;
        return amount * 100 > SourceCosts.Highest ? null : new(month, (long)Math.Round(amount * 100));
    }

    [GeneratedRegex(@"^(?<y>20\d\d)\s*[-/.年]?\s*(?<m>\d{1,2})\s*(?:月|(?:[-/.]\d{1,2})(?:\s+0?0:00(?::00)?)?)?[\s,;:]+[¥￥]?\s*(?<a>\d[\d,]*(?:\.\d+)?)\s*(?<w>万)?\s*元?$")]
    private static partial Regex Month();
}
