using System.Globalization;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Controls;

public static class BatchWords
{
    public static string Running => Say("正在进行的批量操作", "Bulk work in progress");
    public static string Cancel => Say("取消", "Cancel");
    public static string Cancelling => Say("正在停下…", "Stopping…");
    public static string Undo => Say("撤销", "Undo");
    public static string Retry => Say("继续", "Go on");
    public static string UndoTitle => Say("撤销这次批量操作？", "Take this bulk work back?");
    public static string UndoneAlready => Say("已撤销", "Taken back");

    public static string UndoWhat(BatchView batch) => batch.Kind switch
    {
        BatchKind.FieldSet or BatchKind.TagsToField => Say(
            $"将把 {Number(batch.Updated)} 位客户的值改回原来的。之后又被改过的会留着不动，并列出来。",
            $"{Number(batch.Updated)} customers get their old values back. Whatever has changed since is left alone and listed."),
        BatchKind.PackInstall => Say(
            $"将删除新建的 {Number(batch.Created)} 个标签组和标签。已经打给客户的、之后又被改过的会留着不动，并列出来。",
            $"{Number(batch.Created)} groups and tags that were created go. Whatever is in use or has changed since is left alone and listed."),
        BatchKind.DictionaryImport => Say(
            $"将删除新建的 {Number(batch.Created)} 个标签组和标签，{Number(batch.Updated)} 个改回原来的。已经打给客户的、之后又被改过的会留着不动，并列出来。",
            $"{Number(batch.Created)} groups and tags that were created go, {Number(batch.Updated)} get their old values back. Whatever is in use or has changed since is left alone and listed."),
        BatchKind.Import or BatchKind.OrderImport or BatchKind.EventImport => Say(
            $"将撤回新建的 {Number(batch.Created)} 位客户、{Number(batch.Added)} 处新增、{Number(batch.Updated)} 处更新。之后又被改过的会留着不动，并列出来。",
            $"{Number(batch.Created)} created customers, {Number(batch.Added)} additions and {Number(batch.Updated)} updates will be taken back. Whatever has changed since is left alone and listed."),
        _ => Say(
            $"将撤回 {Number(batch.Added)} 处新增、{Number(batch.Removed)} 处移除。之后又被改过的会留着不动，并列出来。",
            $"{Number(batch.Added)} additions and {Number(batch.Removed)} removals will be taken back. Whatever has changed since is left alone and listed."),
    };

