using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Tags;

public static class BatchText
{
    public static string Refused(BatchRefusal why, object[] values) => why switch
    {
        BatchRefusal.NotYours => Say("这个批次不能由你撤销", "This batch is not yours to take back"),
        BatchRefusal.NotFinished => Say("批次还没结束，结束后才能撤销", "The batch is still at work; it can be taken back once it has ended"),
        BatchRefusal.AlreadyUndone => Say($"「{values[0]}」已经撤销过了", $"“{values[0]}” has been taken back already"),
        BatchRefusal.NothingToUndo => Say($"「{values[0]}」没有改动任何内容，不用撤销", $"“{values[0]}” changed nothing, so there is nothing to take back"),
        BatchRefusal.NotRunning => Say("批次已经结束，不能取消", "The batch has ended and cannot be cancelled"),
        BatchRefusal.NotFailed => Say("只有失败的批次能继续", "Only a failed batch can go on"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
