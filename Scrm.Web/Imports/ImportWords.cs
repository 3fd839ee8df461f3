using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
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
    public static string FieldsSet => Say("写入客户字段", "Field values written");
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
        if (counts.FieldsSet > 0) yield return (FieldsSet, counts.FieldsSet, false);
        yield return (TagsAdded, counts.TagsAdded, false);
        if (counts.TagsReplaced > 0) yield return (TagsReplaced, counts.TagsReplaced, false);
        if (counts.TagsThere > 0) yield return (TagsThere, counts.TagsThere, false);
        if (counts.TagsSkipped > 0) yield return (TagsSkipped, counts.TagsSkipped, true);
        if (counts.Lost > 0) yield return (Lost, counts.Lost, true);
    }

    public static string Written => Say("打上标签 / 写入", "Tags put on / written");
    public static string UnitOrders => Say(" 笔订单", " orders");
    public static string UnitChanges => Say(" 处改动", " changes");
    public static string UnitEvents => Say(" 次行为", " events");
    public static string Orders => Say("新订单", "New orders");
    public static string OrderTotal => Say("金额合计（元）", "Amount in all (yuan)");
    public static string RefundTotal => Say("其中新退款（元）", "New refunds (yuan)");
    public static string OrderLines => Say("同一订单的其他行", "Further lines of orders");
    public static string FurtherRows => Say("新建客户的其他行", "Further rows of created customers");
    public static string Events => Say("新行为", "New events");
    public static string Known => Say("已有的，不重复计", "There already, not counted twice");
    public static string Unlinked => Say("还不知道是谁的", "Of nobody known yet");

    /// <summary>Figures of orders or events, the money as text.</summary>
    public static IEnumerable<(string Name, string Value, bool Bad)> OfTouches(ImportCounts counts, bool orders)
    {
        yield return (Rows, Number(counts.Rows), false);
        yield return orders ? (Orders, Number(counts.Orders), false) : (Events, Number(counts.Events), false);
        if (orders) yield return (OrderTotal, Money(counts.OrderCents), false);
        if (counts.Refunds > 0) yield return (RefundTotal, Money(counts.RefundCents), false);
        if (counts.OrderLines > 0) yield return (OrderLines, Number(counts.OrderLines), false);
        yield return (Created, Number(counts.Created), false);
        if (counts.Folded > 0) yield return (FurtherRows, Number(counts.Folded), false);
        yield return (Matched, Number(counts.Matched), false);
        if (counts.Unlinked > 0) yield return (Unlinked, Number(counts.Unlinked), false);
        if (counts.Known > 0) yield return (Known, Number(counts.Known), false);
        if (counts.Lost > 0) yield return (Lost, Number(counts.Lost), true);
    }

    public static IEnumerable<(string Name, string Value, bool Bad)> Of(LayoutKind kind, ImportCounts counts) => kind switch
    {
        LayoutKind.Orders or LayoutKind.Events => OfTouches(counts, kind == LayoutKind.Orders),
        LayoutKind.Dictionary => OfDictionary(counts).Select(f => (f.Name, Number(f.Value), f.Bad)),
        _ => OfCustomers(counts).Select(f => (f.Name, Number(f.Value), f.Bad)),
    };

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

    public static string Will(LayoutKind kind, ImportCounts counts) => kind switch
    {
        LayoutKind.Dictionary => WillChange(counts),
        LayoutKind.Orders or LayoutKind.Events => WillTake(counts, kind == LayoutKind.Orders),
        _ => WillDo(counts),
    };

    public static string WillTake(ImportCounts counts, bool orders) => orders
        ? Say($"将写入 {Number(counts.Orders)} 笔订单，共 {Money(counts.OrderCents)} 元，新建 {Number(counts.Created)} 位客户。之后可以撤销。",
            $"Writes {Number(counts.Orders)} orders, {Money(counts.OrderCents)} yuan in all, and creates {Number(counts.Created)} customers. It can be taken back.")
        : Say($"将写入 {Number(counts.Events)} 次行为，新建 {Number(counts.Created)} 位客户。之后可以撤销。",
            $"Writes {Number(counts.Events)} events and creates {Number(counts.Created)} customers. It can be taken back.");

    public static string WillChange(ImportCounts counts) => Say(
        $"将新建 {Number(counts.GroupsNew)} 个标签组、{Number(counts.TagsNew)} 个标签，改动 {Number(counts.GroupsChanged + counts.TagsChanged)} 处。之后可以撤销。",
        $"Creates {Number(counts.GroupsNew)} groups and {Number(counts.TagsNew)} tags, changes {Number(counts.GroupsChanged + counts.TagsChanged)}. It can be taken back.");
}
