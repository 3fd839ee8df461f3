using System.Text.RegularExpressions;
using static Scrm.Tests.House.Sources;

namespace Scrm.Tests.House;

public sealed partial class StyleTests
{
    [Fact]
    public void Product_reads_the_time_from_a_clock_it_was_given() =>
        None(Product.SelectMany(file => file.Where(SystemClock())));

    [Fact]
    public void No_folder_is_named_after_nothing() =>
        None(All.Where(file => file.Path.Split('/')[..^1].Any(folder => EmptyFolderName().IsMatch(folder))).Select(file => file.Path));

    [Fact]
    public void No_type_is_named_after_nothing() =>
        None(All.SelectMany(file => file.Where(EmptyTypeName())));

    [Fact]
    public void Data_is_never_shown_as_markup() =>
        None(Sources.Web.SelectMany(file => file.Where(RawMarkup())));

    [Fact]
    public void Scripts_never_write_markup() =>
        None(Scripts().Where(script => RawMarkup().IsMatch(File.ReadAllText(script))).Select(script => Path.GetRelativePath(Root, script)));

    [Fact]
    public void Nothing_is_left_to_do_in_a_comment() =>
        None(All.Where(file => !file.Path.StartsWith("Scrm.Tests/House/", StringComparison.Ordinal)).SelectMany(file => file.Where(Unfinished())));

    [Fact]
    public void A_catch_names_what_it_catches_or_lets_it_through() =>
        None(Product.Where(file => NamelessCatch().IsMatch(file.Text)).Select(file => $"{file.Path}: {NamelessCatch().Match(file.Text).Value}"));

    [Fact]
    public void Nothing_waits_for_a_task_by_blocking_or_forgets_it() =>
        None(Product.SelectMany(file => file.Where(Blocking())));

    // What is asserted after an await inside Assert.All is asserted of nothing that waits for it: it fails the whole run, or nothing.
    [Fact]
    public void Nothing_is_awaited_inside_an_assertion_that_does_not_wait() =>
        None(All.SelectMany(file => file.Where(ForgottenAssertion())));

    [Fact]
    public void Every_page_has_a_title() =>
        None(Components.Where(file => file.Text.Contains("@page \"", StringComparison.Ordinal))
            .Where(file => !file.Text.Contains("<PageTitle", StringComparison.Ordinal) && !file.Text.Contains("<PageHead", StringComparison.Ordinal))
            .Select(file => file.Path));

    // Those that stand elsewhere or lead on at once are looked at by journeys of their own.
    [Fact]
    public void Every_page_is_looked_at_in_all_looks()
    {
        var looked = All.Single(file => file.Path == "Scrm.E2E/Journeys/PagesTests.cs").Text;
        None(Components.SelectMany(file => PageRoute().Matches(file.Text)).Select(route => route.Groups[1].Value).Except(["/error", "/setup", "/settings", "/not-found"])
            .Where(route => !Regex.IsMatch(looked, $"\"{RouteParameter().Replace(route, "[0-9]+")}\"")));
    }

    // The framework walks its list of who asks while the address changes; a component that appears just then would change the list and end the session.
    [Fact]
    public void Only_pages_ask_for_parameters_of_the_address() =>
        None(Components.Where(file => file.Text.Contains("[SupplyParameterFromQuery", StringComparison.Ordinal) && !file.Text.Contains("@page \"", StringComparison.Ordinal))
            .Select(file => file.Path));

    [Fact]
    public void Files_stay_short_enough_to_be_read() =>
        None(All.Where(file => file.Lines.Length > (file.Path.EndsWith(".razor", StringComparison.Ordinal) ? 200 : 280))
            .Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void Lines_stay_short_enough_to_be_read() =>
        None(Product.SelectMany(file => file.Where(LongLine())));

    [Fact]
    public void Core_knows_nothing_of_the_web() =>
        None(All.Where(file => file.Path.StartsWith("Scrm.Core/", StringComparison.Ordinal)).SelectMany(file => file.Where(WebInCore())));

    [Fact]
    public void The_sources_are_found() =>
        Assert.True(All.Count > 30, "The sources were not found.");

    private static IEnumerable<string> Scripts()
    {
        var folder = Path.Combine(Root, "Scrm.Web", "wwwroot");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.js", SearchOption.AllDirectories).Where(file => !file.Contains("_framework", StringComparison.Ordinal)) : [];
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|TimeZoneInfo\.Local\b")]
    private static partial Regex SystemClock();

    [GeneratedRegex("^(Services?|Managers?|Helpers?|Util(s|ities)?|Common|Shared|Base|Misc)$")]
    private static partial Regex EmptyFolderName();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) (\w*(Services?|Managers?|Helpers?|Utils?|Utilities)|Common|Shared|Base)\b")]
    private static partial Regex EmptyTypeName();

    [GeneratedRegex(@"\bMarkupString\b|\bAddMarkupContent\b|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write\b|Html\.Raw")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\bcatch\s*\{(?![^}]*\bthrow;)[^}]*\}")]
    private static partial Regex NamelessCatch();

    [GeneratedRegex(@"\basync void (?!On[A-Z])|\.GetAwaiter\(\)\.GetResult\(\)|\bTask\.Run\(|Thread\.Sleep\(")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\bAssert\.(All|Collection)\(.*\basync\b|\.ForEach\(async\b")]
    private static partial Regex ForgottenAssertion();

    [GeneratedRegex("@page \"([^\"]+)\"")]
    private static partial Regex PageRoute();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex RouteParameter();

    [GeneratedRegex(@"\bMicrosoft\.AspNetCore\.(?!Identity\b)|\bMicrosoft\.JSInterop\b")]
    private static partial Regex WebInCore();

    [GeneratedRegex("^.{221}")]
    private static partial Regex LongLine();
}
