using Scrm.Core.Customers;
using Scrm.Core.Rights;
using Scrm.Web.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Rights;

/// <summary>Words of people's rights: consent, export, erasure, retention.</summary>
public static class RightsText
{
    public static string Title => Say("个人信息", "Personal data");
    public static string Help => Say(
        "客户有权知道我们存了什么、拿走一份、要求删除，也可以拒绝联系。例：客户来电要求删除，核对身份之后在这里删除，以后导入也不会再带回来。",
        "People may know what is kept, take a copy, have it erased, and refuse to be contacted. Example: somebody asks by phone; check who they are, erase here, and no import brings them back.");
    public static string Open => Say("授权、导出、删除", "Consent, export, erasure");
    public static string Consent => Say("联系授权", "Consent");
    public static string ConsentSource => Say("依据", "How we know");
    public static string ConsentExample => Say("例：扫码时勾选、来电告知", "e.g. ticked in the form, said on the phone");
    public static string Noted(ConsentView view) => view.By.Length > 0 ? Say($"{view.By}记录", $"noted by {view.By}") : "";
    public static string ChangeConsent => Say("记录授权", "Note consent");
    public static string ExportPerson => Say("导出个人资料", "Export this person");
    public static string ExportWhat => Say("一个压缩包：网页版可以直接给客户看，JSON 给系统用。会记入操作日志。", "One zip: a page to read and JSON for programs. Kept in the audit log.");
    public static string Erase => Say("删除个人资料", "Erase this person");
    public static string EraseTitle(string name) => Say($"删除「{name}」的全部资料？", $"Erase everything of “{name}”?");
    public static string EraseWhat => Say(
        "姓名、手机号、识别信息、字段、标签记录、来往和跟进记录都会删除，带有这个人的导入文件也会删除，不能恢复。订单只留金额，不再属于任何人。以后导入、接口、表单里再出现同样的手机号或编号，都不会再录入。",
        "Name, phone, identities, fields, tags, touches and relations go, with uploaded files that hold the person, for good. Orders stay as amounts of nobody. The same phone or number is not taken in again.");
    public static string Goes(ErasureOutlook goes) => Say("会删除：", "Goes: ") + Counts(goes.Identities, goes.Events, goes.TagLines, goes.Files, goes.OrdersKept);
    public static string EraseAct => Say("永久删除", "Erase for good");
    public static string Erased(ErasureReport gone) => Say("已删除：", "Erased: ") + Counts(gone.Identities, gone.Events, gone.TagLines, gone.Files, gone.OrdersKept);
    public static string Mentions(int count) => Say($"另有 {count} 位客户的资料提到这个人，不会改动，逐个看一下：", $"{Many(count, "other customer")} with details that name this person; they stay as they are, look at each:");

