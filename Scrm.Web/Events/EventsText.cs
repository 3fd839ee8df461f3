using System.Globalization;
using Scrm.Core.Events;
using static Scrm.Web.Words;

namespace Scrm.Web.Events;

/// <summary>Words around events, their kinds and orders.</summary>
public static class EventsText
{
    public static string Kinds => Say("行为类型", "Kinds of events");
    public static string KindsHelp => Say("行为是客户和你们之间发生的每一件事：浏览、聊天、下单、到店。自带的类型够用就不用加；行业里特有的可以自己建，例：「试驾」，带上车型和时长两个属性。",
        "An event is anything that happens between a customer and you: a page view, a chat, an order, a visit. "
            + "Add a kind of your own only where none fits, e.g. “Test drive” with the properties model and minutes.");
    public static string NewKind => Say("新建行为类型", "New kind");
    public static string OwnKinds => Say("自建", "Your own");
    public static string NoOwnKinds(int builtIn) => Say($"还没有自建的行为类型。自带的 {builtIn} 种在下面。", $"No kinds of your own yet. The {builtIn} built-in ones are below.");
    public static string Name => Say("名称", "Name");
    public static string Code => Say("代码", "Code");
    public static string Direction => Say("谁发起", "Who begins");
    public static string DirectionHint => Say("建好后不能改；内部记录不算互动", "Cannot be changed later; internal ones are no interaction");
    public static string IconWord => Say("图标", "Icon");
    public static string Used => Say("已有", "Events");
    public static string Properties => Say("属性", "Properties");
    public static string PropertyKey => Say("字段名", "Key");
    public static string KeyHint => Say("接口里的名字，可不填", "its name in the API; may be left out");
    public static string PropertyName => Say("显示名", "Name");
    public static string PropertyKind => Say("类型", "Type");
    public static string Required => Say("必填", "Required");
    public static string ChoicesHint => Say("选项，用逗号隔开", "Choices, separated by commas");
    public static string AddProperty => Say("加一个属性", "Add a property");
    public static string RemoveProperty(string name) => Say($"去掉属性 {name}", $"Remove property {name}");
    public static string Archive => Say("停用", "Archive");
    public static string Restore => Say("恢复", "Restore");
    public static string Archived => Say("已停用", "Archived");
    public static string Recount => Say("重新计算累计数据", "Count the totals anew");
    public static string RecountTitle => Say("客户累计数据", "Customers' totals");
    public static string RecountWhat => Say("最近互动、下单次数、消费金额等由系统随行为和订单更新。怀疑不对时，从全部行为和订单重新算一遍；「更新客户」是原来不一致的人数，0 就是一直都对。",
        "Last contact, order count, spend and the like follow events and orders by themselves. If in doubt, count them anew from all of them; "
            + "“customers updated” is how many differed, and 0 proves they were right.");

    public static string AddTouch => Say("记一次接触", "Note a contact");
    public static string Kind => Say("行为", "Kind");
    public static string When => Say("时间", "When");
    public static string Minutes => Say("时长（分钟）", "Minutes");
    public static string PointsBy => Say("积分", "Points");
    public static string PointsHint => Say("加 50 或扣 -50", "50 or -50");
    public static string Reason => Say("原因", "Reason");
    public static string Content => Say("内容", "What was said");
    public static string Yes => Say("是", "Yes");
    public static string No => Say("否", "No");
    public static string CustomerGone => Say("找不到这位客户了", "This customer is no longer there");

    public static string NameOf(KnownKind kind) => Chinese ? kind.Name : kind.EnglishName;

    /// <summary>A value of a built-in kind in words; the company's own values as they are.</summary>
    public static string Choice(string value) => value switch
    {
        "opened" => Say("处理中", "opened"),
        "closed" => Say("已关闭", "closed"),
        _ => value,
    };

    public static string Of(EventDirection direction) => direction switch
    {
        EventDirection.Inbound => Say("客户发起", "By the customer"),
        EventDirection.Outbound => Say("我们发起", "By us"),
        EventDirection.Internal => Say("内部记录", "Internal"),
        _ => throw new ArgumentOutOfRangeException(nameof(direction), direction, null),
    };

