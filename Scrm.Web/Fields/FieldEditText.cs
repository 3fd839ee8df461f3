using Scrm.Core.Customers.Fields;
using static Scrm.Web.Words;

namespace Scrm.Web.Fields;

/// <summary>Words of a field's editor.</summary>
public static class FieldEditText
{
    public static string Name => Say("名称", "Name");
    public static string NameHint => Say("如 车险到期日", "Such as Insurance ends");
    public static string Type => Say("类型", "Type");
    public static string TypeStays => Say("类型建好后不能改", "The type cannot be changed later");
    public static string Group => Say("放在哪一组", "Heading");
    public static string GroupHint => Say("空着 = 不分组", "Empty = no heading");
    public static string Meaning => Say("怎么填", "How to fill it in");
    public static string Key => Say("接口标识", "Key for programs");
    public static string KeyHint => Say("给接口和表格用，建好后不能改；空着自动取", "For the API and files, cannot be changed later; empty = made up");
    public static string Options => Say("选项", "Options");
    public static string OptionName => Say("选项名称", "Option");
    public static string AddOption => Say("加选项", "Add an option");
    public static string ColorOf(string name) => Say($"「{name}」的颜色", $"Colour of “{name}”");
    public static string Up => Say("上移", "Move up");
    public static string Down => Say("下移", "Move down");
    public static string Retire => Say("停用：已有的留着，不能再选", "Retire: those who have it keep it, nobody else gets it");
    public static string Reuse => Say("恢复使用", "Use again");
    public static string StepsTitle => Say("能怎么变", "How it may change");
    public static string StepsHelp => Say(
        "规定一个选项之后能变成哪些。比如「线索」只能到「商机」，不能直接到「成交」，这样谁也不会跳过步骤。",
        "Say which option may follow which. If “Lead” may only become “Deal in talks”, nobody jumps to “Won”.");
    public static string StepsAny => Say("不限", "Any");
    public static string StepsOn => Say("只能往下一步", "One step on");
    public static string StepsBack => Say("可进可退一步", "One step on or back");
    public static string StepsFirst => Say("从这里开始", "Begins with");
    public static string Picture(string steps) => Say($"允许的变化：{steps}", $"Allowed steps: {steps}");
    public static string RequiredWhen => Say("必填", "Required");
    public static string VisibleWhen => Say("显示", "Shown");
    public static string Never => Say("从不", "Never");
    public static string Always => Say("总是", "Always");
    public static string When => Say("符合条件时", "When …");
    public static string Join => Say("条件之间", "Between the tests");
    public static string All => Say("全部符合", "All of these");
    public static string Any => Say("符合任意一条", "Any of these");
    public static string AddTest => Say("加条件", "Add a test");
    public static string AddTag => Say("选标签…", "Choose a tag…");
    public static string Subject => Say("看什么", "Look at");
    public static string How => Say("怎么看", "How");
    public static string Values => Say("值", "Values");
    public static string ValuesHint => Say("几个值用顿号隔开", "Several values with commas");
    public static string Limits => Say("允许的范围", "Limits");
    public static string Length => Say("允许的长度", "Length");
    public static string Minimum => Say("最小", "Smallest");
    public static string Maximum => Say("最大", "Largest");
    public static string Longest => Say("最多几个字", "Most characters");
    public static string NoLimit => Say("不限", "Any");
    public static string LimitsHelp => Say(
        "范围外的数在哪里都写不进去：客户页、批量、导入、接口。已经在范围外的值先留着，下次改的时候再改进来。例：年龄 0 到 120。",
        "A number outside is refused everywhere: on the page, in bulk, in files, in the API. Values that are outside already stay until they are next changed. Example: age 0 to 120.");
    public static string Outside(long values) => Say($"{values:#,0} 位客户的值在范围外：会留着，下次改的时候要改进范围。", $"{values:#,0} customers have a value outside: it stays until it is next changed.");
    public static string Unique => Say("唯一：两位客户不能有同一个值", "Unique: no two customers have one value");
    public static string Default => Say("新客户的默认值", "What new customers get");
    public static string Editors => Say("谁能改", "Who may edit");
    public static string Review => Say("多少天要复核一次", "Review after so many days");
    public static string ReviewHint => Say("0 = 不用；到期后客户页会提醒", "0 = never; the customer's page says when it is due");
    public static string Renewal => Say("续期日：到这天要续费、续保、续约", "Renewal date: something is to be renewed on this day");
    public static string Preview => Say("客户页上是这样", "This is how it looks");
    public static string More => Say("更多规则", "More rules");
    public static string Archive => Say("归档", "Archive");
    public static string Restore => Say("恢复", "Restore");
    public static string ArchiveTitle(string name) => Say($"归档「{name}」？", $"Archive “{name}”?");
    public static string ArchiveWhat(long filled) => Say(
        $"{filled:#,0} 位客户填了它。值会留着，但哪里都不再显示；恢复后照旧。", $"{filled:#,0} customers have a value. The values stay but are shown nowhere; restoring brings them back.");
    public static string DeleteTitle(string name) => Say($"删除「{name}」？", $"Delete “{name}”?");
    public static string DeleteWhat => Say("还没有客户写过它，删掉不会丢东西。", "No customer ever had a value of it, so nothing is lost.");
    public static string Added(string name) => Say($"已新建「{name}」", $"“{name}” added");

    public static string Of(FieldTestKind kind) => kind switch
    {
        FieldTestKind.IsAnyOf => Say("是其中之一", "is any of"),
        FieldTestKind.IsNoneOf => Say("不是这些（没填也算）", "is none of (or empty)"),
        FieldTestKind.HasValue => Say("填了", "has a value"),
        FieldTestKind.IsEmpty => Say("没填", "is empty"),
        FieldTestKind.HasTag => Say("有其中之一", "has any of"),
        FieldTestKind.HasNoTag => Say("都没有", "has none of"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
