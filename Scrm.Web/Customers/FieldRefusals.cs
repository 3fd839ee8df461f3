using Scrm.Core.Customers.Fields;
using Scrm.Core.Team;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

public static class FieldRefusals
{
    public static string Of(FieldRefusal why, object[] v) => why switch
    {
        FieldRefusal.NotAllowed => Say("你的角色不能这样做", "Your role may not do this"),
        FieldRefusal.Gone => Say("这个字段已经没有了", "This field is no longer there"),
        FieldRefusal.NameMissing => Say("名称不能空着", "The name is missing"),
        FieldRefusal.TextTooLong => Say($"「{v[0]}」太长，最多 {v[1]} 个字", $"“{v[0]}” is too long, at most {v[1]} characters"),
        FieldRefusal.NameTaken => Say($"已经有「{v[0]}」", $"There is a “{v[0]}” already"),
        FieldRefusal.KeyUnreadable => Say($"标识「{v[1]}」只能用小写字母、数字和下划线，字母开头，最多 40 个", $"The key “{v[1]}” takes small letters, digits and _, a letter first, at most 40"),
        FieldRefusal.KeyTaken => Say($"标识「{v[1]}」已经用过", $"The key “{v[1]}” is taken"),
        FieldRefusal.TooMany => Say($"最多 {v[1]} 个字段，先删掉不用的", $"At most {v[1]} fields; delete unused ones first"),
        FieldRefusal.OptionsMissing => Say($"「{v[0]}」至少要一个选项，最多 {v[1]} 个", $"“{v[0]}” needs an option, and takes {v[1]} at most"),
        FieldRefusal.OptionTwice => Say($"选项「{v[1]}」写了两次", $"The option “{v[1]}” stands there twice"),
        FieldRefusal.OptionInUse => Say($"{v[2]} 位客户是「{v[1]}」，只能停用，不能删", $"{v[2]} customers have “{v[1]}”: it can only be retired"),
        FieldRefusal.ColorUnknown => Say("颜色要写成 #2f6fde 这样", "A colour is written like #2f6fde"),
        FieldRefusal.DefaultUnreadable => Say($"默认值「{v[1]}」不是这种字段的值", $"The default “{v[1]}” is no value of this field"),
        FieldRefusal.ConditionUnknown => Say($"「{v[0]}」的条件没写完整，或用到了不存在的字段、标签", $"A condition of “{v[0]}” is not finished, or names a field or tag that is not there"),
        FieldRefusal.ConditionCycle => Say($"这几个字段互相等对方先显示：{v[1]}", $"These fields wait for each other to be shown: {v[1]}"),
        FieldRefusal.CannotBeUnique => Say($"「{v[0]}」不能设为唯一，或不能给多位客户写同一个值", $"“{v[0]}” cannot be unique, or not one value for many customers"),
        FieldRefusal.NotUniqueNow => Say($"「{v[0]}」现在有 {v[1]} 个值重复，先改掉", $"“{v[0]}” has {v[1]} values on more than one customer; change those first"),
        FieldRefusal.HasValues => Say($"「{v[0]}」写过值，只能归档", $"“{v[0]}” has had values, so it can only be archived"),
        FieldRefusal.NeededBy => Say($"这些字段的条件用到它：{v[1]}", $"Conditions of these fields need it: {v[1]}"),
        FieldRefusal.DefinitionChanged => Say($"刚刚有人改过「{v[0]}」，关掉再打开看看", $"Somebody just changed “{v[0]}”; close and open it again"),
        FieldRefusal.Archived => Say($"「{v[0]}」已归档", $"“{v[0]}” is archived"),
        FieldRefusal.NumberUnreadable => Say($"{v[0]}：「{v[1]}」不是数字", $"{v[0]}: “{v[1]}” is no number"),
        FieldRefusal.NumberOutOfRange => Range($"{v[0]}", $"{v[1]}", $"{v[2]}"),
        FieldRefusal.LimitUnreadable => Say($"「{v[0]}」的范围「{v[1]}」不对，写这种字段能有的数；文字写最多几个字", $"“{v[1]}” is no limit for “{v[0]}”; write a number it could have, of a text the most characters"),
        FieldRefusal.LimitsCross => Say($"「{v[0]}」最小 {v[1]} 比最大 {v[2]} 还大", $"The smallest of “{v[0]}”, {v[1]}, is above the largest, {v[2]}"),
        FieldRefusal.TooManyDecimals => Say($"{v[0]}：最多 {v[2]} 位小数", $"{v[0]}: at most {v[2]} decimals"),
        FieldRefusal.DateUnreadable => Say($"{v[0]}：「{v[1]}」不是日期，写成 2026-03-01", $"{v[0]}: “{v[1]}” is no date; write 2026-03-01"),
        FieldRefusal.YesNoUnreadable => Say($"{v[0]}：填是或否", $"{v[0]}: yes or no"),
        FieldRefusal.OptionUnknown => Say($"{v[0]}：没有选项「{v[1]}」", $"{v[0]}: there is no option “{v[1]}”"),
        FieldRefusal.OptionArchived => Say($"{v[0]}：选项「{v[1]}」已停用", $"{v[0]}: the option “{v[1]}” is retired"),
        FieldRefusal.PhoneUnreadable => Say($"{v[0]}：认不出这个号码", $"{v[0]}: not a number we know"),
        FieldRefusal.EmailUnreadable => Say($"{v[0]}：「{v[1]}」不是邮箱", $"{v[0]}: “{v[1]}” is no e-mail address"),
        FieldRefusal.RegionUnreadable => Say($"{v[0]}：「{v[1]}」不是地区，写成 广东 深圳市 南山区", $"{v[0]}: “{v[1]}” is no region"),
        FieldRefusal.MemberUnknown => Say($"{v[0]}：没有成员「{v[1]}」", $"{v[0]}: there is no member “{v[1]}”"),
        FieldRefusal.MemberAmbiguous => Say($"{v[0]}：有几位成员叫「{v[1]}」，写编号", $"{v[0]}: several members are named “{v[1]}”; write the id"),
        FieldRefusal.CustomerUnknown => Say($"{v[0]}：找不到客户「{v[1]}」，写客户编号", $"{v[0]}: there is no customer “{v[1]}”; write the OneID"),
        FieldRefusal.Required => Say($"「{v[0]}」必须填", $"“{v[0]}” is required"),
        FieldRefusal.NotVisible => Say($"「{v[0]}」对这位客户不适用", $"“{v[0]}” does not apply to this customer"),
        FieldRefusal.MayNotEdit => Say($"「{v[0]}」{Editors(v)}能改", $"“{v[0]}” can be changed by: {Editors(v)}"),
        FieldRefusal.StepNotAllowed => Step(v),
        FieldRefusal.ValueTaken => Say($"「{v[2]}」已经用了这个{v[0]}（编号 {v[1]}）", $"“{v[2]}” already has this {v[0]} (OneID {v[1]})"),
        FieldRefusal.ValueTakenOutOfReach => Say($"同事的客户已经用了这个{v[0]}", $"A colleague's customer already has this {v[0]}"),
        FieldRefusal.ChangedMeanwhile => Say($"刚刚有人改过「{v[0]}」", $"Somebody just changed “{v[0]}”"),
        FieldRefusal.NobodyMeant => Say("没有符合的客户", "No customer is meant"),
        FieldRefusal.TooManyPicked => Say($"逐个选择最多 {v[1]} 位；更多就用「选择全部符合的」", $"At most {v[1]} one by one; for more, select all that match"),
        FieldRefusal.NothingToDo => Say("没有可写的内容", "There is nothing to write"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

    private static string Range(string name, string least, string most) => (least, most) switch
    {
        (_, "") => Say($"{name}：不能小于 {least}", $"{name}: not below {least}"),
        ("", _) => Say($"{name}：不能大于 {most}", $"{name}: not above {most}"),
        _ => Say($"{name}：要在 {least} 到 {most} 之间", $"{name}: between {least} and {most}"),
    };

    private static string Editors(object[] v) => FieldWords.Editors((Role)v[1]);

    private static string Step(object[] v)
    {
        var (from, to, open) = ($"{v[1]}", $"{v[2]}", $"{v[3]}");
        if (to.Length == 0) return Say($"「{v[0]}」不能清空", $"“{v[0]}” cannot be cleared");
        var next = open.Length > 0 ? Say($"，下一步可以是：{open}", $"; next may be: {open}") : Say("，这是最后一步", "; it is the last step");
        return from.Length == 0 ? Say($"「{v[0]}」不能从「{to}」开始{next}", $"“{v[0]}” cannot begin with “{to}”{next}")
            : Say($"「{v[0]}」不能从「{from}」直接到「{to}」{next}", $"“{v[0]}” cannot go from “{from}” to “{to}”{next}");
    }
}
