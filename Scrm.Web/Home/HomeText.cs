using System.Globalization;
using Scrm.Core.Tags;
using Scrm.Web.Controls;
using static Scrm.Web.Words;

namespace Scrm.Web.Home;

internal static class HomeText
{
    public static string NextSteps => Say("接下来", "Next steps");
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
    public static string UnusedTags => Say("没人用的标签", "Tags nobody carries");
    public static string UnusedWhy(bool any) => any
        ? Say("合并或归档，字典会更好用", "Merge or archive to keep the dictionary usable") : Say("每个标签都有客户在用", "Every tag has customers");
    public static string MostUsed => Say("全公司用得最多的标签", "The tags the company uses most");
    public static string NoUse => Say("还没有客户带标签", "No customer carries a tag yet");
    public static string RecentBatches => Say("最近的批量操作", "Recent batches");
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
