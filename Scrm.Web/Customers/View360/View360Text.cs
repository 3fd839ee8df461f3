using System.Globalization;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Web.Controls;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of the 360 page.</summary>
public static class View360Text
{
    public static string BackToList => Say("返回客户列表", "Back to the list");
    public static string FullPageKey => Say("打开完整页面（O）", "Open as a page (O)");
    public static string Print => Say("打印", "Print");
    public static string PrintKey => Say("打印（P）", "Print (P)");
    public static string HandOverKey => Say("交接（H）", "Hand over (H)");
    public static string EditKey => Say("编辑（E）", "Edit (E)");
    public static string Note => Say("记一笔", "Note");
    public static string NoteKey => Say("记一笔（N）", "Note something (N)");
    public static string TagKey => Say("改标签（T）", "Change tags (T)");
    public static string Merged(string was) => Say($"编号 {was} 已合并到这位客户，旧编号会一直指到这里。", $"OneID {was} was merged into this customer and leads here for ever.");
    public static string Erased => Say("这位客户的资料已应本人要求删除", "This customer's data was erased on their own wish");
    public static string ErasedWhat => Say("姓名、号码和往来都已清除，只留下编号，不能恢复，同样的号码也不会再被导入。",
        "Name, numbers and history are gone; only the OneID is left. It cannot be undone, and the same number will not be imported again.");

    public static string Facts => Say("资料", "Details");
    public static string Now => Say("现在", "Now");
    public static string LastTouch => Say("最近互动", "Last interaction");
    public static string NoTouch => Say("还没有互动", "No interaction yet");
    public static string LastInbound => Say("客户最近主动", "Last by the customer");
    public static string In30 => Say("近 30 天", "Last 30 days");
    public static string Counts30(CustomerStanding s) => Say(
        $"互动 {CustomersText.Number(s.Interactions30)} · 下单 {CustomersText.Number(s.Orders30)} · {MoneyText.Of(s.Spent30)}",
        $"{Many(s.Interactions30, "interaction")} · {Many(s.Orders30, "order")} · {MoneyText.Of(s.Spent30)}");
    public static string Silent(int days) => days == 0 ? Say("今天有互动", "In touch today") : Say($"{CustomersText.Number(days)} 天没有互动", $"{Many(days, "day")} of silence");
    public static string Reviews(int count) => Say($"{count} 条可能是同一人，待确认", $"{Many(count, "possible duplicate")} to review");
    public static string Points => Say("积分", "Points");
    public static string Spent => Say("累计消费", "Spent");
    public static string Orders => Say("订单", "Orders");
    public static string LastOrder => Say("最近下单", "Last order");
    public static string Stage => Say("阶段", "Stage");
    public static string ByHand => Say("手工设定", "set by hand");
    public static string Consent => Say("联系授权", "Consent");
    public static string Risk => Say("流失风险", "At risk");
    public static string RiskWhy(int days) => Say($"买过，但 {days} 天没有互动了", $"Has bought, but has been silent for {days} days");

    public static string TabTimeline => Say("时间线", "Timeline");
    public static string TabOrders => Say("订单", "Orders");
    public static string TabTouch => Say("互动", "Interactions");
    public static string TabRelations => Say("跟进", "Relations");
    public static string TabIdentity => Say("识别", "Identity");
    public static string TabLog => Say("记录", "Log");

    public static string IdentityHelp => Say("靠这些认出同一个人：手机、会员号、微信等。多人共用的号码会标出来，不再用来认人。例：全家共用的座机。",
        "By these a person is recognised: phones, member numbers, WeChat ids. A value that many share is flagged and recognises nobody any more. Example: a family's landline.");
    public static string Verified => Say("已验证", "verified");
    public static string Shared => Say("多人共用", "shared");
    public static string FirstSeen => Say("首次", "first");
    public static string LastSeen => Say("最近", "last");
    public static string NoIdentities => Say("没有识别信息", "No identities");
    public static string MergeHistory => Say("合并记录", "Merges");
    public static string NoMerges => Say("没有合并过", "Never merged");
    public static string Absorbed(long id) => Say($"编号 {id} 并入这位客户", $"OneID {id} became part of this one");
    public static string Undone => Say("已撤销", "taken back");

    public static string Of(MergeRule rule) => rule switch
    {
        MergeRule.ByHand => Say("手工合并", "by hand"),
        MergeRule.Review => Say("待确认里合并", "from the review"),
        MergeRule.StrongValue => Say("同一强识别值", "the same strong value"),
        MergeRule.Bulk => Say("批量合并", "in bulk"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    public static string OrdersSentence(CustomerStanding s, long year) => s.OrderCount == 0
        ? Say("还没有买过。", "Has never bought.")
        : Say($"一共 {CustomersText.Number(s.OrderCount)} 单，花了 {MoneyText.Of(s.SpentTotal)}；近 12 个月 {MoneyText.Of(year)}。",
            $"{Many(s.OrderCount, "order")}, {MoneyText.Of(s.SpentTotal)} in all; {MoneyText.Of(year)} in the last 12 months.");
    public static string Month => Say("月份", "Month");
    public static string SpentIn => Say("消费", "Spent");
    public static string Number => Say("订单号", "Number");
    public static string PaidAt => Say("付款时间", "Paid");
    public static string Amount => Say("金额", "Amount");
    public static string Refunded => Say("退款", "Refunded");
    public static string Products => Say("商品", "Products");
    public static string NoOrders => Say("还没有订单", "No orders yet");
    public static string NoOrdersWhat => Say("导入订单，或由商城接口写入后显示在这里。", "Orders appear here once they are imported or sent by the shop.");
    public static string More => Say("更多", "More");

    public static string TouchSentence(int weeks, int total, int recent, int before) => total == 0
        ? Say($"近 {weeks} 周没有互动。", $"No interaction in the last {weeks} weeks.")
        : Say($"近 {weeks} 周互动 {CustomersText.Number(total)} 次；最近 4 周 {recent} 次，{Trend(recent, before)}。",
            $"{Many(total, "interaction")} in {weeks} weeks; {recent} in the last four, {Trend(recent, before)}.");
    public static string Week => Say("周（周一起）", "Week from");
    public static string Inbound => Say("客户发起", "By the customer");
    public static string Outbound => Say("我们发起", "By us");

    private static string Trend(int recent, int before) => (recent - before) switch
    {
        > 0 => Say($"比之前 4 周多 {recent - before} 次", $"{recent - before} more than the four before"),
        < 0 => Say($"比之前 4 周少 {before - recent} 次", $"{before - recent} fewer than the four before"),
        _ => Say("和之前 4 周一样", "as many as the four before"),
    };

    public static string Product(OrderDraftLine line) => line.Quantity == 1 ? line.Product : $"{line.Product} × {line.Quantity.ToString(CultureInfo.InvariantCulture)}";
}
