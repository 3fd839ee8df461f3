namespace Scrm.Core.Import.Sheets;

/// <summary>Index: 0-based, in the order of the workbook's tabs.</summary>
public sealed record SheetInfo(int Index, string Name, bool Hidden);

public enum CellKind : byte { Text, Number, Date, Boolean, Error }

[Flags]
public enum CellMarks : byte
{
    None = 0,
    /// <summary>Not typed here: the value of a merged range, repeated for every cell that the range covers.</summary>
    Spread = 1,
    /// <summary>Longer than the limit; Text holds its beginning.</summary>
    Cut = 2,
    /// <summary>A formula whose result was never saved.</summary>
    Uncomputed = 4,
    /// <summary>A number of more than 15 digits: Excel has replaced the last ones by zeros.</summary>
    DigitsLost = 8,
}

/// <summary>
/// One cell that holds something. Column is 0-based (0 = A). Text is what the operator sees: dates as yyyy-MM-dd, with HH:mm:ss where the
/// number format shows a time; numbers in full digits, without exponent or grouping. Number is the stored number, a date's serial included; else 0.
/// </summary>
public readonly record struct SheetCell(int Column, string Text, CellKind Kind = CellKind.Text, double Number = 0, CellMarks Marks = CellMarks.None)
{
    public bool Is(CellMarks mark) => (Marks & mark) != 0;
}

/// <summary>A row with something in it. Number is the 1-based number that Excel shows. Cells stand in column order, blank ones left out.</summary>
public sealed class SheetRow(int number, bool hidden, SheetCell[] cells)
{
    public int Number { get; } = number;
    public bool Hidden { get; } = hidden;
    public IReadOnlyList<SheetCell> Cells => cells;

    /// <summary>The text in a 0-based column; "" where there is none.</summary>
    public string this[int column] => Find(column) is { } cell ? cell.Text : "";

    public SheetCell? Find(int column)
    {
        if ((uint)column < (uint)cells.Length && cells[column].Column == column) return cells[column];
        foreach (var cell in cells)
            if (cell.Column == column) return cell;
        return null;
    }
}
