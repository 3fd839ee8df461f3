using Scrm.Core.Import.Sheets;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>What a column can be, in words.</summary>
public static class ColumnText
{
    public static readonly IReadOnlyList<ColumnRole> OfCustomers =
    [
        ColumnRole.Name, ColumnRole.Phone, ColumnRole.OneId, ColumnRole.MemberNo, ColumnRole.ExternalId, ColumnRole.Gender, ColumnRole.Company, ColumnRole.Region,
        ColumnRole.Remark, ColumnRole.Source, ColumnRole.Owner, ColumnRole.AddedAt,
    ];

    public static readonly IReadOnlyList<ColumnRole> OfTags = [ColumnRole.Tags, ColumnRole.GroupTag, ColumnRole.KeyAndTags];

    public static readonly IReadOnlyList<ColumnRole> OfDictionary =
    [
        ColumnRole.TagGroup, ColumnRole.TagName, ColumnRole.TagMeaning, ColumnRole.GroupMode, ColumnRole.GroupClass, ColumnRole.GroupLocked, ColumnRole.GroupCycle,
        ColumnRole.GroupMeaning, ColumnRole.TagColour, ColumnRole.TagPinned, ColumnRole.TagLifetime,
    ];

    /// <summary>What only a sheet of orders, or of events, has.</summary>
    public static IReadOnlyList<ColumnRole> OfTouches(LayoutKind kind) => kind == LayoutKind.Orders
        ? [ColumnRole.OccurredAt, ColumnRole.Amount, ColumnRole.Number, ColumnRole.Subject, ColumnRole.Quantity, ColumnRole.LineAmount, ColumnRole.Refund, ColumnRole.OrderState]
        : [ColumnRole.OccurredAt, ColumnRole.EventKind, ColumnRole.Subject, ColumnRole.Seconds, ColumnRole.Amount, ColumnRole.Quantity, ColumnRole.EventText, ColumnRole.Number];

    public static string Of(ColumnRole role) => role switch
    {
        ColumnRole.Ignore => Say("不导入", "Leave out"),
        ColumnRole.Name => Say("姓名", "Name"),
        ColumnRole.Phone => Say("手机号", "Phone"),
        ColumnRole.OneId => "OneID",
        ColumnRole.MemberNo => Say("会员号", "Member number"),
        ColumnRole.ExternalId => Say("外部 ID", "External ID"),
        ColumnRole.Tags => Say("标签", "Tags"),
        ColumnRole.GroupTag => Say("一组标签", "Tags of a group"),
        ColumnRole.Owner => Say("添加人", "Owner"),
        ColumnRole.AddedAt => Say("添加时间", "Added"),
        ColumnRole.Gender => Say("性别", "Gender"),
        ColumnRole.Company => Say("公司", "Company"),
        ColumnRole.Region => Say("地区", "Region"),
        ColumnRole.Remark => Say("备注", "Remark"),
        ColumnRole.Source => Say("来源", "Source"),
        ColumnRole.KeyAndTags => Say("客户｜标签", "Customer | tags"),
        ColumnRole.TagGroup => Say("标签组", "Tag group"),
        ColumnRole.GroupClass => Say("组的分类", "Class of the group"),
        ColumnRole.GroupMode => Say("组的模式", "Mode of the group"),
        ColumnRole.GroupLocked => Say("组是否锁定", "Group locked"),
        ColumnRole.GroupCycle => Say("组的更新周期", "Update cycle"),
        ColumnRole.GroupMeaning => Say("组的说明", "About the group"),
        ColumnRole.TagName => Say("标签名", "Tag name"),
        ColumnRole.TagMeaning => Say("标签说明", "About the tag"),
        ColumnRole.TagColour => Say("颜色", "Colour"),
        ColumnRole.TagPinned => Say("是否置顶", "Pinned"),
        ColumnRole.TagLifetime => Say("有效天数", "Lifetime in days"),
        ColumnRole.Number => Say("单号", "Number"),
        ColumnRole.OccurredAt => Say("时间", "Time"),
        ColumnRole.Amount => Say("金额", "Amount"),
        ColumnRole.LineAmount => Say("这一件的金额（合计成订单）", "Amount of the line (adds up)"),
        ColumnRole.Refund => Say("退款金额", "Refunded"),
        ColumnRole.Quantity => Say("数量", "Quantity"),
        ColumnRole.Subject => Say("商品或对象", "Product or subject"),
        ColumnRole.OrderState => Say("订单状态", "Order state"),
        ColumnRole.EventKind => Say("行为", "Event"),
        ColumnRole.Seconds => Say("时长", "Duration"),
        ColumnRole.EventText => Say("内容", "Text"),
        ColumnRole.Field => Say("客户字段", "Customer field"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The column's letter as spreadsheets show it.</summary>
    public static string Letter(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }
}
