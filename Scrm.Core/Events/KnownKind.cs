namespace Scrm.Core.Events;

/// <summary>
/// A kind of event as it is used: built in or the company's own. Reserved kinds are written by the product itself and by nobody else; the quantity of signed ones
/// is what was added, or less than zero what was taken.
/// </summary>
public sealed record KnownKind(
    int Id, string Code, string Name, string EnglishName, EventDirection Direction, string Icon, IReadOnlyList<KindProperty> Properties, bool Reserved = false, bool Archived = false,
    bool Signed = false)
{
    public bool Custom => Id >= EventKind.FirstCustom;

    /// <summary>Customer and company dealt with each other, whoever began.</summary>
    public bool IsInteraction => Direction != EventDirection.Internal;
}

/// <summary>The kinds every company has. Their ids and codes never change.</summary>
public static class KindId
{
    public const int PageView = 1, ArticleRead = 2, LinkClick = 3, AdClick = 4, MessageIn = 5, MessageOut = 6, AddFriend = 7, DeleteFriend = 8, JoinGroup = 9, LeaveGroup = 10,
        FormSubmit = 11, CouponClaim = 12, CouponUse = 13, OrderPaid = 14, OrderRefunded = 15, Call = 16, Visit = 17, Review = 18, ServiceTicket = 19, CheckIn = 20, Share = 21,
        Invite = 22, Note = 23, TagChanged = 24, FieldChanged = 25, StageChanged = 26, SopStep = 27, Points = 28,
        RelationBegan = 29, RelationEnded = 30, RelationHandedOver = 31, CustomersMerged = 32;
}

internal static class BuiltInKinds
{
    public static readonly IReadOnlyList<KnownKind> All =
    [
        Of(KindId.PageView, "page_view", "浏览页面", "Page view", EventDirection.Inbound, "visibility"),
        Of(KindId.ArticleRead, "article_read", "阅读文章", "Article read", EventDirection.Inbound, "article"),
        Of(KindId.LinkClick, "link_click", "点击链接", "Link click", EventDirection.Inbound, "link"),
        Of(KindId.AdClick, "ad_click", "点击广告", "Ad click", EventDirection.Inbound, "ads_click"),
        Of(KindId.MessageIn, "message_in", "客户发消息", "Message received", EventDirection.Inbound, "chat"),
        Of(KindId.MessageOut, "message_out", "给客户发消息", "Message sent", EventDirection.Outbound, "send"),
        Of(KindId.AddFriend, "add_friend", "添加好友", "Added as friend", EventDirection.Inbound, "person_add"),
        Of(KindId.DeleteFriend, "delete_friend", "删除好友", "Removed as friend", EventDirection.Internal, "person_remove"),
        Of(KindId.JoinGroup, "join_group", "进群", "Joined a group", EventDirection.Inbound, "group_add"),
        Of(KindId.LeaveGroup, "leave_group", "退群", "Left a group", EventDirection.Internal, "group_remove"),
        Of(KindId.FormSubmit, "form_submit", "提交表单", "Form sent", EventDirection.Inbound, "assignment_turned_in"),
        Of(KindId.CouponClaim, "coupon_claim", "领取优惠券", "Coupon claimed", EventDirection.Inbound, "redeem"),
        Of(KindId.CouponUse, "coupon_use", "使用优惠券", "Coupon used", EventDirection.Inbound, "confirmation_number"),
        Of(KindId.OrderPaid, "order_paid", "下单", "Order paid", EventDirection.Inbound, "shopping_bag", reserved: true),
        Of(KindId.OrderRefunded, "order_refunded", "退款", "Order refunded", EventDirection.Inbound, "currency_exchange", reserved: true),
        Of(KindId.Call, "call", "通话", "Call", EventDirection.Inbound, "call"),
        Of(KindId.Visit, "visit", "拜访或到店", "Visit", EventDirection.Inbound, "storefront"),
        new(KindId.Review, "review", "评价", "Review", EventDirection.Inbound, "star", [new("score", "评分", PropertyType.Number)]),
        new(KindId.ServiceTicket, "service_ticket", "服务工单", "Service ticket", EventDirection.Inbound, "support_agent",
            [new("ticket", "工单号", PropertyType.Text), new("state", "状态", PropertyType.Choice, Choices: ["opened", "closed"])]),
        Of(KindId.CheckIn, "check_in", "签到打卡", "Check-in", EventDirection.Inbound, "where_to_vote"),
        Of(KindId.Share, "share", "分享", "Share", EventDirection.Inbound, "share"),
        Of(KindId.Invite, "invite", "邀请", "Invitation", EventDirection.Inbound, "forward_to_inbox"),
        Of(KindId.Note, "note", "备注", "Note", EventDirection.Internal, "sticky_note_2"),
        Of(KindId.TagChanged, "tag_changed", "标签变更", "Tag changed", EventDirection.Internal, "sell", reserved: true),
        Of(KindId.FieldChanged, "field_changed", "字段变更", "Field changed", EventDirection.Internal, "edit_note", reserved: true),
        Of(KindId.StageChanged, "stage_changed", "阶段变更", "Stage changed", EventDirection.Internal, "stairs", reserved: true),
        Of(KindId.SopStep, "sop_step", "SOP 步骤", "SOP step", EventDirection.Internal, "checklist", reserved: true),
        new(KindId.Points, "points", "积分变动", "Points", EventDirection.Internal, "loyalty", [], Signed: true),
        Of(KindId.RelationBegan, "relation_began", "开始跟进", "Relation began", EventDirection.Internal, "person_add", reserved: true),
        Of(KindId.RelationEnded, "relation_ended", "结束跟进", "Relation ended", EventDirection.Internal, "person_remove", reserved: true),
        Of(KindId.RelationHandedOver, "relation_handed_over", "交接", "Handed over", EventDirection.Internal, "swap_horiz", reserved: true),
        Of(KindId.CustomersMerged, "customers_merged", "合并客户", "Customers merged", EventDirection.Internal, "join", reserved: true),
    ];

    public static KnownKind Of(int id) => All[id - 1];

    private static KnownKind Of(int id, string code, string name, string english, EventDirection direction, string icon, bool reserved = false) =>
        new(id, code, name, english, direction, icon, [], reserved);
}
