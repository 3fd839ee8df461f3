using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

public static class CustomerRefusals
{
    public static string Of(CustomerRefusal why, object[] values) => why switch
    {
        CustomerRefusal.NotAllowed => Say("你的角色不能这样做", "Your role may not do this"),
        CustomerRefusal.NameMissing => Say("姓名不能空着", "The name is missing"),
        CustomerRefusal.TooLong => Say($"{Field(values)}太长，最多 {values[1]} 个字", $"{Field(values)} is too long, at most {values[1]} characters"),
        CustomerRefusal.PhoneUnreadable => Say("认不出这个号码：手机 11 位，座机带区号，国外号码以 + 开头",
            "Not a number we know: 11 digits, or a landline with its area code, or + and the country"),
        CustomerRefusal.PhoneTaken => Say($"「{values[1]}」已经用这个号码（编号 {values[0]}）", $"“{values[1]}” already has this number (OneID {values[0]})"),
        CustomerRefusal.PhoneTakenOutOfReach => Say("已有同号客户，由同事跟进", "A colleague's customer already has this number"),
        CustomerRefusal.MemberNoTaken => Say($"「{values[1]}」已经用这个会员号（编号 {values[0]}）", $"“{values[1]}” already has this member number (OneID {values[0]})"),
        CustomerRefusal.MemberNoTakenOutOfReach => Say("已有同会员号的客户，由同事跟进", "A colleague's customer already has this member number"),
        CustomerRefusal.ExternalIdTaken => Say($"「{values[1]}」已经用这个外部 ID（编号 {values[0]}）", $"“{values[1]}” already has this external ID (OneID {values[0]})"),
        CustomerRefusal.ExternalIdTakenOutOfReach => Say("已有同外部 ID 的客户，由同事跟进", "A colleague's customer already has this external ID"),
        CustomerRefusal.Erased => Say($"{Field(values)}属于一位已要求删除资料的人，不能再录入", $"{Field(values)} belongs to a person who had their data erased; it is not taken again"),
        CustomerRefusal.ValueBlocked => Say($"{Field(values)}在屏蔽名单里{Why(values)}，不认作任何客户；换成客户本人的", $"{Field(values)} is blocked{Why(values)} and belongs to no customer; put in the customer's own"),
        CustomerRefusal.StaffPhone => Say($"这是成员「{values[0]}」的手机号，不认作客户的；换成客户本人的", $"This is the phone of the member “{values[0]}” and not a customer's; put in the customer's own"),
        CustomerRefusal.OwnerOutOfReach => Say("不能交给这位成员", "You cannot hand customers to this member"),
        CustomerRefusal.ChangedMeanwhile => CustomerText.ClashTitle,
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

    public static string Of(BulkRefusal why, object[] values) => why switch
    {
        BulkRefusal.NotAllowed => Say("你的角色不能打标签", "Your role may not tag"),
        BulkRefusal.NothingChosen => Say("还没有选标签", "No tag is chosen"),
        BulkRefusal.NobodyMeant => Say("没有符合的客户", "No customer is meant"),
        BulkRefusal.TwoOfOneGroup => Say($"「{values[0]}」是互斥组，只能选一个", $"“{values[0]}” takes only one tag"),
        BulkRefusal.TooManyPicked => Say($"逐个选择最多 {values[0]} 位；更多就用「选择全部符合的」", $"At most {values[0]} one by one; for more, select all that match"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

    private static string Why(object[] values) => values[1] is string { Length: > 0 } reason ? Say($"，原因是{reason}", $" because: {reason},") : "";

    private static string Field(object[] values) => CustomerText.Field((CustomerField)values[0]);
}
