namespace Scrm.Core.Import.Sheets;

public enum FileFault
{
    /// <summary>Neither a workbook nor separated text: a picture, a PDF, a Word file, a web page saved as .xls …</summary>
    NotAWorkbook,
    /// <summary>Excel 97–2003 (.xls), or WPS's .et.</summary>
    OldXls,
    MacroWorkbook,
    BinaryWorkbook,
    /// <summary>Opens with a password only.</summary>
    Encrypted,
    /// <summary>Limit: bytes. Actual: bytes, where known.</summary>
    TooLarge,
    /// <summary>Unpacks to far more than a workbook of its size does. Limit and Actual: bytes unpacked, or the ratio.</summary>
    Bomb,
    /// <summary>Limit: parts in the package.</summary>
    TooManyEntries,
    /// <summary>A document type, an entity, or XML made to exhaust the reader.</summary>
    HostileXml,
    Damaged,
    /// <summary>No bytes at all, or no cell with anything in it.</summary>
    Empty,
    NoSheets,
    /// <summary>Limit: rows. Row: the first row beyond it.</summary>
    TooManyRows,
    /// <summary>Limit: columns. Row and Column: the cell beyond it.</summary>
    TooManyColumns,
    UnknownEncoding,
    /// <summary>A quotation mark opened in this row of a CSV is never closed.</summary>
    UnclosedQuote,
}

/// <summary>
/// The whole file is refused. Carries values only; the screen finds the words.
/// Row is the 1-based number that Excel shows, Column is 0-based (0 = A).
/// </summary>
public sealed class FileRefused(
    FileFault fault, string? sheet = null, int? row = null, int? column = null, long? limit = null, long? actual = null, Exception? cause = null)
    : Exception($"File refused: {fault}", cause)
{
    public FileFault Fault { get; } = fault;
    public string? Sheet { get; } = sheet;
    public int? Row { get; } = row;
    public int? Column { get; } = column;
    public long? Limit { get; } = limit;
    public long? Actual { get; } = actual;
}
