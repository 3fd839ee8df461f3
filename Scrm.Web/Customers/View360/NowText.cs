using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Web.Controls;
using Scrm.Web.Forecast;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Where something that waits is dealt with.</summary>
public enum NowPlace { Messages, Tickets, Reviews, Orders, Next, Fields, Tags }

/// <summary>One thing that waits, in words.</summary>
public sealed record NowLine(string Icon, string Text, NowPlace Place, bool Urgent = false);

/// <summary>Words of what waits now.</summary>
public static class NowText
{
    private const int Most = 3;

    /// <summary>The most pressing first; of a kind that has many, a few and how many more there are.</summary>
    public static IEnumerable<NowLine> Lines(Customer360View view, DateTime now)
    {
        var (waits, open) = (view.Now, view.Now.Open);
        if (open.UnansweredSince != BusinessTime.Never) yield return new("reply", Unanswered(now - open.UnansweredSince), NowPlace.Messages, true);
        foreach (var ticket in open.Tickets.Take(Most)) yield return new("support_agent", Ticket(ticket, now), NowPlace.Tickets, true);
        if (open.Tickets.Count > Most) yield return new("support_agent", MoreTickets(open.Tickets.Count - Most), NowPlace.Tickets, true);
        if (waits.OpenReviews > 0) yield return new("join", View360Text.Reviews(waits.OpenReviews), NowPlace.Reviews);
        if (open.Refunds.Count > 0) yield return new("currency_exchange", Refunds(open.Refunds), NowPlace.Orders);
        foreach (var due in waits.Due.Take(Most)) yield return new(due.Renewal ? "event_repeat" : "hourglass_bottom", Due(due, view.Next.Today), NowPlace.Next, due.On <= view.Next.Today);
        foreach (var asked in waits.Fields.Take(Most)) yield return new("edit_note", Field(asked), NowPlace.Fields);
        if (waits.Fields.Count > Most) yield return new("edit_note", MoreFields(waits.Fields.Count - Most), NowPlace.Fields);
        foreach (var tag in waits.Expiring.Take(Most)) yield return new("timer", Expires(tag, now), NowPlace.Tags);
        if (waits.Expiring.Count > Most) yield return new("timer", MoreTags(waits.Expiring.Count - Most), NowPlace.Tags);
    }

    public static string Help => Say("这里列出此刻等着人处理的事，点一下就到处理的地方。例：客户 3 天前发来消息，还没有人回。",
        "What waits for somebody at this moment; a click leads to where it is dealt with. Example: a message of three days ago that nobody has answered.");
    public static string Quiet => Say("没有等着处理的事", "Nothing waits");

    public static string Unanswered(TimeSpan since) => Say($"等回复 {Length(since)}", $"Waiting for an answer for {Length(since)}");

    public static string Ticket(OpenTicket ticket, DateTime now) => ticket.Key.Length == 0
        ? Say($"有工单没关，{Length(now - ticket.OpenedAt)}了", $"A ticket is open, for {Length(now - ticket.OpenedAt)}")
        : Say($"工单 {ticket.Key} 没关，{Length(now - ticket.OpenedAt)}了", $"Ticket {ticket.Key} is open, for {Length(now - ticket.OpenedAt)}");

    public static string MoreTickets(int count) => Say($"还有 {count} 张工单没关", $"{count} more open tickets");

    public static string Refunds(RecentRefunds refunds) => Say($"近 30 天退款 {refunds.Count} 笔，{MoneyText.Of(refunds.Amount)}", $"{refunds.Count} refunds in 30 days, {MoneyText.Of(refunds.Amount)}");

    public static string Due(DueDate due, DateOnly today) => (due.Renewal, due.On < today) switch
    {
        (true, _) => $"{due.Name}{(Chinese ? "：" : ": ")}{ForecastText.When(due.On, today)}",
        (_, true) => Say($"{due.Name} {today.DayNumber - due.On.DayNumber} 天前就该用完了", $"{due.Name} should have run out {ForecastText.When(due.On, today)}"),
        _ => Say($"{due.Name} 预计{ForecastText.When(due.On, today)}用完", $"{due.Name} runs out {ForecastText.When(due.On, today)}"),
    };

    public static string Field(DueField field) => field.Missing ? Say($"「{field.Name}」必填，还空着", $"“{field.Name}” is required and empty") : Say($"「{field.Name}」该核对了", $"“{field.Name}” is due for review");
    public static string MoreFields(int count) => Say($"还有 {count} 个字段要补或核对", $"{count} more fields");

    public static string Expires(ExpiringTag tag, DateTime now) => tag.On <= now
        ? Say($"标签「{tag.Tag.Name}」就要到期", $"Tag “{tag.Tag.Name}” is about to expire")
        : Say($"标签「{tag.Tag.Name}」{Length(tag.On - now)}后到期", $"Tag “{tag.Tag.Name}” expires in {Length(tag.On - now)}");

    public static string MoreTags(int count) => Say($"还有 {count} 个标签 7 天内到期", $"{count} more tags expire within 7 days");

    /// <summary>Whole days, below one hours, below one minutes.</summary>
    private static string Length(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => Say($"{(int)time.TotalDays} 天", (int)time.TotalDays == 1 ? "1 day" : $"{(int)time.TotalDays} days"),
        { TotalHours: >= 1 } => Say($"{(int)time.TotalHours} 小时", $"{(int)time.TotalHours} h"),
        _ => Say($"{Math.Max(1, (int)time.TotalMinutes)} 分钟", $"{Math.Max(1, (int)time.TotalMinutes)} min"),
    };
}
