using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Tags;

/// <summary>Words of the drawers and dialogs of the dictionary.</summary>
public static class TagsPanelText
{
    public static string Color => Say("颜色", "Colour");
    public static string LockGroup => Say("锁定：只有负责人和管理员能改字典", "Locked: only stewards and admins edit it");
    public static string AssignLocked => Say("锁定后员工仍可以打标签", "Staff may still assign its tags");
    public static string Stewards => Say("负责人", "Stewards");
    public static string StewardsHint => Say("锁定时谁能改", "Who may edit it while it is locked");
    public static string VisibleTo => Say("可见部门", "Departments that see it");
    public static string VisibleHint => Say("不选 = 全公司可见", "None chosen = the whole company");
    public static string Cycle => Say("更新周期", "Update cycle");
    public static string Description => Say("说明", "Description");
    public static string FromPack => Say("来自行业字典", "From an industry pack");
    public static string Personal => Say("只有你和管理员看得到，只有你能改", "Only you and admins see it, only you change it");
    public static string Lifetime => Say("有效天数", "Ends after days");
    public static string LifetimeHint => Say("0 = 一直有效；填 30，打上 30 天后自动摘下", "0 = never; with 30 it comes off by itself after 30 days");
    public static string Review => Say("复核日期", "Review due");
    public static string Pinned => Say("置顶", "Pinned");
    public static string UseMine => Say("用我的", "Use mine");
    public static string Clash => Say("别人刚改过，没有保存", "Somebody else changed this meanwhile; nothing was saved");
    public static string ClashLine(string field, string theirs, string yours) => Say($"{field}：现在是「{theirs}」，你填的是「{yours}」", $"{field}: now “{theirs}”, yours “{yours}”");

    public static string MergeTitle(string name) => Say($"合并「{name}」", $"Merge “{name}”");
    public static string MergeInto => Say("合并到哪个标签", "Into which tag");
    public static string MergeAct(int customers) => Say($"合并，涉及 {customers:#,0} 位客户", $"Merge, {customers:#,0} customers");
    public static string MergeMoved(int moved, string into) => Say($"{moved:#,0} 位客户换成「{into}」", $"{moved:#,0} customers get “{into}”");
    public static string MergeBoth(int both) => Say($"{both:#,0} 位两个都有，只留一个", $"{both:#,0} carry both and keep one");
    public static string MergeReplaced(int replaced, string group) => Say($"其中 {replaced:#,0} 位在「{group}」里较旧的标签被替换", $"{replaced:#,0} of them lose an older tag of “{group}”");
    public static string MergeKept(int kept, string group) => Say($"{kept:#,0} 位在「{group}」里有更新的标签，保留更新的", $"{kept:#,0} keep a newer tag of “{group}”");
    public static string MergeAfter(string from, string into) => Say($"以后打「{from}」会自动变成「{into}」。完成后可以撤销。", $"From then on “{from}” becomes “{into}”. It can be undone afterwards.");

    public static string ArchiveTitle(string what) => Say($"归档「{what}」？", $"Archive “{what}”?");
    public static string ArchiveWhat => Say("归档后不能再打，已经打上的保留，随时可以恢复。", "It can no longer be assigned; customers keep it, and it can be restored at any time.");
    public static string DeleteRather => Say("直接删除，不能恢复", "Delete it for good instead");
    public static string DeleteTitle(string what) => Say($"删除「{what}」？", $"Delete “{what}”?");
    public static string NeverUsed => Say("从没打给任何客户。", "No customer ever had it.");
    public static string DeleteNot => Say("打给过客户的标签只能归档，这样历史还查得到。", "A tag that was assigned is only archived, so that its history stays.");
    public static string Impact(int customers) => Say($"现在有 {customers:#,0} 位客户带着", $"{customers:#,0} customers carry it now");
    public static string ImpactMerged(int tags) => Say($"有 {tags} 个标签合并到这里", tags == 1 ? "1 tag was merged into it" : $"{tags} tags were merged into it");

    public static string ModeTitle(string group, GroupMode mode) => Say($"「{group}」改为{TagsText.Of(mode)}", $"Change “{group}” to {TagsText.Of(mode)}");
    public static string ModeClean(int customers) => Say($"{customers:#,0} 位客户带着这组的标签，没有矛盾，都保留。", $"{customers:#,0} customers carry its tags. Nothing contradicts; all stay.");
    public static string ModeLoses(int customers, int lost) => Say($"{customers:#,0} 位客户同时有几个，各留最新的一个，共摘下 {lost:#,0} 个标签。",
        $"{customers:#,0} customers have several; each keeps the newest, {lost:#,0} tags come off.");
    public static string ModeSample(string customer, string keeps, string loses) => Say($"{customer}：留 {keeps}，摘 {loses}", $"{customer}: keeps {keeps}, loses {loses}");
    public static string ModeAct => Say("改模式", "Change mode");
    public static string ModeDone => Say("模式已改", "Mode changed");

    public static string PackCount(int groups, int tags) => Say($"{groups} 个组 · {tags} 个标签", $"{groups} groups · {tags} tags");
    public static string PackNew(int groups, int tags) => Say($"将新建 {groups} 个组、{tags} 个标签，已有的不变", $"Adds {groups} groups and {tags} tags; what you have stays as it is");
    public static string PackNothing => Say("都已经有了，不用再装", "You have all of it already");
    public static string PackInstall => Say("安装", "Install");
    public static string PackDone(int groups, int tags) => Say($"已新建 {groups} 个组、{tags} 个标签", $"{groups} groups and {tags} tags added");
    public static string PackExists => Say("已有", "Exists");
    public static string PackFresh => Say("新", "New");
    public static string PackLocked => Say("已锁定，跳过", "Locked, skipped");
    public static string PackAll => Say("全部行业", "All industries");

    public static string ProposalsWhat(int members) => Say($"{members} 位以上成员在用同名的个人标签，统一成企业标签后客户不变。", $"Personal tags that {members} or more members use. As company tags the customers keep them.");
    public static string NoProposals => Say("暂时没有", "Nothing at the moment");
    public static string ProposalLine(int members, int customers) => Say($"{members} 位成员 · {customers:#,0} 位客户", $"{members} members · {customers:#,0} customers");
    public static string Promote => Say("升级", "Promote");
    public static string IntoGroup => Say("放进哪个组", "Into which group");

    public static string NoHistory => Say("还没有变更", "No changes yet");
    public static string OlderLines => Say("更早的", "Older");
}
