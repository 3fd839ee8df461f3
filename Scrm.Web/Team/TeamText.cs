using System.Globalization;
using Scrm.Core.Team;
using static Scrm.Web.Words;

namespace Scrm.Web.Team;

public static class TeamText
{
    public static string Members => Say("成员", "Members");
    public static string Departments => Say("部门", "Departments");

    public static string CompanyName => Say("公司名称", "Company name");
    public static string Zone => Say("业务时区", "Business time zone");
    public static string ZoneHint => Say("一天从这里的零点开始；报表和时间都按它显示", "A day begins at midnight here; reports and times follow it");

    /// <summary>Zones that companies choose, with the one already chosen.</summary>
    public static IEnumerable<(string Id, string Name)> Zones(string chosen)
    {
        var known = new List<(string Id, string Name)>
        {
            ("Asia/Shanghai", Say("北京时间 UTC+8", "Beijing UTC+8")),
            ("Asia/Hong_Kong", Say("香港 UTC+8", "Hong Kong UTC+8")),
            ("Asia/Taipei", Say("台北 UTC+8", "Taipei UTC+8")),
            ("Asia/Singapore", Say("新加坡 UTC+8", "Singapore UTC+8")),
            ("Asia/Tokyo", Say("东京 UTC+9", "Tokyo UTC+9")),
            ("Asia/Bangkok", Say("曼谷 UTC+7", "Bangkok UTC+7")),
            ("Asia/Dubai", Say("迪拜 UTC+4", "Dubai UTC+4")),
            ("Europe/London", Say("伦敦", "London")),
            ("Europe/Berlin", Say("柏林", "Berlin")),
            ("America/New_York", Say("纽约", "New York")),
            ("America/Los_Angeles", Say("洛杉矶", "Los Angeles")),
            ("Australia/Sydney", Say("悉尼", "Sydney")),
            ("Etc/UTC", "UTC"),
        };
        return known.Exists(z => z.Id == chosen) ? known : known.Prepend((chosen, chosen));
    }

    public static string Of(Role role) => role switch
    {
        Role.Admin => Say("管理员", "Admin"),
        Role.Operator => Say("运营", "Operator"),
        Role.Sales => Say("销售", "Sales"),
        Role.Viewer => Say("只读", "Viewer"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static string Refused(TeamRefusal why, object[] values) => string.Format(CultureInfo.InvariantCulture, Refused(why), values);

    private static string Refused(TeamRefusal why) => why switch
    {
        TeamRefusal.NotAllowed => Say("只有管理员可以这样做", "Only an admin may do this"),
        TeamRefusal.NotFound => Say("找不到了，可能刚被别人改过", "Not found; somebody may have just changed it"),
        TeamRefusal.NameLength => Say("名称要有 1 到 {0} 个字", "The name needs 1 to {0} characters"),
        TeamRefusal.LoginForm => Say("登录名要有 3 到 60 个字符，只能用字母、数字和 . - _ @ +", "The sign-in name needs 3 to 60 letters, digits or . - _ @ +"),
        TeamRefusal.LoginTaken => Say("登录名「{0}」已有人用", "The sign-in name “{0}” is taken"),
        TeamRefusal.PasswordTooShort => Say("密码至少要 {0} 个字符", "The password needs at least {0} characters"),
        TeamRefusal.PasswordTooPlain => Say("密码太简单：字母之外要有数字或符号，并且至少 6 个不同的字符",
            "The password is too plain: letters with digits or symbols, at least 6 different characters"),
        TeamRefusal.PasswordIsLogin => Say("密码里不能有登录名", "The password must not contain the sign-in name"),
        TeamRefusal.WrongPassword => Say("现在的密码不对", "The current password is wrong"),
        TeamRefusal.SignInFailed => Say("登录名或密码不对。连续错 5 次会锁定 5 分钟。", "Wrong sign-in name or password. Five failures lock for five minutes."),
        TeamRefusal.SignInLocked => Say("错误次数太多，5 分钟后再试", "Too many failures, try again in five minutes"),
        TeamRefusal.LastAdmin => Say("这是最后一位管理员，先指定另一位管理员", "This is the last admin; name another one first"),
        TeamRefusal.NotYourself => Say("不能停用自己", "You cannot disable yourself"),
        TeamRefusal.AlreadySetUp => Say("已经设置过了", "Already set up"),
        TeamRefusal.EditedMeanwhile => Say("别人刚改过，已显示最新内容，核对后再保存", "Somebody else just changed this; the latest is shown, check and save again"),
        TeamRefusal.UnknownZone => Say("不认识的时区：{0}", "Unknown time zone: {0}"),
        TeamRefusal.PromoteRange => Say("人数要在 2 到 100 之间", "The number must be 2 to 100"),
        TeamRefusal.NoLogin => Say("这位成员没有登录名", "This member has no sign-in name"),
        TeamRefusal.DepartmentCycle => Say("部门不能放到自己的下级里", "A department cannot be moved under itself"),
        TeamRefusal.DepartmentInUse => Say("部门里还有 {0} 位成员、{1} 个下级部门，先移走", "The department still has {0} members and {1} departments below; move them first"),
        TeamRefusal.DepartmentTaken => Say("同一级已有部门「{0}」", "There is already a department “{0}” here"),
        TeamRefusal.NoScopes => Say("至少选一项权限", "Choose at least one permission"),
        TeamRefusal.ExpiryPast => Say("到期日要在今天之后", "The expiry must be after today"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
