using System.Globalization;
using Scrm.Core.Customers;
using Scrm.Web.Controls;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of the list of customers and of its bulk acts.</summary>
public static class CustomersText
{
    public static string Title => Say("客户", "Customers");
    public static string Help => Say("统一客户库：意向、成交、流失的客户都在这里。每位客户有一个不变的编号（OneID）。例如：搜「8000」会找到手机尾号 8000 的客户。",
        "The unified library: prospects, buyers and lost ones alike. Each has a number that never changes (OneID). Example: 8000 finds phones that end in 8000.");
    public static string New => Say("新建客户", "New customer");
    public static string Everybody => Say("全部", "All");
    public static string Mine => Say("我的", "Mine");
    public static string Pool => Say("公海", "Public pool");
    public static string Name => Say("姓名", "Name");
    public static string Phone => Say("手机", "Phone");
    public static string Owner => Say("负责人", "Owner");
    public static string Added => Say("添加时间", "Added");
    public static string Tags => Say("标签", "Tags");
    public static string OneId => Say("编号 OneID", "OneID");
    public static string List => Say("客户列表", "List of customers");
    public static string Reveal => Say("显示完整号码（会记入审计）", "Show the whole number (this is audited)");
    public static string Pick(string name) => Say($"选择{name}", $"Select {name}");
    public static string PickEverything => Say("选择全部", "Select all");
    public static string Sort => Say("排序", "Sort");
    public static string Order(string word) => word switch
    {
        "oldest" => Say("最早添加", "Oldest first"),
        "touched" => Say("最近互动", "Latest contact first"),
        "silent" => Say("最久没有互动", "Longest silent first"),
        "spent" => Say("消费最多", "Most spent first"),
        "spent-least" => Say("消费最少", "Least spent first"),
        _ => Say("最近添加", "Newest first"),
    };
    public static string Spent => Say("消费", "Spent");
    public static string Rfm => Say("RFM 分类", "RFM class");

    public static string NoneYet => Say("还没有客户", "No customers yet");
    public static string NoneYetWhat => Say("从 Excel 导入一批客户和标签，或先新建一位。", "Import customers and tags from a workbook, or add one by hand.");
    public static string Import => Say("导入客户", "Import customers");
    public static string NoneFound => Say("没有符合条件的客户", "No customer matches");
    public static string NoneFoundWhat => Say("放宽条件，或清除全部条件再看。", "Loosen the filters, or clear them all.");
    public static string NotHere => Say("没有这位客户", "There is no such customer");
    public static string NotHereWhat => Say("链接可能旧了，或者这位客户不在你的范围。", "The link may be old, or the customer is not among yours.");

    public static string Search => Say("搜索客户", "Search customers");
    public static string SearchHint => Say("姓名、首字母、手机尾号、编号", "Name, initials, end of phone, OneID");
    public static string Filter => Say("筛选", "Filter");
    public static string ByTags => Say("按标签", "By tags");
    public static string AnyOf => Say("有任一", "has any of");
    public static string AllOf => Say("全都有", "has all of");
    public static string NoneOf => Say("都没有", "has none of");
    public static string Source => Say("来源", "Source");
    public static string From => Say("添加从", "Added from");
    public static string To => Say("添加到", "Added to");
    public static string Stage => Say("阶段", "Stage");
    public static string Tier => Say("价值", "Value");
    public static string Worth => Say("阶段 · 价值", "Stage · value");
    public static string LastTouch => Say("最近互动", "Last contact");
    public static string Quiet => Say("多久没有互动", "No contact for");
    public static string RunOut => Say("预计用完", "Expected to run out");
    public static string RunOutWithin(int days) => Say($"{days} 天内", $"within {days} days");
    public static string RunsOut(DateOnly? from, DateOnly? to) => Say($"预计 {from:yyyy-MM-dd} — {to:yyyy-MM-dd} 用完", $"runs out {from:yyyy-MM-dd} – {to:yyyy-MM-dd}");
    public static string QuietFor(int days) => Say($"{days} 天", $"{days} days");
    public static string QuietSince(DateOnly day) => Say($"{day:yyyy-MM-dd} 起没有互动", $"no contact since {day:yyyy-MM-dd}");
    public static string Unlimited => Say("不限", "Any");
    public static string UntaggedOnly => Say("只看没有标签的", "Only those without tags");
    public static string Clear => Say("清除条件", "Clear filters");
    public static string Drop(string what) => Say($"去掉条件：{what}", $"Remove the filter: {what}");
    public static string GoneTag => Say("已不存在的标签", "a tag that is gone");

