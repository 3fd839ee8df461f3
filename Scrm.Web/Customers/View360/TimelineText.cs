using System.Globalization;
using System.Text.Json;
using Scrm.Core;
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
    public static string Nothing => Say("还没有往来", "Nothing has happened yet");
    public static string NothingWhat => Say("记下第一次通话或拜访，或等商城、网站、企业微信的行为进来。", "Note the first call or visit, or wait for what the shop, the web site and WeCom report.");
    public static string NothingFound => Say("没有符合条件的往来", "Nothing matches");
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
    public static IEnumerable<string> Figures(TimelineEvent e)
    {
        if (e.Amount != 0) yield return MoneyText.Of(e.Amount);
        if (e.Kind.Signed) yield return Say($"{e.Quantity:+#,0;−#,0} 分", $"{e.Quantity:+#,0;−#,0} points");
        else if (e.Quantity > 1) yield return Say($"{e.Quantity} 件", $"{e.Quantity} pieces");
        if (e.Seconds > 0) yield return e.Seconds < 60 ? Say($"{e.Seconds} 秒", $"{e.Seconds} s") : Say($"{e.Seconds / 60} 分 {e.Seconds % 60} 秒", $"{e.Seconds / 60} min {e.Seconds % 60} s");
    }

    /// <summary>Everything an expanded entry says, by name.</summary>
    public static IEnumerable<(string Name, string Value)> Details(TimelineEvent e, BusinessTime time)
    {
        yield return (Say("时间", "When"), MomentText.Exact(e.OccurredAt, time));
        if ((e.ReceivedAt - e.OccurredAt).Duration() > TimeSpan.FromMinutes(5)) yield return (Say("收到", "Received"), MomentText.Exact(e.ReceivedAt, time));
        yield return (Say("来源", "Source"), e.Source.Length > 0 ? e.Source : ByHand);
        if (e.Member.Length > 0) yield return (Say("成员", "Member"), e.Member);
        if (e.Subject.Length > 0) yield return (Say("对象", "About"), e.Subject);
        foreach (var (name, value) in Properties(e)) yield return (name, value);
        yield return (Say("凭什么认出", "Recognised by"), CustomerText.Of(e.ArrivedOn));
    }

    private static IEnumerable<(string, string)> Properties(TimelineEvent e)
    {
        if (e.Properties.Length == 0) return [];
        using var json = JsonDocument.Parse(e.Properties);
        return [.. json.RootElement.EnumerateObject().Select(p => (e.Kind.Properties.FirstOrDefault(k => k.Key == p.Name)?.Name ?? p.Name, p.Value.ToString()))];
    }

    private static string Weekday(DateOnly day) => "周" + "日一二三四五六"[(int)day.DayOfWeek];
}
