using System.Buffers;

namespace Scrm.Core.Import.Sheets;

/// <summary>Member numbers, OneIDs and external ids: half width, trimmed, fillers refused.</summary>
public static class IdText
{
    private const int LongestFiller = 15;
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static ValueReading Parse(string text)
    {
        if (CleanText.IsNone(text)) return ValueReading.Blank;
        var folded = text.AsSpan().IndexOfAnyExcept(Plain) < 0 ? text : Folding.Fold(CleanText.Of(text));
        if (IsFiller(folded)) return ValueReading.No(ProblemCode.IdFiller);
        if (!Scientific.Is(folded)) return new(folded);
        var exact = Scientific.Digits(folded, out var likely);
        return exact is null ? ValueReading.No(ProblemCode.DigitsLost, likely) : new(exact);
    }

    /// <summary>What programs write where there was no value.</summary>
    public static bool IsFiller(string folded) => folded.AsSpan().IndexOfAnyExcept('0') < 0
        || folded.Length <= LongestFiller && folded.ToLowerInvariant()
            is "null" or "(null)" or "<null>" or "\\n" or "nil" or "none" or "nan" or "undefined" or "[object object]" or "-1";
}
