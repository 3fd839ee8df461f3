using System.Globalization;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Customers.Fields;

/// <summary>Days and moments as people, sheets and programs write them; without an offset the company's wall clock is meant.</summary>
internal static class FieldDate
{
    public static Outcome<string> Day(FieldSpec field, string raw, BusinessTime time)
    {
        var wall = Offset(raw) is { } moment ? time.ToLocal(moment) : CellDate.Parse(raw);
        return wall is { } day && day.Year is >= 1900 and <= 2100
            ? day.ToString(FieldValue.DayForm, CultureInfo.InvariantCulture) : FieldValue.No(field, FieldRefusal.DateUnreadable, raw);
    }

    public static Outcome<string> Moment(FieldSpec field, string raw, BusinessTime time)
    {
        var utc = Offset(raw) ?? (CellDate.Parse(raw) is { } wall ? time.ToUtc(wall) : null);
        return utc is { } moment && moment.Year is >= 1900 and <= 2100
            ? moment.ToString(FieldValue.MomentForm, CultureInfo.InvariantCulture) : FieldValue.No(field, FieldRefusal.DateUnreadable, raw);
    }

    private static DateTime? Offset(string raw)
    {
        var said = raw.Trim();
        var dated = said.Length is >= 17 and <= 40 && said[10] == 'T' && (said[^1] == 'Z' || said[^6] is '+' or '-');
        return dated && DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment.UtcDateTime : null;
    }
}
