using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>Separated text as a workbook of one sheet.</summary>
internal sealed class CsvBook : ISheetSource
{
    private readonly FileStream stream;
    private readonly SheetLimits limits;
    private readonly Encoding encoding;
    private readonly char separator;
    private readonly bool namesSeparator;

    private CsvBook(FileStream stream, string name, SheetLimits limits)
    {
        this.stream = stream;
        this.limits = limits;
        encoding = CsvEncoding.Detect(stream);
        (separator, namesSeparator) = CsvSeparator.Guess(Head(), limits);
        Sheets = [new SheetInfo(0, Path.GetFileNameWithoutExtension(name), false)];
    }

    public IReadOnlyList<SheetInfo> Sheets { get; }
    public bool Date1904 => false;

    public static CsvBook Open(FileStream stream, string name, SheetLimits limits) => new(stream, name, limits);

    public IEnumerable<SheetRow> Rows(int sheet, CancellationToken cancellation)
    {
        using var reader = Reader();
        if (namesSeparator) reader.ReadLine();
        var records = new CsvRecords(reader, separator, limits, Sheets[0].Name);
        while (records.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (records.Cells.Count > 0) yield return new SheetRow(records.Number, false, [.. records.Cells]);
        }
    }

    public IReadOnlySet<int> HiddenColumns(int sheet) => new HashSet<int>();

    private string Head()
    {
        using var reader = Reader();
        var head = new char[1 << 16];
        return new string(head, 0, reader.ReadBlock(head, 0, head.Length));
    }

    private StreamReader Reader()
    {
        stream.Position = 0;
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 15, leaveOpen: true);
    }

    public void Dispose() => stream.Dispose();
}
