using System.Globalization;
using System.Text.Json;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Web.Controls;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of the timeline.</summary>
public static class TimelineText
{
    public static string Label => Say("时间线", "Timeline");
    public static string AllKinds => Say("全部行为", "All kinds");
    public static string AllSources => Say("全部来源", "All sources");
    public static string AllMembers => Say("全部成员", "All members");
    public static string From => Say("从", "From");
    public static string To => Say("到", "To");
    public static string Clear => Say("清除", "Clear");
    public static string Filters(int set) => set == 0 ? Say("筛选", "Filter") : Say($"筛选 {set}", $"Filter {set}");
    public static string Reach => Say("显示多少", "How much");
    public static string Story => Say("往来", "Story");
    public static string Everything => Say("全部变动", "Every change");
    public static string ReachHelp => Say("「往来」是客户和我们之间发生的事，连同跟进、阶段和合并。「全部变动」再加上每一次改标签和改资料。例：谁在上周摘掉了「高意向」？看全部变动。",
        "The story is what happened between the customer and us, with relations, stages and merges. Every change adds each change of a tag or a detail. Example: who took “hot lead” off last week?");
    public static string Nothing => Say("还没有往来", "Nothing has happened yet");
    public static string NothingWhat => Say("记下第一次通话或拜访，或等商城、网站、企业微信的行为进来。", "Note the first call or visit, or wait for what the shop, the web site and WeCom report.");
    public static string NothingFound => Say("没有符合条件的往来", "Nothing matches");
    public static string Then => Say("当时", "Then");
    public static string Expand => Say("展开", "Expand");
    public static string ByHand => Say("手工", "by hand");

