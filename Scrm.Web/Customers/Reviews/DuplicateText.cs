using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of the search for duplicates and of the values that recognise nobody.</summary>
public static class DuplicateText
{
    public static string Where => Say("范围", "Where");
    public static string Everyone => Say("全部客户", "All customers");
    public static string OfSource => Say("某个来源的客户", "Customers of a source");
    public static string OfImport => Say("某次导入的客户", "Customers of an import");
    public static string By => Say("按什么查", "By");
    public static string Plan => Say("先算一遍", "Dry run");
    public static string PlanWhat => Say("只计算，不改动任何客户。", "Only counts; nothing is changed.");
    public static string None => Say("没有发现重复客户", "No duplicates found");
    public static string Size(int size) => Say($"{size} 位", $"{size}");
    public static string SizesSentence(IReadOnlyList<(int Size, int Clusters)> sizes) => Say(
        $"{Common(sizes).Size} 位一组的最多，有 {CustomersText.Number(Common(sizes).Clusters)} 组；最大的一组 {sizes.Max(s => s.Size)} 位。",
        $"Groups of {Common(sizes).Size} are the most frequent, {CustomersText.Number(Common(sizes).Clusters)} of them; the largest has {sizes.Max(s => s.Size)}.");
    public static string Sizes => Say("每组有几位客户", "Customers in a group");
    public static string Groups => Say("重复组", "Groups");
    public static string Customers => Say("涉及客户", "Customers in them");
    public static string Merges => Say("会并掉", "Would go");
    public static string Large => Say("要审批", "Need approval");
    public static string Different => Say("会员号不同，不并", "Told apart, left alone");
    public static string NeverOnes => Say("确认过不是同一人，不并", "Said to be two, left alone");
    public static string Approve(int groups, int merges) => Say($"我看过超过 {5} 位的 {groups} 组，同意一起合并（再并掉 {merges} 位）", $"I looked at the {groups} groups of more than {5} and approve them ({merges} more would go)");
    public static string Start(int merges) => Say($"合并，并掉 {OneIdText.Number(merges)} 位", $"Merge: {OneIdText.Number(merges)} go");
    public static string Started => Say("开始合并，可以随时撤销整批", "Merging; the whole batch can be taken back");
    public static string Samples => Say("例子", "Examples");
    public static string Title => Say("合并重复客户", "Merging duplicates");

    public static string Blocked => Say("屏蔽的值", "Blocked values");
    public static string BlockedHelp => Say("员工和门店的电话不属于任何客户，放进来后不再用来认人。例如：前台座机 010-12345678。",
        "Phones of staff and shops belong to no customer; blocked, they recognise nobody. For example: the front desk's 010-12345678.");
    public static string Staff => Say("成员的手机号", "Members' phones");
    public static string StaffHelp => Say("在职和离职成员的手机号都不认作客户的，在设置的成员里填写。例如：销售替客户登记时留了自己的号码，会提示换掉。",
        "The phones of members, also of former ones, are no customer's; they are kept with the members in the settings. For example: a salesperson's own number in a form is refused.");
    public static string NoStaff => Say("成员都还没有填手机号。", "No member has a phone yet.");
    public static string ToMembers => Say("去填写", "Add them");
    public static string Former => Say("已停用", "Disabled");
    public static string NoBlocked => Say("还没有屏蔽的值", "No value is blocked yet");
    public static string Value => Say("值", "Value");
    public static string Kind => Say("类型", "Kind");
    public static string Reason => Say("说明", "Why");
    public static string ReasonExample => Say("例如：门店电话", "e.g. shop phone");
    public static string Block => Say("屏蔽", "Block");
    public static string Unblock => Say("取消屏蔽", "Unblock");
    public static string BlockedDone(int customers) => Say($"已屏蔽，{customers} 位客户的这个值不再认人", $"Blocked; the value of {customers} customers recognises nobody now");
    public static string SharedValues => Say("多人共用的值", "Values of several customers");
    public static string SharedHelp => Say("同一个值出现在 3 位以上客户，或 90 天内配过两个会员号，就不再用来认人。例如：全家共用的手机号。",
        "A value on 3 customers or more, or with two member numbers within 90 days, recognises nobody any longer. For example: a family's phone.");
    public static string NoShared => Say("没有多人共用的值", "No value is shared");
    public static string Have => Say("客户数", "Customers");
    public static string Release => Say("恢复认人", "Recognise again");
    public static string Released => Say("已恢复", "It recognises again");

    public static string Of(ClusterHold hold) => hold switch
    {
        ClusterHold.Different => Say("会员号不同", "told apart"),
        ClusterHold.Never => Say("确认过不是同一人", "said to be two"),
        ClusterHold.Large => Say("要审批", "needs approval"),
        _ => throw new ArgumentOutOfRangeException(nameof(hold), hold, null),
    };

    private static (int Size, int Clusters) Common(IReadOnlyList<(int Size, int Clusters)> sizes) => sizes.MaxBy(s => s.Clusters);
}
