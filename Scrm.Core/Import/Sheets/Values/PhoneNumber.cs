using System.Text.RegularExpressions;

namespace Scrm.Core.Import.Sheets;

/// <summary>
/// Mobile numbers become E.164 (+8613912345678; without a country code 86 is meant), landlines 010-12345678 or 0571-1234567-801,
/// service numbers 400-820-8820. What cannot be a phone is a problem, not a value.
/// </summary>
public static partial class PhoneNumber
{
    private const string Country = "86";

    public static ValueReading Parse(string text)
    {
        if (IsMobile(text)) return Mobile(text);
        if (CleanText.IsNone(text)) return ValueReading.Blank;
        var folded = Dashes().Replace(Folding.Fold(CleanText.Of(text)), "-").Trim('\'', '"', ' ');
        if (folded.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) folded = folded[4..];
        if (IdText.IsFiller(folded)) return ValueReading.No(ProblemCode.PhoneFiller);
        if (Scientific.Is(folded)) return FromScientific(folded);
        if (folded.EndsWith(".0", StringComparison.Ordinal)) folded = folded[..^2];
        return Landline(folded) ?? FromDigits(folded);
    }

    /// <summary>The phones of a cell that holds several: 13912345678/010-12345678.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        if (text.AsSpan().IndexOfAny("/、,，;；|｜\n") < 0) return [text];
        return text.Split(['/', '、', ',', '，', ';', '；', '|', '｜', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static ValueReading FromScientific(string text)
    {
        var exact = Scientific.Digits(text, out var likely);
        if (exact is not null) return FromDigits(exact);
        return ValueReading.No(ProblemCode.DigitsLost, likely is null ? null : FromDigits(likely).Value);
    }

    private static ValueReading FromDigits(string text)
    {
        var international = text.StartsWith('+') || text.StartsWith("(+", StringComparison.Ordinal);
        var digits = string.Concat(text.Where(letter => letter is not (' ' or '-' or '.' or '(' or ')' or '+')));
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit)) return ValueReading.No(ProblemCode.PhoneUnreadable, OnlyMobileIn(text));
        if (!international && digits.StartsWith("00", StringComparison.Ordinal) && digits.Length > 8)
        {
            international = true;
            digits = digits[2..];
        }
        if (IsFiller(digits)) return ValueReading.No(ProblemCode.PhoneFiller);
        if (digits.StartsWith(Country, StringComparison.Ordinal) && (international || digits.Length == 13)) return Chinese(digits[2..]);
        if (international) return digits.Length is >= 7 and <= 15 && digits[0] != '0' ? new($"+{digits}") : ValueReading.No(ProblemCode.PhoneUnreadable);
        return Domestic(digits);
    }

    private static ValueReading Chinese(string national)
    {
        if (IsMobile(national)) return Mobile(national);
        return Landline(national.StartsWith('0') ? national : $"0{national}") ?? ValueReading.No(ProblemCode.PhoneUnreadable);
    }

    private static ValueReading Domestic(string digits)
    {
        if (IsMobile(digits)) return Mobile(digits);
        if (digits.Length == 12 && digits[0] == '0' && IsMobile(digits[1..])) return Mobile(digits[1..]);
        if (digits.Length == 10 && (digits.StartsWith("400", StringComparison.Ordinal) || digits.StartsWith("800", StringComparison.Ordinal)))
            return new($"{digits[..3]}-{digits[3..6]}-{digits[6..]}");
        // A landline kept as a number has lost its leading zero.
        var zeroed = digits.Length is 9 or 10 or 11 && digits[0] != '0' ? Landline($"0{digits}")?.Value : null;
        return ValueReading.No(ProblemCode.PhoneUnreadable, zeroed);
    }

    private static ValueReading Mobile(string digits) => IsFiller(digits) ? ValueReading.No(ProblemCode.PhoneFiller) : new($"+{Country}{digits}");

    private static bool IsMobile(string digits) =>
        digits.Length == 11 && digits[0] == '1' && digits[1] >= '3' && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsFiller(string digits) => digits is "13800138000" or "13900139000" or "8613800138000"
        || digits.StartsWith("1234567", StringComparison.Ordinal)
        || digits.Length >= 9 && digits.AsSpan(digits.Length - 8).IndexOfAnyExcept('0') < 0
        || digits.Length >= 7 && digits.AsSpan(digits.Length - Math.Min(9, digits.Length)).IndexOfAnyExcept(digits[^1]) < 0;

    private static ValueReading? Landline(string text)
    {
        var match = LandlinePattern().Match(text);
        if (!match.Success || match.Groups["local"].Value.All(digit => digit == match.Groups["local"].Value[0])) return null;
        var extension = match.Groups["extension"].Value;
        return new($"{match.Groups["area"].Value}-{match.Groups["local"].Value}{(extension.Length > 0 ? "-" : "")}{extension}");
    }

    private static string? OnlyMobileIn(string text)
    {
        var found = MobileRun().Matches(text);
        return found.Count == 1 ? FromDigits(found[0].Value).Value : null;
    }

    [GeneratedRegex("[‐-―−－_]+")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex MobileRun();

    [GeneratedRegex(@"^\(?(?<area>010|02\d|0[3-9]\d{2})\)?[- ]*(?<local>[1-9]\d{2,3}[- ]?\d{4})"
        + @"(?:\s*(?:-|转|ext\.?|x|#)\s*(?<extension>\d{1,6}))?$", RegexOptions.IgnoreCase)]
    private static partial Regex LandlinePattern();
}
