using System.Globalization;
using Scrm.Core;
using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of the queue 待确认, merges, duplicates and values that recognise nobody.</summary>
public static class OneIdText
{
    public static string Title => Say("待确认", "To confirm");
    public static string Help => Say("两位客户可能是同一个人，但证据不够，要由人来定。例如：两张卡共用一个手机号。合并随时能撤销。",
        "Two customers may be one person, but what speaks for it is not enough, so somebody decides. For example: two cards with one phone. A merge can be taken back at any time.");
    public static string TabOpen => Say("待确认", "To confirm");
    public static string TabNever => Say("不合并", "Never merge");
    public static string TabHistory => Say("合并记录", "Merges");
    public static string TabDuplicates => Say("查重", "Duplicates");
    public static string TabValues => Say("共用值", "Shared values");
    public static string Empty => Say("没有要确认的", "Nothing to confirm");
    public static string EmptyWhat => Say("发现可能是同一个人的客户时，会列在这里。也可以现在查一遍重复客户。", "Customers who may be one person appear here. You can also search for duplicates now.");
    public static string Search => Say("去查重", "Find duplicates");
    public static string Pick => Say("从左边选一对", "Choose a pair on the left");
    public static string Back => Say("返回列表", "Back to the list");
    public static string Next => Say("下一对（J）", "Next pair (J)");
    public static string Previous => Say("上一对（K）", "Previous pair (K)");
    public static string Same => Say("相同的值", "They share");
    public static string Stays => Say("保留", "Stays");
    public static string Goes => Say("并入", "Goes in");
    public static string Fields => Say("合并后的资料", "Details after the merge");
    public static string SameFields(int count) => Say($"另有 {count} 项两边一样", $"{count} more are the same on both sides");
    public static string FieldsWhat => Say("不同的资料点一下就能换。默认：已验证 > 手工 > 导入 > 推断，再看谁更新。",
        "Click to choose where they differ. By default: verified, then by hand, then imported, then inferred; then the latest.");
    public static string Merge => Say("合并", "Merge");
    public static string Never => Say("不是同一人", "Two people");
    public static string Later => Say("以后再说", "Later");
    public static string Link => Say("是这位客户的", "It is theirs");
    public static string NotTheirs => Say("不是", "It is not");
    public static string Merged => Say("已合并", "Merged");
    public static string Linked => Say("已关联", "Linked");
    public static string NeverDone => Say("已记住，不再提示", "Remembered; it will not be proposed again");
    public static string Undo => Say("撤销", "Take back");
    public static string Undone => Say("已撤销合并", "The merge was taken back");
    public static string Reopen => Say("改回待确认", "Confirm again");
    public static string Reopened => Say("已放回待确认", "Back in the queue");
    public static string NoNever => Say("还没有确认过「不是同一人」的", "No pair was said to be two people yet");
    public static string NoNeverWhat => Say("在待确认里选「不是同一人」后，会记在这里，也能改回。", "Pairs that somebody called two people are kept here and can be reopened.");
    public static string NoMerges => Say("还没有合并过客户", "No customers were merged yet");
    public static string NoMergesWhat => Say("谁在什么时候、按什么规则合并了谁，都会列在这里，随时能撤销。", "Who merged whom, when and by which rule is listed here, and can be taken back.");
    public static string Who => Say("操作人", "By");
    public static string When => Say("时间", "When");
    public static string Rule => Say("方式", "How");
    public static string Unlinked => Say("还没有归属的值", "A value without an owner");
    public static string FirstSeen => Say("首次出现", "First seen");
    public static string LastSeen => Say("最近出现", "Last seen");
    public static string Touches => Say("行为", "Touches");
    public static string Orders => Say("订单", "Orders");
    public static string Followers => Say("跟进", "Followed by");
    public static string LastTouch => Say("最近互动", "Last interaction");
    public static string Shared => Say("多人共用", "shared");
    public static string Verified => Say("已验证", "verified");
    public static string LaterTitle => Say("合并之后改过的内容", "Changed after the merge");
    public static string LaterWhat => Say("撤销合并前，先决定这些改动归谁。", "Decide what becomes of these changes before the merge is taken back.");
    public static string TheirsBefore(string absorbed) => Say($"{absorbed} 原来：", $"{absorbed} had:");
    public static string UndoTitle(string survivor, string absorbed) => Say($"把「{absorbed}」从「{survivor}」分出来？", $"Part “{absorbed}” from “{survivor}” again?");
    public static string UndoWhat => Say("资料、标签、跟进和行为都回到合并前的样子。", "Details, tags, followers and touches return to where they were.");
    public static string PersonOf(string name, long id) => Say($"{(name.Length > 0 ? name : "未命名")} · {id}", $"{(name.Length > 0 ? name : "no name")} · {id}");
    public static string ClashOf(string types) => Say($"两人的{types}不同，很可能是两个人", $"Their {types} differ; they may well be two people");
    public static string Because(string evidence) => Say($"这些值一起出现过：{evidence}", $"These were given together: {evidence}");

    public static string Of(LaterChoice choice, string survivor, string absorbed) => choice switch
    {
        LaterChoice.Keep => Say($"留给 {survivor}", $"stays with {survivor}"),
        LaterChoice.Move => Say($"给 {absorbed}", $"goes to {absorbed}"),
        LaterChoice.Drop => Say("不要", "is dropped"),
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };

    public static string Of(MergeRule rule) => rule switch
    {
        MergeRule.ByHand => Say("手工", "by hand"),
        MergeRule.Review => Say("待确认", "from the queue"),
        MergeRule.StrongValue => Say("强标识自动", "by a strong value"),
        MergeRule.Bulk => Say("查重批量", "duplicates in bulk"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    public static string Of(FieldProof proof) => proof switch
    {
        FieldProof.Inferred => Say("推断", "inferred"),
        FieldProof.Import => Say("导入", "imported"),
        FieldProof.Manual => Say("手工", "by hand"),
        FieldProof.Verified => Say("已验证", "verified"),
        _ => throw new ArgumentOutOfRangeException(nameof(proof), proof, null),
    };

    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