    public static string Of(PropertyType type) => type switch
    {
        PropertyType.Text => Say("文本", "Text"),
        PropertyType.Number => Say("数字", "Number"),
        PropertyType.YesNo => Say("是/否", "Yes or no"),
        PropertyType.Date => Say("日期", "Date"),
        PropertyType.Choice => Say("选项", "Choice"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.Paid => Say("已付款", "Paid"),
        OrderStatus.PartlyRefunded => Say("部分退款", "Partly refunded"),
        OrderStatus.Refunded => Say("已退款", "Refunded"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Why an event or order was not taken; <paramref name="detail"/> names the member or property.</summary>
    public static string Of(EventSkip skip, string detail = "") => skip switch
    {
        EventSkip.None => Say("已写入", "Written"),
        EventSkip.Duplicate => Say("已有，没有重复写入", "Already there, not written again"),
        EventSkip.UnknownKind => Say("没有这种行为，或已停用", "There is no such kind of event, or it is archived"),
        EventSkip.ReservedKind => Say("这种行为由系统记录；订单用订单接口或订单导入", "Scrm writes this kind itself; orders come as orders"),
        EventSkip.PersonUnreadable => Say("认不出是谁：值为空、是占位符或格式不对", "Nobody can be recognised by this value: empty, a filler or malformed"),
        EventSkip.UnknownCustomer => Say("没有这个编号的客户", "There is no customer with this number"),
        EventSkip.BlockedValue => Say("这是员工或门店的号码，不算客户", "This value belongs to staff or a shop, not to a customer"),
        EventSkip.ErasedPerson => Say("这个人已要求删除资料，不再接收", "This person had their data erased; nothing more is taken"),
        EventSkip.FutureDate => Say("时间比现在晚一天以上", "The moment is more than a day in the future"),
        EventSkip.DateUnreadable => Say("时间不对，早于 1990 年", "The moment is before 1990"),
        EventSkip.Negative => Say($"不能是负数：{detail}", $"Must not be negative: {detail}"),
        EventSkip.QuantityMissing => Say("没有说明数量：加多少写正数，扣多少写负数", "Say how many: above zero to add, below zero to take"),
        EventSkip.TooLong => Say($"太长：{detail}", $"Too long: {detail}"),
        EventSkip.KeyUnusable => Say($"去重键最多 {EventDraft.LongestKey} 个字符，不能以 ~ 开头", $"A key has at most {EventDraft.LongestKey} characters and does not begin with ~"),
        EventSkip.PropertyUnknown => Say($"没有这个属性：{detail}", $"There is no such property: {detail}"),
        EventSkip.PropertyMissing => Say($"缺少属性：{detail}", $"A property is missing: {detail}"),
        EventSkip.PropertyUnreadable => Say($"属性的值不对：{detail}", $"The value of a property cannot be read: {detail}"),
        EventSkip.OrderDiffers => Say("已有同号订单，金额不同，没有改动", "An order with this number is there with another amount; nothing was changed"),
        EventSkip.RefundTooLarge => Say("退款超过订单金额", "The refunds exceed what was paid"),
        EventSkip.UnknownOrder => Say("没有这个订单", "There is no such order"),
        EventSkip.TooLarge => Say($"数字太大：{detail}", $"The number is too large: {detail}"),
        EventSkip.NumberMissing => Say("缺少订单号", "The order number is missing"),
        _ => throw new ArgumentOutOfRangeException(nameof(skip), skip, null),
    };

    public static string Refused(EventRefusal why, object[] values) => why switch
    {
        EventRefusal.NotAllowed => Say("没有权限这样做", "Your role may not do this"),
        EventRefusal.NotWritten => Of((EventSkip)values[0], $"{values[1]}"),
        EventRefusal.Gone => Say("找不到了，可能刚被别人改过", "Not found; somebody may have just changed it"),
        EventRefusal.ChangedMeanwhile => Say("别人刚改过，已显示最新内容，核对后再保存", "Somebody else just changed this; the latest is shown, check and save again"),
        _ => string.Format(CultureInfo.InvariantCulture, Refused(why), values),
    };

    private static string Refused(EventRefusal why) => why switch
    {
        EventRefusal.NameLength => Say("名称要有 1 到 {0} 个字", "The name needs 1 to {0} characters"),
        EventRefusal.NameTaken => Say("已有「{0}」", "“{0}” is already there"),
        EventRefusal.PointsShort => Say("只有 {0} 分，不够扣", "There are only {0} points to take from"),
        EventRefusal.IconForm => Say("没有这个图标", "There is no such icon"),
        EventRefusal.TooManyProperties => Say("属性最多 {0} 个", "At most {0} properties"),
        EventRefusal.PropertyForm => Say("属性的字段名「{0}」只能用小写字母、数字和下划线，以字母开头", "The key “{0}” takes lower-case letters, digits and underscores and begins with a letter"),
        EventRefusal.PropertyTwice => Say("属性的字段名「{0}」重复", "The key “{0}” occurs twice"),
        EventRefusal.ChoicesMissing => Say("「{0}」还没有选项", "“{0}” has no choices yet"),
        EventRefusal.ChoicesTooMany => Say("「{0}」的选项太多或太长", "“{0}” has too many choices, or too long ones"),
        EventRefusal.UrlForm => Say("网址要以 http:// 或 https:// 开头，最长 2000 个字符", "The address begins with http:// or https:// and has at most 2,000 characters"),
        EventRefusal.OriginForm => Say("「{0}」不是网站地址，写成 https://www.example.com", "“{0}” is no site; write https://www.example.com"),
        EventRefusal.OriginMissing => Say("至少写一个网站地址", "Name at least one site"),
        EventRefusal.NothingSaid => Say("写点内容再保存", "Write something before you save"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
