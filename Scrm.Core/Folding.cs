using System.Text;

namespace Scrm.Core;

/// <summary>Full-width forms become half-width ones and blanks collapse, so that "ＶＩＰ 客户" and "VIP客户" can be told to be near.</summary>
public static class Folding
{
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (IsFolded(text)) return text;
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var half = c switch { '\u3000' or '\u00a0' or '\t' or '\r' or '\n' => ' ', >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0), '\u200b' or '\ufeff' => '\0', _ => c };
            if (half == '\0' || (half == ' ' && (folded.Length == 0 || folded[^1] == ' '))) continue;
            folded.Append(half);
        }
        if (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        return folded.ToString();
    }

    /// <summary>The form under which names are unique: folded and lower case.</summary>
    public static string Key(string? text) => Fold(text).ToLowerInvariant();

    private static bool IsFolded(string text)
    {
        var blank = true;
        foreach (var c in text)
        {
            if (c is '\u3000' or '\u00a0' or '\t' or '\r' or '\n' or >= '\uff01' and <= '\uff5e' or '\u200b' or '\ufeff' || (c == ' ' && blank)) return false;
            blank = c == ' ';
        }
        return !blank;
    }
}
