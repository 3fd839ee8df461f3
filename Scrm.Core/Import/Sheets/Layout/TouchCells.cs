using Scrm.Core.Events;

namespace Scrm.Core.Import.Sheets;

/// <summary>Fills the part of a row that says what happened, column by column.</summary>
internal sealed class TouchCells(CellReader cells, LayoutKind kind, bool refunds)
{
    private const int LongestNumber = 100, LongestSubject = 200, LongestText = 1000, LongestKind = 60;

    private ParsedTouch touch = new();
    private bool broken;

    public bool Take(SheetColumn column)
    {
        var at = column.Index;
        switch (column.Role)
        {
            case ColumnRole.Number: touch = touch with { Number = Number(at) }; return true;
            case ColumnRole.OccurredAt: touch = touch with { At = Needed(cells.Date(at), at) }; return true;
            case ColumnRole.Amount: touch = touch with { Amount = Needed(Cents(at), at) }; return true;
            case ColumnRole.LineAmount: touch = touch with { LineAmount = Needed(Cents(at), at) }; return true;
            case ColumnRole.Refund: touch = touch with { Refund = Cents(at) }; return true;
            case ColumnRole.Quantity: touch = touch with { Quantity = Quantity(at) }; return true;
            case ColumnRole.Subject: touch = touch with { Subject = cells.Short(at, LongestSubject) }; return true;
            case ColumnRole.EventKind: touch = touch with { Kind = cells.Short(at, LongestKind) }; return true;
            case ColumnRole.Seconds: touch = touch with { Seconds = Seconds(column) }; return true;
            case ColumnRole.EventText: touch = touch with { Text = cells.Lines(at, LongestText) }; return true;
            case ColumnRole.OrderState: CheckState(at); return true;
            default: return false;
        }
    }

    public ParsedTouch Touch()
    {
        if (kind == LayoutKind.Orders && touch is { Amount: null, LineAmount: null }) Miss(ProblemCode.AmountMissing);
        if (touch.At is null) Miss(ProblemCode.TimeMissing);
        if (kind == LayoutKind.Events && touch.Kind is null) Miss(ProblemCode.KindMissing);
        return touch with { Broken = broken };
    }

    // A cell that could not be read has said so itself.
    private void Miss(ProblemCode problem)
    {
        if (!broken) cells.Report(-1, problem, "");
        broken = true;
    }

    private T? Needed<T>(T? value, int column) where T : struct
    {
        broken |= value is null && cells.Text(column) is { } text && !CleanText.IsNone(text);
        return value;
    }

    private string? Number(int column)
    {
        if (cells.Text(column, digits: true) is not { } text || CleanText.IsNone(text)) return null;
        var reading = IdText.Parse(text);
        if (reading.Problem is { } problem) cells.Report(column, problem, text, reading.Suggestion);
        else if (reading.Value?.Length <= LongestNumber) return reading.Value;
        else cells.Report(column, ProblemCode.ValueTooLong, text);
        broken = true;
        return null;
    }

    private long? Cents(int column)
    {
        if (cells.Text(column) is not { } text || CleanText.IsNone(text)) return null;
        var cents = TouchValue.Cents(text);
        if (cents is null) cells.Report(column, ProblemCode.AmountUnreadable, text);
        else if (cents is < 0 or > EventDraft.MostAmount) cells.Report(column, ProblemCode.AmountOutOfRange, text);
        else return cents;
        return null;
    }

    private int? Quantity(int column)
    {
        if (cells.Text(column) is not { } text || CleanText.IsNone(text)) return null;
        // What was taken is for events to say, of an order there is no piece less than none.
        if (TouchValue.Count(text) is { } count && (count >= 0 || kind == LayoutKind.Events)) return count;
        cells.Report(column, ProblemCode.QuantityUnreadable, text);
        return null;
    }

    private int? Seconds(SheetColumn column)
    {
        if (cells.Text(column.Index) is not { } text || CleanText.IsNone(text)) return null;
        var seconds = TouchValue.Seconds(text, column.Header.Contains('分') || column.Header.Contains("min", StringComparison.OrdinalIgnoreCase));
        if (seconds is null) cells.Report(column.Index, ProblemCode.DurationUnreadable, text);
        return seconds;
    }

    private void CheckState(int column)
    {
        if (cells.Text(column) is not { } text || Words.OrderPaid(text, refunds)) return;
        cells.Report(column, ProblemCode.OrderNotPaid, text);
        broken = true;
    }
}
