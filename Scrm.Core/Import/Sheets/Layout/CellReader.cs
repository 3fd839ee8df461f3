using Scrm.Core.Customers;

namespace Scrm.Core.Import.Sheets;

/// <summary>Reads the cells of one row and gathers what is wrong with them.</summary>
internal sealed class CellReader(SheetRow row, bool plainText, bool date1904)
{
    private const int LongestShown = 200;
    private List<CellProblem>? problems;

    public int Number => row.Number;
    public bool Hidden => row.Hidden;
    public IReadOnlyList<CellProblem> Problems => problems ?? (IReadOnlyList<CellProblem>)[];

    public void Report(int column, ProblemCode code, string value, string? suggestion = null) =>
        (problems ??= []).Add(new CellProblem(column, code, value.Length > LongestShown ? value[..LongestShown] : value, suggestion));

    /// <summary>The text of a cell that can be used; null where it is blank or broken.</summary>
    public string? Text(int column, bool digits = false)
    {
        if (row.Find(column) is not { } cell) return null;
        if (Broken(cell, digits) is { } problem)
        {
            Report(column, problem, cell.Text);
            return null;
        }
        var text = plainText ? CsvGuard.Restore(cell.Text) : cell.Text;
        if (text.Contains('\uFFFD')) Report(column, ProblemCode.CharactersLost, text);
        return CleanText.IsBlank(text) ? null : text;
    }

    /// <summary>One line, trimmed, at most so many characters; a longer one is a problem and left out.</summary>
    public string? Short(int column, int longest = Customer.LongestText) => Fitting(column, longest, CleanText.Of);

    /// <summary>The same with its line breaks.</summary>
    public string? Lines(int column, int longest = int.MaxValue) => Fitting(column, longest, CleanText.Lines);

    public string? Read(int column, Func<string, ValueReading> parse)
    {
        if (Text(column, digits: true) is not { } text) return null;
        var reading = parse(text);
        if (reading.Problem is { } problem) Report(column, problem, text, reading.Suggestion);
        return reading.Value;
    }

    public DateTime? Date(int column)
    {
        if (Text(column) is not { } text || CleanText.IsNone(text)) return null;
        if (row.Find(column) is { Kind: CellKind.Date } cell && StoredNumber.Moment(cell.Number, date1904) is { } shown && cell.Text.Length >= 10)
            return cell.Text.Length == 10 ? shown.Date : shown;
        var date = CellDate.Parse(text, date1904);
        if (date is null) Report(column, ProblemCode.DateUnreadable, text);
        return date;
    }

    /// <summary>A value from a list of words.</summary>
    public T? Word<T>(int column, Func<string, T?> parse, ProblemCode unknown) where T : struct
    {
        if (Text(column) is not { } text || CleanText.IsNone(text)) return null;
        var value = parse(text);
        if (value is null) Report(column, unknown, text);
        return value;
    }

    private string? Fitting(int column, int longest, Func<string, string> clean)
    {
        if (Text(column) is not { } text || clean(text) is not { Length: > 0 } value) return null;
        if (value.Length <= longest) return value;
        Report(column, ProblemCode.ValueTooLong, value);
        return null;
    }

    private static ProblemCode? Broken(SheetCell cell, bool digits)
    {
        if (cell.Is(CellMarks.Cut)) return ProblemCode.CellTooLong;
        if (cell.Is(CellMarks.Uncomputed)) return ProblemCode.FormulaWithoutValue;
        if (cell.Kind == CellKind.Error) return ProblemCode.FormulaError;
        return digits && cell.Is(CellMarks.DigitsLost) ? ProblemCode.DigitsLost : null;
    }
}
