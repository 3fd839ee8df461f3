using System.Text;

namespace Scrm.Core;

/// <summary>
/// The first letters of Chinese words as people type them: 高意向 is found by "gyx". The 3,755 everyday characters of GB2312 stand in the order of their
/// pinyin in code page 936, so a letter is a range of codes; the rarer ones that names of tags use, and second readings, are listed.
/// </summary>
public static class Pinyin
{
    private const string Letters = "abcdefghjklmnopqrstwxyz";
    private const int LastEveryday = 0xd7f9;

    private static readonly int[] Starts =
    [
        0xb0a1, 0xb0c5, 0xb2c1, 0xb4ee, 0xb6ea, 0xb7a2, 0xb8c1, 0xb9fe, 0xbbf7, 0xbfa6, 0xc0ac, 0xc2e8,
        0xc4c3, 0xc5b6, 0xc5be, 0xc6da, 0xc8bb, 0xc8f6, 0xcbfa, 0xcdda, 0xcef4, 0xd1b9, 0xd4d1,
    ];

    private static readonly Dictionary<char, char> Rare = Table("璃l 睫j 焙b 糕g 鸢y 圳z 婷t 馨x 晟s 琪q 瑜y 煜y 鑫x 淼m 霖l 囤t 砼t 薇w 妍y 婧j 玥y 钰y 昕x 祺q 瑾j 璐l 娟j 榴l 缇t 咖k 啡f 烩h 焗j 炖d 痘d 疤b 瘢b 祛q 皙x 颧q 褪t 孢b");
    private static readonly Dictionary<char, char> SecondReadings = Table("行h 长z 重c 乐y 会k 调t 单s 参s 曾z 降x 率s 朝z 车j 传z 弹t 盛c 石d 校j 折s 着z 便p 藏z 差c 卡q 还h");
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    /// <summary>One character for each of the text: the letter of a Chinese one, the others folded and in lower case.</summary>
    public static string Initials(string text) => string.Concat(Folding.Key(text).Select(Initial));

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

    private static char Initial(char c)
    {
        if (c < 0x4e00 || c > 0x9fff) return c;
        if (Rare.TryGetValue(c, out var rare)) return rare;
        Span<byte> bytes = stackalloc byte[2];
        if (Gbk.GetBytes([c], bytes) != 2) return c;
        var code = (bytes[0] << 8) | bytes[1];
        if (code < Starts[0] || code > LastEveryday) return c;
        var at = Array.BinarySearch(Starts, code);
        return Letters[at >= 0 ? at : ~at - 1];
    }

    private static Dictionary<char, char> Table(string pairs) => pairs.Split(' ').DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1]);
}
