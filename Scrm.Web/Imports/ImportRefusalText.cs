using System.Globalization;
using Scrm.Core.Import;
using Scrm.Core.Import.Sheets;
using static Scrm.Web.Words;

namespace Scrm.Web.Imports;

/// <summary>Why a file, or an act on it, is refused: where, what, and what to do; nothing of it was imported.</summary>
public static class ImportRefusalText
{
    public static string Of(ImportRefusal why, object[] values) => why switch
    {
        ImportRefusal.NotAllowed => Say("导入导出要运营或管理员来做", "Only operators and admins import and export"),
        ImportRefusal.Busy => Say("你的另一个文件还在读，等它读完", "Another file of yours is being read; wait for it"),
        ImportRefusal.StoreFull => Say("存放上传文件的空间满了，让管理员清理", "The space for uploads is full; ask the admin"),
        ImportRefusal.FileGone => Say("存下的文件不在了，重新上传一次", "The stored file is gone; upload it again"),
        ImportRefusal.NoKeyColumn => Say("先指定哪一列能认出客户：手机号、会员号、外部 ID 或 OneID", "Say which column identifies customers: phone, member number, external ID or OneID"),
        ImportRefusal.NothingToImport => Say("没有可以导入的列，至少再选一列", "No column to import; choose at least one more"),
        ImportRefusal.RoleTwice => Say($"有两列都是「{Role(values)}」，只留一列", $"Two columns are “{Role(values)}”; keep one"),
        ImportRefusal.GroupMissing => Say("有一列标签没有选标签组", "A column of tags has no group"),
        ImportRefusal.NoTimeColumn => Say("先指定哪一列是时间", "Say which column is the time"),
        ImportRefusal.NoAmountColumn => Say("先指定哪一列是金额", "Say which column is the amount"),
        ImportRefusal.NoKindColumn => Say("先指定哪一列是行为", "Say which column is the event"),
        ImportRefusal.NoSuchSource => Say("没有这个来源，重新选一个", "There is no such source; choose another"),
        ImportRefusal.NoSuchHeaderRow => Say($"第 {values[0]} 行不能当列名：那一行是空的，或者在文件里没有", $"Row {values[0]} cannot be the headers: it is empty or not in the file"),
        ImportRefusal.NotPlanned => Say("设置改过了，先重新核对", "Something changed; check again first"),
        ImportRefusal.AlreadyStarted => Say("这次导入已经开始了", "This import has already started"),
        ImportRefusal.ChangedMeanwhile => Say("别人刚改过这次导入，刷新再看", "Somebody else just changed this import; reload"),
        ImportRefusal.NothingToDo => Say("没有可以导入的行，看看下面的问题", "No row can be imported; see the problems"),
        ImportRefusal.ReasonMissing => Say("写明导出的原因", "Say why you export"),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

    /// <summary>Values: sheet, row, column, limit, actual; each null where it does not apply.</summary>
    public static string Of(FileFault fault, object?[] values)
    {
        var (sheet, row, column) = (values.ElementAtOrDefault(0) as string, values.ElementAtOrDefault(1) as int?, values.ElementAtOrDefault(2) as int?);
        return Place(sheet, row, column) + What(fault, values.ElementAtOrDefault(3) as long?);
    }

    private static string Role(object[] values) => values is [ColumnRole role, ..] ? ColumnText.Of(role) : "";

    private static string Place(string? sheet, int? row, int? column)
    {
        var parts = new List<string>();
        if (sheet is { Length: > 0 }) parts.Add(Say($"工作表「{sheet}」", $"Sheet “{sheet}”"));
        if (row is { } r) parts.Add(Say($"第 {r} 行", $"row {r}"));
        if (column is { } c) parts.Add(Say($"{ColumnText.Letter(c)} 列", $"column {ColumnText.Letter(c)}"));
        return parts.Count == 0 ? "" : string.Join(Chinese ? " " : ", ", parts) + ImportText.Colon;
    }

    private static string What(FileFault fault, long? limit) => fault switch
    {
        FileFault.NotAWorkbook => Say("这不是 Excel 或 CSV 文件，另存为 xlsx 再上传", "This is no Excel or CSV file; save it as xlsx and upload again"),
        FileFault.OldXls => Say("旧的 .xls 格式不能读，用 Excel 或 WPS 另存为 .xlsx", "The old .xls format cannot be read; save it as .xlsx"),
        FileFault.MacroWorkbook => Say("带宏的工作簿不能读，另存为不带宏的 .xlsx", "Workbooks with macros are not read; save it as .xlsx without macros"),
        FileFault.BinaryWorkbook => Say("二进制工作簿 .xlsb 不能读，另存为 .xlsx", "Binary .xlsb workbooks are not read; save it as .xlsx"),
        FileFault.Encrypted => Say("文件有打开密码，去掉密码再上传", "The file has a password; remove it and upload again"),
        FileFault.TooLarge => Say($"文件超过 {(limit ?? SheetLimits.Default.FileBytes) >> 20} MB，拆成几个文件", $"The file is larger than {(limit ?? SheetLimits.Default.FileBytes) >> 20} MB; split it"),
        FileFault.Bomb => Say("解压之后大得不正常，没有读。用 Excel 打开另存一份再试", "It unpacks to far too much and was not read; open it in Excel and save a copy"),
        FileFault.TooManyEntries => Say("里面的部件太多，没有读。把数据复制到新的工作簿", "It has too many parts and was not read; copy the data to a new workbook"),
        FileFault.HostileXml => Say("文件里有不安全的内容，没有读。把数据复制到新的工作簿", "It holds unsafe content and was not read; copy the data to a new workbook"),
        FileFault.Damaged => Say("文件损坏了，用 Excel 或 WPS 打开修复再上传", "The file is damaged; repair it in Excel or WPS and upload again"),
        FileFault.Empty => Say("里面没有内容", "There is nothing in it"),
        FileFault.NoSheets => Say("文件里没有工作表", "The file has no sheets"),
        FileFault.TooManyRows => Say($"超过 {Number(limit)} 行，拆成几个文件", $"More than {Number(limit)} rows; split the file"),
        FileFault.TooManyColumns => Say($"超过 {Number(limit)} 列，删掉不用的列", $"More than {Number(limit)} columns; remove those not needed"),
        FileFault.UnknownEncoding => Say("看不懂文字编码，存为 UTF-8 的 CSV 或 xlsx", "The encoding is not known; save it as UTF-8 CSV or xlsx"),
        FileFault.UnclosedQuote => Say("引号只有开头没有结尾，补上再上传", "A quotation mark is never closed; close it and upload again"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };

    private static string Number(long? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";
}
