using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of the document about one customer.</summary>
public static class PaperText
{
    public static string Back => Say("返回客户", "Back to the customer");
    public static string Tier => Say("价值等级", "Value tier");
    public static string Confidential => Say("含客户个人资料，仅供内部使用，用完销毁。", "Personal data, for internal use only; destroy it after use.");

    public static string Of(CustomerCard card) => string.Join(" · ", new[] { card.Phone, card.Company, card.Region, $"{CustomersText.OneId} {card.Id}" }.Where(t => t.Length > 0));

    public static string Printed(string at, string by) => Say($"{at} 由 {by} 打印", $"Printed {at} by {by}");

    public static string LatestOf(int shown, int all) => Say($"最近 {shown} 单，共 {CustomersText.Number(all)} 单", $"The latest {shown} of {CustomersText.Number(all)}");

    public static string Latest(int shown) => Say($"最近 {shown} 条，更早的在系统里", $"The latest {shown}; earlier ones are in the product");
}
