using Scrm.Core.Customers;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

namespace Scrm.Web.Imports;

/// <summary>Workbooks to fill in, with drop-down lists of what the dictionary has.</summary>
internal static class TemplateFiles
{
    private const int MostGroups = 60;

    public static void Write(Stream output, string shape, IReadOnlyList<GroupName> groups) => TemplateWorkbook.Write(output, ExportText.Customers.Sheet, shape switch
    {
        "tags" => [.. Customer(), Column(ColumnRole.Tags, 40, [.. groups.SelectMany(g => g.Tags.Select(t => TagList.Join([new(g.Name, t)])))], strict: false)],
        "groups" => [.. Customer(), .. groups.Take(MostGroups).Select(g =>
            TemplateColumn.For(ExportText.Customers.Group(g.Name), [.. g.Tags.Select(t => TagList.Join([new(null, t)]))], g.Mode != GroupMode.Many))],
        _ => Dictionary(groups),
    });

    private static IEnumerable<TemplateColumn> Customer() =>
    [
        Column(ColumnRole.Name, 20), Column(ColumnRole.Phone, 16), Column(ColumnRole.MemberNo, 14), Column(ColumnRole.Gender, 18, [ExportText.Of(Gender.Male), ExportText.Of(Gender.Female)]),
        Column(ColumnRole.Company, 20), Column(ColumnRole.Region, 14), Column(ColumnRole.Owner, 16), Column(ColumnRole.AddedAt, 14),
    ];

    private static List<TemplateColumn> Dictionary(IReadOnlyList<GroupName> groups) =>
    [
        Column(ColumnRole.TagGroup, 18, [.. groups.Select(g => g.Name)], strict: false),
        Column(ColumnRole.GroupMode, 12, [.. Enum.GetValues<GroupMode>().Select(ImportText.Of)]),
        Column(ColumnRole.GroupClass, 12, [.. Enum.GetValues<GroupClass>().Select(ExportText.Of)]),
        Column(ColumnRole.GroupCycle, 12, [.. Enum.GetValues<UpdateCycle>().Select(ExportText.Of)]),
        Column(ColumnRole.GroupMeaning, 28), Column(ColumnRole.TagName, 18), Column(ColumnRole.TagMeaning, 40),
        Column(ColumnRole.TagPinned, 10, [ExportText.DictionaryFile.YesNo(true), ExportText.DictionaryFile.YesNo(false)]), Column(ColumnRole.TagLifetime, 12),
    ];

    private static TemplateColumn Column(ColumnRole role, double width, IReadOnlyList<string>? choices = null, bool strict = true) =>
        new(ExportText.Header(role), width, ExportText.NoteOf(role), ExportText.ExampleOf(role), choices, strict);
}
