using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Web.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Fields;

/// <summary>Words of fields in the list: columns, filters, many at once.</summary>
public static class FieldListText
{
    public static string Bulk => Say("改字段", "Set a field");
    public static string Field => Say("字段", "Field");
    public static string Choose => Say("选一个字段…", "Choose a field…");
    public static string NewValue => Say("改成", "New value");
    public static string Clears => Say("清掉原来的值", "Take the value away");
    public static string Columns => Say("显示列", "Columns");
    public static string NoColumns => Say("恢复默认列", "Back to the usual columns");
    public static string ByField => Say("按字段", "By field");
    public static string MostColumns => Say($"最多 {CustomerFilter.MostColumns} 列，下次打开还在", $"At most {CustomerFilter.MostColumns} columns; they are kept for next time");
    public static string Contains => Say("包含", "contains");
    public static string AtLeast => Say("从", "From");
    public static string AtMost => Say("到", "To");
    public static string BulkHint => Say("每位客户都按字段的规则来：不允许的步骤、不适用的客户会跳过并计数。可以撤销。",
        "The rules of the field hold for each customer: steps that are not allowed and customers it does not apply to are left out and counted. It can be undone.");

    public static string BulkTitle(int count) => Say($"给 {count:#,0} 位客户改字段", $"Set a field for {Many(count, "customer")}");

    public static string Start(int count, bool clears) => clears ? Say($"清掉 {count:#,0} 位客户的值", $"Take it away from {Many(count, "customer")}") : Say($"写给 {count:#,0} 位客户", $"Write it for {Many(count, "customer")}");

    /// <summary>A filter as a chip says it.</summary>
    public static string Of(FieldFilter filter, FieldSpec field) => filter.Match switch
    {
        FieldMatch.Filled => Say($"{field.Name} 填了", $"{field.Name} has a value"),
        FieldMatch.Empty => Say($"{field.Name} 没填", $"{field.Name} is empty"),
        FieldMatch.Has => Say($"{field.Name} 包含 {filter.One}", $"{field.Name} contains {filter.One}"),
        FieldMatch.In => $"{field.Name} {(filter.One.Length > 0 ? filter.One : "…")} – {(filter.Two.Length > 0 ? filter.Two : "…")}",
        FieldMatch.Not => Say($"{field.Name} 不是 {Names(filter, field)}", $"{field.Name} is not {Names(filter, field)}"),
        _ => $"{field.Name} {Names(filter, field)}",
    };

    private static string Names(FieldFilter filter, FieldSpec field) => string.Join('、', filter.One.Split(',').Select(id =>
        field.HasOptions ? field.Option(id)?.Name ?? id : field.Type == FieldType.YesNo ? FieldWords.Shown(FieldType.YesNo, id) : id));
}
