using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Tags;

public static class TagsText
{
    public static string Title => Say("标签字典", "Tag dictionary");
    public static string Help => Say("标签组管规则，标签管含义。互斥组一位客户只能有一个标签，阶段组还有先后。\n例：意向度（互斥）：高意向、中意向、低意向。",
        "A group holds the rules, a tag the meaning. A customer has one tag of an exclusive group; stages have an order too.\nExample: Interest (one): high, medium, low.");
    public static string Groups => Say("标签组", "Groups");
    public static string AllGroups => Say("全部标签", "All tags");
    public static string Group => Say("标签组", "Group");
    public static string NewGroup => Say("新建标签组", "New group");
    public static string NewPersonal => Say("新建个人标签组", "New personal group");
    public static string MyGroups => Say("个人标签", "Personal");
    public static string NewTag => Say("新建标签", "New tag");
    public static string NewTagHint => Say("标签名，一次加多个用顿号或逗号分开，回车保存", "Tag name; separate several by commas, Enter saves");
    public static string Search => Say("搜标签、含义、拼音首字母", "Find by name, meaning, initials");
    public static string Tag => Say("标签", "Tag");
    public static string Name => Say("名称", "Name");
    public static string Meaning => Say("含义", "Meaning");
    public static string MeaningHint => Say("什么情况下打这个标签", "When to put this tag on");
    public static string Uses => Say("客户数", "Customers");
    public static string UsedBy(int customers) => Say($"{customers:#,0} 位客户", customers == 1 ? "1 customer" : $"{customers:#,0} customers");
    public static string LastUsed => Say("最近使用", "Last used");
    public static string StatusWord => Say("状态", "Status");
    public static string Class => Say("分类", "Class");
    public static string Mode => Say("模式", "Mode");
    public static string OwnerWord => Say("归属", "Owner");
    public static string CompanyOwned => Say("企业标签", "Company");
    public static string Mine => Say("我的个人标签", "My personal");
    public static string Unused => Say("没人用的", "Unused");
    public static string Any(string what) => Say($"{what}不限", $"Any {what.ToLowerInvariant()}");
    public static string Order => Say("排序", "Order");
    public static string Clear => Say("清除筛选", "Clear filters");
    public static string More => Say("更多", "More");
    public static string Filters => Say("筛选", "Filters");
    public static string History => Say("变更记录", "History");
    public static string Packs => Say("行业字典", "Industry packs");
    public static string Proposals => Say("升为企业标签", "Promotions");
    public static string Keys => Say("快捷键", "Keyboard");
    public static string EditGroup => Say("编辑标签组", "Edit group");
    public static string EditTag => Say("编辑标签", "Edit tag");
    public static string Rename => Say("改名", "Rename");
    public static string Pin => Say("置顶", "Pin");
    public static string Unpin => Say("取消置顶", "Unpin");
    public static string Merge => Say("合并到…", "Merge into…");
    public static string Archive => Say("归档", "Archive");
    public static string Restore => Say("恢复使用", "Restore");
    public static string Delete => Say("删除", "Delete");
    public static string ArchiveAll => Say("归档全部标签", "Archive all tags");
    public static string DeleteGroup => Say("删除标签组", "Delete group");
    public static string MoveUp => Say("上移", "Move up");
    public static string MoveDown => Say("下移", "Move down");
    public static string Drag => Say("拖动排序", "Drag to order");
    public static string Locked => Say("已锁定", "Locked");
    public static string Save => Say("保存", "Save");
    public static string Added(int count) => Say($"已新建 {count} 个标签", count == 1 ? "1 tag created" : $"{count} tags created");
    public static string GroupAdded => Say("标签组已建好", "Group created");
    public static string Saved => Say("已保存", "Saved");
    public static string Archived(int count) => Say($"已归档 {count} 个标签", count == 1 ? "1 tag archived" : $"{count} tags archived");
    public static string Restored => Say("已恢复使用", "Restored");
    public static string Deleted => Say("已删除", "Deleted");
    public static string Undo => Say("撤销", "Undo");
    public static string MergedInto(string name) => Say($"已合并到 {name}", $"Merged into {name}");
    public static string Share(double share, int customers) => Say($"{share:P1}，共 {customers:#,0} 位客户", $"{share:P1} of {customers:#,0} customers");
    public static string TagCount(int tags) => Say($"{tags} 个标签", tags == 1 ? "1 tag" : $"{tags} tags");

    public static string NothingFound => Say("没有符合条件的标签", "No tag matches");
    public static string NothingFoundWhy => Say("换个词，或清除筛选再看。", "Try another word, or clear the filters.");
    public static string NoTags => Say("这个组还没有标签", "No tags in this group yet");
    public static string NoTagsWhy => Say("写清楚含义，团队才会打得一致。", "With a clear meaning everybody uses a tag the same way.");
    public static string NoGroups => Say("还没有标签", "No tags yet");
    public static string NoGroupsWhy => Say("装一个行业字典马上能用，或导入现有的表格，也可以从一个标签组开始。",
        "Install an industry pack and start at once, import the workbook you have, or begin with one group.");
    public static string ImportWorkbook => Say("导入表格", "Import a workbook");

    public static string Of(GroupClass c) => c switch
    {
        GroupClass.Basic => Say("基础", "Basic"),
        GroupClass.Behaviour => Say("行为", "Behaviour"),
        GroupClass.Value => Say("价值", "Value"),
        GroupClass.Combined => Say("组合", "Combined"),
        GroupClass.Channel => Say("渠道", "Channel"),
        _ => Say("其他", "Other"),
    };

    public static string Of(GroupMode mode) => mode switch
    {
        GroupMode.Many => Say("多选", "Many"),
        GroupMode.One => Say("互斥", "One"),
        _ => Say("阶段", "Staged"),
    };

    public static string Explain(GroupMode mode) => mode switch
    {
        GroupMode.Many => Say("一位客户可以有多个，如兴趣偏好", "Any number per customer, such as interests"),
        GroupMode.One => Say("一位客户只有一个，新的替换旧的，如意向度", "One per customer, a new one replaces the old, such as interest"),
        _ => Say("只有一个且有先后，往回退要写原因，如成交阶段", "One, in order; a step back needs a reason, such as sales stages"),
    };

    public static string Of(TagStatus status) => status switch
    {
        TagStatus.Active => Say("在用", "In use"),
        TagStatus.Archived => Say("已归档", "Archived"),
        _ => Say("已合并", "Merged"),
    };

    public static string Of(UpdateCycle cycle) => cycle switch
    {
        UpdateCycle.Realtime => Say("实时更新", "Real time"),
        UpdateCycle.Monthly => Say("每月更新", "Monthly"),
        _ => Say("每季更新", "Quarterly"),
    };

    public static string Of(TagOrdering order) => order switch
    {
        TagOrdering.Usual => Say("置顶和常用在前", "Pinned and most used"),
        TagOrdering.Arranged => Say("手动顺序（可拖动）", "As arranged (drag)"),
        TagOrdering.Name => Say("按名称", "By name"),
        _ => Say("最近使用在前", "Last used first"),
    };
}
