using System.IO.Compression;
using System.Xml;
using Scrm.Core.Import.Sheets;

namespace Scrm.Bench;

/// <summary>
/// Reading an upload of 100,000 and of 1,000,000 rows: to the cells an operator sees, and on to customers with normalised values.
/// Reference: XmlReader over the same parts of the same file that only adds up the lengths of the texts.
/// </summary>
internal static class ImportReadBench
{
    private const string Name = "import-read";
    private const int Small = 100_000, Large = 1_000_000;

    // The large file is larger than an upload may be: the bench is about what reading costs.
    private static readonly SheetLimits Limits = SheetLimits.Default with { FileBytes = 1L << 30 };

    public static Task RunAsync(string[] options)
    {
        if (options.Length == 4 && options[0] == "--one") Measure(options[1], options[2], options[3]);
        else Compare(options.Contains("--small") ? [Small] : [Small, Large]);
        return Task.CompletedTask;
    }

    private static void Compare(int[] sizes)
    {
        var folder = Directory.CreateTempSubdirectory("scrm-bench-");
        try
        {
            var small = Path.Combine(folder.FullName, "small.xlsx");
            SampleSheet.Write(small, Small);
            var times = new Dictionary<(string, int), double>();
            foreach (var size in sizes)
            {
                var file = size == Small ? small : Path.Combine(folder.FullName, "large.xlsx");
                if (size != Small) SampleSheet.Write(file, size);
                Figures.Print(Name, $"{size:N0} rows, file", "MiB", new FileInfo(file).Length / 1048576.0);
                var reference = OwnProcess.Run(Name, "--one", "reference", small, file);
                foreach (var what in new[] { "cells", "customers" })
                {
                    var own = OwnProcess.Run(Name, "--one", what, small, file);
                    times[(what, size)] = own.Milliseconds;
                    Figures.Print(Name, $"{size:N0} rows to {what}", "CPU ms", own.Milliseconds, reference.Milliseconds);
                    Figures.Print(Name, $"{size:N0} rows to {what}, peak", "MiB", own.PeakMiB, reference.PeakMiB);
                    if (size == Large) Figures.Print(Name, $"{size:N0} against {Small:N0} rows to {what}", "CPU ms", own.Milliseconds, times[(what, Small)]);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Measure(string what, string warmUp, string file) =>
        OwnProcess.Measure(() => Sum(what, warmUp), () => Sum(what, file), runs: warmUp == file ? 5 : 3);

    private static long Sum(string what, string path) => what switch
    {
        "reference" => TextLengths(path),
        "cells" => Cells(path),
        "customers" => Customers(path),
        _ => throw new ArgumentException($"No such measurement: {what}", nameof(what)),
    };

    private static long Cells(string path)
    {
        using var file = SheetFile.Open(path, "sample.xlsx", Limits);
        var sum = 0L;
        foreach (var row in file.Rows(0))
            foreach (var cell in row.Cells) sum += cell.Text.Length;
        return sum;
    }

    private static long Customers(string path)
    {
        using var file = SheetFile.Open(path, "sample.xlsx", Limits);
        var layout = LayoutGuess.Best(file, []);
        if (layout.Columns.Any(column => column.Role == ColumnRole.Ignore)) throw new InvalidOperationException("A column of the sample was not understood.");
        return new RowReader(file, layout).Rows().Sum(row => (long)row.Tags.Count + (row.Phone?.Length ?? 0));
    }

    private static long TextLengths(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var sum = 0L;
        foreach (var part in new[] { "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml" })
        {
            using var xml = XmlReader.Create(zip.GetEntry(part)!.Open());
            while (xml.Read())
                if (xml.NodeType == XmlNodeType.Text) sum += xml.Value.Length;
        }
        return sum;
    }
}
