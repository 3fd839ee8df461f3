using Scrm.Core.Import;
using Scrm.Web.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>Words of the file of lost customers, and of asking for it.</summary>
public static class LostExportText
{
    public static string Title => Say("导出流失客户", "Export lost customers");

    public static LostWords File => new(LostText.Title, Of, RelationText.Of, LifecycleText.Of);

    public static string What(int losses, bool narrowed) => narrowed
        ? Say($"当前筛选的 {CustomersText.Number(losses)} 次流失，手机号完整写出。", $"The {CustomersText.Number(losses)} losses of the current filter, with whole phones.")
        : Say($"全部 {CustomersText.Number(losses)} 次流失，手机号完整写出。", $"All {CustomersText.Number(losses)} losses, with whole phones.");

    public static string Of(LostColumn column) => column switch
    {
        LostColumn.OneId => "OneID",
        LostColumn.Customer => LostText.Customer,
        LostColumn.Phone => Say("手机号", "Phone"),
        LostColumn.Member => LostText.Member,
        LostColumn.Why => LostText.Why,
        LostColumn.Reason => Say("说明", "Note"),
        LostColumn.AddedAt => Say("开始跟进", "Followed since"),
        LostColumn.LostAt => LostText.When,
        LostColumn.DaysFollowed => LostText.Followed,
        LostColumn.Followers => Say("现在几人跟进", "Who still follow"),
        LostColumn.Stage => Say("流失时的阶段", "Stage at the loss"),
        LostColumn.Tags => LostText.TagsThen,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };
}
