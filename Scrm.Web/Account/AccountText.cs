using Scrm.Core.Team;
using static Scrm.Web.Words;

namespace Scrm.Web.Account;

internal static class AccountText
{
    public static string SignIn => Say("登录", "Sign in");
    public static string SignOut => Say("退出登录", "Sign out");
    public static string SignOutWhat => Say("已保存的内容不会丢。", "Everything saved is kept.");
    public static string Login => Say("登录名", "Sign-in name");
    public static string LoginHint => Say("3 到 60 个字符：字母、数字、. - _ @", "3 to 60 characters: letters, digits, . - _ @");
    public static string Password => Say("密码", "Password");
    public static string PasswordHint => Say($"至少 {Passwords.Shortest} 个字符，字母之外要有数字或符号", $"At least {Passwords.Shortest} characters; letters with digits or symbols");
    public static string PasswordAgain => Say("再输一次密码", "Password again");
    public static string PasswordsDiffer => Say("两次输入的密码不一样", "The two passwords differ");
    public static string OldPassword => Say("现在的密码", "Current password");
    public static string NewPassword => Say("新密码", "New password");
    public static string ChangePassword => Say("修改密码", "Change password");
    public static string PasswordChanged => Say("密码已修改，其他设备已退出", "Password changed; other devices are signed out");
    public static string KeepSignedIn => Say("在这台电脑上保持登录", "Keep me signed in on this computer");
    public static string NotSetUp => Say("还没有设置。打开启动日志里的一次性设置链接。", "Not set up yet. Open the one-time set-up link from the start-up log.");
    public static string SetUp => Say("设置 Scrm", "Set up Scrm");
    public static string SetUpWhy => Say("先建管理员账号，再填公司信息。这个链接只能用一次。", "First the admin's account, then the company. This link works once.");
    public static string YourName => Say("你的姓名", "Your name");
    public static string Welcome => Say("公司信息", "Your company");
    public static string Next => Say("下一步", "Next");
    public static string Profile => Say("个人资料", "Profile");
    public static string Language => Say("语言", "Language");
    public const string Chinese = "中文";
    public const string English = "English";
    public static string Theme => Say("外观", "Appearance");
    public static string ThemeSystem => Say("跟随系统", "System");
    public static string ThemeLight => Say("浅色", "Light");
    public static string ThemeDark => Say("深色", "Dark");
    public static string CompanyLanguage => Say("跟随公司", "The company's");
}