    public static string Kind(BatchKind kind) => kind switch
    {
        BatchKind.Import => Say("导入", "Import"),
        BatchKind.BulkTag => Say("批量打标签", "Bulk tagging"),
        BatchKind.TagMerge => Say("合并标签", "Tag merge"),
        BatchKind.ModeChange => Say("改标签组类型", "Group mode change"),
        BatchKind.Undo => Say("撤销", "Undo"),
        BatchKind.CustomerMerge => Say("合并客户", "Customer merge"),
        BatchKind.HandOver => Say("客户交接", "Hand-over"),
        BatchKind.FieldSet => Say("批量改字段", "Bulk field edit"),
        BatchKind.TagsToField => Say("标签转字段", "Tags to field"),
        BatchKind.OrderImport => Say("导入订单", "Order import"),
        BatchKind.EventImport => Say("导入行为", "Event import"),
        BatchKind.DictionaryImport => Say("导入标签字典", "Dictionary import"),
        BatchKind.PackInstall => Say("安装行业字典", "Pack installation"),
        BatchKind.Recount => Say("重新计算", "Recount"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string State(BatchState state) => state switch
    {
        BatchState.Queued => Say("等待开始", "Waiting"),
        BatchState.Running => Say("进行中", "At work"),
        BatchState.Done => Say("完成", "Done"),
        BatchState.Cancelled => Say("已取消", "Cancelled"),
        BatchState.Failed => Say("没有完成，可以继续", "Did not finish; it can go on"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Why a batch at work stands still; null where it does not.</summary>
    public static string? Waits(BatchView batch) => batch.Waits switch
    {
        DatabaseFault.None => null,
        DatabaseFault.Away => Say("数据库暂时连不上，恢复后自动继续", "The database does not answer; this goes on by itself"),
        DatabaseFault.Full => Say("服务器磁盘满了，腾出空间后自动继续", "The server's disk is full; this goes on once there is room"),
        DatabaseFault.Busy => Say("数据库正忙，稍后自动继续", "The database is busy; this goes on by itself"),
        _ => throw new ArgumentOutOfRangeException(nameof(batch), batch.Waits, null),
    };

    public static string Counts(BatchView batch)
    {
        var parts = new List<string>();
        if (batch.Created > 0) parts.Add(Created(batch.Kind, Number(batch.Created)));
        if (batch.Updated > 0) parts.Add(Updated(batch.Kind, Number(batch.Updated)));
        if (batch.Added > 0) parts.Add(Added(batch.Kind, Number(batch.Added)));
        if (batch.Removed > 0) parts.Add(Say($"移除 {Number(batch.Removed)}", $"{Number(batch.Removed)} taken off"));
        if (batch.Skipped > 0) parts.Add(Skipped(batch.Kind, Number(batch.Skipped)));
        if (batch.Problems > 0) parts.Add(Say($"有问题 {Number(batch.Problems)}", $"{Number(batch.Problems)} with problems"));
        return parts.Count == 0 ? Say("没有改动", "Nothing changed") : string.Join(" · ", parts);
    }

    private static string Created(BatchKind kind, string number) => kind switch
    {
        BatchKind.DictionaryImport or BatchKind.PackInstall => Say($"新建标签组和标签 {number}", $"{number} groups and tags created"),
        BatchKind.Undo => Say($"撤回新建 {number}", $"{number} created ones withdrawn"),
        _ => Say($"新建客户 {number}", $"{number} customers created"),
    };

    private static string Updated(BatchKind kind, string number) => kind switch
    {
        BatchKind.OrderImport => Say($"更新 {number}", $"{number} updated"),
        BatchKind.DictionaryImport => Say($"改动 {number}", $"{number} changed"),
        BatchKind.Undo => Say($"改回 {number}", $"{number} changed back"),
        _ => Say($"更新客户 {number}", $"{number} customers updated"),
    };

    private static string Added(BatchKind kind, string number) => kind switch
    {
        BatchKind.OrderImport => Say($"订单 {number}", $"{number} orders"),
        BatchKind.EventImport => Say($"行为 {number}", $"{number} events"),
        BatchKind.Undo => Say($"恢复 {number}", $"{number} put back"),
        _ => Say($"打上 {number}", $"{number} put on"),
    };

    private static string Skipped(BatchKind kind, string number) => kind switch
    {
        BatchKind.Import or BatchKind.OrderImport or BatchKind.EventImport or BatchKind.DictionaryImport => Say($"没导入 {number}", $"{number} left out"),
        BatchKind.Undo => Say($"没有动 {number}", $"{number} left alone"),
        _ => Say($"不变 {number}", $"{number} unchanged"),
    };

    public static string Progress(BatchView batch) => batch.Total == 0 ? Number(batch.Done) : $"{Number(batch.Done)} / {Number(batch.Total)}";

    public static string Rate(BatchView batch) => Say($"每秒 {Number((long)batch.Rate)}", $"{Number((long)batch.Rate)} a second");

    public static string Left(TimeSpan left) => left.TotalSeconds < 60
        ? Say($"还要 {Math.Max(1, (int)left.TotalSeconds)} 秒", $"{Math.Max(1, (int)left.TotalSeconds)} s left")
        : Say($"还要 {(int)Math.Ceiling(left.TotalMinutes)} 分钟", $"{(int)Math.Ceiling(left.TotalMinutes)} min left");

    public static string LeftAlone(BatchKind kind, int count) => kind is BatchKind.DictionaryImport or BatchKind.PackInstall
        ? Say($"{Number(count)} 处还在用，或之后又被改过，没有动", $"{Number(count)} are in use or had changed since and were left alone")
        : Say($"{Number(count)} 处之后又被改过，没有动", $"{Number(count)} places had changed since and were left alone");

    public static string MoreLeft(int count) => Say($"还有 {Number(count)} 处", $"{Number(count)} more");

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
