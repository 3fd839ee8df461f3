using System.Globalization;
using Scrm.Core.Team;
using static Scrm.Web.Words;

namespace Scrm.Web.Team;

public static class TeamText
{
    public static string SettingsTeam => Say("公司和团队", "Company and team");
    public static string SettingsCustomers => Say("客户资料", "Customer data");
    public static string SettingsConnect => Say("接入", "Connections");
    public static string SettingsRecords => Say("记录", "Records");
    public static string Members => Say("成员", "Members");
    public static string Departments => Say("部门", "Departments");

    public static string Company => Say("公司", "Company");
    public static string ApiKeys => Say("接口密钥", "API keys");
    public static string AuditLog => Say("操作日志", "Audit log");
    public static string PromoteAt => Say("几位成员用同一个个人标签时，建议升为企业标签", "Members using the same personal tag before it is proposed for the company");
    public static string PromoteHint => Say("例：填 3，三位销售都建了「爱喝茶」，就会提示统一成企业标签", "Example: 3 means that three salespeople with a tag “tea lover” make a proposal");
    public static string NewMember => Say("新增成员", "New member");
    public static string FindMember => Say("搜索姓名、登录名、部门", "Find by name, sign-in name, department");
    public static string Shown(int shown, int all) => shown == all ? Say($"{all} 位成员", $"{all} members") : Say($"{shown} / {all} 位成员", $"{shown} of {all} members");
    public static string Name => Say("名称", "Name");
    public static string RoleWord => Say("角色", "Role");
    public static string Department => Say("部门", "Department");
    public static string Since => Say("加入", "Added");
    public static string Disabled => Say("已停用", "Disabled");
    public static string Locked => Say("已锁定", "Locked");
    public static string LoginHint => Say("留空：不登录，只作为客户的负责人", "Empty: does not sign in, only owns customers");
    public static string Phone => Say("手机号", "Phone");
    public static string PhoneHint => Say("成员的号码不会认作客户，停用之后也一样", "A member's number is never taken for a customer's, nor after they have left");
    public static string PhoneCarried(int customers) => Say($"{customers} 位客户用着这个号码。资料不变，但保存后不再按它认人；确认后换成客户本人的。",
        $"{customers} customers carry this number. They keep it, but once saved it recognises nobody; look at them and put in their own.");
    public static string AllCarriers(int customers) => Say($"全部 {customers} 位", $"All {customers}");
    public static string Local(string phone) => phone.StartsWith("+86", StringComparison.Ordinal) ? phone[3..] : phone;
    public static string WeComId => Say("企业微信账号", "WeCom user id");
    public static string TakeTwoStep => Say("关闭两步验证", "Take two-step away");
    public static string ResetPassword => Say("重置密码", "Reset password");
    public static string Disable => Say("停用", "Disable");
    public static string Enable => Say("启用", "Enable");
    public static string DisabledNow => Say("已停用，正在用的页面已退出", "Disabled; open pages are signed out");
    public static string EnabledNow => Say("已启用", "Enabled");
    public static string OneTimeHint(string login) => Say($"「{login}」的新密码，只显示这一次。转告本人，登录后马上修改。",
        $"The new password of “{login}”, shown this once. Hand it over; it should be changed at the first sign-in.");
    public static string NewDepartment => Say("新建部门", "New department");
    public static string NoDepartments => Say("还没有部门", "No departments yet");
    public static string NoDepartmentsWhy => Say("部门决定主管能看到谁的客户，也决定标签组给谁看。", "Departments decide whose customers a manager sees, and who sees which tag groups.");
    public static string Manager => Say("主管", "Manager");
    public static string ManagerHint => Say("主管能看到本部门和下级部门成员的客户", "A manager sees the customers of the members here and below");
    public static string Parent => Say("上级部门", "Above it");
    public static string EditOf(string name) => Say($"编辑 {name}", $"Edit {name}");
    public static string Initial(string name) => name.Length == 0 ? "?" : StringInfo.GetNextTextElement(name).ToUpperInvariant();
    public static string ApiDocs => Say("接口说明", "API reference");
    public static string NewKey => Say("新建密钥", "New key");
    public static string MakeKey => Say("生成密钥", "Create the key");
    public static string NoKeys => Say("还没有接口密钥", "No API keys yet");
    public static string NoKeysWhy => Say("用密钥让商城、表单等系统读写标签和客户，每个系统一把，随时可以吊销。",
        "Keys let a shop or a form read and write tags and customers. One key a system, revoked at any time.");
    public static string KeyStart => Say("开头", "Begins with");
    public static string KeyOnce => Say("密钥只显示这一次，现在就保存好。", "The key is shown this once. Keep it now.");
    public static string KeyNameExample => Say("例：官网商城", "e.g. web shop");
    public static string Scopes => Say("权限", "Permissions");
    public static string Expires => Say("有效期", "Expires");
    public static string LastUsed => Say("最近使用", "Last used");
    public static string MadeBy(string name) => Say($"{name} 创建", $"by {name}");
    public static string Revoke => Say("吊销", "Revoke");
    public static string Revoked => Say("已吊销", "Revoked");
    public static string Expired => Say("已过期", "Expired");
    public static string RevokeTitle(string name) => Say($"吊销「{name}」？", $"Revoke “{name}”?");
    public static string RevokeWhat => Say("用这把密钥的系统马上连不上，不能恢复。", "Programs that use it stop at once. This cannot be taken back.");
    public static string Days(int days) => Say($"{days} 天", $"{days} days");
    public static string NoEnd => Say("长期有效", "No end");

    public static string May(Role role) => role switch
    {
        Role.Admin => Say("设置、成员和全部数据", "Settings, members and all data"),
        Role.Operator => Say("标签字典、导入导出、全部客户", "Tag dictionary, import and export, every customer"),
        Role.Sales => Say("自己的客户和公海，给客户打标签", "Own customers and the pool; tags customers"),
        Role.Viewer => Say("只能看，手机号隐藏", "Looks only; phones are masked"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static string Of(ApiScopes scopes) =>
        Joined(Enum.GetValues<ApiScopes>().Where(s => s != ApiScopes.None && scopes.HasFlag(s)).Select(One));

    private static string One(ApiScopes scope) => scope switch
    {
        ApiScopes.TagsRead => Say("读标签", "read tags"),
        ApiScopes.TagsWrite => Say("改标签", "write tags"),
        ApiScopes.CustomersRead => Say("读客户", "read customers"),
        ApiScopes.CustomersWrite => Say("改客户", "write customers"),
        ApiScopes.Imports => Say("导入", "import"),
        ApiScopes.Exports => Say("导出", "export"),
        ApiScopes.Fields => Say("定义客户字段", "define customer fields"),
        ApiScopes.Events => Say("上报行为和订单", "send events and orders"),
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
    };

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
        TeamRefusal.CodeNeeded => Say("输入验证器上的 6 位数字", "Enter the six digits of your app"),
        TeamRefusal.CodeWrong => Say("这 6 位数字不对，或刚用过。等验证器换下一组再试", "These digits are wrong or were just used. Wait for the next ones and try again"),
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
        TeamRefusal.PhoneUnreadable => Say("认不出这个手机号：手机 11 位，座机带区号，国外号码以 + 开头", "Not a number we know: 11 digits, or a landline with its area code, or + and the country"),
        TeamRefusal.ExpiryPast => Say("到期日要在今天之后", "The expiry must be after today"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
