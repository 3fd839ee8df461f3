using static Scrm.Web.Words;

namespace Scrm.Web.Events;

/// <summary>Words around web sites that report page views, and tracked links.</summary>
public static class SiteText
{
    public static string Sites => Say("网站接入", "Web sites");
    public static string SitesHelp => Say("把一行代码放进自己网站的页面，客户看了哪一页、看了多久就会记下来。先按访客记，等知道是谁（例如提交了手机号）再归到客户名下。",
        "One line in the pages of your own site notes which page was looked at and for how long. It is kept by visitor first, and goes to the customer once it is known who that is (a form with a phone, say).");
    public static string NewSite => Say("接入网站", "Add a site");
    public static string NoSites => Say("还没有接入网站", "No sites yet");
    public static string NoSitesWhy => Say("接入后，客户在官网看过什么、看了多久，会出现在客户的动态里。", "Afterwards what customers look at on your site, and how long, shows in their timeline.");
    public static string Origins => Say("网站地址", "Addresses");
    public static string OriginsHint => Say("一行一个，例：https://www.example.com。只收这些网站的页面。", "One a line, e.g. https://www.example.com. Only pages of these sites are taken.");
    public static string Enabled => Say("启用", "Enabled");
    public static string Off => Say("已停用", "Off");
    public static string Views => Say("近 30 天浏览", "Views in 30 days");
    public static string LastView => Say("最近一次", "Last view");
    public static string Snippet => Say("放进每个页面 </head> 之前", "Put this before </head> of every page");
    public static string Code => Say("代码", "Code");
    public static string Spa => Say("页面不刷新就换内容的网站，换页时调用 scrm.page()", "Sites that change pages without loading call scrm.page() at each change");

    public static string Links => Say("链接", "Links");
    public static string LinksHelp => Say("追踪链接是一个短网址，点了会跳到你填的网页，同时记下谁点了。给某位客户的专属链接带签名，点的人就记在这位客户名下。例：把报价页做成专属链接发给王总。",
        "A tracked link is a short address that leads to your page and notes who clicked. One made for a customer is signed, and its clicks count for that customer, e.g. the price page sent to Mr Wang.");
    public static string NewLink => Say("新建链接", "New link");
    public static string NoLinks => Say("还没有追踪链接", "No tracked links yet");
    public static string NoLinksWhy => Say("把要发给客户的网页做成链接，就知道谁点了、点了几次。", "Make links of the pages you send, and see who clicked and how often.");
    public static string LinkName => Say("名称", "Name");
    public static string Target => Say("跳转到", "Leads to");
    public static string Source => Say("来源", "Source");
    public static string Clicks => Say("点击", "Clicks");
    public static string People => Say("客户", "Customers");
    public static string LastClick => Say("最近点击", "Last click");
    public static string Visitors => Say("谁点了", "Who clicked");
    public static string Times(int clicks) => Say($"{clicks} 次", clicks == 1 ? "once" : $"{clicks} times");
    public static string Personal => Say("专属链接", "For one customer");
    public static string NoSuchCustomer => Say("没有这位客户，或不归你跟进", "No such customer, or not within your reach");
    public static string AnyoneHint => Say("谁都能用；点击先按访客记", "For anybody; clicks are kept by visitor");
    public static string OneCustomerHint => Say("只发给这位客户，点击记在其名下", "Send it to this customer only; clicks count for them");
    public static string EditOf(string name) => Say($"编辑 {name}", $"Edit {name}");
}
