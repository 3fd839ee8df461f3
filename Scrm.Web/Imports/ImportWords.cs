using Scrm.Core.Import;
using static Scrm.Web.Imports.ImportText;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>The counts of plans and results: the same words for both.</summary>
public static class ImportWords
{
    public static string Rows => Say("行", "Rows");
    public static string Created => Say("新建客户", "Customers created");
    public static string Matched => Say("匹配到已有客户", "Rows of known customers");
    public static string Folded => Say("同一人的多行合并", "Rows folded into one person");
    public static string Updated => Say("更新字段", "Rows that update fields");
    public static string TagsAdded => Say("打上标签", "Tags put on");
    public static string TagsReplaced => Say("其中替换互斥标签", "Of them replacing another");
    public static string TagsThere => Say("本来就有的标签", "Tags already there");
    public static string TagsSkipped => Say("没打的标签", "Tags left out");
    public static string Lost => Say("整行没导入", "Rows left out");
    public static string Problems => Say("问题", "Problems");
    public static string GroupsNew => Say("新建标签组", "Groups created");
    public static string GroupsChanged => Say("改动的标签组", "Groups changed");
    public static string TagsNew => Say("新建标签", "Tags created");
    public static string TagsChanged => Say("改动的标签", "Tags changed");

    public static IEnumerable<(string Name, int Value, bool Bad)> OfCustomers(ImportCounts counts)
    {
        yield return (Rows, counts.Rows, false);
        yield return (Created, counts.Created, false);
        yield return (Matched, counts.Matched, false);
        if (counts.Folded > 0) yield return (Folded, counts.Folded, false);
        yield return (Updated, counts.Updated, false);
        yield return (TagsAdded, counts.TagsAdded, false);
        if (counts.TagsReplaced > 0) yield return (TagsReplaced, counts.TagsReplaced, false);
        if (counts.TagsThere > 0) yield return (TagsThere, counts.TagsThere, false);
        if (counts.TagsSkipped > 0) yield return (TagsSkipped, counts.TagsSkipped, true);
        if (counts.Lost > 0) yield return (Lost, counts.Lost, true);
    }

    public static IEnumerable<(string Name, int Value, bool Bad)> OfDictionary(ImportCounts counts)
    {
        yield return (Rows, counts.Rows, false);
        yield return (GroupsNew, counts.GroupsNew, false);
        yield return (GroupsChanged, counts.GroupsChanged, false);
        yield return (TagsNew, counts.TagsNew, false);
        yield return (TagsChanged, counts.TagsChanged, false);
        if (counts.Lost > 0) yield return (Lost, counts.Lost, true);
    }

    /// <summary>The act in one line, with its numbers.</summary>
    public static string WillDo(ImportCounts counts) => Say(
        $"将新建 {Number(counts.Created)} 位客户，更新 {Number(counts.Updated)} 行，打上 {Number(counts.TagsAdded)} 个标签。之后可以撤销。",
        $"Creates {Number(counts.Created)} customers, updates {Number(counts.Updated)} rows, puts on {Number(counts.TagsAdded)} tags. It can be taken back.");

    public static string WillChange(ImportCounts counts) => Say(
        $"将新建 {Number(counts.GroupsNew)} 个标签组、{Number(counts.TagsNew)} 个标签，改动 {Number(counts.GroupsChanged + counts.TagsChanged)} 处。",
        $"Creates {Number(counts.GroupsNew)} groups and {Number(counts.TagsNew)} tags, changes {Number(counts.GroupsChanged + counts.TagsChanged)}.");
}
