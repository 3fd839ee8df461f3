using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

public static class OneIdRefusals
{
    public static string Of(MergeRefusal why, object[] values) => why switch
    {
        MergeRefusal.NotAllowed => Say("你的角色不能合并客户", "Your role may not merge customers"),
        MergeRefusal.SamePerson => Say("两个编号已经是同一位客户", "Both numbers already lead to the same customer"),
        MergeRefusal.Erased => Say($"编号 {values[0]} 的资料已按本人要求清除", $"OneID {values[0]} was erased on the person's wish"),
        MergeRefusal.NeverMerge => Say("有人确认过这是两个人；要合并，先在「不合并」里撤回", "Somebody said that these are two people; take that back first"),
        MergeRefusal.AlreadyUndone => Say("这次合并已经撤销过了", "This merge was taken back already"),
        MergeRefusal.LaterMerge => Say($"后来又并入了别的客户，先撤销合并 {values[0]}", $"They became part of somebody else later; take back merge {values[0]} first"),
        MergeRefusal.ChangedSince => Say($"合并之后有 {values[0]} 处改动，先决定它们归谁", $"{values[0]} places were changed since; decide what becomes of them first"),
        MergeRefusal.ValueUnreadable => Say("认不出这个值", "Not a value of this kind"),
        MergeRefusal.ValueBlocked => Say("这个值已经在名单里", "This value is on the list already"),
        MergeRefusal.NeedsApproval => Say($"有 {values[0]} 组超过 {values[1]} 位客户，看过后勾选同意才能合并", $"{values[0]} groups hold more than {values[1]} customers; look at them and approve"),
        MergeRefusal.NothingToMerge => Say("没有可以合并的重复客户", "No duplicates to merge"),
        MergeRefusal.Busy => Say("另一次查重合并还没结束", "Another merge of duplicates is still at work"),
        MergeRefusal.Gone => Say("已经不在了，可能刚被处理", "It is gone; somebody may just have dealt with it"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