    public static string Day(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => Say("今天", "Today"),
        1 => Say("昨天", "Yesterday"),
        _ => day.Year == today.Year ? Say($"{day.Month} 月 {day.Day} 日 {Weekday(day)}", day.ToString("ddd d MMM", CultureInfo.InvariantCulture))
            : Say($"{day.Year} 年 {day.Month} 月 {day.Day} 日", day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)),
    };

    /// <summary>The numbers of an event: money, pieces, time spent.</summary>
    public static IEnumerable<string> Figures(TimelineEvent e) => Figures(e.Kind, e.Amount, e.Quantity, e.Seconds);

    /// <param name="amount">In cents.</param>
    public static IEnumerable<string> Figures(KnownKind kind, long amount, int quantity, int seconds)
    {
        if (amount != 0) yield return MoneyText.Of(amount);
        if (kind.Signed) yield return Say($"{quantity:+#,0;−#,0} 分", $"{quantity:+#,0;−#,0} points");
        else if (quantity > 1) yield return Say($"{quantity} 件", $"{quantity} pieces");
        if (seconds > 0) yield return seconds < 60 ? Say($"{seconds} 秒", $"{seconds} s") : Say($"{seconds / 60} 分 {seconds % 60} 秒", $"{seconds / 60} min {seconds % 60} s");
    }

    /// <summary>What a line is about, beside the name of its kind. A tag stands as a chip and not in it.</summary>
    public static string About(TimelineEntry entry) => entry switch
    {
        { Event: { } e } => About(e),
        { Relation: { } turn } => RelationText.Turn(turn),
        { Merge: { Undone: true } merge } => Say($"编号 {merge.AbsorbedId} 又分开了", $"OneID {merge.AbsorbedId} was parted again"),
        { Merge: { } merge } => Say($"编号 {merge.AbsorbedId} 并入", $"OneID {merge.AbsorbedId} became part of this one"),
        { Field: { } line } when entry.Kind.Id == KindId.StageChanged => Change(line),
        { Field: { } line } => $"{CustomerText.Field(line)}{(Chinese ? "：" : ": ")}{Change(line)}",
        { Tag: { } line } => CustomerText.Act(line),
        _ => "",
    };

    /// <summary>Who took part, or who made the change.</summary>
    public static string Who(TimelineEntry entry) => entry switch
    {
        { Event: { } e } => e.Member.Length > 0 ? e.Member : e.Source,
        { Relation: { } turn } => CustomerText.Of(turn.By),
        { Merge: { } merge } => CustomerText.Of(merge.By),
        { Field: { } line } => CustomerText.Of(line.By),
        { Tag: { } line } => CustomerText.Of(line.By),
        _ => "",
    };

    /// <summary>Everything an expanded line says, by name.</summary>
    public static IEnumerable<(string Name, string Value)> Details(TimelineEntry entry, BusinessTime time)
    {
        yield return (Say("时间", "When"), MomentText.Exact(entry.Mark.OccurredAt, time));
        var (cause, batch, reason) = entry switch
        {
            { Tag: { } line } => (CustomerText.Of(line.Cause) + (line.Row > 0 ? $" · {CustomerText.Row(line.Row)}" : ""), line.BatchTitle, line.Reason),
            { Field: { } line } => ("", line.BatchTitle, ""),
            { Relation: { } turn } => ("", turn.BatchTitle, turn.Reason),
            { Merge: { } merge } => (View360Text.Of(merge.Rule), merge.BatchTitle, ""),
            _ => ("", "", ""),
        };
        if (entry.Event is { } e)
        {
            foreach (var detail in Details(e, time)) yield return detail;
            yield break;
        }
        yield return (Say("谁", "By"), Who(entry));
        if (cause.Length > 0) yield return (Say("怎么来的", "How"), cause);
        if (batch.Length > 0) yield return (Say("批次", "Batch"), batch);
        if (reason.Length > 0) yield return (Say("原因", "Reason"), reason);
        if (entry.Field is { } change)
        {
            yield return (Say("原来", "Before"), CustomerText.Value(change, change.Old));
            yield return (Say("现在", "After"), CustomerText.Value(change, change.New));
        }
    }

    private static string Change(FieldLogLine line) => $"{CustomerText.Value(line, line.Old)} → {CustomerText.Value(line, line.New)}";

    /// <summary>What was bought says more than the number of the order.</summary>
    private static string About(TimelineEvent e) => e.Subject.Length == 0 || e.Text.Length == 0 ? e.Subject + e.Text
        : e.Kind.Id is KindId.OrderPaid or KindId.OrderRefunded ? $"{e.Text} · {e.Subject}" : $"{e.Subject} · {e.Text}";

    private static IEnumerable<(string Name, string Value)> Details(TimelineEvent e, BusinessTime time)
    {
        if ((e.ReceivedAt - e.OccurredAt).Duration() > TimeSpan.FromMinutes(5)) yield return (Say("收到", "Received"), MomentText.Exact(e.ReceivedAt, time));
        yield return (Say("来源", "Source"), e.Source.Length > 0 ? e.Source : ByHand);
        if (e.Member.Length > 0) yield return (Say("成员", "Member"), e.Member);
        if (e.Subject.Length > 0) yield return (Say("对象", "About"), e.Subject);
        foreach (var (name, value) in Properties(e.Kind, e.Properties)) yield return (name, value);
        yield return (Say("凭什么认出", "Recognised by"), CustomerText.Of(e.ArrivedOn));
    }

    /// <param name="properties">As kept: a JSON object, or "".</param>
    public static IEnumerable<(string Name, string Value)> Properties(KnownKind kind, string properties)
    {
        if (properties.Length == 0) return [];
        using var json = JsonDocument.Parse(properties);
        return [.. json.RootElement.EnumerateObject().Select(p => (kind.Properties.FirstOrDefault(k => k.Key == p.Name)?.Name ?? p.Name, Events.EventsText.Choice(p.Value.ToString())))];
    }

    private static string Weekday(DateOnly day) => "周" + "日一二三四五六"[(int)day.DayOfWeek];
}
