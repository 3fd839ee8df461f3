using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>Words of the list of lost customers.</summary>
public static class LostText
{
    public static string Title => Say("流失客户", "Lost customers");
    public static string Help => Say("客户删除了成员，或成员删除了客户，就记在这里，连同那一刻的标签和阶段。客户资料不会删除，可以再挽回。例：「高意向」标签下流失 12 位，看看是谁、为什么。",
        "Whenever a customer removes a member or the other way round it is kept here, with the tags and the stage of that moment. The customer stays in the library. Example: 12 were lost while tagged “hot”.");
    public static string Customer => Say("客户", "Customer");
    public static string Why => Say("原因", "Why");
    public static string Member => Say("成员", "Member");
    public static string When => Say("流失时间", "Lost");
    public static string Followed => Say("跟进天数", "Days followed");
    public static string TagsThen => Say("流失时的标签", "Tags at the loss");
    public static string Days(int days) => Say($"{CustomersText.Number(days)} 天", $"{CustomersText.Number(days)} d");
    public static string Still(int followers) => Say($"还有 {followers} 位在跟进", followers == 1 ? "1 still follows" : $"{followers} still follow");
    public static string Nobody => Say("没人跟进", "nobody follows");
    public static string Both => Say("全部", "All");
    public static string ByCustomer => Say("客户删除", "By the customer");
    public static string ByMember => Say("成员删除", "By the member");
    public static string Unfollowed => Say("只看现在没人跟进的", "Only those nobody follows now");
    public static string Search => Say("搜索客户姓名", "Find by name");
    public static string From => Say("流失从", "Lost from");
    public static string To => Say("流失到", "Lost to");
    public static string Tag => Say("流失时有标签", "Tag at the loss");
    public static string NoneYet => Say("还没有流失的客户", "No lost customers");
    public static string NoneYetWhat => Say("成员或客户结束跟进后会列在这里，带着当时的标签和原因。", "Relations that end will be listed here, with the tags of that moment and the reason.");

    public static string Sum(LostList page) => page.Total == 0 ? "" : Say(
        $"{CustomersText.Number(page.Total)} 次流失，其中 {CustomersText.Number(page.ByCustomer)} 次是客户删除的。",
        $"{Many(page.Total, "loss", "losses")}, {CustomersText.Number(page.ByCustomer)} of them by the customer.");
}
