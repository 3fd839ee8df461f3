using System.Globalization;
using Scrm.Core.Forecast;
using static Scrm.Web.Words;

namespace Scrm.Web.Forecast;

/// <summary>Words of what is to be expected: of one customer, and of the model behind it.</summary>
public static class ForecastText
{
    public static string Title => Say("复购预测", "Repeat orders");
    public static string Help => Say(
        "看每位客户过去多久买一次、已经多久没买，推算还会不会再买。例：平时每月买一次的人，三个月没来，多半已经流失；一年买一次的人，三个月没来很正常。",
        "From how often each customer bought and how long they have been silent. Example: three silent months mean much for somebody who bought monthly, and nothing for a yearly buyer.");
    public static string Next => Say("接下来", "What comes next");
    public static string RunsOut => Say("快用完的", "Running out");
    public static string Renewals => Say("续期日期", "Renewals");
    public static string Known => Say("怎么知道的", "How we know");

    public static string Alive(double alive) => alive switch
    {
        >= 0.8 => Say("很可能还会再买", "Very likely to buy again"),
        >= 0.5 => Say("多半还会再买", "Likely to buy again"),
        >= 0.2 => Say("可能已经流失", "May be lost"),
        _ => Say("多半已经流失", "Probably lost"),
    };

    /// <summary>The model lets people leave only after a repeat order, so it calls everybody who bought once alive; that is no finding and not shown as one.</summary>
    public static string BoughtOnce => Say("只买过一次，看不出会不会再来", "Bought once: too little to tell whether they come back");

    public static string Percent(double share) => share is > 0 and < 0.01 ? "<1%" : share is < 1 and > 0.99 ? ">99%" : share.ToString("0%", CultureInfo.InvariantCulture);

    public static string Orders(BuyingOutlook o) =>
        Say($"30 天内约 {Count(o.Next30)} 单，90 天内约 {Count(o.Next90)} 单", $"Orders to expect: {Count(o.Next30)} in 30 days, {Count(o.Next90)} in 90");

    public static string Why(BuyingOutlook o) => o.Usual is { } usual
        ? Say($"在 {o.OrderDays} 天里下过单，平均 {Days(usual)} 天一次；最近一次{Ago(o.Silent)}（{Day(o.Last)}）。",
            $"Ordered on {o.OrderDays} days, every {Days(usual)} days on average; the last time {Ago(o.Silent)} ({Day(o.Last)}).")
        : Say($"只买过一次，{Ago(o.Silent)}（{Day(o.Last)}）；单数按本公司只买过一次的客户推算。",
            $"Bought once, {Ago(o.Silent)} ({Day(o.Last)}); told by how others who bought once went on.");

    public static string Why(NoForecast why, Enough had) => why switch
    {
        NoForecast.NeverBought => Say("还没有买过，没有可推算的", "Has not bought yet; there is nothing to tell from"),
        NoForecast.NotFitted => Say("还没有算过，每周一凌晨自动算一次", "Not worked out yet; that happens every Monday before work"),
        NoForecast.TooFewOrders => TooFew(had),
        _ => "",
    };

    public static string TooFew(Enough had) => Say(
        $"订单还不够：要有 {Enough.Needed.Buyers} 位买过的客户（现在 {had.Buyers}）、{Enough.Needed.Repeats} 次复购（现在 {had.Repeats}）、{Enough.Needed.Days} 天的记录（现在 {had.Days}）。",
        $"Not enough orders yet: {Enough.Needed.Buyers} buyers are needed (now {had.Buyers}), {Enough.Needed.Repeats} repeat orders ({had.Repeats}) and {Enough.Needed.Days} days ({had.Days}).");

    public static string When(DateOnly on, DateOnly today) => (on.DayNumber - today.DayNumber) switch
    {
        0 => Say("今天", "today"),
        > 0 and var ahead => Say($"{ahead} 天后", $"in {Many(ahead, "day")}"),
        var behind => Say($"已过 {-behind} 天", Ago(-behind)),
    };

    private static string Ago(int days) => days == 0 ? Say("就在今天", "today") : Say($"在 {days} 天前", $"{Many(days, "day")} ago");

    public static string Why(RunOut r) => Say(
        $"买过 {r.Purchases} 次，平均 {Days(r.DaysAPiece)} 天用 1 件；{Day(r.Last)} 买了 {r.LastQuantity} 件",
        $"Bought {r.Purchases} times, one lasts {Days(r.DaysAPiece)} days; {r.LastQuantity} bought on {Day(r.Last)}");

    public static string Why(Renewal r) => Say($"客户字段「{r.Field}」", $"From the field “{r.Field}”");

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Days(double days) => days >= 10 ? days.ToString("0", CultureInfo.InvariantCulture) : days.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Count(double orders) => orders is > 0 and < 0.05 ? "0" : orders.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Whole(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string FitNow => Say("马上重算", "Work out again");
    public static string Fitted => Say("已重新推算", "Worked out again");
    public static string Never => Say("还没有算过", "Not worked out yet");
    public static string NeverWhat => Say("有了订单就能推算：谁还会再买、大概买几次。每周一凌晨自动算，也可以马上算。", "With orders it can be told who will buy again and how often. Every Monday before work, or now.");
    public static string TooFewTitle => Say("订单还不够", "Not enough orders yet");
    public static string Question => Say("推算得准不准？", "How good is it?");
    public static string Method(Calibration c) => Say(
        $"只用 {Day(c.FittedUntil)} 以前的订单推算之后 {Days(c.Weeks)} 周，再和真实的复购对比：推算 {Whole(c.Predicted)} 次，实际 {Whole(c.Actual)} 次。",
        $"Orders up to {Day(c.FittedUntil)} foretold the {Days(c.Weeks)} weeks after; {Whole(c.Predicted)} repeat orders were expected, {Whole(c.Actual)} came.");
    public static string NoHoldOut => Say("订单的时间还短，留不出一段来检验；过一阵再看。", "The orders do not reach back far enough to keep some for a check; look again later.");
    public static string Predicted => Say("推算", "Expected");
    public static string Actual => Say("实际", "Came");
    public static string Customers => Say("客户", "Customers");
    public static string Repeated => Say("之前复购过", "Repeats before");
    public static string EachOrders => Say("平均每位", "Orders each");
    public static string Group(int repeats) => repeats == Calibration.LastGroup ? Say($"{repeats} 次及以上", $"{repeats} and more") : Say($"{repeats} 次", $"{repeats}");
    public static string Plain => Say("怎么算的", "How it works");
    public static string PlainWhat => Say(
        "每位客户有自己的购买节奏；每买一次之后，有一定可能不再回来。模型从所有人的订单里找出节奏和离开的规律，再看每个人的记录。同一天的几单算一次，全额退款的不算。",
        "Everybody buys at a pace of their own and may leave for good after any order. The model finds both from all orders and each customer's. Orders of one day count once, refunded ones do not.");
    public static string Facts(FitView fit) => Say($"依据 {fit.Had.Buyers:#,0} 位买过的客户、{fit.Had.Repeats:#,0} 次复购", $"From {fit.Had.Buyers:#,0} buyers and {fit.Had.Repeats:#,0} repeat orders");
    public static string Paper => Say("BG/NBD 模型（Fader、Hardie、Lee，2005）", "The BG/NBD model (Fader, Hardie and Lee, 2005)");
    public static string Technical => Say("模型参数", "Parameters");
    public static string NotAllowed => Say("只有管理员和运营可以重算", "Only admins and operators may do this");
}
