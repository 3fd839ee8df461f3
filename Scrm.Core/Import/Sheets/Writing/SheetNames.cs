namespace Scrm.Core.Import.Sheets;

/// <summary>Names that Excel accepts for a sheet.</summary>
internal static class SheetNames
{
    private const int Longest = 31;

    public static string Fit(string name, IReadOnlyCollection<string> taken)
    {
        var clean = string.Concat(CleanText.Of(name).Select(letter => "[]:*?/\\".Contains(letter) ? ' ' : letter)).Trim(' ', '\'');
        if (clean.Length == 0) clean = "Sheet";
        for (var number = 1; ; number++)
        {
            var ending = number == 1 ? "" : $" ({number})";
            var fit = clean[..Math.Min(clean.Length, Longest - ending.Length)] + ending;
            if (!taken.Contains(fit, StringComparer.OrdinalIgnoreCase)) return fit;
        }
    }
}
