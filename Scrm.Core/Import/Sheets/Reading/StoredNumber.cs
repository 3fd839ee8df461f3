using System.Globalization;

namespace Scrm.Core.Import.Sheets;

/// <summary>A number as the sheet stores it, turned into what the operator sees.</summary>
internal static class StoredNumber
{
    private const double LastSerial = 2_958_466;

    public static SheetCell Cell(int column, ReadOnlySpan<char> stored, CellFormat format, bool date1904)
    {
        stored = stored.Trim();
        if (format.Look == NumberLook.General && IsShortInteger(stored))
            return new SheetCell(column, new string(stored), CellKind.Number, long.Parse(stored, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return new SheetCell(column, new string(stored));
        if (format.Look is NumberLook.Date or NumberLook.DateTime or NumberLook.Time && Moment(number, date1904) is { } moment)
            return new SheetCell(column, DateText(moment, number, format.Look), CellKind.Date, number);
        var text = Digits(number);
        if (format.Look == NumberLook.Zeros && text.All(char.IsAsciiDigit)) text = text.PadLeft(format.Digits, '0');
        return new SheetCell(column, text, CellKind.Number, number, Math.Abs(number) >= 1e15 ? CellMarks.DigitsLost : CellMarks.None);
    }

    /// <summary>Null where no calendar date has this serial. 1900: day 1 is 1900-01-01, and the 29 February that Excel invented counts.</summary>
    public static DateTime? Moment(double serial, bool date1904)
    {
        if (!(serial >= 0 && serial < LastSerial)) return null;
        var start = date1904 ? new DateTime(1904, 1, 1) : serial < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        var seconds = Math.Round(serial * 86_400);
        return seconds < (DateTime.MaxValue - start).TotalSeconds ? start.AddTicks((long)seconds * TimeSpan.TicksPerSecond) : null;
    }

    private static string DateText(DateTime moment, double serial, NumberLook look) => look switch
    {
        NumberLook.Date => Stamp(moment)[..10],
        NumberLook.Time when serial < 1 => Stamp(moment)[11..],
        _ => Stamp(moment),
    };

    // yyyy-MM-dd HH:mm:ss; a sheet has one in every row, and formatting by pattern takes longer than reading the row.
    private static string Stamp(DateTime moment) => string.Create(19, moment, static (text, at) =>
    {
        "0000-00-00 00:00:00".CopyTo(text);
        Digits(text[..4], at.Year);
        Digits(text[5..7], at.Month);
        Digits(text[8..10], at.Day);
        Digits(text[11..13], at.Hour);
        Digits(text[14..16], at.Minute);
        Digits(text[17..], at.Second);
    });

    private static void Digits(Span<char> text, int number)
    {
        for (var at = text.Length - 1; at >= 0; at--, number /= 10) text[at] = (char)('0' + number % 10);
    }

    private static bool IsShortInteger(ReadOnlySpan<char> stored)
    {
        var digits = stored.StartsWith("-") ? stored[1..] : stored;
        return digits.Length is > 0 and <= 15 && digits.IndexOfAnyExceptInRange('0', '9') < 0 && (digits[0] != '0' || stored.Length == 1);
    }

    /// <summary>The 15 significant digits that a spreadsheet has, never with an exponent: 1.38E+10 becomes 13800000000.</summary>
    public static string Digits(double number)
    {
        var text = number.ToString("G15", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E');
        if (exponentAt < 0) return text;
        var exponent = int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = text[0] == '-' ? "-" : "";
        var mantissa = text[sign.Length..exponentAt];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa.Length : point;
        var digits = mantissa.Replace(".", "");
        var at = whole + exponent;
        if (at <= 0) return $"{sign}0.{new string('0', -at)}{digits}";
        return at >= digits.Length ? sign + digits.PadRight(at, '0') : $"{sign}{digits[..at]}.{digits[at..]}";
    }
}
