using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

public static class HandoverText
{
    public static string HandOver => Say("交接", "Hand over");
    public static string TitleOf(string customer) => Say($"交接「{customer}」", $"Hand “{customer}” over");
    public static string TitleMany(int count) => Say($"交接 {CustomersText.Number(count)} 位客户", $"Hand {Many(count, "customer")} over");
    public static string Help => Say("负责人换成接手的成员，原负责人的跟进变成「已交接」，标签和记录都不变。例：小李离职，客户全部交给小张。",
        "The member who takes over is in charge from now on; tags and records stay. Example: Li leaves, Zhang takes all customers.");
    public static string To => Say("交给", "Hand over to");
    public static string Choose => Say("选择成员", "Choose a member");
    public static string Reason => Say("原因（可不填）", "Reason (optional)");
    public static string ReasonExample => Say("例：离职、调区、按产品分", "e.g. leaving, new region");
    public static string Now(int count) => Say($"共 {CustomersText.Number(count)} 位，现在由", $"{CustomersText.Number(count)} in all, now with");
    public static string Share(HandoverShare share) => $"{(share.MemberId == 0 ? CustomersText.Pool : share.Name)} {CustomersText.Number(share.Count)}";
    public static string Start(int count) => Say($"交接 {CustomersText.Number(count)} 位", $"Hand {CustomersText.Number(count)} over");
    public static string Done(string to) => Say($"已交给 {to}", $"Handed over to {to}");
    public static string Started => Say("交接已开始，进度在右上角", "Started; progress is at the top right");
    public static string Leaver(int owned, int followed) => Say(
        $"名下还有 {CustomersText.Number(owned)} 位客户，另外跟进 {CustomersText.Number(followed)} 位。交给接手的人，客户不会没人管。",
        $"Still in charge of {Many(owned, "customer")} and follows {CustomersText.Number(followed)} more. Hand them over so that nobody is left alone.");
}
