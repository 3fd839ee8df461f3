using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of one customer's panel and form.</summary>
public static class CustomerText
{
    public static string Next => Say("下一位（J）", "Next (J)");
    public static string Previous => Say("上一位（K）", "Previous (K)");
    public static string TagsWhy => Say("标签和来由", "Tags and why");
    public static string NoTags => Say("还没有标签", "No tags yet");
    public static string ChangeTags => Say("改标签", "Change tags");
    public static string DoneTags => Say("完成", "Done");
    public static string Identities => Say("识别信息", "Identities");
    public static string TagLog => Say("标签记录", "Tag history");
    public static string FieldLog => Say("资料记录", "Detail history");
    public static string NoLog => Say("没有改动过", "Never changed");
    public static string Until => Say("到期", "until");
    public static string ChangePhone => Say("修改号码", "Change the number");
    public static string Added(long id) => Say($"已新建，编号 {id}", $"Added, OneID {id}");
    public static string ReasonBack => Say("阶段后退的原因", "Why the stage goes back");
    public static string GoBack => Say("后退", "Go back");
    public static string ClashTitle => Say("刚刚有人改过这位客户", "Somebody just changed this customer");
    public static string ClashWhat => Say("下面是你填的和现在的，选一边。", "Below is what you typed and what stands now; choose one.");
    public static string MineWord => Say("我填的", "Mine");
    public static string TheirsWord => Say("现在的", "Theirs");
    public static string KeepMine => Say("用我填的", "Keep mine");
    public static string KeepTheirs => Say("用现在的", "Keep theirs");

