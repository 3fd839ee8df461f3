using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of who follows a customer, of hand-overs and of lost customers.</summary>
public static class RelationText
{
    public static string Title => Say("跟进关系", "Followed by");
    public static string Help => Say("谁加了这位客户、谁在跟进。一位客户可以有几位成员跟进，负责人只有一位。例：门店小李加了微信，负责人仍是顾问小张。",
        "Which members follow this customer. Several may follow; one is in charge. Example: Li of the shop added them on WeChat while Zhang stays in charge.");
    public static string None => Say("还没有成员跟进", "Nobody follows yet");
    public static string Add => Say("添加跟进人", "Add a member");
    public static string Member => Say("成员", "Member");
    public static string Remark => Say("备注名", "Remark name");
    public static string Description => Say("描述", "Description");
    public static string AddWay => Say("怎么加上的", "How they met");
    public static string AddWayExample => Say("例：扫码、名片、群聊", "e.g. QR code, card, group");
    public static string Code => Say("活码", "Live code");
    public static string Note => Say("改备注", "Edit remark");
    public static string End => Say("结束跟进", "End it");
    public static string EndTitle(string member) => Say($"结束 {member} 的跟进？", $"{member} no longer follows?");
    public static string EndWhat => Say("客户和全部记录都留着。此刻的标签和阶段会一起记下，在「流失客户」里能查到。",
        "The customer and all records stay. Tags and stage of this moment are kept with it, under lost customers.");
    public static string ByCustomer => Say("客户删除了成员", "The customer removed the member");
    public static string ByMember => Say("成员删除了客户", "The member removed the customer");
    public static string Who => Say("谁结束的", "Who ended it");
    public static string Reason => Say("原因（可不填）", "Reason (optional)");
    public static string ReasonExample => Say("例：搬家了、嫌打扰、换了机构", "e.g. moved away, too many messages");
    public static string Added => Say("已添加跟进人", "Added");
    public static string Ended => Say("已结束跟进，记在流失客户里", "Ended; it is among the lost customers");
    public static string Noted => Say("备注已保存", "Saved");
    public static string History => Say("跟进记录", "History");
    public static string Since => Say("添加", "since");
    public static string Until => Say("结束", "until");
    public static string InCharge => Say("负责人", "in charge");
    public static string Left => Say("已离职", "left");

    public static string Of(RelationState state) => state switch
    {
        RelationState.Active => Say("跟进中", "Following"),
        RelationState.DeletedByCustomer => Say("被客户删除", "Removed by the customer"),
        RelationState.DeletedByMember => Say("成员已删除", "Removed by the member"),
        RelationState.Transferred => Say("已交接", "Handed over"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Turn(RelationTurn turn)
    {
        var act = (turn.State, turn.To.Length > 0) switch
        {
            (RelationState.Active, _) => Say($"{turn.Member} 开始跟进", $"{turn.Member} began to follow"),
            (RelationState.Transferred, true) => Say($"{turn.Member} 交给 {turn.To}", $"{turn.Member} handed over to {turn.To}"),
            (RelationState.Transferred, false) => Say($"{turn.Member} 交回公海", $"{turn.Member} gave back to the pool"),
            (RelationState.DeletedByCustomer, _) => Say($"客户删除了 {turn.Member}", $"The customer removed {turn.Member}"),
            _ => Say($"{turn.Member} 删除了客户", $"{turn.Member} removed the customer"),
        };
        return turn.Reason.Length == 0 ? act : $"{act}{(Chinese ? "：" : ": ")}{turn.Reason}";
    }

    public static string By(RelationTurn turn) => turn.BatchTitle.Length > 0 ? $"{CustomerText.Of(turn.By)} · {turn.BatchTitle}" : CustomerText.Of(turn.By);

    public static string Refused(RelationRefusal why, object[] values) => why switch
    {
        RelationRefusal.NotAllowed => Say("你的角色不能这样做，或不是你的客户", "Your role may not do this, or it is not yours"),
        RelationRefusal.AlreadyFollows => Say("这位成员已经在跟进", "This member follows already"),
        RelationRefusal.NotFollowing => Say("这位成员现在没有跟进", "This member does not follow now"),
        RelationRefusal.MemberOutOfReach => Say("不能交给这位成员", "You cannot hand customers to this member"),
        RelationRefusal.TextTooLong => Say($"太长，最多 {values[0]} 个字", $"Too long, at most {values[0]} characters"),
        RelationRefusal.NobodyMeant => Say("没有符合的客户", "No customer is meant"),
        RelationRefusal.SamePerson => Say("交接的两边是同一位成员", "Both sides are the same member"),
        RelationRefusal.TooManyPicked => Say($"逐个选择最多 {values[0]} 位；更多就用「选择全部符合的」", $"At most {values[0]} one by one; for more, select all that match"),
        RelationRefusal.NothingToHandOver => Say("已经是这位成员的，或不是你能交接的", "It is this member's already, or not yours to hand over"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
