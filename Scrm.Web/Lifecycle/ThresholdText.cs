using static Scrm.Web.Words;

namespace Scrm.Web.Lifecycle;

/// <summary>Words of the page where the thresholds are set.</summary>
public static class ThresholdText
{
    public static string Interested => Say("兴趣：几天内找过我们", "Interested: turned to us within (days)");
    public static string LoyalOrders => Say("忠诚：至少几单", "Loyal: orders, at least");
    public static string LoyalDays => Say("忠诚：最近一单在几天内", "Loyal: last order within (days)");
    public static string LostBuyer => Say("流失：买过，几天没有动静", "Lost: a buyer, silent for (days)");
    public static string LostProspect => Say("流失：没买过，几天没有动静", "Lost: never bought, silent for (days)");
    public static string Core => Say("核心客户：累计消费满（元）", "Core: spent at least (¥)");
    public static string Important => Say("重要客户：累计消费满（元）", "Important: spent at least (¥)");
    public static string TierRest => Say("买过但不到的是一般客户，没买过的是潜在客户", "Below it: ordinary; who never bought: potential");
    public static string Recent => Say("R 近：几天内买过", "R recent: bought within (days)");
    public static string Frequent => Say("F 频：至少几单", "F frequent: orders, at least");
    public static string Much => Say("M 多：累计消费满（元）", "M much: spent at least (¥)");
    public static string RfmRest => Say("三项各分高低，合成八类：重要价值是三项都高", "High or low in each makes eight classes; champions are high in all three");
    public static string Stages => Say("阶段", "Stages");
    public static string Tiers => Say("价值等级", "Value tiers");
    public static string Classes => Say("RFM 八类", "RFM classes");
    public static string Usual => Say("用默认门槛", "Back to the defaults");
    public static string SaveWhat => Say("保存之后，后台几分钟内重新判断每位客户；手动设置的阶段不变。", "After saving everybody is worked out again within minutes; stages set by hand stay.");
    public static string Saved => Say("已保存，正在重新判断", "Saved; everybody is being worked out again");
    public static string Outlook => Say("这样分会有多少人", "How many would stand where");
    public static string Now => Say("现在", "Now");
    public static string Then => Say("改后", "Then");
    public static string Change => Say("变化", "Change");
    public static string ByHand(int count) => Say($"{count:#,0} 位客户的阶段是手动设置的，不受影响", count == 1 ? "1 customer has a stage set by hand, which stays" : $"{count:#,0} customers have a stage set by hand, which stays");
    public static string Estimated(int customers, int oneIn) => Say($"客户有 {customers:#,0} 位，这里按每 {oneIn} 位看 1 位估算；保存之后逐位判断",
        $"Of {customers:#,0} customers one in {oneIn} was looked at, so these are estimates; after saving everybody is worked out");
    public static string Moves(int entering, int leaving) => Say($"进 {entering:#,0} · 出 {leaving:#,0}", $"{entering:#,0} enter · {leaving:#,0} leave");
}
