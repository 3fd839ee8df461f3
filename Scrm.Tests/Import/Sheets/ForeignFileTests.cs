using System.Text;
using Scrm.Core.Import.Sheets;
using Scrm.Tests.Kit;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class ForeignFileTests : IDisposable
{
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private readonly TempFolder folder = new();

    [Fact]
    public void Old_workbook_is_named_whatever_it_is_called() => Assert.Equal(FileFault.OldXls, Refused([.. Compound, .. new byte[600], .. Encoding.Unicode.GetBytes("Workbook")]));

    [Fact]
    public void Workbook_with_a_password_is_told_from_an_old_one() =>
        Assert.Equal(FileFault.Encrypted, Refused([.. Compound, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. Encoding.Unicode.GetBytes("Workbook")]));

    [Fact]
    public void Other_office_file_is_no_workbook() => Assert.Equal(FileFault.NotAWorkbook, Refused([.. Compound, .. new byte[600], .. Encoding.Unicode.GetBytes("WordDocument")]));

    [Fact]
    public void Macro_workbook_is_refused_by_its_type_and_by_its_code()
    {
        Assert.Equal(FileFault.MacroWorkbook, Refused(new XlsxBuilder().Sheet("a", ["x"]).WorkbookType("application/vnd.ms-excel.sheet.macroEnabled.main+xml")));
        Assert.Equal(FileFault.MacroWorkbook, Refused(new XlsxBuilder().Sheet("a", ["x"]).Part("xl/vbaProject.bin", "x")));
    }

    [Fact]
    public void Binary_workbook_is_refused() => Assert.Equal(FileFault.BinaryWorkbook, Refused(new XlsxBuilder().Sheet("a", ["x"]).Part("xl/workbook.bin", "x")));

    [Fact]
    public void Word_file_and_plain_zip_are_no_workbooks()
    {
        const string word = "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        Assert.Equal(FileFault.NotAWorkbook, Refused(new XlsxBuilder().Part("_rels/.rels", word).Part("word/document.xml", "<document/>")));
        using (var zip = System.IO.Compression.ZipFile.Open(folder.File("plain.zip"), System.IO.Compression.ZipArchiveMode.Create)) zip.CreateEntry("a.txt");
        Assert.Equal(FileFault.NotAWorkbook, Refused(File.ReadAllBytes(folder.File("plain.zip"))));
    }

    public static TheoryData<string> NotSheets => ["<html><table><tr><td>姓名</td></tr></table></html>", "\uFEFF <?xml version=\"1.0\"?><Workbook/>", "%PDF-1.7", "{\\rtf1}", "PNG\0\0\0\0"];

    [Theory]
    [MemberData(nameof(NotSheets))]
    public void Pages_pictures_and_documents_are_no_workbooks(string content) => Assert.Equal(FileFault.NotAWorkbook, Refused(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void Empty_cut_and_large_files_are_refused()
    {
        Assert.Equal(FileFault.Empty, Refused([]));
        var whole = File.ReadAllBytes(new XlsxBuilder().Sheet("a", ["x"]).Save(folder.File("whole.xlsx")));
        Assert.Equal(FileFault.Damaged, Refused(whole[..^200]));
        Assert.Equal(FileFault.Damaged, Refused([.. "PK\x03\x04"u8, .. new byte[100]]));
        Assert.Equal(FileFault.TooLarge, Refused(new byte[(20 << 20) + 1]));
    }

    [Fact]
    public void Damage_inside_a_part_names_the_sheet_and_the_row()
    {
        var path = new XlsxBuilder().RawSheet("客户", "<row r=\"1\"><c><v>1</v></c></row><row r=\"2\"><c><v>1</c></row>").Save(folder.File("a.xlsx"));
        using var file = SheetFile.Open(path, "a.xlsx");
        var refused = Assert.Throws<FileRefused>(() => file.Rows(0).Count());
        Assert.Equal((FileFault.Damaged, "客户", 2), (refused.Fault, refused.Sheet, refused.Row));
    }

    [Fact]
    public void Text_that_points_nowhere_is_damage()
    {
        var path = new XlsxBuilder().RawSheet("a", "<row r=\"1\"><c r=\"B1\" t=\"s\"><v>7</v></c></row>").Save(folder.File("a.xlsx"));
        using var file = SheetFile.Open(path, "a.xlsx");
        Assert.Equal((FileFault.Damaged, 1, 1), Assert.Throws<FileRefused>(() => file.Rows(0).Count()) is var refused ? (refused.Fault, refused.Row, refused.Column) : default);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_and_never_crash()
    {
        var whole = File.ReadAllBytes(new XlsxBuilder().Shared("a").Formats("yyyy").Sheet("a", ["x", "y"]).Save(folder.File("whole.xlsx")));
        var random = new Random(7);
        for (var time = 0; time < 300; time++)
        {
            var bytes = (byte[])whole.Clone();
            for (var change = 0; change < 1 + time % 5; change++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(folder.File("any.xlsx"), bytes);
            ReadsOrRefuses();
        }
    }

    [Fact]
    public void Renamed_workbook_and_renamed_text_are_read_by_content()
    {
        var path = new XlsxBuilder().Sheet("a", ["姓名"]).Save(folder.File("a.csv"));
        using var workbook = SheetFile.Open(path, "a.csv");
        Assert.True(workbook.IsWorkbook);
        File.WriteAllText(folder.File("b.xlsx"), "姓名,手机\n");
        using var text = SheetFile.Open(folder.File("b.xlsx"), "b.xlsx");
        Assert.False(text.IsWorkbook);
    }

    private void ReadsOrRefuses()
    {
        try
        {
            using var file = SheetFile.Open(folder.File("any.xlsx"), "any.xlsx");
            foreach (var sheet in file.Sheets) _ = file.Rows(sheet.Index).Count() + file.HiddenColumns(sheet.Index).Count;
        }
        catch (FileRefused refused)
        {
            Assert.True(Enum.IsDefined(refused.Fault));
        }
    }

    private FileFault Refused(XlsxBuilder builder) => Refused(File.ReadAllBytes(builder.Save(folder.File("made.xlsx"))));

    private FileFault Refused(byte[] bytes)
    {
        File.WriteAllBytes(folder.File("a.xlsx"), bytes);
        return Assert.Throws<FileRefused>(() => SheetFile.Open(folder.File("a.xlsx"), "客户.xlsx")).Fault;
    }

    public void Dispose() => folder.Dispose();
}
