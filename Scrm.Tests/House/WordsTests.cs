using System.Text.RegularExpressions;
using static Scrm.Tests.House.Sources;

namespace Scrm.Tests.House;

/// <summary>Every text of a screen stands in the code as Say("中文", "English"); both are looked at where they stand.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Every_text_is_said_in_Chinese_and_in_English()
    {
        var bad = Sources.Web.SelectMany(Said)
            .Where(said => said.Arguments.Count != 2 || !Chinese().IsMatch(said.Arguments[0]) || !Latin().IsMatch(said.Arguments[1]));
        None(bad.Select(said => $"{said.At}: {string.Join(" | ", said.Arguments)}"));
    }

    [Fact]
    public void English_texts_hold_no_Chinese() =>
        None(Sources.Web.SelectMany(Said).Where(said => said.Arguments.Count == 2 && Chinese().IsMatch(WithoutCode(said.Arguments[1])))
            .Select(said => $"{said.At}: {said.Arguments[1]}"));

    [Fact]
    public void Chinese_texts_come_to_the_point_without_a_please() =>
        None(Sources.Web.SelectMany(Said).Where(said => said.Arguments.Count == 2 && said.Arguments[0].Contains('请') && !said.Arguments[0].Contains("申请"))
            .Select(said => $"{said.At}: {said.Arguments[0]}"));

    [Fact]
    public void No_text_of_a_screen_is_written_past_the_two_languages() =>
        None(Components.SelectMany(file => file.Where(LooseChinese())).Where(line => !line.Contains("Say(", StringComparison.Ordinal) && !OwnName().IsMatch(line)));

    private static string WithoutCode(string text) => Hole().Replace(text, "");

    private static IEnumerable<(string At, List<string> Arguments)> Said(SourceFile file)
    {
        foreach (Match call in Call().Matches(file.Text))
        {
            var line = file.Text.AsSpan(0, call.Index).Count('\n') + 1;
            var arguments = Arguments(file.Text, call.Index + call.Length);
            yield return ($"{file.Path}:{line}", arguments);
        }
    }

    /// <summary>The arguments of a call whose opening parenthesis ends at <paramref name="at"/>, as written.</summary>
    private static List<string> Arguments(string text, int at)
    {
        List<string> arguments = [];
        int depth = 1, from = at, holes = 0;
        var quoted = false;
        for (; at < text.Length && depth > 0; at++)
        {
            var c = text[at];
            if (quoted && c == '\\') at++;
            else if (c == '"') quoted = !quoted;
            else if (quoted && c == '{') { holes++; quoted = false; depth++; }
            else if (!quoted && c == '}' && holes > 0) { holes--; quoted = true; depth--; }
            else if (quoted) { }
            else if (c is '(' or '[') depth++;
            else if (c is ')' or ']') depth--;
            else if (c == ',' && depth == 1) { arguments.Add(text[from..at].Trim()); from = at + 1; }
        }
        arguments.Add(text[from..(at - 1)].Trim());
        return arguments;
    }

    [GeneratedRegex(@"(?<!\.|\b(?:void|string|bool|Task) )\bSay\(")]
    private static partial Regex Call();

    [GeneratedRegex("[\u3400-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex("[\">]中文[\"<]")]
    private static partial Regex OwnName();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[\u3400-\u9fff]")]
    private static partial Regex LooseChinese();
}
