namespace Scrm.Core.Import.Sheets;

/// <summary>
/// What a file may cost. Sizes are bytes; <c>Ratio</c> is unpacked : packed and counts only for parts above <c>RatioFrom</c> bytes;
/// <c>CellLength</c> is UTF-16 characters, at most 10,000; a longer cell is cut and marked instead of refusing the file.
/// </summary>
public sealed record SheetLimits
{
    public static SheetLimits Default { get; } = new();

    public long FileBytes { get; init; } = 20L << 20;
    public int Entries { get; init; } = 200;
    public long PartBytes { get; init; } = 300L << 20;
    public long TotalBytes { get; init; } = 600L << 20;
    public int Ratio { get; init; } = 200;
    public long RatioFrom { get; init; } = 1L << 20;
    public int Rows { get; init; } = 1_048_576;
    public int Columns { get; init; } = 200;
    public int CellLength { get; init; } = 4_000;
    /// <summary>Bytes of distinct text that one workbook may keep in memory.</summary>
    public long SharedTextBytes { get; init; } = 128L << 20;
}
