using System.Globalization;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

public static class ImportText
{
    public static string Colon => Chinese ? "：" : ": ";
    public static string Title => Say("导入导出", "Import & export");
    public static string Help => Say("把客户、标签、订单、行为或标签字典的表格拖进来：先看它会做什么，再导入；导入之后可以撤销。\n例：一列手机号、一列标签，标签用顿号隔开。",
        "Drop a workbook of customers, tags, orders, events or the tag dictionary: see what it will do, then import it; it can be taken back.\nExample: a column of phones and a column of tags.");
    public static string Drop => Say("把 Excel 或 CSV 拖到这里，或点击选择", "Drop an Excel or CSV file here, or click to choose");
    public static string DropHint => Say("xlsx、csv 或 txt，20 MB 以内。列名不限，上传后可以改。", "xlsx, csv or txt, up to 20 MB. Any headers; they can be corrected afterwards.");
    public static string Uploading(string name) => Say($"正在上传 {name}", $"Uploading {name}");
    public static string Reading => Say("正在读取…", "Reading…");
    public static string Cancel => Say("取消", "Cancel");
    public static string Templates => Say("下载模板", "Templates");
    public static string TemplateTags => Say("客户和标签（一列标签）", "Customers and tags (one column)");
    public static string TemplateGroups => Say("客户和标签（每组一列）", "Customers and tags (a column a group)");
    public static string TemplateDictionary => Say("标签字典", "Tag dictionary");
    public static string Export => Say("导出", "Export");
    public static string History => Say("导入记录", "History");
    public static string Waiting => Say("还没有导入的文件", "Files not imported yet");
    public static string ShowAll => Say("看全部", "Show all");
    public static string NoHistory => Say("还没有导入过", "Nothing imported yet");
    public static string NoHistoryWhat => Say("第一次导入：下载模板填好，或者直接拖进现有的表格。", "Start with a template, or drop the workbook you already have.");
    public static string File => Say("文件", "File");
    public static string When => Say("时间", "When");
    public static string By => Say("经手人", "By");
    public static string StateWord => Say("状态", "State");
    public static string Back => Say("返回导入导出", "Back to import & export");
    public static string NotFound => Say("没有这次导入", "There is no such import");

    public static string SameFile(EarlierImport earlier, string when) => earlier.Undone
        ? Say($"同一个文件在 {when} 由 {earlier.By} 导入过，已撤销。", $"{earlier.By} imported this same file on {when}; it was taken back.")
        : Say($"同一个文件在 {when} 由 {earlier.By} 导入过：{Did(earlier)}。", $"{earlier.By} imported this same file on {when}: {Did(earlier)}.");

    private static string Did(EarlierImport earlier)
    {
        var (created, added) = (Number(earlier.Created), Number(earlier.TagsAdded));
        return earlier.Kind switch
        {
            LayoutKind.Dictionary => Say($"新建 {created} 个标签组和标签，改动 {Number(earlier.Updated)} 处", $"{created} groups and tags created, {Number(earlier.Updated)} changed"),
            LayoutKind.Orders => Say($"写入 {added} 笔订单，新建 {created} 位客户", $"{added} orders written, {created} customers created"),
            LayoutKind.Events => Say($"写入 {added} 次行为，新建 {created} 位客户", $"{added} events written, {created} customers created"),
            _ => Say($"新建 {created} 位客户，打上 {added} 个标签", $"{created} customers created, {added} tags put on"),
        };
    }

    public static string SeeEarlier => Say("看那次的结果", "See that result");
    public static string Remembered => Say("按上次同样表头的设置识别", "Read as the last file with these headers was");

