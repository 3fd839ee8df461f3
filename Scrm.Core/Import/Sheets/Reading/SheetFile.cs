namespace Scrm.Core.Import.Sheets;

/// <summary>
/// An uploaded file as rows. The content decides what it is, never the name. Everything streams; one thread at a time.
/// </summary>
public sealed class SheetFile : IDisposable
{
    private readonly ISheetSource source;

    private SheetFile(string name, ISheetSource source)
    {
        Name = name;
        this.source = source;
    }

    /// <summary>The name the file had on the operator's computer; only shown, never opened.</summary>
    public string Name { get; }

    public bool IsWorkbook => source is XlsxBook;

    public IReadOnlyList<SheetInfo> Sheets => source.Sheets;

    internal bool Date1904 => source.Date1904;

    /// <exception cref="FileRefused">The file cannot or must not be read.</exception>
    public static SheetFile Open(string path, string originalFileName, SheetLimits? limits = null)
    {
        limits ??= SheetLimits.Default;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        try
        {
            if (stream.Length == 0) throw new FileRefused(FileFault.Empty);
            if (stream.Length > limits.FileBytes) throw new FileRefused(FileFault.TooLarge, limit: limits.FileBytes, actual: stream.Length);
            ISheetSource source = FileSignature.IsZip(stream) ? XlsxBook.Open(stream, limits) : CsvBook.Open(stream, originalFileName, limits);
            return new SheetFile(originalFileName, source);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The rows of a sheet (0-based index) that hold something, top-down, each a new object; hidden rows included and marked.
    /// </summary>
    /// <exception cref="FileRefused">While reading: damage, hostile content or a limit met on the way.</exception>
    public IEnumerable<SheetRow> Rows(int sheet, CancellationToken cancellation = default) => source.Rows(sheet, cancellation);

    /// <summary>0-based columns that the sheet hides.</summary>
    public IReadOnlySet<int> HiddenColumns(int sheet) => source.HiddenColumns(sheet);

    public void Dispose() => source.Dispose();
}

internal interface ISheetSource : IDisposable
{
    IReadOnlyList<SheetInfo> Sheets { get; }

    bool Date1904 { get; }

    IEnumerable<SheetRow> Rows(int sheet, CancellationToken cancellation);

    IReadOnlySet<int> HiddenColumns(int sheet);
}
