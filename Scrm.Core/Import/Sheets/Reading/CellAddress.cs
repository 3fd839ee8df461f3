namespace Scrm.Core.Import.Sheets;

/// <summary>A1 and the like. Columns are 0-based, rows 1-based as on the screen.</summary>
public static class CellAddress
{
    /// <summary>0 → A, 25 → Z, 26 → AA.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) name = (char)('A' + (rest - 1) % 26) + name;
        return name;
    }

    /// <summary>Reads "BC12" to (54, 12). Either part is -1 where it is missing or out of any sheet's range.</summary>
    internal static (int Column, int Row) Parse(ReadOnlySpan<char> address)
    {
        var column = 0;
        var at = 0;
        for (; at < address.Length && char.IsAsciiLetter(address[at]); at++) column = at < 4 ? column * 26 + (address[at] & 31) : int.MaxValue;
        var row = -1;
        for (; at < address.Length && char.IsAsciiDigit(address[at]); at++)
        {
            row = Math.Max(0, row) * 10 + (address[at] - '0');
            if (row > 10_000_000) return (-1, -1);
        }
        return at < address.Length || column > 100_000 ? (-1, -1) : (column - 1, row);
    }
}
