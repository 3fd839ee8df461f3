using System.Reflection;

namespace Scrm.Core;

/// <summary>
/// The first letters of Chinese words as people type them: 高意向 is found by "gyx". Each character has the letter of its usual reading, those of everyday
/// characters as GB2312 sorts them and the others as CLDR's pinyin order does; second readings are listed.
/// </summary>
public static class Pinyin
{
    /// <summary>As much of a name as <see cref="OfPerson"/> keeps.</summary>
    public const int LongestPerson = 16;

    private const char First = '一';

    /// <summary>A letter for each character from 4E00 on.</summary>
    private static readonly string Letters = Load();

    private static readonly Dictionary<char, char> SecondReadings = Table("行h 长z 重c 乐y 会k 调t 单s 参s 曾z 降x 率s 朝z 车j 传z 弹t 盛c 石d 校j 折s 着z 便p 藏z 差c 卡q 还h");
    private static readonly Dictionary<char, char> Surnames = Table("曾z 单s 解x 仇q 查z 区o 翟z 乐y 覃q 冼x 员y 黑h 盖g 尉w 缪m 朴p 盛s 石s");

    /// <summary>One character for each of the text: the letter of a Chinese one, the others folded and in lower case.</summary>
    public static string Initials(string text) => string.Concat(Folding.Key(text).Select(Initial));

    /// <summary>What a person is looked up by: letters and digits alone, the surname by its own reading, <see cref="LongestPerson"/> at most.</summary>
    public static string OfPerson(string name)
    {
        Span<char> kept = stackalloc char[LongestPerson];
        var length = 0;
        foreach (var c in Folding.Key(name))
        {
            var initial = length == 0 && Surnames.TryGetValue(c, out var surname) ? surname : Initial(c);
            if (!char.IsAsciiLetterOrDigit(initial)) continue;
            kept[length++] = initial;
            if (length == LongestPerson) break;
        }
        return new(kept[..length]);
    }

    /// <summary>Whether the text holds what was typed, as it stands or by initials; blanks typed are of no account.</summary>
    public static bool Matches(string text, string typed)
    {
        var wanted = Folding.Key(typed).Replace(" ", "", StringComparison.Ordinal);
        var name = Folding.Key(text).Replace(" ", "", StringComparison.Ordinal);
        for (var start = 0; start + wanted.Length <= name.Length; start++)
            if (StandsAt(name, wanted, start)) return true;
        return wanted.Length == 0;
    }

    private static bool StandsAt(string name, string wanted, int start)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            var there = name[start + i];
            if (there != wanted[i] && Initial(there) != wanted[i] && SecondReadings.GetValueOrDefault(there) != wanted[i]) return false;
        }
        return true;
    }

    private static char Initial(char c) => c - First is var at and >= 0 && at < Letters.Length ? Letters[at] : c;

    private static Dictionary<char, char> Table(string pairs) => pairs.Split(' ').ToDictionary(p => p[0], p => p[1]);

    private static string Load()
    {
        using var letters = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("pinyin")!);
        return letters.ReadToEnd().ReplaceLineEndings("");
    }
}
