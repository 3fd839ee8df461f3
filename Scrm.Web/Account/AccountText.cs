using Scrm.Core.Tags;
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
    public static string ChoosePack => Say("选一份行业标签字典", "Choose your trade's tag dictionary");
    public static string ChoosePackWhy => Say("标签组和标签都可以再改，也可以稍后在「标签」里安装。已有的不会被覆盖。",
        "Everything can be changed afterwards, and packs can be installed later from the tags page. Nothing is overwritten.");
    public static string StepOf(int step, int all) => Say($"第 {step} 步，共 {all} 步", $"Step {step} of {all}");
    public static string Of(Bilingual text) => Words.Chinese ? text.Zh : text.En;
    public static string PackSize(int groups, int tags) => Say($"{groups} 组 · {tags} 个标签", $"{groups} groups · {tags} tags");
    public static string Preview => Say("预览", "Preview");
    public static string ChooseFirst => Say("先选一份", "Choose one first");
    public static string Install(string pack) => Say($"安装「{pack}」", $"Install “{pack}”");
    public static string Installed(int groups, int tags) => Say($"已安装 {groups} 个标签组、{tags} 个标签", $"Installed {groups} groups and {tags} tags");
    public static string WithoutPack => Say("先不装，进入工作台", "Not now, go to the dashboard");
    public static string Next => Say("下一步", "Next");
    public static string Profile => Say("个人资料", "Profile");
    public static string Language => Say("语言", "Language");
    public const string Chinese = "中文";
    public const string English = "English";
    public static string Theme => Say("外观", "Appearance");
    public static string ThemeSystem => Say("跟随系统", "System");
    public static string ThemeLight => Say("浅色", "Light");
    public static string ThemeDark => Say("深色", "Dark");
    public static string Density => Say("列表行距", "Row height");
    public static string Compact => Say("紧凑", "Compact");
    public static string Comfortable => Say("宽松", "Comfortable");
    public static string TwoStep => Say("两步验证", "Two-step sign-in");
    public static string TwoStepHint => Say("登录时除密码外，再输入手机验证器上的 6 位数字。密码泄露了，别人也进不来。", "Signing in asks for the six digits of an authenticator app as well as the password. A stolen password alone lets nobody in.");
    public static string TwoStepOn => Say("已开启", "On");
    public static string TwoStepOff => Say("未开启", "Off");
    public static string TurnOn => Say("开启", "Turn on");
    public static string TurnOff => Say("关闭", "Turn off");
    public static string Scan => Say("用验证器（如 Microsoft Authenticator、腾讯身份验证器）扫码，或手动输入密钥：", "Scan with an authenticator app, or type the key:");
    public static string Code => Say("验证器上的 6 位数字", "Six digits of the app");
    public static string CodeHint => Say("手机不在身边？找管理员在“成员”里关闭你的两步验证。", "Phone lost? An admin can take the second step away under Members.");
    public static string TwoStepIsOn => Say("两步验证已开启", "Two-step sign-in is on");
    public static string TwoStepIsOff => Say("两步验证已关闭", "Two-step sign-in is off");
    public static string Continue => Say("继续", "Continue");
    public static string TooSlow => Say("等得太久了，重新登录", "That took too long, sign in again");
    public static string StartAgain => Say("重新登录", "Start again");
    public static string CompanyLanguage => Say("跟随公司", "The company's");
}
