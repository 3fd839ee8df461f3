using System.Globalization;
using Scrm.Core.Customers;
using Scrm.Core.Team;
using Scrm.Web.Team;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>The words for types, roles and values of fields.</summary>
public static class FieldWords
{
    public static string Of(FieldType type) => type switch
    {
        FieldType.Text => Say("文本", "Text"),
        FieldType.LongText => Say("长文本", "Long text"),
        FieldType.WholeNumber => Say("整数", "Whole number"),
        FieldType.Decimal => Say("小数", "Decimal"),
        FieldType.Money => Say("金额", "Money"),
        FieldType.Date => Say("日期", "Date"),
        FieldType.DateTime => Say("日期时间", "Date and time"),
        FieldType.YesNo => Say("是/否", "Yes/no"),
        FieldType.OneChoice => Say("单选", "One choice"),
        FieldType.ManyChoices => Say("多选", "Many choices"),
        FieldType.Phone => Say("电话", "Phone"),
        FieldType.Email => Say("邮箱", "E-mail"),
        FieldType.Region => Say("地区", "Region"),
        FieldType.Member => Say("成员", "Member"),
        FieldType.Customer => Say("客户", "Customer"),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string Icon(FieldType type) => type switch
    {
        FieldType.Text => "short_text",
        FieldType.LongText => "notes",
        FieldType.WholeNumber => "tag",
        FieldType.Decimal => "decimal_increase",
        FieldType.Money => "payments",
        FieldType.Date => "event",
        FieldType.DateTime => "schedule",
        FieldType.YesNo => "toggle_on",
        FieldType.OneChoice => "radio_button_checked",
        FieldType.ManyChoices => "checklist",
        FieldType.Phone => "call",
        FieldType.Email => "mail",
        FieldType.Region => "location_on",
        FieldType.Member => "badge",
        _ => "person",
    };

    /// <summary>A value in names as a person reads it; empty = —.</summary>
    public static string Shown(FieldType type, string shown) => (type, shown) switch
    {
        (_, "") => "—",
        (FieldType.YesNo, "1") => Say("是", "Yes"),
        (FieldType.YesNo, "0") => Say("否", "No"),
        (FieldType.WholeNumber or FieldType.Decimal, _) when decimal.TryParse(shown, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) =>
            number.ToString("#,0.####", CultureInfo.InvariantCulture),
        (FieldType.Money, _) when decimal.TryParse(shown, NumberStyles.Number, CultureInfo.InvariantCulture, out var money) => $"¥{money.ToString("#,0.00", CultureInfo.InvariantCulture)}",
        (FieldType.DateTime, { Length: 19 }) => shown[..16],
        _ => shown,
    };

    /// <summary>Who may edit, from a role upwards.</summary>
    public static string Editors(Role role) => role switch
    {
        Role.Admin => Say("只有管理员", "Admin only"),
        Role.Operator => Say("运营和管理员", "Operators and Admin"),
        _ => Say("销售、运营和管理员", "Sales, operators and Admin"),
    };
}