    public static string Field(CustomerField field) => field switch
    {
        CustomerField.Name => Say("姓名", "Name"),
        CustomerField.Phone => Say("手机", "Phone"),
        CustomerField.MemberNo => Say("会员号", "Member no."),
        CustomerField.ExternalId => Say("外部 ID", "External ID"),
        CustomerField.Gender => Say("性别", "Gender"),
        CustomerField.Company => Say("公司", "Company"),
        CustomerField.Region => Say("地区", "Region"),
        CustomerField.Remark => Say("备注", "Remark"),
        CustomerField.Source => Say("来源", "Source"),
        CustomerField.Owner => Say("负责人", "Owner"),
        CustomerField.AddedAt => Say("添加时间", "Added"),
        CustomerField.Consent => Say("联系授权", "Consent"),
        CustomerField.Stage => Say("生命周期", "Lifecycle stage"),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    public static string Of(Gender gender) => gender switch
    {
        Gender.Unknown => Say("未知", "Unknown"),
        Gender.Male => Say("男", "Male"),
        Gender.Female => Say("女", "Female"),
        _ => throw new ArgumentOutOfRangeException(nameof(gender), gender, null),
    };

    public static string Of(IdentityType type) => type switch
    {
        IdentityType.Phone => Say("手机", "Phone"),
        IdentityType.MemberNo => Say("会员号", "Member no."),
        IdentityType.ExternalId => Say("外部 ID", "External ID"),
        IdentityType.UnionId => Say("微信 UnionID", "WeChat UnionID"),
        IdentityType.ExternalUserId => Say("企业微信外部联系人", "WeCom external contact"),
        IdentityType.OpenId => Say("微信 OpenID", "WeChat OpenID"),
        IdentityType.BusinessId => Say("业务系统编号", "Business system ID"),
        IdentityType.Email => Say("邮箱", "E-mail"),
        IdentityType.Device => Say("设备", "Device"),
        IdentityType.Ip => Say("IP 地址", "IP address"),
        IdentityType.OneId => Say("编号 OneID", "OneID"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string Of(IdentitySource source) => source switch
    {
        IdentitySource.Manual => Say("手工", "by hand"),
        IdentitySource.Import => Say("导入", "import"),
        IdentitySource.Api => Say("接口", "API"),
        IdentitySource.WeCom => Say("企业微信", "WeCom"),
        IdentitySource.Web => Say("网站", "web site"),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    public static string Of(TagSource source) => source switch
    {
        TagSource.Manual => Say("手工", "by hand"),
        TagSource.Import => Say("导入", "import"),
        TagSource.Bulk => Say("批量", "in bulk"),
        TagSource.Api => Say("接口", "API"),
        TagSource.LiveCode => Say("活码", "live code"),
        TagSource.Rule => Say("规则", "rule"),
        TagSource.Sop => "SOP",
        TagSource.WeCom => Say("企业微信", "WeCom"),
        TagSource.Merge => Say("合并标签", "tag merge"),
        TagSource.Undo => Say("撤销", "undo"),
        TagSource.Expiry => Say("到期", "expiry"),
        TagSource.ModeChange => Say("改标签组类型", "group mode change"),
        TagSource.CustomerMerge => Say("合并客户", "customer merge"),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    public static string Of(ActorName actor) => actor switch
    {
        { Name.Length: > 0 } => actor.Name,
        { Kind: ActorKind.ApiKey } => Say("接口", "the API"),
        { Kind: ActorKind.Rule } => Say("规则", "a rule"),
        { Kind: ActorKind.WeCom } => Say("企业微信", "WeCom"),
        { Kind: ActorKind.Member } => Say("已删除的成员", "a former member"),
        _ => Say("系统", "the system"),
    };

    /// <summary>A field's value as the log and the clash show it.</summary>
    public static string Value(CustomerField field, string kept) => field switch
    {
        CustomerField.Stage when byte.TryParse(kept, out var stage) => LifecycleText.Of((LifecycleStage)stage),
        CustomerField.Consent when byte.TryParse(kept, out var consent) => LifecycleText.Of((ConsentState)consent),
        CustomerField.Gender when byte.TryParse(kept, out var gender) && Enum.IsDefined((Gender)gender) => Of((Gender)gender),
        CustomerField.Owner when kept.Length == 0 => CustomersText.Pool,
        _ => kept.Length == 0 ? "—" : kept,
    };

    /// <summary>Why a tag is there, in one sentence; the moment stands beside it.</summary>
    public static string Why(TagWhy why)
    {
        var parts = new List<string> { Of(why.By), How(why.Source, why.BatchTitle) };
        if (why.Row > 0) parts.Add(Row(why.Row));
        if (why.Replaced.Length > 0) parts.Add(Say($"替换了「{why.Replaced}」", $"instead of “{why.Replaced}”"));
        if (why.Reason.Length > 0) parts.Add(why.Reason);
        return string.Join(" · ", parts);
    }

    /// <summary>What was done with the tag.</summary>
    public static string Act(TagLogLine line) => (line.Kind, line.Other.Length) switch
    {
        (TagChangeKind.Added, 0) => Say("打上", "put on"),
        (TagChangeKind.Added, _) => Say($"替换「{line.Other}」", $"replaced “{line.Other}”"),
        (_, 0) => Say("移除", "taken off"),
        _ => Say($"被「{line.Other}」替换", $"replaced by “{line.Other}”"),
    };

    public static string Line(TagLogLine line)
    {
        var parts = new List<string> { Act(line), Of(line.By), How(line.Cause, line.BatchTitle) };
        if (line.Row > 0) parts.Add(Row(line.Row));
        if (line.Reason.Length > 0) parts.Add(line.Reason);
        return string.Join(" · ", parts);
    }

    public static string Field(FieldLogLine line) => line.Name.Length > 0 ? line.Name : Field(line.Field);

    public static string Value(FieldLogLine line, string value) => line.Type is { } type ? FieldWords.Shown(type, value) : Value(line.Field, value);

    public static string By(FieldLogLine line) => line.BatchTitle.Length > 0 ? $"{Of(line.By)} · {line.BatchTitle}" : Of(line.By);

    private static string How(TagSource source, string batch) => batch.Length > 0 ? $"{Of(source)} {(Chinese ? $"「{batch}」" : $"“{batch}”")}" : Of(source);

    public static string Row(int row) => Say($"第 {row} 行", $"row {row}");
}
