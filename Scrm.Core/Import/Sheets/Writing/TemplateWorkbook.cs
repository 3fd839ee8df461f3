using ClosedXML.Excel;

namespace Scrm.Core.Import.Sheets;

/// <summary>
/// Note: shown when a cell of the column is chosen (at most 255 characters). Example: the text in the sample row. Choices: a drop-down list;
/// Strict: nothing else can be entered, else several may be typed.
/// </summary>
public sealed record TemplateColumn(
    string Header, double Width = 16, string Note = "", string Example = "", IReadOnlyList<string>? Choices = null, bool Strict = false)
{
    /// <summary>A column for one tag group; a group of which a customer has one tag at most takes nothing but its tags.</summary>
    public static TemplateColumn For(string group, IReadOnlyList<string> tags, bool exclusive, string note = "") =>
        new(group, 18, note, tags.Count == 0 ? "" : tags[0], tags, exclusive);
}

/// <summary>
/// Writes a workbook to fill in: headers, one sample row, drop-down lists from a hidden sheet, texts kept as texts. One example has to hold
/// 示例 or "example", so that an import passes over the sample row.
/// </summary>
public static class TemplateWorkbook
{
    private const int FilledRows = 5_000;
    private const int LongestNote = 255;
    private const string Lists = "lists";

    public static void Write(Stream output, string sheet, IReadOnlyList<TemplateColumn> columns)
    {
        using var book = new XLWorkbook();
        var page = book.AddWorksheet(SheetNames.Fit(sheet, [Lists]));
        var lists = book.AddWorksheet(Lists);
        for (var column = 0; column < columns.Count; column++) AddColumn(page, lists, column + 1, columns[column]);
        var headers = page.Range(1, 1, 1, Math.Max(1, columns.Count));
        headers.Style.Font.Bold = true;
        headers.Style.Fill.BackgroundColor = XLColor.FromHtml("#E8EEF9");
        page.Range(2, 1, 2, Math.Max(1, columns.Count)).Style.Font.FontColor = XLColor.FromHtml("#6B7280");
        page.SheetView.FreezeRows(1);
        lists.Hide();
        book.SaveAs(output);
    }

    private static void AddColumn(IXLWorksheet page, IXLWorksheet lists, int column, TemplateColumn shape)
    {
        page.Column(column).Width = shape.Width;
        page.Column(column).Style.NumberFormat.Format = "@";
        SetText(page.Cell(1, column), shape.Header);
        SetText(page.Cell(2, column), shape.Example);
        var choices = shape.Choices ?? [];
        for (var at = 0; at < choices.Count; at++) SetText(lists.Cell(at + 1, column), choices[at]);
        if (choices.Count == 0 && shape.Note.Length == 0) return;
        var rule = page.Range(3, column, FilledRows, column).SetDataValidation();
        if (choices.Count > 0) rule.List(lists.Range(1, column, choices.Count, column), true);
        else rule.AllowedValues = XLAllowedValues.AnyValue;
        rule.IgnoreBlanks = true;
        rule.ShowErrorMessage = shape.Strict && choices.Count > 0;
        rule.ShowInputMessage = shape.Note.Length > 0;
        rule.InputMessage = shape.Note[..Math.Min(shape.Note.Length, LongestNote)];
    }

    // SetValue would read "=1" or "TRUE" out of a name.
    private static void SetText(IXLCell cell, string text)
    {
        if (text.Length == 0) return;
        cell.SetDataType(XLDataType.Text);
        cell.SetValue(text);
    }
}
