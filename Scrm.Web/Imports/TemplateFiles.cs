using Scrm.Core.Customers;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>Workbooks to fill in, with drop-down lists of what the dictionary has.</summary>
internal static class TemplateFiles
{
    private const int MostGroups = 60;

    public static void Write(Stream output, string shape, IReadOnlyList<GroupName> groups, IReadOnlyList<string> kinds) => TemplateWorkbook.Write(output, NameOf(shape), shape switch
    {
        "orders" => Orders(),
        "events" => Events(kinds),
        "tags" => [.. Customer(), Column(ColumnRole.Tags, 40, [.. groups.SelectMany(g => g.Tags.Select(t => TagList.Join([new(g.Name, t)])))], strict: false)],
        "groups" => [.. Customer(), .. groups.Take(MostGroups).Select(g =>
            TemplateColumn.For(ExportText.Customers.Group(g.Name), [.. g.Tags.Select(t => TagList.Join([new(null, t)]))], g.Mode != GroupMode.Many))],
        _ => Dictionary(groups),
    });

    public static string NameOf(string shape) => shape switch
    {
        "dictionary" => ExportText.Dictionary, "orders" => ImportText.Of(LayoutKind.Orders), "events" => ImportText.Of(LayoutKind.Events), _ => ExportText.Customers.Sheet,
    };

    private static List<TemplateColumn> Orders() =>
    [
        Touch(Say("会员号", "Member number"), 14, "M00001"), Touch(Say("手机号", "Phone"), 16, "13912345678"), Touch(Say("订单号", "Order no"), 20, Say("示例：20260301-001", "Example: 20260301-001")),
        Touch(Say("付款时间", "Paid at"), 20, "2026-03-01 10:20"), Touch(Say("实付金额", "Amount"), 12, "128.50"), Touch(Say("商品", "Product"), 24, Say("示例：有机牛奶", "Example: milk")), Touch(Say("数量", "Quantity"), 10, "2"),
    ];

    private static List<TemplateColumn> Events(IReadOnlyList<string> kinds) =>
    [
        Touch(Say("手机号", "Phone"), 16, "13912345678"), Touch(Say("时间", "Time"), 20, "2026-03-01 10:20"), Touch(Say("行为", "Event"), 16, kinds[0]) with { Choices = kinds, Strict = true },
        Touch(Say("对象", "Subject"), 24, Say("示例：价格页", "Example: prices")), Touch(Say("时长", "Duration"), 10, "35"), Touch(Say("金额", "Amount"), 12, ""),
    ];

    private static TemplateColumn Touch(string header, double width, string example) => new(header, width, "", example);

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
