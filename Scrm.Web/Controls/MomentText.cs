using System.Globalization;
using Scrm.Core;
using static Scrm.Web.Words;

namespace Scrm.Web.Controls;

/// <summary>The one place that puts moments into words.</summary>
public static class MomentText
{
    public static string Exact(DateTime utc, BusinessTime time) => time.ToLocal(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Date(DateTime utc, BusinessTime time) => time.ToLocal(utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Relative(DateTime utc, DateTime now, BusinessTime time)
    {
        var ago = now - utc;
        if (ago < TimeSpan.FromMinutes(-1)) return Exact(utc, time);
        if (ago < TimeSpan.FromMinutes(1)) return Say("刚刚", "just now");
        if (ago < TimeSpan.FromHours(1)) return Say($"{(int)ago.TotalMinutes} 分钟前", $"{(int)ago.TotalMinutes} min ago");
        var days = (time.ToLocal(now).Date - time.ToLocal(utc).Date).Days;
        if (days == 0) return Say($"{(int)ago.TotalHours} 小时前", $"{(int)ago.TotalHours} h ago");
        if (days == 1) return Say("昨天", "yesterday");
        return days <= 7 ? Say($"{days} 天前", $"{days} days ago") : Date(utc, time);
    }
}
