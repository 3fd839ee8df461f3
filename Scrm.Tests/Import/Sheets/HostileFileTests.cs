using System.IO.Compression;
using System.Text;
using Scrm.Core.Import.Sheets;
using Scrm.Tests.Kit;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class HostileFileTests : IDisposable
{
    private const string Canary = "canary-5b1f";
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("xl/media/image1.png")]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    public void Bomb_of_zeros_is_refused_before_it_is_unpacked(string part)
    {
        var builder = new XlsxBuilder().Sheet("a", ["姓名"]).Part(part, stream => Repeat(stream, new byte[1 << 20], 512));
        Assert.Equal(FileFault.Bomb, Refused(builder));
    }

    [Theory]
    [InlineData("xl/sharedStrings.xml", "<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>")]
    [InlineData("xl/worksheets/sheet1.xml", "<row><c><v>1</v></c></row>")]
    public void Bomb_of_repeated_markup_is_refused(string part, string item)
    {
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(item, 10_000)));
        Assert.Equal(FileFault.Bomb, Refused(new XlsxBuilder().Smallest().Sheet("a", ["姓名"]).Part(part, stream => Repeat(stream, block, 100))));
    }

    [Fact]
    public void Refused_file_can_be_deleted_at_once()
    {
        var path = new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/media/x", stream => Repeat(stream, new byte[1 << 20], 301)).Save(folder.File("bomb.xlsx"));
        Assert.Throws<FileRefused>(() => SheetFile.Open(path, "bomb.xlsx"));
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) File.Delete(path);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Directory_that_lies_about_a_length_yields_no_more_than_it_says()
    {
        var path = new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/worksheets/sheet1.xml", Sheet(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 5_000)))).Save(folder.File("a.xlsx"));
        var bytes = File.ReadAllBytes(path);
        for (var at = bytes.Length - 4; at > 0; at--)
            if (bytes.AsSpan(at).StartsWith("PK\x01\x02"u8) && Encoding.ASCII.GetString(bytes, at + 46, 20).StartsWith("xl/worksheets/", StringComparison.Ordinal))
                BitConverter.GetBytes(400).CopyTo(bytes, at + 24);
        File.WriteAllBytes(path, bytes);
        Assert.Equal(FileFault.Damaged, Refused(path));
    }

    [Fact]
    public void Too_many_entries_are_refused()
    {
        var builder = new XlsxBuilder().Sheet("a", ["姓名"]);
        for (var part = 0; part < 201; part++) builder.Part($"xl/media/{part}.png", "");
        Assert.Equal(FileFault.TooManyEntries, Refused(builder));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///{0}\">]>", "&e;")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY e \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>", "&e;")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///{0}\">", "x")]
    [InlineData("", "&undeclared;")]
    public void Document_types_and_entities_are_refused_in_every_part(string prolog, string text)
    {
        File.WriteAllText(folder.File("secret"), Canary);
        prolog = string.Format(System.Globalization.CultureInfo.InvariantCulture, prolog, folder.File("secret"));
        var sheet = prolog + Sheet($"<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
        Assert.Equal(FileFault.HostileXml, Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/worksheets/sheet1.xml", sheet)));
        var strings = $"{prolog}<sst><si><t>{text}</t></si></sst>";
        Assert.Equal(FileFault.HostileXml, Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/sharedStrings.xml", strings)));
        var workbook = $"{prolog}<workbook><sheets>{text}</sheets></workbook>";
        Assert.Equal(FileFault.HostileXml, Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/workbook.xml", workbook)));
    }

    [Fact]
    public void Tag_of_endless_attributes_is_refused()
    {
        var attributes = string.Concat(Enumerable.Range(0, 60_000).Select(number => $" a{number}=\"{Random.Shared.Next()}\""));
        Assert.Equal(FileFault.HostileXml, Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/worksheets/sheet1.xml", Sheet($"<row{attributes}/>"))));
    }

    [Fact]
    public void Endless_nesting_is_refused() =>
        Assert.Equal(FileFault.HostileXml, Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/worksheets/sheet1.xml", Sheet(string.Concat(Enumerable.Repeat("<x>", 5_000))))));

    [Fact]
    public void Endless_names_are_refused() => Assert.Equal(FileFault.HostileXml,
        Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/worksheets/sheet1.xml", Sheet(string.Concat(Enumerable.Range(0, 10_000).Select(number => $"<x{number}/>"))))));

    [Fact]
    public void Wide_encodings_are_refused() => Assert.Equal(FileFault.HostileXml,
        Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/worksheets/sheet1.xml", stream => stream.Write([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sheet(""))]))));

    [Fact]
    public void Links_to_the_outside_are_never_followed()
    {
        const string relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"http://127.0.0.1:9/sheet.xml\" TargetMode=\"External\"/></Relationships>";
        Assert.Equal(FileFault.NoSheets, Refused(new XlsxBuilder().Sheet("a", ["姓名"]).Part("xl/_rels/workbook.xml.rels", relations)));
    }

    [Fact]
    public void Overlapping_merges_without_end_are_refused()
    {
        var merges = string.Concat(Enumerable.Range(0, 500).Select(number => $"<mergeCell ref=\"A1:B{number + 2}\"/>"));
        Assert.Equal(FileFault.HostileXml, Refused(new XlsxBuilder().RawSheet("a", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", after: $"<mergeCells>{merges}</mergeCells>")));
    }

    [Fact]
    public void Merge_over_a_whole_sheet_costs_no_more_than_its_rows()
    {
        using var file = Open(new XlsxBuilder().RawSheet("a", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", after: "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"));
        Assert.Equal(200, Assert.Single(file.Rows(0)).Cells.Count);
    }

    [Fact]
    public void Cell_in_the_last_corner_is_refused_with_its_place()
    {
        using var file = Open(new XlsxBuilder().RawSheet("客户", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
            before: "<dimension ref=\"A1:A1\"/>"));
        var refused = Assert.Throws<FileRefused>(() => file.Rows(0).Count());
        Assert.Equal((FileFault.TooManyColumns, "客户", 1_048_576, 16_383), (refused.Fault, refused.Sheet, refused.Row, refused.Column));
        Assert.Equal("XFD", CellAddress.ColumnName(refused.Column!.Value));
    }

    [Fact]
    public void Dimension_that_lies_is_ignored()
    {
        using var file = Open(new XlsxBuilder().RawSheet("a", "<row r=\"1\"><c r=\"B1\"><v>1</v></c></row>", before: "<dimension ref=\"A1:XFD1048576\"/>"));
        Assert.Equal("1", Assert.Single(file.Rows(0))[1]);
    }

    [Fact]
    public void Sheet_of_all_rows_that_Excel_has_is_read()
    {
        var path = folder.File("full.xlsx");
        using (var stream = File.Create(path))
        using (var writer = new SheetWriter(stream, "客户", [new("会员号")]))
            for (var row = 2; row <= 1_048_576; row++) writer.Row(row);
        using var file = SheetFile.Open(path, "full.xlsx");
        var last = file.Rows(0).Last();
        Assert.Equal((1_048_576, "1048576"), (last.Number, last[0]));
    }

    [Fact]
    public void Row_beyond_the_last_is_refused()
    {
        using var file = Open(new XlsxBuilder().RawSheet("a", "<row r=\"1048577\"><c><v>1</v></c></row>"));
        Assert.Equal((FileFault.TooManyRows, 1_048_577), Assert.Throws<FileRefused>(() => file.Rows(0).Count()) is var refused ? (refused.Fault, refused.Row) : default);
    }

    [Fact]
    public void Shared_text_beyond_memory_is_refused()
    {
        var limits = SheetLimits.Default with { SharedTextBytes = 1 << 20 };
        var path = new XlsxBuilder().Sheet("a", ["姓名"]).Shared([.. Enumerable.Range(0, 600).Select(number => number + new string('长', 1_000))]).Save(folder.File("a.xlsx"));
        using var file = SheetFile.Open(path, "a.xlsx", limits);
        Assert.Equal(FileFault.TooLarge, Assert.Throws<FileRefused>(() => file.Rows(0).Count()).Fault);
    }

    private static string Sheet(string rows) =>
        $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>";

    private static void Repeat(Stream stream, byte[] block, int times)
    {
        for (var time = 0; time < times; time++) stream.Write(block);
    }

    private FileFault Refused(XlsxBuilder builder) => Refused(builder.Save(folder.File("hostile.xlsx")));

    private static FileFault Refused(string path) => Assert.Throws<FileRefused>(() =>
    {
        using var file = SheetFile.Open(path, "hostile.xlsx");
        foreach (var row in file.Rows(0)) Assert.DoesNotContain(row.Cells, cell => cell.Text.Contains(Canary, StringComparison.Ordinal));
    }).Fault;

    private SheetFile Open(XlsxBuilder builder) => SheetFile.Open(builder.Save(folder.File("a.xlsx")), "a.xlsx");

    public void Dispose() => folder.Dispose();
}
