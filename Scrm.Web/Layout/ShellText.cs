using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;
using static Scrm.Web.Words;

namespace Scrm.Web.Layout;

public static class ShellText
{
    public static string Navigation => Say("导航", "Navigation");
    public static string Dashboard => Say("工作台", "Dashboard");
    public static string Customers => Say("客户", "Customers");
    public static string Tags => Say("标签", "Tags");
    public static string Imports => Say("导入导出", "Imports");
    public static string Settings => Say("设置", "Settings");
    public static string Fold => Say("收起导航", "Fold the navigation");
    public static string Search => Say("搜索或跳转", "Search or jump to");
    public static string NewCustomer => Say("新建客户", "New customer");
    public static string ImportFile => Say("导入 Excel 或 CSV", "Import Excel or CSV");
    public static string Export => Say("导出客户或字典", "Export customers or the dictionary");
    public static string Packs => Say("安装行业标签字典", "Install a trade's tag dictionary");
    public static string SearchHint => Say("页面、客户姓名或拼音首字母、手机尾号、OneID、标签", "Pages, customer names or initials, last digits of phones, OneID, tags");
    public static string Searching => Say("正在找…", "Searching…");
    public static string NothingFound => Say("没有找到", "Nothing found");
    public static string Pages => Say("页面", "Pages");
    public static string Keys => Say("快捷键", "Keyboard");
    public static string KeyPalette => Say("搜索或跳转", "Search or jump to");
    public static string KeySearch => Say("到本页的搜索框", "To the search box of the page");
    public static string KeyNew => Say("新建本页的东西", "New, on pages that have it");
    public static string KeyNext => Say("下一个、上一个（客户、待确认）", "Next and previous (customers, reviews)");
    public static string KeysHere => Say("在这个页面", "On this page");
    public static string KeysGo => Say("先按 G 再按字母，跳到", "G, then a letter, goes to");
    public static string Acts => Say("新建和操作", "New and acts");
    public static string OpenFirst => Say("打开", "open");
    public static string Choose => Say("选择", "choose");
    public static string KeyMove => Say("在结果里上下移动", "Move in the results");
    public static string KeyClose => Say("关闭面板", "Close the panel");
    public static string KeyHelp => Say("这张表", "This list");
    public static string SkipToContent => Say("跳到内容", "Skip to content");
    public static string Me => Say("我的账号", "My account");
    public static string Close => Say("关闭", "Close");
    public static string Back => Say("返回", "Back");
    public static string Cancel => Say("取消", "Cancel");
    public static string Save => Say("保存", "Save");
    public static string Saved => Say("已保存", "Saved");
    public static string Edit => Say("编辑", "Edit");
    public static string Delete => Say("删除", "Delete");
    public static string Help => Say("说明", "Help");
    public static string Broken => Say("出错了", "Something went wrong");
    public static string BrokenTitle(DatabaseFault fault) => fault switch
    {
        DatabaseFault.None => Broken,
        DatabaseFault.Away => Say("暂时连不上数据库", "The database does not answer"),
        DatabaseFault.Full => Say("服务器的磁盘满了", "The server's disk is full"),
        DatabaseFault.Busy => Say("数据库正忙", "The database is busy"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    /// <summary>What was kept and what to do; <paramref name="reference"/> is the number that the log knows it by.</summary>
    public static string BrokenWhat(DatabaseFault fault, string reference) => fault switch
    {
        DatabaseFault.None => Say($"这一步没有完成，已保存的内容都在。刷新再试；还不行，把编号 {reference} 发给管理员。",
            $"This step did not finish; everything saved is kept. Reload and try again, or give the admin this number: {reference}."),
        DatabaseFault.Full => Say("这一步没有保存，已保存的内容都在。管理员腾出空间后刷新再试。", "This step was not saved; everything saved before is kept. Reload once the admin has made room."),
        _ => Say("这一步没有保存，已保存的内容都在。过一会儿刷新再试。", "This step was not saved; everything saved before is kept. Reload in a moment."),
    };

    public static string Reload => Say("刷新", "Reload");
    public static string NotFound => Say("没有这个页面", "There is no such page");
    public static string NotFoundWhat => Say("链接可能旧了，或者你没有查看的权限。", "The link may be old, or you may not have the right to see it.");
    public static string More => Say("更多", "More");
    public static string NotificationsTitle => Say("通知", "Notifications");
    public static string Notifications(int unread) => unread == 0 ? NotificationsTitle : Say($"{unread} 条新通知", $"{unread} new notifications");
    public static string NoNotifications => Say("没有通知。批量操作做完、客户交接给你时，会在这里提醒。", "Nothing yet. Finished bulk work and customers handed over to you appear here.");

    public static string Of(NotificationLine line) => line.Kind switch
    {
        NotificationKind.BatchEnded => Say($"“{line.Title}” 已结束，处理了 {line.Count:#,0} 条", $"“{line.Title}” has ended, {line.Count:#,0} done"),
        NotificationKind.BatchFailed => Say($"“{line.Title}” 没有完成，到工作台继续", $"“{line.Title}” did not finish; go on from the dashboard"),
        NotificationKind.CustomersReceived => line.Title.Length > 0
            ? Say($"{line.Title} 交接给你 {line.Count:#,0} 位客户", $"{line.Title} handed {line.Count:#,0} customers over to you")
            : Say($"{line.Count:#,0} 位客户交接给你", $"{line.Count:#,0} customers were handed over to you"),
        _ => Say($"{line.Title} 删除了你", $"{line.Title} has deleted you"),
    };

    public static string ToDashboard => Say("回到工作台", "To the dashboard");
    public static string Waiting(int count) => Say($"{count} 对待确认", $"{count} to confirm");
}
