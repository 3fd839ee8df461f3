using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Scrm.Bench;

/// <summary>
/// Writes a workbook as Excel would: six columns (customer id, name, phone, tags, owner, added at), texts shared, ids and phones all different,
/// dates as styled day counts, spans and styles on every row and cell. The same seed gives the same file.
/// </summary>
internal static class SampleSheet
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private static readonly string[] Surnames = [.. "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗".Select(one => one.ToString())];
    private static readonly string[] Given = [.. "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鑫宇婷".Select(one => one.ToString())];
    private static readonly string[] Tags = ["高意向", "价格敏感", "宝妈", "老客", "沉默客户", "VIP", "试听学员", "已成交", "售前咨询", "高频互动", "来自抖音", "线下活动"];

    public static void Write(string path, int rows)
    {
        var strings = new SharedTexts();
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/xml\"/></Types>");
        Part(zip, "_rels/.rels", Relations(("officeDocument", "xl/workbook.xml")));
        Part(zip, "xl/workbook.xml", $"<workbook {Main} xmlns:r=\"{Office}\"><sheets><sheet name=\"客户\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels",
            Relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")));
        Part(zip, "xl/styles.xml", $"<styleSheet {Main}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"49\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>");
        using (var sheet = Open(zip, "xl/worksheets/sheet1.xml")) Rows(sheet, rows, strings);
        using var shared = Open(zip, "xl/sharedStrings.xml");
        strings.Write(shared);
    }

    private static void Rows(StreamWriter to, int rows, SharedTexts strings)
    {
        var random = new Random(20_240_601);
        to.Write($"<worksheet {Main}><dimension ref=\"A1:F{rows + 1}\"/><sheetData>");
        Row(to, 1, strings, ["客户ID", "客户名称", "手机号", "企业标签", "添加人"], "添加时间");
        for (var row = 2; row <= rows + 1; row++)
        {
            var name = Surnames[random.Next(Surnames.Length)] + Given[random.Next(Given.Length)] + (random.Next(3) > 0 ? Given[random.Next(Given.Length)] : "");
            var tags = string.Join('、', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Tags[random.Next(Tags.Length)]));
            var phone = (13_000_000_000 + random.NextInt64(7_000_000_000)).ToString(CultureInfo.InvariantCulture);
            Row(to, row, strings, [$"C{row:D8}", name, phone, tags, $"员工{random.Next(40)}"], null, 45_000 + random.NextDouble() * 800);
        }
        to.Write("</sheetData></worksheet>");
    }

    private static void Row(StreamWriter to, int row, SharedTexts strings, string[] texts, string? lastText, double lastDate = 0)
    {
        to.Write($"<row r=\"{row}\" spans=\"1:6\">");
        for (var column = 0; column < texts.Length; column++)
            to.Write($"<c r=\"{(char)('A' + column)}{row}\" s=\"1\" t=\"s\"><v>{strings.IndexOf(texts[column])}</v></c>");
        to.Write(lastText is null
            ? string.Create(CultureInfo.InvariantCulture, $"<c r=\"F{row}\" s=\"2\"><v>{lastDate}</v></c></row>")
            : $"<c r=\"F{row}\" s=\"1\" t=\"s\"><v>{strings.IndexOf(lastText)}</v></c></row>");
    }

    private static string Relations(params (string Type, string Target)[] relations) => $"<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(relations.Select((one, at) => $"<Relationship Id=\"rId{at + 1}\" Type=\"{Office}/{one.Type}\" Target=\"{one.Target}\"/>"))
        + "</Relationships>";

    private static void Part(ZipArchive zip, string path, string text)
    {
        using var part = Open(zip, path);
        part.Write(text);
    }

    private static StreamWriter Open(ZipArchive zip, string path) => new(zip.CreateEntry(path).Open(), new UTF8Encoding(false), 1 << 16);

    private sealed class SharedTexts
    {
        private readonly Dictionary<string, int> indexes = [];

        public int IndexOf(string text)
        {
            indexes.TryAdd(text, indexes.Count);
            return indexes[text];
        }

        public void Write(StreamWriter to)
        {
            to.Write($"<sst {Main} uniqueCount=\"{indexes.Count}\">");
            foreach (var text in indexes.Keys) to.Write($"<si><t>{text}</t></si>");
            to.Write("</sst>");
        }
    }
}
