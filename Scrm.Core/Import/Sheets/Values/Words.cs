using System.Globalization;
using System.Text.RegularExpressions;
using Scrm.Core.Customers;
using Scrm.Core.Tags;

namespace Scrm.Core.Import.Sheets;

/// <summary>The words that stand for a choice. Each returns false where the text is none of them.</summary>
internal static partial class Words
{
    private static readonly Dictionary<string, string> Colours = new()
    {
        ["红"] = "#d9363e", ["橙"] = "#e8710a", ["黄"] = "#d4a106", ["绿"] = "#389e0d", ["青"] = "#08979c", ["蓝"] = "#2f6fde", ["紫"] = "#722ed1",
        ["粉"] = "#c41d7f", ["灰"] = "#6b7280", ["黑"] = "#1f2937",
    };

    public static bool Gender(string text, out Gender? gender)
    {
        gender = Folding.Key(text).TrimEnd('性', '士', '生', '.') switch
        {
            "男" or "先" or "m" or "male" or "mr" or "1" => Customers.Gender.Male,
            "女" or "小姐" or "f" or "female" or "ms" or "mrs" or "2" => Customers.Gender.Female,
            _ => null,
        };
        return gender is not null || CleanText.IsNone(text) || Folding.Key(text) is "未知" or "保密" or "未知性别" or "0" or "unknown" or "其他";
    }

    public static GroupMode? Mode(string text) => Folding.Key(text) switch
    {
        "多选" or "可多选" or "多值" or "many" or "multiple" or "multi" => GroupMode.Many,
        "互斥" or "单选" or "唯一" or "单值" or "one" or "single" or "exclusive" => GroupMode.One,
        "阶段" or "分阶段" or "流程" or "漏斗" or "staged" or "stage" or "stages" => GroupMode.Staged,
        _ => null,
    };

    public static GroupClass? Class(string text) => Bare(text, "标签", "属性", "类") switch
    {
        "基础" or "基本" or "静态" or "basic" => GroupClass.Basic,
        "行为" or "动态" or "behaviour" or "behavior" => GroupClass.Behaviour,
        "价值" or "value" => GroupClass.Value,
        "组合" or "combined" => GroupClass.Combined,
        "渠道" or "来源" or "channel" => GroupClass.Channel,
        "其他" or "其它" or "other" => GroupClass.Other,
        _ => null,
    };

    public static UpdateCycle? Cycle(string text) => Bare(text, "更新", "一次") switch
    {
        "实时" or "realtime" or "real-time" => UpdateCycle.Realtime,
        "每月" or "月度" or "按月" or "monthly" => UpdateCycle.Monthly,
        "每季" or "每季度" or "季度" or "按季" or "按季度" or "quarterly" => UpdateCycle.Quarterly,
        _ => null,
    };

    public static bool? YesNo(string text) => Folding.Key(text) switch
    {
        "是" or "y" or "yes" or "true" or "1" or "√" or "✓" or "✔" or "锁定" or "已锁定" or "置顶" => true,
        "否" or "n" or "no" or "false" or "0" or "×" or "x" or "不" or "未锁定" or "不锁定" or "不置顶" => false,
        _ => null,
    };

    /// <summary>
    /// False for the states in which shops keep an order that brought no money: cancelled, closed, not paid; wholly refunded, where no column says how much.
    /// </summary>
    public static bool OrderPaid(string text, bool refunds)
    {
        var folded = Folding.Key(text);
        if (folded is "已退款" or "退款成功" or "全额退款" or "refunded") return refunds;
        return !(folded.Contains("取消") || folded.Contains("关闭") || folded.Contains("作废") || folded.Contains("失败") || folded.Contains("未付") || folded.Contains("未支付")
            || folded.Contains("待付") || folded.Contains("待支付") || folded.Contains("cancel") || folded.Contains("unpaid") || folded.Contains("void")
            || folded is "closed" or "failed" or "pending");
    }

    public static string? Colour(string text)
    {
        var folded = Folding.Key(text);
        if (LongHex().IsMatch(folded)) return $"#{folded.TrimStart('#')}";
        if (ShortHex().IsMatch(folded)) return $"#{string.Concat(folded.TrimStart('#').Select(digit => new string(digit, 2)))}";
        return Colours.GetValueOrDefault(folded.EndsWith('色') ? folded[..^1] : folded);
    }

    /// <summary>Days; 0 = never expires.</summary>
    public static int? Lifetime(string text)
    {
        var folded = Folding.Key(text);
        if (folded is "永久" or "长期" or "不过期" or "never") return 0;
        var match = Span().Match(folded);
        if (!match.Success) return null;
        var days = match.Groups["unit"].Value switch { "周" or "星期" or "w" => 7, "个月" or "月" => 30, "年" => 365, _ => 1 };
        return int.Parse(match.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture) * days;
    }

    private static string Bare(string text, params ReadOnlySpan<string> endings)
    {
        var folded = Folding.Key(text);
        foreach (var ending in endings)
            if (folded.Length > ending.Length && folded.EndsWith(ending, StringComparison.Ordinal)) folded = folded[..^ending.Length];
        return folded;
    }

    [GeneratedRegex("^#?[0-9a-f]{6}$")]
    private static partial Regex LongHex();

    [GeneratedRegex("^#[0-9a-f]{3}$")]
    private static partial Regex ShortHex();

    [GeneratedRegex("^(?<count>[0-9]{1,4}) ?(?<unit>天|日|d|days|周|星期|w|个月|月|年)?$")]
    private static partial Regex Span();
}
