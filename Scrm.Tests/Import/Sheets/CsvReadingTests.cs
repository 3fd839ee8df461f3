using System.Text;
using Scrm.Core.Import.Sheets;
using Scrm.Tests.Kit;
using Xunit;

namespace Scrm.Tests.Import.Sheets;

public sealed class CsvReadingTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "utf-16-bare", "GB18030"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encoding_is_found_by_content(string name)
    {
        var encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-16-bare" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            "utf-8-bom" => Encoding.UTF8,
            "GB18030" => CodePagesEncodingProvider.Instance.GetEncoding(name)!,
            _ => Encoding.GetEncoding(name),
        };
        var rows = Read([.. encoding.GetPreamble(), .. encoding.GetBytes("姓名,标签\r\n一三,高意向、宝妈\r\n")]);
        Assert.Equal(["姓名", "标签", "一三", "高意向、宝妈"], rows.SelectMany(row => row.Cells).Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", 3)]
    [InlineData("a;b;c\n1,5;2;3\n", 3)]
    [InlineData("a\tb\n1,2,3\t2\n", 2)]
    [InlineData("sep=;\na,b;c\n", 2)]
    [InlineData("客户ID｜标签,标签\nC1｜高意向,宝妈\nC2｜沉默\n", 2)]
    [InlineData("ID|tags\nC1|a,b,c\n", 2)]
    [InlineData("id,name,tags\n1,x,a|b\n2,y,c|d\n", 3)]
    [InlineData("客户ID\nC1\n", 1)]
    public void Separator_is_guessed(string text, int width) => Assert.Equal(width, Read(text)[0].Cells.Count);

    [Fact]
    public void Quoted_fields_keep_separators_quotes_and_line_breaks()
    {
        var rows = Read("a,b\r\n\"x,\"\"y\"\"\",\"1\r\n2\"\r\n\r\nc,d");
        Assert.Equal(["x,\"y\"", "1\r\n2"], rows[1].Cells.Select(cell => cell.Text));
        Assert.Equal([1, 2, 4], rows.Select(row => row.Number));
    }

    [Fact]
    public void Quote_that_never_closes_is_refused_with_its_row()
    {
        var refused = Assert.Throws<FileRefused>(() => Read("a,b\n1,2\n3,\"4\n5,6\n"));
        Assert.Equal((FileFault.UnclosedQuote, 3, 1), (refused.Fault, refused.Row, refused.Column));
    }

    [Fact]
    public void Bytes_of_no_encoding_are_refused() =>
        Assert.Equal(FileFault.UnknownEncoding, Assert.Throws<FileRefused>(() => Read([.. Enumerable.Repeat<byte>(0xFF, 400)])).Fault);

    [Fact]
    public void Long_field_is_cut_and_marked() => Assert.True(Read("a\n" + new string('x', 4_001))[1].Cells[0].Is(CellMarks.Cut));

    private List<SheetRow> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private List<SheetRow> Read(byte[] bytes)
    {
        File.WriteAllBytes(folder.File("a.csv"), bytes);
        using var file = SheetFile.Open(folder.File("a.csv"), "a.csv");
        return [.. file.Rows(0)];
    }

    public void Dispose() => folder.Dispose();
}
