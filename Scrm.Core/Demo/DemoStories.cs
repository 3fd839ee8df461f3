using Scrm.Core.Events;
using Scrm.Core.Sources;

namespace Scrm.Core.Demo;

/// <summary>What the demo company's customers look at, ask for and buy.</summary>
internal static class DemoStories
{
    /// <summary>Sources and what each costs in a usual month, in cents.</summary>
    public static readonly (string Name, Channel Channel, long Cost)[] Sources =
    [
        ("抖音广告", Channel.Advertisement, 480_000), ("朋友圈转介绍", Channel.Referral, 26_000), ("公众号", Channel.OfficialAccount, 80_000), ("地推活动", Channel.EventForm, 110_000),
        ("试听课报名", Channel.EventForm, 0), ("小红书", Channel.Advertisement, 128_000), ("官网", Channel.Website, 20_000), ("门店到访", Channel.Store, 0),
        ("企业微信", Channel.WeCom, 0), ("微信小店", Channel.Shop, 0),
    ];

    /// <summary>A cost for each month of the story, more in some than in others and that of the running month so far.</summary>
    public static IEnumerable<SourceCost> Costs(int source, long usual, DateTime start, DateTime now)
    {
        var last = CostMonth.Of(DateOnly.FromDateTime(now));
        for (var month = CostMonth.Of(DateOnly.FromDateTime(start)); usual > 0 && month <= last; month = CostMonth.Add(month, 1))
        {
            var whole = usual * (70 + (month * 7 + source * 13) % 60) / 100;
            yield return new() { SourceId = source, Month = month, Cost = (month == last ? whole * now.Day / 31 : whole) / 1000 * 1000 };
        }
    }

    /// <summary>Course or material, its price in cents, how often it is chosen.</summary>
    public static readonly (string Product, long Price, int Weight)[] Products =
    [
        ("少儿英语体验课", 9_900, 30), ("教材套装", 16_800, 18), ("绘本礼盒", 12_900, 12), ("作文特训营", 198_000, 10), ("钢琴一对一 10 次", 260_000, 8),
        ("数学思维季度班", 368_000, 12), ("编程机器人周末班", 428_000, 6), ("暑期集训营", 520_000, 4),
    ];

    public static readonly string[] Pages = ["/课程/少儿英语", "/课程/数学思维", "/课程/编程机器人", "/课程/钢琴", "/师资", "/价格", "/校区/西湖", "/试听预约"];

    public static readonly string[] Articles = ["三年级数学为什么突然变难", "孩子不爱读书，先做这三件事", "编程课到底学什么", "陪练钢琴的正确方式", "暑假别只补课：一份家长清单", "小升初时间表（杭州）"];

    public static readonly string[] Asked =
    [
        "周六下午还有位置吗？", "试听课要带什么？", "能不能先付定金？", "孩子今天发烧，想请假", "老师能加一下微信吗", "报名两个孩子有优惠吗", "课后作业在哪里看", "想换到周日上午的班", "发票怎么开", "请问多少钱一学期？",
    ];

    public static readonly string[] Answered = ["有的，周六 14:00 还剩 3 个名额", "带一支笔就行，教材我们准备", "可以，定金 200，开课前补齐", "收到，帮您改到下周同一时间", "两个孩子一起报九折", "已经帮您调好班，周日 9:30"];

    public static readonly string[] Calls = ["确认试听时间，妈妈会带孩子来", "回访：对老师满意，在等爸爸点头", "没接，晚上七点后再打", "介绍暑期班，说要再比较一家", "续费提醒，说下周来校区付", "询问请假补课，已安排"];

    public static readonly string[] Visits = ["到店试听，孩子很投入", "来校区看教室，问了作息", "家长会后单独聊了半小时", "到店补交材料费"];

    public static readonly string[] Reviews = ["老师很有耐心", "环境不错，停车难", "孩子愿意去了", "进度偏快，跟着有点累"];

    public static readonly string[] LostWhy = ["嫌消息太多", "已在别家报名", "孩子不感兴趣", "搬家了", ""];

    /// <summary>Kinds of touches that happen by themselves, and how often each.</summary>
    public static readonly (int Kind, int Weight)[] Touches =
    [
        (KindId.PageView, 26), (KindId.ArticleRead, 16), (KindId.LinkClick, 8), (KindId.MessageIn, 18), (KindId.MessageOut, 14), (KindId.Call, 7), (KindId.Visit, 4),
        (KindId.CouponClaim, 3), (KindId.CheckIn, 3), (KindId.Share, 2), (KindId.Review, 1),
    ];
}