    public static string Views => Say("视图", "Views");
    public static string SaveView => Say("存为视图", "Save as a view");
    public static string ViewName => Say("给当前条件起个名字", "Name for these filters");
    public static string ViewSaved => Say("视图已保存", "View saved");
    public static string ViewNotSaved => Say("名称要有 1 到 40 个字", "The name needs 1 to 40 characters");
    public static string NoViews => Say("还没有视图。先筛选，再回到这里给这些条件起个名字，下次一点就到。",
        "No views yet. Filter first, then come back here and name the filters: one click next time.");
    public static string DeleteView(string name) => Say($"删除视图{name}", $"Delete the view {name}");

    public static string Picked(int count) => Say($"已选 {Number(count)} 位", $"{Number(count)} selected");
    public static string PickAll(int count) => Say($"选择全部符合的 {Number(count)} 位", $"Select all {Number(count)} that match");
    public static string PickNone => Say("取消选择", "Clear selection");
    public static string AddTags => Say("打标签", "Add tags");
    public static string RemoveTags => Say("移除标签", "Remove tags");
    public static string TooMany => Say("逐个选择最多 5,000 位；更多就用「选择全部符合的」", "At most 5,000 one by one; for more, select all that match");

    public static string BulkTitle(bool remove, int count) => remove
        ? Say($"从 {Number(count)} 位客户移除标签", $"Remove tags from {Number(count)} customers")
        : Say($"给 {Number(count)} 位客户打标签", $"Add tags to {Number(count)} customers");

    public static string BulkPick => Say("选好标签，先看数字再开始", "Choose tags; you see the numbers before anything starts");
    public static string Counting => Say("正在计数…", "Counting…");
    public static string Reason => Say("原因（阶段后退时要写）", "Reason (needed where a stage goes back)");
    public static string Start(bool remove, int count) => remove ? Say($"移除 {Number(count)} 处", $"Remove {Number(count)}") : Say($"打上 {Number(count)} 处", $"Add {Number(count)}");
    public static string NothingToDo => Say("没有要改的", "Nothing to change");
    public static string Started => Say("已开始，进度在右上角", "Started; progress is at the top right");

    public static string Outcome(BulkLine line)
    {
        var parts = new List<string>
        {
            line.Remove ? Say($"{Number(line.Written)} 位移除", $"{Number(line.Written)} lose it") : Say($"{Number(line.Written)} 位打上", $"{Number(line.Written)} get it"),
        };
        if (line.Unchanged > 0)
            parts.Add(line.Remove ? Say($"{Number(line.Unchanged)} 位本来没有", $"{Number(line.Unchanged)} do not have it") : Say($"{Number(line.Unchanged)} 位已有", $"{Number(line.Unchanged)} have it"));
        parts.AddRange(line.Replaced.Select(r => Say($"{Number(r.Count)} 位的「{r.Tag}」被替换", $"“{r.Tag}” of {Number(r.Count)} is replaced")));
        parts.AddRange(line.Refused.Select(r => Say($"{Number(r.Count)} 位不能：{SkipText.Of(r.Why)}", $"{Number(r.Count)} refused: {SkipText.Of(r.Why)}")));
        return string.Join(Chinese ? "，" : ", ", parts);
    }

    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
