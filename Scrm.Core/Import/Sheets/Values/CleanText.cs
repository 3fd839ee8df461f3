using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>Text as a person meant it: without control, zero-width and direction characters, trimmed, runs of blanks as one. Width is kept.</summary>
public static class CleanText
{
    public static string Of(string text) => IsClean(text) ? text : Clean(text, keepLines: false);

    /// <summary>The same, but line breaks stay, as \n.</summary>
    public static string Lines(string text) => IsClean(text) ? text : Clean(text, keepLines: true);

    /// <summary>Nothing, only blanks, -- or N/A. A lone 无 or - may be a value, so it is not blank here.</summary>
    public static bool IsBlank(string text)
    {
        if (text.Length > 8) return string.IsNullOrWhiteSpace(text);
        if (text.Length > 0 && text[0] is >= '0' and <= '9' or >= 'A' and < 'N' or >= '\u4E00' and <= '\u9FFF') return false;
        var folded = Folding.Key(text);
        return folded is "" or "--" or "---" or "—" or "——" or "n/a" or "#n/a";
    }

    /// <summary>Also what people put into an id, a phone or a date for "none"; never a value there.</summary>
    public static bool IsNone(string text) => IsBlank(text)
        || text.Length < 6 && Folding.Key(text) is "-" or "/" or "无" or "没有" or "暂无" or "空" or "未填" or "未填写" or "未知";

    private static bool IsClean(string text)
    {
        var blank = true;
        foreach (var letter in text)
        {
            var space = letter == ' ';
            if ((space && blank) || (letter > 0x7E && Becomes(letter) != letter) || letter < ' ' || letter == 0x7F) return false;
            blank = space;
        }
        return !blank || text.Length == 0;
    }

    private static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            var kept = letter == '\n' ? keepLines ? '\n' : ' ' : Becomes(letter);
            var afterBlank = clean.Length == 0 || clean[^1] is ' ' or '\n';
            if (kept == '\0' || (kept == ' ' && afterBlank)) continue;
            if (kept == '\n' && clean.Length > 0 && clean[^1] == ' ') clean.Length--;
            if (kept == '\n' && clean.Length == 0) continue;
            clean.Append(kept);
        }
        return clean.ToString().TrimEnd(' ', '\n');
    }

    // U+200D stays: it joins the parts of emoji in nicknames.
    private static char Becomes(char letter) => letter switch
    {
        '\t' or '\u00A0' or '\u3000' or >= '\u2000' and <= '\u200A' or '\u202F' or '\u205F' => ' ',
        < ' ' or >= '\u007F' and <= '\u009F' or '\u200B' or '\u200C' or '\u200E' or '\u200F' or '\uFEFF' or '\u00AD'
            or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u2069' => '\0',
        _ => letter,
    };
}
