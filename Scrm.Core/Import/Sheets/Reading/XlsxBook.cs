using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

/// <summary>The package of an .xlsx: worksheets, shared strings and styles are read, nothing else in it is touched.</summary>
internal sealed class XlsxBook : ISheetSource
{
    private readonly ZipArchive zip;
    private readonly SheetLimits limits;
    private readonly XlsxPackage package;
    private readonly Dictionary<string, MergedCells> merged = [];
    private SharedStrings? strings;
    private CellFormats? formats;

    private XlsxBook(ZipArchive zip, SheetLimits limits)
    {
        this.zip = zip;
        this.limits = limits;
        package = XlsxPackage.Read(zip, limits);
        Sheets = [.. package.Sheets.Select((sheet, index) => new SheetInfo(index, sheet.Name, sheet.Hidden))];
    }

    public IReadOnlyList<SheetInfo> Sheets { get; }
    public bool Date1904 => package.Date1904;

    public static XlsxBook Open(FileStream stream, SheetLimits limits)
    {
        var zip = ZipGuard.Open(stream, limits);
        try
        {
            return new XlsxBook(zip, limits);
        }
        catch (Exception e) when (PartReader.IsFault(e))
        {
            throw PartReader.Refusal(e);
        }
    }

    public IEnumerable<SheetRow> Rows(int sheet, CancellationToken cancellation)
    {
        var part = package.Sheets[sheet];
        using var rows = OpenRows(part, cancellation);
        while (rows.Next() is { } row) yield return row;
    }

    public IReadOnlySet<int> HiddenColumns(int sheet)
    {
        var part = package.Sheets[sheet];
        try
        {
            return SheetColumns.Hidden(part.Entry, limits);
        }
        catch (Exception e) when (PartReader.IsFault(e))
        {
            throw PartReader.Refusal(e, part.Name);
        }
    }

    private XlsxRows OpenRows(XlsxPackage.SheetPart part, CancellationToken cancellation)
    {
        try
        {
            strings ??= SharedStrings.Read(package.Strings, limits, cancellation);
            formats ??= CellFormats.Read(package.Styles, package.Date1904, limits);
            if (!merged.TryGetValue(part.Entry.FullName, out var merges))
                merged[part.Entry.FullName] = merges = MergedCells.Read(part.Entry, limits, cancellation);
            return new XlsxRows(part.Entry, part.Name, strings, formats, merges, limits, cancellation);
        }
        catch (Exception e) when (PartReader.IsFault(e))
        {
            throw PartReader.Refusal(e, part.Name);
        }
    }

    public void Dispose()
    {
        strings?.Dispose();
        zip.Dispose();
    }
}
