using System.Globalization;
using System.Text.RegularExpressions;

namespace Scrm.Core.Import.Sheets;

/// <summary>Dates as people and programs write them, from 1900 to 2100; the result is wall-clock time.</summary>
public static partial class CellDate
{
    private const double FirstSerial = 20_000;
    private const double LastSerial = 73_415;

    /// <summary>
    /// Null where it is not one clear date: 3/4/2024 is not. A bare number from 20000 (1954) on is a day count of the sheet.
    /// </summary>
    public static DateTime? Parse(string text, bool date1904 = false)
    {
        var folded = Folding.Fold(CleanText.Of(text));
        if (double.TryParse(folded, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && serial < 1e6)
            return serial is >= FirstSerial and <= LastSerial ? StoredNumber.Moment(serial, date1904) : null;
        var match = Compact().Match(folded);
        if (!match.Success) match = Written().Match(folded);
        return match.Success ? Build(match) : null;
    }

    private static DateTime? Build(Match match)
    {
        var hour = Number(match, "hour");
        var half = (match.Groups["half"].Value + match.Groups["after"].Value).ToLowerInvariant();
        if (half is "下午" or "晚上" or "pm" && hour < 12) hour += 12;
        if (half is "上午" or "am" && hour == 12) hour = 0;
        var (year, month, day) = (Number(match, "year"), Number(match, "month"), Number(match, "day"));
        if (year is < 1900 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (hour > 23 || Number(match, "minute") > 59 || Number(match, "second") > 59) return null;
        return new DateTime(year, month, day, hour, Number(match, "minute"), Number(match, "second"));
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?:[ T]?(?<hour>\d\d):?(?<minute>\d\d)(?::?(?<second>\d\d))?)?$")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?<year>\d{4})\s*[-/.年]\s*(?<month>\d{1,2})\s*[-/.月]\s*(?<day>\d{1,2})\s*[日号]?,?\s*(?:星期.|周.)?(?:[ T]*(?<half>上午|下午|晚上|am|pm)?\s*"
        + @"(?<hour>\d{1,2})\s*[:时点]\s*(?:(?<minute>\d{1,2})\s*[:分]?\s*(?:(?<second>\d{1,2})(?:\.\d+)?\s*秒?)?)?)?(?:\s*(?<after>am|pm))?(?:\+08:?00)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
