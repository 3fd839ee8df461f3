using Scrm.Core.Sources;
using Scrm.Web.Controls;
using static Scrm.Web.Words;

namespace Scrm.Web.Sources;

/// <summary>Words of the costs of a source.</summary>
public static class CostText
{
    public static string Title => Say("每月投入（元）", "Cost by month (¥)");
    public static string Help => Say(
        "每个月在这个来源上花的钱：广告费、活动费、佣金。填了，报表里才有单客成本和投产比。本月填到今天为止花的。",
        "What was spent on this source each month: ads, events, commission. The report then shows the cost of a customer and the return. For the running month enter what was spent so far.");
    public static string Earlier => Say("上一年", "The year before");
    public static string Later => Say("下一年", "The next year");
    public static string Again => Say("本月照上次填", "This month as last time");
    public static string Paste => Say("从 Excel 粘贴", "Paste from a sheet");
    public static string PasteExample => Say("每行一个月：2026-10	1,200", "A month a line: 2026-10	1,200");
    public static string NothingBefore => Say("之前的月份都没有投入", "No earlier month has a cost");
    public static string Sum(long cents) => Say($"全年 {MoneyText.Of(cents)}", $"{MoneyText.Of(cents)} in the year");
    public static string Month(int month) => Say($"{month % 100} 月", CostMonth.Text(month));
    public static string ThereAlready(int month) => Say($"{CostMonth.Text(month)} 已经填了", $"{CostMonth.Text(month)} has a cost already");
    public static string Copied(int from, int to) => Say($"已把 {CostMonth.Text(from)} 的投入填到 {CostMonth.Text(to)}，记得保存", $"The cost of {CostMonth.Text(from)} stands in {CostMonth.Text(to)}; save it");
    public static string Taken(int months, IReadOnlyList<int> unread) => unread.Count == 0
        ? Say($"读出 {months} 个月，记得保存", $"{months} months were read; save them")
        : Say($"读出 {months} 个月；第 {string.Join('、', unread.Take(5))} 行没看懂，要「年-月 金额」", $"{months} months were read; lines {string.Join(", ", unread.Take(5))} were not, they need “year-month amount”");
}
