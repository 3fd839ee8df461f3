using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>The words for stage, tier, RFM class and consent.</summary>
public static class LifecycleText
{
    public static string Of(LifecycleStage stage) => stage switch
    {
        LifecycleStage.Aware => Say("认知", "Aware"),
        LifecycleStage.Interested => Say("兴趣", "Interested"),
        LifecycleStage.Buyer => Say("购买", "Buyer"),
        LifecycleStage.Loyal => Say("忠诚", "Loyal"),
        LifecycleStage.Lost => Say("流失", "Lost"),
        _ => "—",
    };

    public static string Of(ValueTier tier) => tier switch
    {
        ValueTier.Core => Say("核心客户", "Core"),
        ValueTier.Important => Say("重要客户", "Important"),
        ValueTier.Ordinary => Say("一般客户", "Ordinary"),
        ValueTier.Potential => Say("潜在客户", "Potential"),
        _ => "—",
    };

    /// <summary>Where little room is left, and "value" stands above it.</summary>
    public static string Short(ValueTier tier) => tier switch
    {
        ValueTier.Core => Say("核心", "Core"),
        ValueTier.Important => Say("重要", "Important"),
        ValueTier.Ordinary => Say("一般", "Ordinary"),
        ValueTier.Potential => Say("潜在", "Potential"),
        _ => "—",
    };

    public static string Of(LifecycleStage stage, ValueTier tier) => stage == LifecycleStage.Unknown ? "—" : $"{Of(stage)} · {Short(tier)}";

    public static string Of(RfmClass rfm) => rfm switch
    {
        RfmClass.ImportantValue => Say("重要价值", "Champions"),
        RfmClass.OrdinaryValue => Say("一般价值", "Regulars"),
        RfmClass.ImportantGrow => Say("重要发展", "Big spenders to grow"),
        RfmClass.OrdinaryGrow => Say("一般发展", "Newcomers to grow"),
        RfmClass.ImportantRetain => Say("重要保持", "Champions to win back soon"),
        RfmClass.OrdinaryRetain => Say("一般保持", "Regulars to win back soon"),
        RfmClass.ImportantWinBack => Say("重要挽留", "Big spenders gone quiet"),
        RfmClass.OrdinaryWinBack => Say("一般挽留", "Small buyers gone quiet"),
        _ => "—",
    };

    public static string Of(ConsentState consent) => consent switch
    {
        ConsentState.Given => Say("已同意联系", "Consent given"),
        ConsentState.Refused => Say("拒绝联系", "Consent refused"),
        _ => Say("未记录", "Not recorded"),
    };
}
