using Scrm.Core.Sources;
using static Scrm.Web.Words;

namespace Scrm.Web.Sources;

/// <summary>Words of the registry of sources and of its report.</summary>
public static class SourceText
{
    public static string Title => Say("渠道来源", "Sources");
    public static string Help => Say(
        "客户从哪里来：门店、电商、公众号……每位客户有一个来源，报表按来源比较人数、转化、成交和投入。例：展会来了 120 人，18 人下单，转化 15%；投入 3,000 元，一位客户 25 元。",
        "Where customers come from: store, shop, official account … The report compares sources by people, conversion, revenue and cost. Example: 120 people from a fair, 18 ordered: 15%; it cost 3,000: 25 a customer.");
    public static string New => Say("新增来源", "New source");
    public static string Name => Say("名称", "Name");
    public static string ChannelWord => Say("渠道", "Channel");
    public static string Customers => Say("客户", "Customers");
    public static string Buyers => Say("买过", "Buyers");
    public static string Conversion => Say("转化", "Conversion");
    public static string Orders => Say("订单", "Orders");
    public static string CostWord => Say("投入", "Cost");
    public static string CostEach => Say("单客成本", "Cost each");
    public static string None => Say("未填来源", "No source");
    public static string Unregistered => Say("未登记", "Not registered");
    public static string Archived => Say("已归档", "Archived");
    public static string Archive => Say("归档", "Archive");
    public static string Restore => Say("恢复", "Restore");
    public static string Report => Say("报表", "Report");
    public static string Registry => Say("登记", "Registry");
    public static string From => Say("从", "from");
    public static string To => Say("到", "to");
    public static string Export => Say("导出表格", "Export");
    public static string AddUsual => Say("装入常用渠道", "Add the usual channels");
    public static string Added(int count) => Say($"已加入 {count} 个来源", $"{count} sources added");
    public static string NoSources => Say("还没有登记来源", "No sources yet");
    public static string NoSourcesWhat => Say("登记之后，来源有统一的名称，还能算单客成本。", "Registered sources have one name each, and a cost.");
    public static string NobodyYet => Say("这段时间没有新客户", "No customers were added in this period");
    public static string Loose => Say("客户身上还有这些没登记的来源", "Sources that customers carry and nobody registered");
    public static string LooseWhat => Say("登记它，或者并到已有的来源。例：「天猫店」「天猫旗舰店」并到「电商」。", "Register each, or map it to one that is there.");
    public static string Adopt => Say("登记", "Register");
    public static string MapTo => Say("并到…", "Map to…");
    public static string MapWhat(string text) => Say($"把「{text}」并到", $"Map “{text}” to");
    public static string MapTitle(string text, string name) => Say($"把「{text}」并到「{name}」", $"Map “{text}” to “{name}”");
    public static string MapAct => Say("并过去", "Map");
    public static string MapWarns(int customers, string name) => Say($"{customers:N0} 位客户的来源会改成「{name}」，之后分不开，不能撤销。",
        $"The source of {customers:N0} customers becomes “{name}”. They cannot be told apart afterwards, so there is no undo.");
    public static string LooseMore(int more) => Say($"还有 {more:N0} 个，处理完上面的会显示出来", $"{more:N0} more show once those above are dealt with");
    public static string Mapped(int customers, string name) => Say($"{customers} 位客户改成「{name}」", $"{customers} customers now have “{name}”");
    public static string EditOf(string name) => Say($"编辑 {name}", $"Edit {name}");
    public static string RenameWarns(int customers) => Say($"改名会写到 {customers} 位客户上", $"A new name is written on {customers} customers");

    public static string Of(Channel? channel) => channel switch
    {
        Channel.Store => Say("门店", "Store"),
        Channel.Shop => Say("电商", "Online shop"),
        Channel.OfficialAccount => Say("公众号", "Official account"),
        Channel.MiniProgram => Say("小程序", "Mini program"),
        Channel.WeCom => Say("企业微信", "WeCom"),
        Channel.Website => Say("官网", "Website"),
        Channel.Call => Say("来电", "Calls"),
        Channel.EventForm => Say("活动表单", "Event form"),
        Channel.Advertisement => Say("广告", "Advertisement"),
        Channel.Referral => Say("转介绍", "Referral"),
        Channel.File => Say("文件导入", "File"),
        Channel.Api => Say("接口", "API"),
        Channel.Other => Say("其他", "Other"),
        _ => "—",
    };

    /// <summary>What a company usually starts with.</summary>
    public static IReadOnlyList<(Channel, string)> Usual =>
    [
        .. new[] { Channel.Store, Channel.Shop, Channel.OfficialAccount, Channel.MiniProgram, Channel.WeCom, Channel.Website, Channel.Call, Channel.EventForm, Channel.Advertisement, Channel.Referral }
            .Select(c => (c, Of((Channel?)c))),
    ];

    public static string Refused(SourceRefusal why, object[] values) => why switch
    {
        SourceRefusal.NotAllowed => Say("只有管理员和运营可以改来源", "Only admins and operators may change sources"),
        SourceRefusal.NotFound => Say("找不到了，可能刚被别人改过", "Not found; somebody may have just changed it"),
        SourceRefusal.NameLength => Say($"名称要有 1 到 {values[0]} 个字", $"The name needs 1 to {values[0]} characters"),
        SourceRefusal.NameTaken => Say($"已经有「{values[0]}」", $"“{values[0]}” is there already"),
        SourceRefusal.CostRange => Say("投入要在 0 到 10 亿元之间", "The cost must be 0 to 1,000,000,000"),
        SourceRefusal.MonthRange => Say("月份写成 2026-11 这样，从 2000-01 到 2100-12", "Months are written like 202611, from 200001 to 210012"),
        SourceRefusal.EditedMeanwhile => Say("别人刚改过，已显示最新内容，核对后再保存", "Somebody else just changed this; the latest is shown, check and save again"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
