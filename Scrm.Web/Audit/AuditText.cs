using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Lifecycle;
using Scrm.Core.Team;
using Scrm.Web.Team;
using static Scrm.Web.Words;

namespace Scrm.Web.Audit;

internal static class AuditText
{
    public static string At => Say("时间", "When");
    public static string Who => Say("谁", "Who");
    public static string Act => Say("操作", "Act");
    public static string About => Say("对象", "About");
    public static string Count => Say("数量", "Count");
    public static string EveryAct => Say("全部操作", "Every act");
    public static string Everybody => Say("全部成员", "Everybody");
    public static string None => Say("没有符合条件的记录", "No entries match");

    public static string Of(AuditAct act) => act switch
    {
        AuditAct.SignedIn => Say("登录", "Signed in"),
        AuditAct.SignInFailed => Say("登录失败", "Sign-in failed"),
        AuditAct.SignedOut => Say("退出登录", "Signed out"),
        AuditAct.PasswordChanged => Say("修改密码", "Password changed"),
        AuditAct.MemberAdded => Say("新增成员", "Member added"),
        AuditAct.MemberEdited => Say("编辑成员", "Member edited"),
        AuditAct.MemberDisabled => Say("停用成员", "Member disabled"),
        AuditAct.DepartmentEdited => Say("编辑部门", "Department edited"),
        AuditAct.CompanyEdited => Say("编辑公司信息", "Company edited"),
        AuditAct.ApiKeyCreated => Say("新建接口密钥", "API key created"),
        AuditAct.ApiKeyRevoked => Say("吊销接口密钥", "API key revoked"),
        AuditAct.PhoneRevealed => Say("查看完整手机号", "Phone revealed"),
        AuditAct.CustomersExported => Say("导出客户", "Customers exported"),
        AuditAct.LostCustomersExported => Say("导出流失客户", "Lost customers exported"),
        AuditAct.DictionaryImported => Say("导入标签字典", "Dictionary imported"),
        AuditAct.DictionaryExported => Say("导出标签字典", "Dictionary exported"),
        AuditAct.CustomersImported => Say("导入客户", "Customers imported"),
        AuditAct.BatchUndone => Say("撤销批次", "Batch undone"),
        AuditAct.CustomersMerged => Say("合并客户", "Customers merged"),
        AuditAct.MergeUndone => Say("撤销合并", "Merge undone"),
        AuditAct.PersonExported => Say("导出个人资料", "Person exported"),
        AuditAct.PersonErased => Say("删除个人资料", "Person erased"),
        AuditAct.PersonErasedAgain => Say("恢复备份后再次删除个人资料", "Person erased again after a backup was restored"),
        AuditAct.ConsentChanged => Say("修改联系授权", "Consent changed"),
        AuditAct.CustomersHandedOver => Say("交接客户", "Customers handed over"),
        AuditAct.FieldEdited => Say("修改字段定义", "Field definition edited"),
        AuditAct.SourceEdited => Say("修改来源", "Source edited"),
        AuditAct.EventKindEdited => Say("修改行为类型", "Event kind edited"),
        AuditAct.SettingEdited => Say("修改设置", "Setting edited"),
        AuditAct.SiteEdited => Say("修改网站接入", "Web site edited"),
        AuditAct.ValueBlocked => Say("屏蔽识别值", "Identity value blocked"),
        AuditAct.StaffPhoneChanged => Say("改成员手机号", "Member's phone changed"),
        AuditAct.ValueUnblocked => Say("取消屏蔽识别值", "Identity value unblocked"),
        AuditAct.LinkEdited => Say("修改追踪链接", "Tracked link edited"),
        AuditAct.IdentityRevealed => Say("查看完整识别项", "Identity revealed"),
        AuditAct.TwoStepChanged => Say("修改两步验证", "Two-step sign-in changed"),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    public static string Actor(AuditLine line) => line.ActorKind switch
    {
        ActorKind.Member => line.ActorName.Length > 0 ? line.ActorName : "—",
        ActorKind.ApiKey => Say($"接口密钥 {line.ActorName}", $"API key {line.ActorName}"),
        _ => Say("系统", "System"),
    };

    /// <summary>Whom or what the act concerned, as far as it has a name here; the number otherwise.</summary>
    public static string Subject(AuditLine line, IReadOnlyList<MemberName> members) => line.Act switch
    {
        AuditAct.SignedIn or AuditAct.SignedOut or AuditAct.SignInFailed => "",
        AuditAct.MemberAdded or AuditAct.MemberEdited or AuditAct.MemberDisabled or AuditAct.PasswordChanged => Named(line, members),
        AuditAct.PhoneRevealed or AuditAct.IdentityRevealed or AuditAct.PersonExported or AuditAct.PersonErased or AuditAct.PersonErasedAgain => Customer(line),
        AuditAct.ConsentChanged => $"{Customer(line)} · {(byte.TryParse(line.Detail, out var state) ? Customers.LifecycleText.Of((Scrm.Core.Customers.ConsentState)state) : "")}",
        AuditAct.TwoStepChanged => $"{Named(line, members)} · {(line.Detail == "on" ? Account.AccountText.TwoStepOn : Account.AccountText.TwoStepOff)}",
        AuditAct.FieldEdited when line.Detail.StartsWith("+ ", StringComparison.Ordinal) => Say($"新建「{line.Detail[2..]}」", $"New: “{line.Detail[2..]}”"),
        AuditAct.SettingEdited => line.Detail == CustomerRating.ThresholdsKey ? Lifecycle.StageText.Title : Rights.RightsText.Title,
        AuditAct.ApiKeyCreated => Enum.TryParse<ApiScopes>(line.Detail, out var scopes) ? TeamText.Of(scopes) : line.Detail,
        _ => line.Detail,
    };

    /// <summary>The customer the line is about, where it is about one who can still be opened; 0 otherwise.</summary>
    public static long CustomerOf(AuditLine line) =>
        line.Act is AuditAct.PhoneRevealed or AuditAct.IdentityRevealed or AuditAct.PersonExported or AuditAct.ConsentChanged ? line.SubjectId : 0;

    private static string Customer(AuditLine line) => Say($"客户 {line.SubjectId}", $"Customer {line.SubjectId}");

    private static string Named(AuditLine line, IReadOnlyList<MemberName> members)
    {
        var name = members.FirstOrDefault(m => m.Id == line.SubjectId)?.Name ?? "";
        return Enum.TryParse<Role>(line.Detail, out var role) ? $"{name} · {TeamText.Of(role)}" : name;
    }
}
