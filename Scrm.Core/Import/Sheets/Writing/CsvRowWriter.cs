using System.Globalization;
using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>CSV as Excel opens it right: UTF-8 with mark, CRLF, formulas defused by <see cref="CsvGuard"/>.</summary>
public sealed class CsvRowWriter : IRowWriter
{
    private readonly StreamWriter writer;

    /// <summary>output is left open.</summary>
    public CsvRowWriter(Stream output, IReadOnlyList<OutColumn> columns)
    {
        writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 15, leaveOpen: true) { NewLine = "\r\n" };
        Row([.. columns.Select(column => OutCell.Of(column.Header))]);
    }

    public void Row(params ReadOnlySpan<OutCell> cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            if (column > 0) writer.Write(',');
            writer.Write(Field(cells[column]));
        }
        writer.WriteLine();
    }

    private static string Field(in OutCell cell) => cell.Kind switch
    {
        OutKind.Text => Quote(CsvGuard.Protect(cell.Text)),
        OutKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
        OutKind.Date => cell.Moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        OutKind.DateTime => cell.Moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n\t;|｜") >= 0 || text[0] == ' ' || text[^1] == ' ' ? $"\"{text.Replace("\"", "\"\"")}\"" : text;

    public void Dispose() => writer.Dispose();
}
