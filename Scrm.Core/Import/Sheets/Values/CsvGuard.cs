namespace Scrm.Core.Import.Sheets;

/// <summary>
/// A text that a spreadsheet would run as a formula gets an apostrophe in CSV, and reading takes exactly that one off again. A text that
/// already begins with apostrophes before such a character gets one more, so that both ways are exact.
/// </summary>
public static class CsvGuard
{
    public static string Protect(string text) => IsDangerous(text) ? $"'{text}" : text;

    public static string Restore(string text) => text.StartsWith('\'') && IsDangerous(text) ? text[1..] : text;

    private static bool IsDangerous(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        return !rest.IsEmpty && rest[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
    }
}
