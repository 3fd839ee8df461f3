using System.Globalization;
using Scrm.Core.Sources;
using Scrm.Web.Controls;
using static Scrm.Web.Words;

namespace Scrm.Web.Sources;

/// <summary>Words of the report of sources.</summary>
public static class ReportText
{
    public static string Period => Say("时间段", "Period");
    public static string Won => Say("新增客户", "Customers won");
    public static string Revenue => Say("成交额", "Revenue");
    public static string Return => Say("投产比", "Return");
    public static string ReturnHelp => Say(
        "投产比 = 成交额 ÷ 投入。成交额是这段时间里该来源所有客户付的钱，减去退款。例：投入 1,000 元，成交 3,200 元，投产比 3.2。",
        "Return is revenue divided by cost. Revenue is what all customers of the source paid in the period, less refunds. Example: cost 1,000, revenue 3,200: 3.2.");
    public static string Within => Say("转化：首单在", "Converted: first order within");
    public static string ConversionHelp => Say(
        "新增客户里，加入后这么多天内下了首单的比例；加入之前就买过的也算。天数还没到的客户，之后还可能转化。",
        "Of the customers won, those whose first order came within these days after they were added; who had bought before counts too. For those whose days are not over it may still come.");
    public static string Whole => Say("合计", "Together");
    public static string Days(int days) => Say($"{days} 天内", $"{days} days");

    public static string Of(PeriodKind kind) => kind switch
    {
        PeriodKind.Month => Say("本月", "This month"),
        PeriodKind.LastMonth => Say("上月", "Last month"),
        PeriodKind.Quarter => Say("本季度", "This quarter"),
        PeriodKind.Year => Say("今年", "This year"),
        PeriodKind.Always => Say("全部时间", "All time"),
        PeriodKind.Custom => Say("自选", "Own dates"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The whole report in one sentence, piece by piece.</summary>
    public static string Sentence(SourceComparison report)
    {
        var (whole, best) = (report.Whole.Now, report.Lines.FirstOrDefault(l => l.Name.Length > 0 && l.Now.Customers > 0));
        var pays = report.Lines.Where(l => l.Now.Return is > 0).MaxBy(l => l.Now.Return);
        var said = Say($"新增 {whole.Customers:#,0} 位客户，成交 {Yuan(whole.Revenue)}", $"{whole.Customers:#,0} customers won, {Yuan(whole.Revenue)} revenue");
        if (whole.Cost > 0) said += Say($"，投入 {Yuan(whole.Cost)}", $", {Yuan(whole.Cost)} spent");
        if (best is not null) said += Say($"；来客最多的是「{best.Name}」{best.Now.Customers:#,0} 位", $"; most came from “{best.Name}” ({best.Now.Customers:#,0})");
        if (pays?.Now.Return is { } back) said += Say($"，投产比最高的是「{pays.Name}」{Times(back)}", $", “{pays.Name}” returned most ({Times(back)})");
        return said;
    }

    public static string Span(SourceComparison report) => report.Days switch
    {
        { From: { } from, To: { } to } => $"{Day(from)} — {Day(to)}",
        { From: { } from } => Say($"{Day(from)} 起", $"from {Day(from)}"),
        { To: { } to } => Say($"到 {Day(to)}", $"until {Day(to)}"),
        _ => Of(PeriodKind.Always),
    };

    public static string Against(SourceComparison report) => report.Before is { From: { } from, To: { } to }
        ? Say($"{Span(report)}，对比 {Day(from)} — {Day(to)}；投入按天分摊。", $"{Span(report)}, against {Day(from)} — {Day(to)}; costs are shared out by days.")
        : Span(report);

    public static string OpenNote(SourceComparison report) =>
        Say($" 有 {report.Whole.Now.Open:#,0} 位加入不到 {report.Within} 天还没下单，转化还会变。", $" {report.Whole.Now.Open:#,0} were added less than {report.Within} days ago and have not bought yet: conversion may still rise.");

    public static string ConversionOf(SourceFigures f) => Say($"{f.Buyers:#,0} / {f.Customers:#,0}，{f.Open:#,0} 位天数未到", $"{f.Buyers:#,0} of {f.Customers:#,0}, {f.Open:#,0} still open");

    public static string Growth(long now, long before) => before <= 0 ? "" : now == before ? "±0%"
        : (Math.Round((decimal)now / before * 100) - 100).ToString("+#,0'%';-#,0'%';±0'%'", CultureInfo.InvariantCulture);

    public static string GrowthOf => Say("和上期相比", "Against the period before");

    public static string Times(double times) => times.ToString(times >= 100 ? "#,0" : "0.0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => share.ToString(share is > 0 and < 0.1 ? "0.0%" : "0%", CultureInfo.InvariantCulture);

    public static SourceWords Words => new(SourceText.Title,
        [SourceText.Name, SourceText.ChannelWord, Won, Say("上期新增", "Won before"), SourceText.Buyers, $"{SourceText.Conversion} %", SourceText.Orders, Revenue, Say("上期成交额", "Revenue before"),
            SourceText.CostWord, SourceText.CostEach, Return],
        c => c is null ? SourceText.Unregistered : SourceText.Of(c), SourceText.None, Whole);

    /// <summary>Without cents, which say nothing beside many.</summary>
    public static string Yuan(long cents) => MoneyText.Of(cents / 100 * 100);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