    public static string Retention => Say("来往记录保留多久", "How long touches are kept");
    public static string RetentionHelp => Say(
        "浏览、点击这类记录多、价值低，可以到期自动清理。订单、每位客户最近一次来往永远保留，汇总数字不变。例：填 12，一年前的网页浏览每晚清理。",
        "Views and clicks are many and worth little; they may go after a while. Orders and each customer's latest touch always stay, so no sum changes. Example: 12 clears page views older than a year every night.");
    public static string Months => Say("保留月数", "Months");
    public static string MonthsHint => Say("0 = 一直保留", "0 = for ever");
    public static string KindsCleared => Say("到期清理的行为", "Cleared after that");
    public static string Outlook(int months, int? old) => months == 0 ? Say("一直保留，不清理", "Kept for ever; nothing is cleared")
        : months < RetentionRule.Shortest ? Refused(RightsRefusal.MonthsRange, [])
        : old switch
        {
            null => Say("正在数到期的记录…", "Counting what is due…"),
            0 => Say("现在没有到期的记录", "Nothing is due now"),
            { } n => Say($"现在有 {n:#,0} 条到期，今晚清理；其中每位客户最近的一条会留下", $"{n:#,0} are due and go tonight, but each customer's latest"),
        };
    public static string Backups => Say("升级备份保留多久", "How long backups are kept");
    public static string BackupsHelp => Say(
        "每次升级前会自动备份数据库，放在 data/backups。备份里有当时所有的客户，包括后来删除的人，所以到期自动删掉。例：填 90，三个月前的备份今晚删除。",
        "Before each upgrade the database is copied into data/backups. A copy holds everybody of its day, also people erased since, so it goes after a while. Example: 90 deletes copies older than three months tonight.");
    public static string Days => Say("保留天数", "Days");
    public static string BackupsStanding(int files, string lastGoes) => files == 0 ? Say("现在没有升级备份", "There is no backup now")
        : lastGoes.Length == 0 ? Say($"现在有 {files} 份，一直保留", $"{files} now, kept for ever")
        : Say($"现在有 {files} 份，最后一份 {lastGoes} 删除", $"{files} now; the last goes on {lastGoes}");
    public static string EraseBackups(int files, string lastGoes) => files == 0 ? ""
        : lastGoes.Length == 0 ? Say($"还在的：{files} 份升级备份，一直保留（设置里可以改）。", $"Still there: {files} backups of upgrades, kept for ever (see the settings).")
        : Say($"还在的：{files} 份升级备份，最后一份 {lastGoes} 自动删除。", $"Still there: {files} backups of upgrades; the last goes on {lastGoes}.");
    public static string EraseElsewhere => Say(
        "管不到的：以前导出的文件、自己做的备份。恢复旧备份后重启，删除过的人会自动再删一次。",
        "Out of reach: files exported earlier and backups of your own. After an older backup is restored, erased people are erased again at the start.");
    public static string ErasedCount(int hashes) => Say($"已记住 {hashes:#,0} 个不再录入的识别信息（只存加密摘要）", $"{hashes:#,0} values of erased people are remembered, as keyed hashes only");
    public static string KeyLost => Say(
        "打不开记住删除过的人的密钥：data/keys 不是这个数据库原来的文件夹。现在认不出删除过的人，找回原来的 keys 文件夹再重启。",
        "The key of erased people cannot be opened: data/keys is not the folder of this database. Erased people are not recognised; bring the old folder back and restart.");
    public static string ErasedTitle => Say("删除过的人", "Erased people");
    public static string ErasedWhat => Say("在客户页面的「个人信息」里导出或删除一个人。删除之后，只留一个解不开的摘要，用来拦住再次导入。", "Export or erase a person on the customer's page. What stays is a keyed hash that stops their return.");

    private static string Counts(int identities, int events, int tagLines, int files, int orders) => Say(
        $"识别信息 {identities:#,0} 个、来往 {events:#,0} 条、标签记录 {tagLines:#,0} 条、导入文件 {files:#,0} 个；{orders:#,0} 笔订单只留金额",
        $"{Many(identities, "identity", "identities")}, {Many(events, "touch", "touches")}, {Many(tagLines, "tag line")}, {Many(files, "file")}; {Many(orders, "order")} kept as amounts");

    public static string Of(ConsentState consent) => LifecycleText.Of(consent);

    public static string Refused(RightsRefusal why, object[] values) => why switch
    {
        RightsRefusal.NotAllowed => Say("你的角色不能这样做", "Your role may not do this"),
        RightsRefusal.NameDiffers => Say("输入的和客户姓名不一样，没有删除", "What was typed is not the customer's name; nothing was erased"),
        RightsRefusal.TooLong => Say($"太长，最多 {values[0]} 个字", $"Too long, at most {values[0]} characters"),
        RightsRefusal.ImportRunning => Say("正在导入的文件里可能有这个人，导完或取消之后再删", "A file that may hold this person is being imported; wait or cancel it first"),
        RightsRefusal.MonthsRange => Say("保留月数填 0，或者 3 到 240", "Months must be 0, or 3 to 240"),
        RightsRefusal.DaysRange => Say($"保留天数填 0 到 {values[0]}", $"Days must be 0 to {values[0]}"),
        RightsRefusal.ChangedMeanwhile => Say("别人刚改过，已显示最新内容，核对后再保存", "Somebody else just changed this; the latest is shown, check and save again"),
        RightsRefusal.NoConsent => Say("没有这种授权", "There is no such consent"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
