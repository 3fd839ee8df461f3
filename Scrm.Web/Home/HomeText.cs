using System.Globalization;
using Scrm.Core.Tags;
using Scrm.Web.Controls;
using static Scrm.Web.Words;

namespace Scrm.Web.Home;

internal static class HomeText
{
    public static string Day(DateOnly day) => Chinese
        ? $"{day.Month} 月 {day.Day} 日 星期{"日一二三四五六"[(int)day.DayOfWeek]}" : day.ToString("dddd, d MMMM", CultureInfo.InvariantCulture);

    public static string Today => Say("今天要看的", "For today");
    public static string TodayHelp => Say("等着处理的事，点一行就到那些客户。例如：核心、重要客户 30 天没有互动，先打个电话。处理完的会自己消失。",
        "What waits; a click shows the people behind a line. Example: your best customers without contact for 30 days: give them a call. What is done disappears by itself.");
    public static string NothingWaits => Say("没有等着处理的事", "Nothing is waiting");
    public static string Pairs(int count) => Say($"{Thousands(count)} 对", Thousands(count));
    public static string People(int count) => Say($"{Thousands(count)} 位", Thousands(count));
    public static string Pieces(int count) => Say($"{Thousands(count)} 个", Thousands(count));
    public static string Reviews => Say("可能是同一个人", "May be the same person");
    public static string ReviewsWhy => Say("看过证据再合并，合错了可以撤销", "See the evidence, then merge; a merge can be undone");
    public static string Quiet => Say("核心、重要客户 30 天没有互动", "Best customers, no contact for 30 days");
    public static string QuietWhy => Say("打个电话，别让他们走远", "Give them a call before they drift away");
    public static string RunOuts => Say("预计 7 天内用完", "Expected to run out within 7 days");
    public static string RunOutsWhy => Say("按上次买的数量和平时的用量推算，该补货了", "By the last quantity and the usual pace: time to offer more");
    public static string Renewal(string field) => Say($"「{field}」在 7 天内", $"“{field}” within 7 days");
    public static string RenewalWhy => Say("到期前联系，续上的可能更大", "Talk to them before the day comes");
    public static string Lost => Say("近 7 天流失", "Lost in the last 7 days");
    public static string LostWhy => Say("看看原因和当时的标签", "Why, and what they were tagged then");
    public static string ImportWaits(string file) => Say($"「{file}」还没有导入", $"“{file}” is not imported yet");
    public static string ImportWaitsWhy(string by) => Say($"{by} 上传，看过计划再执行", $"Uploaded by {by}; see the plan, then run it");
    public static string AllImports => Say("所有还没有导入的文件", "All files not imported yet");
    public static string AllImportsWhy => Say("看看哪些还要导入", "See which of them are still wanted");
    public static string Proposals => Say("几位成员在用同样的个人标签", "Several members use the same personal tag");
    public static string ProposalsWhy => Say("升为企业标签，大家说同一句话", "Make it the company's, so that everybody means the same");
    public static string MyViews => Say("我的视图", "My views");

    public static string NextSteps => Say("开始使用", "Getting started");
    public static string StepsDone(int done, int all) => $"{done} / {all}";
    public static string StepMember => Say("加同事进来", "Bring your colleagues in");
    public static string StepMemberWhy => Say("建好成员和部门，各看各的客户", "Members and departments, each with their own customers");
    public static string StepField => Say("定义客户字段", "Define your own fields");
    public static string StepFieldWhy => Say("年级、预算、到期日……标签装不下的放这里", "Grade, budget, renewal date: whatever is no tag");
    public static string StepPack => Say("安装行业标签字典", "Install your trade's tag dictionary");
    public static string StepPackWhy => Say("现成的标签组和标签，先预览再安装", "Ready groups and tags, previewed first");
    public static string StepImport => Say("导入客户和标签", "Import customers and tags");
    public static string StepImportWhy => Say("拖入 Excel 或 CSV，先看计划再执行，可以撤销", "Drop an Excel or CSV file; see the plan first, undo afterwards");
    public static string StepCustomer => Say("添加第一位客户", "Add the first customer");
    public static string StepCustomerWhy => Say("手动录入姓名、手机和标签", "Name, phone and tags by hand");
    public static string Customers => Say("客户", "Customers");
    public static string MineAndPool(int mine, int pool) => Say($"我的 {Thousands(mine)} · 公海 {Thousands(pool)}", $"mine {Thousands(mine)} · pool {Thousands(pool)}");
    public static string Tagged => Say("已打标签", "Tagged");
    public static string TaggedOf(int? part, int all) => $"{(part is { } known ? Thousands(known) : "—")} / {Thousands(all)}";
    public static string Untagged(int? count) => count is { } known ? Say($"{Thousands(known)} 位还没有标签", $"{Thousands(known)} without a tag") : "—";
    public static string ActiveTags => Say("在用标签", "Active tags");
    public static string InGroups(int groups) => Say($"{groups} 个标签组", $"in {groups} groups");
    public static string UnusedTags(int count) => Say($"{Thousands(count)} 个没人用，合并或归档更好用", $"{Thousands(count)} nobody carries: merge or archive them");
    public static string Added => Say("近 7 天新增", "New in 7 days");
    public static string AddedWhose(bool everybody) => everybody ? Say("全公司", "the whole company") : Say("我负责的", "mine");
    public static string MostUsed => Say("全公司用得最多的标签", "The tags the company uses most");
    public static string NoUse => Say("还没有客户带标签", "No customer carries a tag yet");
    public static string RecentBatches => Say("最近的批量操作", "Recent batches");
    public static string OlderBatches => Say("更早的", "Older ones");
    public static string NoBatches => Say("还没有导入或批量操作", "No imports or bulk acts yet");

    public static string Share(int? part, int all) =>
        part is not { } known || all == 0 ? "—" : (100.0 * known / all).ToString(known == 0 || known == all ? "0" : "0.0", CultureInfo.InvariantCulture) + "%";

    public static string Of(BatchView batch) =>
        batch.UndoneBy > 0 ? BatchWords.UndoneAlready
        : batch is { State: BatchState.Running, Total: > 0 } ? Share(batch.Done, batch.Total)
        : batch is { State: BatchState.Done, Problems: > 0 } ? Say($"{Thousands(batch.Problems)} 行有问题", $"{Thousands(batch.Problems)} rows with problems")
        : BatchWords.State(batch.State);

    public static string Tone(BatchView batch) => batch.State switch
    {
        BatchState.Failed => "chip-bad",
        BatchState.Queued or BatchState.Running => "chip-accent",
        BatchState.Done when batch.Problems > 0 => "chip-warn",
        BatchState.Done when batch.UndoneBy == 0 => "chip-good",
        _ => "",
    };

    private static string Thousands(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
