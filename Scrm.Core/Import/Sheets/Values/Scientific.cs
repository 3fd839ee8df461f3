using System.Text.RegularExpressions;

namespace Scrm.Core.Import.Sheets;

/// <summary>Texts like 1.38E+10: what Excel shows, and other programs save, for a long number in a narrow column.</summary>
internal static partial class Scientific
{
    private const int MostDigits = 20;

    public static bool Is(string text) => text.AsSpan().IndexOfAny('e', 'E') > 0 && char.IsAsciiDigit(text[0]) && Pattern().IsMatch(text);

    /// <summary>The digits where none was rounded away. Likely: only the last digit is missing, so it was probably a zero.</summary>
    public static string? Digits(string text, out string? likely)
    {
        likely = null;
        var match = Pattern().Match(text);
        var digits = match.Groups["whole"].Value + match.Groups["rest"].Value;
        if (!match.Success || !int.TryParse(match.Groups["exponent"].Value, out var exponent) || exponent >= MostDigits) return null;
        var length = exponent + 1;
        if (digits.Length == length) return digits;
        if (digits.Length > length) return digits[length..].All(digit => digit == '0') ? digits[..length] : null;
        if (digits.Length == length - 1) likely = digits + "0";
        return null;
    }

    [GeneratedRegex(@"^(?<whole>[1-9])(?:\.(?<rest>\d+))?[eE]\+?(?<exponent>\d{1,2})$")]
    private static partial Regex Pattern();
}