    public static string Columns => Say("工作表和列", "Sheet and columns");
    public static string Sheet => Say("工作表", "Sheet");
    public static string HiddenSheet => Say("（隐藏）", "(hidden)");
    public static string FirstRow => Say("数据从第几行开始", "Data begins in row");
    public static string Row => Say("行", "Row");
    public static string KindLabel => Say("这是什么表", "What this sheet is");
    public static string KindOfCustomers => Say("客户和标签", "Customers and tags");
    public static string HeaderRow => Say("列名在第几行（0 = 没有）", "Headers in row (0 = none)");
    public static string TouchesHelp => Say(
        "订单：一行一笔，同一单号的几行是一笔订单的几件商品；没有单号时按客户、日期、金额生成，同一份表再导一次不会重复。\n行为：一行一次，如 13800001111、2026-03-01 10:20、浏览页面、价格页、35 秒。",
        "Orders: a row an order; rows of one number are its lines. Without numbers they are made of customer, date and amount: the same file does not count twice.\n"
        + "Events: a row each, like 13800001111, 2026-03-01 10:20, page view, prices, 35 s.");
    public static string SourceLabel => Say("来自", "Source");
    public static string SourceFile => Say("文件导入", "Files");
    public static string CreateForOrders => Say("库里没有的客户就新建（不选：订单先留着，等客户出现再归到名下）", "Create customers who are not in the library (otherwise their orders wait for them)");
    public static string CreateForEvents => Say("库里没有的客户就新建（不选：行为先留着，等客户出现再归到名下）", "Create customers who are not in the library (otherwise their events wait for them)");
    public static string Money(long cents) => (cents / 100m).ToString("#,0.00", CultureInfo.InvariantCulture);
    public static string OtherTag => Say("改用别的标签…", "Use another tag…");
    public static string FindTag(string tag) => Say($"「{tag}」改用哪个标签", $"Tag to use for “{tag}”");
    public static string RoleOf(string header) => Say($"「{header}」列是什么", $"What the column “{header}” is");
    public static string GroupOf(string header) => Say($"「{header}」列对应的标签组", $"Tag group of the column “{header}”");
    public static string Plan => Say("会发生什么", "What will happen");
    public static string Planning(int rows) => Say($"正在核对，已读 {Number(rows)} 行…", $"Checking, {Number(rows)} rows read…");
    public static string Replan => Say("重新核对", "Check again");
    public static string Choices => Say("怎么处理", "How to treat it");
    public static string Unknown(int count) => Say($"字典里没有的标签（{Number(count)}）", $"Tags the dictionary does not have ({Number(count)})");
    public static string UnknownHint => Say("不选的标签不会打上，其余内容照常导入。", "Tags left undecided are not put on; everything else is imported.");
    public static string ChoiceOf(string tag) => Say($"「{tag}」怎么处理", $"What to do with “{tag}”");
    public static string AllUnknown => Say("全部这样处理", "Treat all like this");
    public static string NewTo(string group) => Say($"新建到「{group}」", $"Create in “{group}”");
    public static string NewGroup(string group) => Say($"新建标签组「{group}」并放进去", $"Create the group “{group}” for it");
    public static string Use(string tag) => Say($"改用「{tag}」", $"Use “{tag}”");
    public static string Skip => Say("不打这个标签", "Leave it out");
    public static string Undecided => Say("还没选", "Undecided");
    public static string Suggested => Say("相近的标签", "Near tags");
    public static string Create => Say("新建", "Create");
    public static string NewGroupName => Say("导入的标签", "Imported tags");
    public static string Problems(int count) => Say($"有问题的行（{Number(count)} 处）", $"Rows with problems ({Number(count)})");
    public static string NoProblems => Say("没有发现问题", "No problems found");
    public static string Apply => Say("开始导入", "Import");
    public static string ApplyDictionary => Say("更新字典", "Update the dictionary");
    public static string NothingToApply => Say("没有可以导入的行", "No row can be imported");
    public static string Result => Say("结果", "Result");
    public static string ErrorWorkbook => Say("下载问题行", "Download rows with problems");
    public static string ErrorSheet => Say("有问题的行", "Rows with problems");
    public static string ErrorRow => Say("原行号", "Original row");
    public static string ErrorReason => Say("原因", "Reason");
    public static string ToCustomers => Say("看客户", "See the customers");
    public static string ToTags => Say("看字典", "See the dictionary");
    public static string FieldsLeft(int count) => Say($"{Number(count)} 个字段之后又被改过，没有动", $"{Number(count)} fields had changed since and were left alone");
    public static string RowProblem => Say("行", "row");
    public static string Value => Say("单元格内容", "Cell");
    public static string More(int count) => Say($"还有 {Number(count)} 处，在下载的表格里都有", $"{Number(count)} more, all in the download");

    public static string OfFields(FieldUpdate update) => update switch
    {
        FieldUpdate.FillEmpty => Say("只补空白的字段", "Only fill empty fields"),
        FieldUpdate.Overwrite => Say("用文件里的内容覆盖", "Overwrite with the file"),
        FieldUpdate.Leave => Say("不改字段，只打标签", "Leave fields, tags only"),
        _ => throw new ArgumentOutOfRangeException(nameof(update), update, null),
    };

    public static string OfClash(ExclusiveClash clash) => clash switch
    {
        ExclusiveClash.LeaveOut => Say("都不打，列为问题", "Neither; list as a problem"),
        ExclusiveClash.TakeFirst => Say("取第一个", "Take the first"),
        ExclusiveClash.TakeLast => Say("取最后一个", "Take the last"),
        _ => throw new ArgumentOutOfRangeException(nameof(clash), clash, null),
    };

    public static string FieldsLabel => Say("已有客户的字段", "Fields of known customers");
    public static string ClashLabel => Say("一行里有同一互斥组的两个标签", "Two tags of an exclusive group in one row");
    public static string CreateLabel => Say("库里没有的客户就新建", "Create customers who are not in the library");
    public static string HiddenLabel => Say("跳过隐藏的行", "Skip hidden rows");
    public static string BackwardsLabel => Say("允许阶段往回走的原因（不填就不回退）", "Reason for stages to move back (empty: they do not)");

    public static string Of(ImportState state) => state switch
    {
        ImportState.Uploaded or ImportState.Planned => Say("未导入", "Not imported"),
        ImportState.Applying => Say("导入中", "At work"),
        ImportState.Applied => Say("已导入", "Imported"),
        ImportState.Cancelled => Say("已取消", "Cancelled"),
        ImportState.Failed => Say("没有完成", "Did not finish"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Of(LayoutKind kind) => kind switch
    {
        LayoutKind.Unknown => Say("还看不出来", "Not clear yet"),
        LayoutKind.KeyAndTags => Say("客户和标签", "Customers and tags"),
        LayoutKind.Columns => Say("客户表", "Customer list"),
        LayoutKind.GroupColumns => Say("每组标签一列", "A column a tag group"),
        LayoutKind.Dictionary => Say("标签字典", "Tag dictionary"),
        LayoutKind.Orders => Say("订单", "Orders"),
        LayoutKind.Events => Say("行为", "Events"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(GroupMode mode) => mode switch
    {
        GroupMode.Many => Say("多选", "Many"),
        GroupMode.One => Say("互斥", "One"),
        GroupMode.Staged => Say("阶段", "Staged"),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
