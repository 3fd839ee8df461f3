namespace Scrm.Core.Demo;

/// <summary>What the demo company is made of. Every person and number is made up; the phones are of a block that is not given out.</summary>
internal static class DemoWords
{
    public const string Company = "星禾教育";
    public const string Pack = "education";

    public static readonly string[] Surnames =
        [.. "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文".Select(c => c.ToString())];

    public static readonly string[] Given =
    [
        "子涵", "欣怡", "梓萱", "雨桐", "浩然", "宇轩", "思远", "佳琪", "诗涵", "俊杰", "雅婷", "晓峰", "丽娜", "建国", "秀英", "志强", "海燕", "文博", "若曦", "一诺",
        "静怡", "明轩", "天佑", "婉清", "嘉豪", "梦洁", "立群", "春梅", "国庆", "小龙", "慧敏", "晨曦", "安琪", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "超", "霞", "平", "刚", "桂兰",
    ];

    public static readonly string[] Regions = ["杭州 西湖区", "杭州 余杭区", "杭州 滨江区", "上海 浦东新区", "上海 闵行区", "宁波 鄞州区", "绍兴 越城区", "嘉兴 南湖区", "苏州 姑苏区", "湖州 吴兴区"];

    public static readonly (string Source, int Weight)[] Sources =
        [("抖音广告", 22), ("朋友圈转介绍", 20), ("公众号", 15), ("地推活动", 12), ("试听课报名", 11), ("小红书", 9), ("官网", 6), ("门店到访", 5)];

    public static readonly string[] Remarks =
    [
        "", "", "", "", "", "", "孩子三年级，想补数学", "周末才有空，电话下午打", "对比过两家机构，看重老师", "妈妈决定，爸爸付款", "已加家长群", "要求看教室", "二宝明年入学", "预算三千以内", "老学员介绍来的",
    ];

    /// <summary>Department, name, sign-in name, role, whether they manage the department.</summary>
    public static readonly (string Department, string Name, string Login, Team.Role Role, bool Manages)[] People =
    [
        ("总经办", "林晓", "linxiao", Team.Role.Admin, true),
        ("总经办", "方敏", "fangmin", Team.Role.Viewer, false),
        ("运营部", "周雨", "zhouyu", Team.Role.Operator, true),
        ("运营部", "何静", "hejing", Team.Role.Operator, false),
        ("课程顾问一部", "陈立", "chenli", Team.Role.Sales, true),
        ("课程顾问一部", "许佳", "xujia", Team.Role.Sales, false),
        ("课程顾问一部", "孙浩", "sunhao", Team.Role.Sales, false),
        ("课程顾问二部", "韩梅", "hanmei", Team.Role.Sales, true),
        ("课程顾问二部", "罗航", "luohang", Team.Role.Sales, false),
    ];
}
