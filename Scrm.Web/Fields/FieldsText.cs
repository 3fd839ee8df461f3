using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Web.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Fields;

/// <summary>Words of the fields' settings and of the values on a customer.</summary>
public static class FieldsText
{
    public static string Title => Say("客户字段", "Customer fields");
    public static string Help => Say(
        "字段是客户的固定资料，一位客户一个值，比如「会员到期日」。标签说明客户是什么样的人，字段记下确切的值；要算、要排序、要到期提醒的用字段。",
        "A field holds one exact value per customer, such as “membership ends”. Tags say what a customer is like; use fields for what is counted, sorted or comes due.");
    public static string New => Say("新建字段", "New field");
    public static string NoneYet => Say("还没有自己的字段", "No fields of your own yet");
    public static string NoneYetWhat => Say(
        "姓名、电话这些已经有了。行业里要记的，比如车险到期日、孩子年级、皮肤类型，在这里加；也可以把一组标签转成字段。",
        "Name and phone are there already. Add what your trade needs, such as an insurance date or a skin type; a group of tags can become a field too.");
    public static string FromTags => Say("标签转字段", "Tags to field");
    public static string Filled => Say("已填", "Filled");
    public static string Archived => Say("已归档", "Archived");
    public static string Unnamed => Say("未分组", "No heading");
    public static string Required => Say("必填", "Required");
    public static string Unique => Say("唯一", "Unique");
    public static string Conditional => Say("有显示条件", "Shown when");
    public static string Steps => Say("按步骤", "Step by step");
    public static string Renewal => Say("续期日", "Renewal date");
    public static string Missing => Say("还没填", "Missing");
    public static string Due => Say("该复核了", "Review due");
    public static string StillRight => Say("确认没变", "Still right");
    public static string Confirmed => Say("已确认", "Confirmed");
    public static string Reveal => Say("看完整号码", "Show the number");
    public static string More(int count) => Say($"还有 {count} 个没填的", $"{count} more without a value");
    public static string Less => Say("只看填了的", "Filled ones only");
    public static string EditOf(string name) => Say($"修改{name}", $"Edit {name}");
    public static string AlsoNeeded(string name) => Say($"这样改，「{name}」也要填", $"This needs “{name}” too");
    public static string FindCustomer => Say("写编号，或写姓名再选", "Type a OneID, or a name and choose");
    public static string Nobody => Say("没有找到", "Nobody found");
    public static string PhoneStays(string masked) => Say($"现在是 {masked}，不改就留空", $"Now {masked}; leave empty to keep it");
    public static string ClearPhone => Say("清空号码", "Clear the number");

    public static string ChangedBy(FieldCell cell) => cell.ChangedAt == Scrm.Core.BusinessTime.Never ? "" : CustomerText.Of(cell.By);

    public static string TypeHelp(FieldType type) => type switch
    {
        FieldType.Text => Say("一行字，最多 200 个", "One line, 200 characters at most"),
        FieldType.LongText => Say("几行字，最多 2,000 个", "Several lines, 2,000 characters at most"),
        FieldType.WholeNumber => Say("如 3、1,200", "Such as 3 or 1,200"),
        FieldType.Decimal => Say("最多四位小数", "Four decimals at most"),
        FieldType.Money => Say("元，最多两位小数", "Yuan, two decimals at most"),
        FieldType.Date => Say("如 2026-03-01", "Such as 2026-03-01"),
        FieldType.DateTime => Say("如 2026-03-01 17:30，按公司时区", "Such as 2026-03-01 17:30, in the company's zone"),
        FieldType.YesNo => Say("是或否", "Yes or no"),
        FieldType.OneChoice => Say("从选项里选一个，可以规定谁能接着谁", "One of the options; which may follow which can be said"),
        FieldType.ManyChoices => Say("从选项里选几个", "Several of the options"),
        FieldType.Phone => Say("手机、座机或国外号码，平时打码", "Mobile, landline or foreign; masked"),
        FieldType.Email => Say("如 a@b.cn", "Such as a@b.cn"),
        FieldType.Region => Say("如 广东 深圳市 南山区", "Province, city, district"),
        FieldType.Member => Say("一位同事", "One of the team"),
        FieldType.Customer => Say("另一位客户，如介绍人", "Another customer, such as who referred them"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
