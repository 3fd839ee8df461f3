using System.Globalization;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Lifecycle;
using Scrm.Web.Controls;
using Scrm.Web.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Lifecycle;

/// <summary>Why a customer stands where they stand, and the words of the thresholds.</summary>
public static class StageText
{
    public static string Thresholds => Say("门槛", "Thresholds");
    public static string Title => Say("生命周期与价值", "Lifecycle and value");
    public static string Help => Say(
        "阶段：认知（认识了）→ 兴趣（最近找过我们）→ 购买 → 忠诚（常买），长期没有动静是流失。每位客户都按同一套门槛自动判断，也可以手动改。例：买过 3 次、最近半年买过，就是忠诚。",
        "Aware → interested (turned to us lately) → buyer → loyal (buys often); long silence is lost. The thresholds decide, or a member does. Example: three orders, one of them lately, is loyal.");
    public static string Stage => Say("阶段", "Stage");
    public static string Tier => Say("价值等级", "Value tier");
    public static string Rfm => Say("RFM 分类", "RFM class");
    public static string Why => Say("为什么", "Why");
    public static string ChangeByHand => Say("手动改阶段", "Set the stage by hand");
    public static string ByRules => Say("按规则自动判断", "Let the rules decide");
    public static string ByHand(WhyStage why) => why.By.Length > 0
        ? Say($"{why.By}手动设置；按规则会是「{LifecycleText.Of(why.Computed)}」", $"Set by hand by {why.By}; the rules say “{LifecycleText.Of(why.Computed)}”")
        : Say($"手动设置；按规则会是「{LifecycleText.Of(why.Computed)}」", $"Set by hand; the rules say “{LifecycleText.Of(why.Computed)}”");

    public static string Of(WhyStage w, BusinessTime time) => w.Why switch
    {
        StageReason.BuyerSilent => Say($"买过，但 {w.Thresholds.LostBuyerDays} 天没有下单也没有来往（最近 {Date(w.Facts.LastSign, time)}）",
            $"Bought, but silent for {w.Thresholds.LostBuyerDays} days (last on {Date(w.Facts.LastSign, time)})"),
        StageReason.ProspectSilent => Say($"没有买过，{w.Thresholds.LostProspectDays} 天没有来往（最近 {Date(w.Facts.LastSign, time)}）",
            $"Never bought, silent for {w.Thresholds.LostProspectDays} days (last on {Date(w.Facts.LastSign, time)})"),
        StageReason.OrdersRecent => Say($"买过 {w.Facts.Orders} 次（门槛 {w.Thresholds.LoyalOrders}），最近一次 {Date(w.Facts.LastOrderAt, time)}，在 {w.Thresholds.LoyalDays} 天内",
            $"{Many(w.Facts.Orders, "order")} (loyal from {w.Thresholds.LoyalOrders} on), the last on {Date(w.Facts.LastOrderAt, time)}, within {w.Thresholds.LoyalDays} days"),
        StageReason.Ordered => Say($"买过 {w.Facts.Orders} 次，最近一次 {Date(w.Facts.LastOrderAt, time)}", $"{Many(w.Facts.Orders, "order")}, the last on {Date(w.Facts.LastOrderAt, time)}"),
        StageReason.TurnedToUs => Say($"没有买过，{w.Thresholds.InterestedDays} 天内找过我们（{Date(w.Facts.LastInboundAt, time)}）",
            $"Has not bought; turned to us within {w.Thresholds.InterestedDays} days ({Date(w.Facts.LastInboundAt, time)})"),
        StageReason.Known => Say($"没有买过，近 {w.Thresholds.InterestedDays} 天没有找过我们", $"Has not bought and did not turn to us within {w.Thresholds.InterestedDays} days"),
        _ => throw new ArgumentOutOfRangeException(nameof(w), w.Why, null),
    };

    public static string TierWhy(WhyStage w) => w.Tier switch
    {
        ValueTier.Potential => Say("还没有买过", "Has not bought yet"),
        ValueTier.Core => Say($"一共消费 {MoneyText.Of(w.Facts.Spent)}，满 {MoneyText.Of(w.Thresholds.CoreSpend)}", $"Spent {MoneyText.Of(w.Facts.Spent)}, at least {MoneyText.Of(w.Thresholds.CoreSpend)}"),
        ValueTier.Important => Say($"一共消费 {MoneyText.Of(w.Facts.Spent)}，满 {MoneyText.Of(w.Thresholds.ImportantSpend)}、不到 {MoneyText.Of(w.Thresholds.CoreSpend)}",
            $"Spent {MoneyText.Of(w.Facts.Spent)}, from {MoneyText.Of(w.Thresholds.ImportantSpend)} to {MoneyText.Of(w.Thresholds.CoreSpend)}"),
        _ => Say($"一共消费 {MoneyText.Of(w.Facts.Spent)}，不到 {MoneyText.Of(w.Thresholds.ImportantSpend)}", $"Spent {MoneyText.Of(w.Facts.Spent)}, less than {MoneyText.Of(w.Thresholds.ImportantSpend)}"),
    };

    public static string RfmWhy(WhyStage w)
    {
        var bits = (int)w.Rfm - 1;
        var (recent, often, much, spend) = ((bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0, MoneyText.Of(w.Thresholds.MuchSpend));
        return Say(
            $"{(recent ? "近" : "超过")} {w.Thresholds.RecentDays} 天{(recent ? "买过" : "没买")} · {(often ? "满" : "不到")} {w.Thresholds.FrequentOrders} 单 · {(much ? "满" : "不到")} {spend}",
            $"{(recent ? "Bought within" : "Nothing for")} {w.Thresholds.RecentDays} days · {(often ? "at least" : "under")} {Many(w.Thresholds.FrequentOrders, "order")} · {(much ? "at least" : "under")} {spend}");
    }

    public static string UntilWhen(DateTime until, BusinessTime time) => until >= Rating.ForEver ? "" : Say($"没有新动静的话，{Date(until, time)} 再判断", $"If nothing happens, judged again on {Date(until, time)}");

    private static string Date(DateTime utc, BusinessTime time) => MomentText.Date(utc, time);

    public static string Refused(LifecycleRefusal why) => why switch
    {
        LifecycleRefusal.NotAllowed => Say("你的角色不能这样做", "Your role may not do this"),
        LifecycleRefusal.DaysRange => Say("天数要在 1 到 3650 之间", "Days must be 1 to 3650"),
        LifecycleRefusal.OrdersRange => Say("次数要在 1 到 1000 之间，忠诚至少 2 次", "Orders must be 1 to 1000, loyal at least 2"),
        LifecycleRefusal.AmountRange => Say("金额要大于 0，最多 10 亿元", "Amounts must be above 0, at most 1,000,000,000"),
        LifecycleRefusal.TiersOrder => Say("核心客户的门槛要高于重要客户", "The core tier must begin above the important one"),
        LifecycleRefusal.InterestedBeyondLost => Say("「兴趣」的天数不能超过「流失」的天数", "The days of interest cannot exceed those of loss"),
        LifecycleRefusal.ChangedMeanwhile => Say("别人刚改过门槛，已显示最新的，核对后再保存", "Somebody else just changed the thresholds; the latest are shown, check and save again"),
        LifecycleRefusal.NoStage => Say("没有这个阶段", "There is no such stage"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

}
