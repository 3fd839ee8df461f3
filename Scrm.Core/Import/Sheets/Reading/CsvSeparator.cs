namespace Scrm.Core.Import.Sheets;

internal static class CsvSeparator
{
    /// <summary>Columns set apart by runs of blanks, as statisticians keep their tables.</summary>
    public const char Blanks = ' ';

    private const int Sample = 30;
    private static readonly char[] Candidates = [',', '\t', ';', '｜', '|'];

    /// <summary>The separator that cuts the first records most evenly, and whether a first line sep=; names it.</summary>
    public static (char Separator, bool Named) Guess(string head, SheetLimits limits)
    {
        if (head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head.AsSpan(4).IndexOfAny('\r', '\n') == 1) return (head[4], true);
        var best = (Separator: ',', Score: 0.0);
        foreach (var candidate in Candidates)
            if (Score(head, candidate, limits) is var score && score > best.Score) best = (candidate, score);
        return best.Score == 0 && InColumns(head) ? (Blanks, false) : (best.Separator, false);
    }

    // A name may have a blank in it, so nothing less than three columns in every line, mostly of digits, is a table.
    private static bool InColumns(string head)
    {
        var lines = head.Split('\n', Sample + 2).Take(Sample + 1).Select(line => line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 0).ToList();
        var data = lines.Skip(1).ToList();
        return data.Count > 0 && lines.TrueForAll(parts => parts.Length >= 3 && parts.Length == lines[0].Length)
            && data.TrueForAll(parts => parts.Count(part => char.IsAsciiDigit(part[0])) * 2 > parts.Length);
    }

    private static double Score(string head, char separator, SheetLimits limits)
    {
        if (!head.Contains(separator)) return 0;
        var widths = Widths(head, separator, limits);
        if (widths.Count == 0) return 0;
        var usual = widths.GroupBy(width => width).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        if (usual.Key < 2) return 0;
        var evenness = (double)usual.Count() / widths.Count;
        return separator is '|' or '｜' && usual.Key == 2 && LeadsItsLines(head, separator) ? evenness + 0.1 : evenness;
    }

    private static List<int> Widths(string head, char separator, SheetLimits limits)
    {
        var widths = new List<int>();
        var records = new CsvRecords(new StringReader(head), separator, limits with { Columns = int.MaxValue }, "", partial: true);
        while (widths.Count < Sample && records.Read())
            if (records.Cells.Count > 0) widths.Add(records.Width);
        return widths;
    }

    // 客户ID｜标签,标签: the bar stands before any comma, from the first line on, and the commas belong to the tags.
    private static bool LeadsItsLines(string head, char bar) => head.Split('\n', Sample + 1).Take(Sample).Where(line => !string.IsNullOrWhiteSpace(line))
        .All(line => line.IndexOf(bar) is >= 0 and var at && (line.IndexOf(',') is var comma && (comma < 0 || at < comma)));
}
