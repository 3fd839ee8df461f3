using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>What is wrong with a row, and what to do about it.</summary>
public static class ProblemText
{
    /// <summary>The kind of problem as a heading.</summary>
    public static string Of(Enum kind) => kind switch
    {
        ProblemCode code => Of(code),
        PlanProblem problem => Of(problem),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>One sentence for one problem: what, and the repair where one is likely.</summary>
    public static string Sentence(RowProblem problem) => Sentence(problem.Kind, problem.Suggestion);

    public static string Sentence(Enum kind, string? suggestion) => string.IsNullOrEmpty(suggestion) ? Of(kind) : $"{Of(kind)}{(Chinese ? "；" : "; ")}{Repair(kind, suggestion)}";

    public static string RowLost => Say("整行没有导入", "The whole row was left out");

    private static string Repair(Enum kind, string suggestion) => kind switch
    {
        PlanProblem.KeysDisagree or PlanProblem.KeyShared or PlanProblem.SharedInFile => Say($"涉及 OneID {suggestion}", $"OneIDs {suggestion}"),
        PlanProblem.MemberNoDiffers or PlanProblem.PhoneDiffers or PlanProblem.OrderDiffers => Say($"库里是 {suggestion}", $"the library has {suggestion}"),
        PlanProblem.ValueBlocked => Say($"屏蔽原因：{suggestion}", $"blocked because: {suggestion}"),
        PlanProblem.StaffPhone => Say($"成员：{suggestion}", $"member: {suggestion}"),
        PlanProblem.FieldOutOfRange => Say($"允许 {suggestion}", $"allowed: {suggestion}"),
        PlanProblem.DictionaryMode => Enum.TryParse<GroupMode>(suggestion, out var mode) && Enum.IsDefined(mode) ? Say($"现在是{ImportText.Of(mode)}", $"it is {ImportText.Of(mode)}") : "",
        PlanProblem.FieldStep => Say($"可以是：{suggestion}", $"it may become: {suggestion}"),
        PlanProblem.OrderAmountsDiffer => Say($"用了 {suggestion}", $"{suggestion} was used"),
        _ => Say($"可能是「{suggestion}」", $"perhaps “{suggestion}”"),
    };

    private static string Of(PlanProblem problem) => problem switch
    {
        PlanProblem.KeysDisagree => Say("这一行的几个识别项属于不同的客户，先核对", "The keys of this row belong to different customers; check them"),
        PlanProblem.KeyShared => Say("这个识别项同时属于几位客户，补上会员号或 OneID", "Several customers share this key; add a member number or OneID"),
        PlanProblem.OneIdUnknown => Say("没有这个 OneID", "There is no such OneID"),
        PlanProblem.MemberNoNear => Say("没有这个会员号，前面的 0 可能丢了", "No such member number; leading zeros may be lost"),
        PlanProblem.MemberNoDiffers => Say("手机号对应的客户有另一个会员号，先核对", "The customer with this phone has another member number; check it"),
        PlanProblem.PhoneDiffers => Say("库里有另一个手机号，保留库里的", "The library has another phone, which stays"),
        PlanProblem.CustomerUnknown => Say("库里没有这位客户", "This customer is not in the library"),
        PlanProblem.OwnerUnknown => Say("没有叫这个名字的成员，客户放进公海", "No member has this name; the customer goes to the public pool"),
        PlanProblem.OwnerAmbiguous => Say("有几位成员叫这个名字，客户放进公海", "Several members have this name; the customer goes to the public pool"),
        PlanProblem.TagUnknown => Say("字典里没有这个标签", "The dictionary does not have this tag"),
        PlanProblem.TagAmbiguous => Say("几个标签组里都有这个标签，写成「组：标签」", "Several groups have this tag; write “group: tag”"),
        PlanProblem.TagArchived => Say("标签已归档，恢复之后才能用", "The tag is archived; restore it to use it"),
        PlanProblem.TagLocked => Say("标签组已锁定，不能打这个标签", "The group is locked; its tags cannot be put on"),
        PlanProblem.TagHidden => Say("看不到这个标签组，不能打它的标签", "This tag group is not visible to you"),
        PlanProblem.ExclusiveTags => Say("同一互斥组只能有一个标签，留下要的那个", "Only one tag of an exclusive group; keep the right one"),
        PlanProblem.StageBackwards => Say("阶段不能往回走，填了原因才可以", "A stage does not move back without a reason"),
        PlanProblem.DictionaryRefused => Say("没有改：标签组锁定了，或导入期间被别人改过", "Left as it was: the group is locked, or somebody changed it meanwhile"),
        PlanProblem.DictionaryMode => Say("模式和标签组现在的不一样，要改就在标签页里改", "Not the mode that the group has; change it on the tags page"),
        PlanProblem.DictionaryTwice => Say("前面的行已经有这个标签，用了前面那行", "An earlier row has this tag already and was used"),
        PlanProblem.TimeInFuture => Say("时间在将来，改成实际发生的时间", "The time is in the future; write when it happened"),
        PlanProblem.TimeTooEarly => Say("时间早于 1990 年，多半没填对", "The time is before 1990 and cannot be right"),
        PlanProblem.KindUnknown => Say("没有这种行为，改名或先在设置里添加", "There is no such kind of event; rename it or add it in the settings first"),
        PlanProblem.KindReserved => Say("下单和退款用订单表导入，系统自己的记录不能导入", "Orders and refunds come in a sheet of orders; what the system notes itself cannot be imported"),
        PlanProblem.QuantityNegative => Say("数量不能是负数，只有积分可以", "The quantity must not be negative; only points may be taken"),
        PlanProblem.QuantityMissing => Say("没有数量：积分加多少写正数，扣多少写负数", "No quantity: above zero adds points, below zero takes them"),
        PlanProblem.OrderSplit => Say("同一订单的行没有挨着，按单号排序再导入", "The rows of this order stand apart; sort the sheet by order number"),
        PlanProblem.OrderAmountsDiffer => Say("同一订单的几行金额不一样。每行是一件商品的金额时，把这一列改成「这一件的金额」", "The rows of this order name different amounts. Where each is that of its line, make the column “Amount of the line”"),
        PlanProblem.OrderDiffers => Say("库里有这笔订单，金额不同，保留库里的", "The library has this order with another amount, which stays"),
        PlanProblem.RefundTooLarge => Say("退款比付款还多", "More was given back than was paid"),
        PlanProblem.PersonErased => Say("此人已要求删除资料，不再导入", "This person had their data erased and is not imported again"),
        PlanProblem.TouchRefused => Say("导入期间情况有变，没有写入，再导入一次", "Something changed meanwhile and it was not written; import it again"),
        PlanProblem.FieldUnreadable => Say("这不是该字段的值", "This is no value of the field"),
        PlanProblem.FieldOutOfRange => Say("数字超出字段的范围，或文字太长", "The number is outside the field's limits, or the text is too long"),
        PlanProblem.FieldTaken => Say("别的客户已经用了这个值，字段是唯一的", "Another customer has this value and the field is unique"),
        PlanProblem.FieldStep => Say("不能这样跳步", "This step is not allowed"),
        PlanProblem.FieldRequired => Say("这样填还要一并填必填的字段", "A field that is required then is missing"),
        PlanProblem.ValueBlocked => Say("这是屏蔽的值，不认作任何客户；换成客户本人的，或清空这一格", "This value is blocked and belongs to no customer; put in the customer's own, or clear the cell"),
        PlanProblem.StaffPhone => Say("这是成员的手机号，不认作客户的；换成客户本人的，或清空这一格", "This is a member's phone and not a customer's; put in the customer's own, or clear the cell"),
        PlanProblem.SharedInFile => Say("这个号码在文件里对着几个会员号、编号或姓名，分不清是谁；给这一行补上会员号或 OneID",
            "In this file the value stands beside several member numbers, ids or names; add a member number or OneID to the row"),
        PlanProblem.FieldRefused => Say("字段对这位客户不适用，或你不能改它", "The field does not apply to this customer, or you may not edit it"),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
    };

    private static string Of(ProblemCode code) => code switch
    {
        ProblemCode.NoKey => Say("没有手机号、会员号、外部 ID 或 OneID，不知道是谁", "No phone, member number, external ID or OneID: nobody to match"),
        ProblemCode.PhoneUnreadable => Say("看不懂的手机号", "The phone cannot be read"),
        ProblemCode.PhoneExtra => Say("一格里有几个手机号，用了第一个", "Several phones in one cell; the first is used"),
        ProblemCode.PhoneFiller => Say("占位的手机号，不能用来识别客户", "A filler instead of a phone"),
        ProblemCode.IdFiller => Say("占位的编号，不能用来识别客户", "A filler instead of an id"),
        ProblemCode.DigitsLost => Say("Excel 把长数字的末几位变成了 0，把这一列设为文本再填一次", "Excel has replaced the last digits; format the column as text and fill it in again"),
        ProblemCode.DateUnreadable => Say("看不懂的日期，写成 2026-03-01 这样", "The date cannot be read; write it like 2026-03-01"),
        ProblemCode.GenderUnknown => Say("看不懂的性别，写男或女", "The gender cannot be read; write male or female"),
        ProblemCode.CellTooLong => Say("单元格超过 4,000 个字，没有导入", "The cell has more than 4,000 characters and was left out"),
        ProblemCode.ValueTooLong => Say("太长，放不下（标签最多 30 个字，其他 200 个字）", "Too long (tags 30 characters, other fields 200)"),
        ProblemCode.CharactersLost => Say("有乱码，用 UTF-8 或 xlsx 再存一次", "Characters were lost; save it again as UTF-8 or xlsx"),
        ProblemCode.FormulaError => Say("公式出错，改成正确的值", "The formula fails; put in the right value"),
        ProblemCode.FormulaWithoutValue => Say("公式没有结果，用 Excel 或 WPS 打开并保存一次", "The formula was never computed; open and save the file once in Excel or WPS"),
        ProblemCode.GroupMissing => Say("没有写标签组", "The tag group is missing"),
        ProblemCode.ModeUnknown => Say("看不懂的模式，写多选、互斥或阶段", "Unknown mode; write many, one or staged"),
        ProblemCode.ClassUnknown => Say("看不懂的分类，写基础、行为、价值、组合、渠道或其他", "Unknown class; write basic, behaviour, value, combined, channel or other"),
        ProblemCode.CycleUnknown => Say("看不懂的更新周期，写实时、每月或每季", "Unknown cycle; write realtime, monthly or quarterly"),
        ProblemCode.YesNoUnknown => Say("看不懂，写是或否", "Not clear; write yes or no"),
        ProblemCode.ColourUnknown => Say("看不懂的颜色，写成 #2f6fde 这样", "Unknown colour; write it like #2f6fde"),
        ProblemCode.LifetimeUnreadable => Say("看不懂的有效期，写天数", "The lifetime cannot be read; write days"),
        ProblemCode.AmountMissing => Say("没有金额", "The amount is missing"),
        ProblemCode.AmountUnreadable => Say("看不懂的金额，写成 128.50 这样", "The amount cannot be read; write it like 128.50"),
        ProblemCode.AmountOutOfRange => Say("金额不能是负数，也不能超过一亿；退款不写成负数", "The amount is below zero or above a hundred million; refunds are not negative orders"),
        ProblemCode.TimeMissing => Say("没有时间", "The time is missing"),
        ProblemCode.QuantityUnreadable => Say("看不懂的数量，写整数", "The quantity cannot be read; write a whole number"),
        ProblemCode.DurationUnreadable => Say("看不懂的时长，写秒数，如 35", "The duration cannot be read; write seconds, like 35"),
        ProblemCode.OrderNotPaid => Say("订单没有付款，或者已取消、已全额退款", "The order was not paid, was cancelled or wholly refunded"),
        ProblemCode.KindMissing => Say("没有写是什么行为", "The row does not say what was done"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
