namespace Scrm.Core.Import.Sheets;

/// <summary>Member numbers, OneIDs and external ids: half width, trimmed, fillers refused.</summary>
public static class IdText
{
    public static ValueReading Parse(string text)
    {
        if (CleanText.IsNone(text)) return ValueReading.Blank;
        var folded = Folding.Fold(CleanText.Of(text));
        if (IsFiller(folded)) return ValueReading.No(ProblemCode.IdFiller);
        if (!Scientific.Is(folded)) return new(folded);
        var exact = Scientific.Digits(folded, out var likely);
        return exact is null ? ValueReading.No(ProblemCode.DigitsLost, likely) : new(exact);
    }

    /// <summary>What programs write where there was no value.</summary>
    public static bool IsFiller(string folded) =>
        folded.ToLowerInvariant() is "null" or "(null)" or "<null>" or "\\n" or "nil" or "none" or "nan" or "undefined" or "[object object]" or "-1"
        || (folded.Length > 0 && folded.All(letter => letter == '0'));
}
