using Scrm.Core.Customers;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>Words of the files we write. Headers and values are words that the import reads again.</summary>
public static class ExportText
{
    public static string Title => Say("导出", "Export");
    public static string What => Say("导出什么", "What to export");
    public static string AllCustomers => Say("全部客户", "All customers");
    public static string Filtered => Say("客户列表当前筛选的客户", "Customers of the list's current filter");
    public static string Dictionary => Say("标签字典", "Tag dictionary");
    public static string Shape => Say("标签怎么放", "Where tags go");
    public static string OneColumn => Say("一列，写成「组：标签」", "One column, as “group: tag”");
    public static string GroupColumns => Say("每个标签组一列", "A column a tag group");
    public static string Format => Say("格式", "Format");
    public static string Reason => Say("原因（记入操作日志）", "Reason (kept in the audit log)");
    public static string ReasonExample => Say("例：给活动短信用", "Example: text messages for the event");
    public static string Download => Say("下载", "Download");
    public static string Count(int count) => Say($"共 {ImportText.Number(count)} 位客户，手机号完整写出", $"{ImportText.Number(count)} customers, with whole phones");
    public static string Started => Say("开始下载", "The download has started");

    public static ExportWords Customers => new(Say("客户", "Customers"), Header, group => $"{Say("标签组：", "Group: ")}{group}", Of);

    public static DictionaryWords DictionaryFile => new(Say("标签字典", "Tag dictionary"), Header, Of, ImportText.Of, Of, yes => yes ? Say("是", "Yes") : Say("否", "No"));

    public static string Header(ColumnRole role) => role switch
    {
        ColumnRole.ExternalId => Say("外部联系人ID", "External ID"),
        ColumnRole.GroupClass => Say("类别", "Class"),
        ColumnRole.GroupMode => Say("模式", "Mode"),
        ColumnRole.GroupLocked => Say("锁定", "Locked"),
        ColumnRole.GroupCycle => Say("更新周期", "Cycle"),
        ColumnRole.GroupMeaning => Say("组说明", "Group meaning"),
        ColumnRole.TagGroup => Say("标签组", "Group"),
        ColumnRole.TagName => Say("标签", "Tag"),
        ColumnRole.TagMeaning => Say("说明", "Meaning"),
        ColumnRole.TagPinned => Say("置顶", "Pinned"),
        ColumnRole.TagLifetime => Say("有效天数", "Days"),
        _ => ColumnText.Of(role),
    };

    public static string Of(Gender gender) => gender switch
    {
        Gender.Male => Say("男", "Male"),
        Gender.Female => Say("女", "Female"),
        _ => "",
    };

    public static string Of(GroupClass kind) => kind switch
    {
        GroupClass.Basic => Say("基础", "Basic"),
        GroupClass.Behaviour => Say("行为", "Behaviour"),
        GroupClass.Value => Say("价值", "Value"),
        GroupClass.Combined => Say("组合", "Combined"),
        GroupClass.Channel => Say("渠道", "Channel"),
        GroupClass.Other => Say("其他", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(UpdateCycle cycle) => cycle switch
    {
        UpdateCycle.Realtime => Say("实时", "Realtime"),
        UpdateCycle.Monthly => Say("每月", "Monthly"),
        UpdateCycle.Quarterly => Say("每季", "Quarterly"),
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, null),
    };

    public static string NoteOf(ColumnRole role) => role switch
    {
        ColumnRole.Phone => Say("手机号、会员号、外部联系人ID、OneID 至少填一项", "At least one of phone, member number, external ID, OneID"),
        ColumnRole.Tags => Say("几个标签用顿号隔开；同名标签写成「组：标签」", "Several tags separated by commas; “group: tag” where a name is in two groups"),
        ColumnRole.AddedAt => Say("写成 2026-03-01 或 2026-03-01 09:30", "Like 2026-03-01 or 2026-03-01 09:30"),
        ColumnRole.GroupMode => Say("多选、互斥（最多一个）或阶段（有先后）", "Many, One (at most one) or Staged (in order)"),
        ColumnRole.TagLifetime => Say("到期自动去掉；0 或空表示不过期", "Ends by itself after so many days; 0 or empty: never"),
        _ => "",
    };

    public static string ExampleOf(ColumnRole role) => role switch
    {
        ColumnRole.Name => Say("王小明（示例，导入时跳过）", "Wang Xiaoming (example, skipped)"),
        ColumnRole.Phone => "13912345678",
        ColumnRole.MemberNo => "M00001",
        ColumnRole.Gender => Say("男（示例：男、女）", "Male (example: Male, Female)"),
        ColumnRole.Company => Say("示例：云上科技", "Example: Cloud Ltd"),
        ColumnRole.Region => Say("示例：杭州", "Example: Hangzhou"),
        ColumnRole.Owner => Say("示例：成员的姓名", "Example: a member's name"),
        ColumnRole.AddedAt => "2026-03-01",
        ColumnRole.Tags => Say("示例：高意向、老客户", "Example: keen, regular"),
        ColumnRole.TagGroup => Say("示例：意向程度", "Example: interest"),
        ColumnRole.TagName => Say("示例：高意向", "Example: keen"),
        ColumnRole.TagMeaning => Say("示例：主动问过价格", "Example: asked for the price"),
        _ => "",
    };
}
