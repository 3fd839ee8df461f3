using System.IO.Compression;
using System.Security;
using System.Text;

namespace Scrm.Tests.Kit;

/// <summary>Writes workbooks part by part, honest or hostile: every part can be replaced by any bytes.</summary>
public sealed class XlsxBuilder
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private readonly List<(string Name, string State, string Xml)> sheets = [];
    private readonly Dictionary<string, Action<Stream>> parts = [];
    private readonly List<string> strings = [];
    private string styles = "";
    private string workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private bool date1904;
    private CompressionLevel compression = CompressionLevel.Fastest;

    public static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>A sheet of inline texts, one array a row; null leaves the cell out.</summary>
    public XlsxBuilder Sheet(string name, params string?[][] rows) => RawSheet(name, string.Concat(rows.Select((row, index) =>
        $"<row r=\"{index + 1}\">{string.Concat(row.Select((text, column) => text is null ? "" : TextCell($"{(char)('A' + column)}{index + 1}", text)))}</row>")));

    public static string TextCell(string address, string text) =>
        $"<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(text)}</t></is></c>";

    /// <summary>rows: the content of sheetData. before and after stand around it.</summary>
    public XlsxBuilder RawSheet(string name, string rows, string before = "", string after = "", string state = "visible")
    {
        sheets.Add((name, state, $"<worksheet xmlns=\"{Main}\">{before}<sheetData>{rows}</sheetData>{after}</worksheet>"));
        return this;
    }

    /// <summary>Each item is the content of one si element.</summary>
    public XlsxBuilder Shared(params string[] items)
    {
        strings.AddRange(items.Select(item => item.StartsWith('<') ? item : $"<t>{Escape(item)}</t>"));
        return this;
    }

    /// <summary>Number format codes; style s="1" is the first of them.</summary>
    public XlsxBuilder Formats(params string[] codes)
    {
        var formats = string.Concat(codes.Select((code, index) => $"<numFmt numFmtId=\"{200 + index}\" formatCode=\"{Escape(code)}\"/>"));
        var cells = string.Concat(codes.Select((_, index) => $"<xf numFmtId=\"{200 + index}\" applyNumberFormat=\"1\"/>"));
        styles = $"<numFmts count=\"{codes.Length}\">{formats}</numFmts><cellXfs><xf numFmtId=\"0\"/>{cells}</cellXfs>";
        return this;
    }

    public XlsxBuilder Since1904()
    {
        date1904 = true;
        return this;
    }

    public XlsxBuilder Smallest()
    {
        compression = CompressionLevel.SmallestSize;
        return this;
    }

    public XlsxBuilder WorkbookType(string contentType)
    {
        workbookType = contentType;
        return this;
    }

    /// <summary>Adds a part, or puts other bytes in the place of one.</summary>
    public XlsxBuilder Part(string path, Action<Stream> write)
    {
        parts[path] = write;
        return this;
    }

    public XlsxBuilder Part(string path, string text) => Part(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    public string Save(string path)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, write) in Default().Where(part => !parts.ContainsKey(part.Key)).Concat(parts))
        {
            using var stream = zip.CreateEntry(name, compression).Open();
            write(stream);
        }
        return path;
    }

    private Dictionary<string, Action<Stream>> Default()
    {
        var all = new Dictionary<string, string>
        {
            ["[Content_Types].xml"] = $"<Types xmlns=\"{Packages}/content-types\"><Default Extension=\"rels\" ContentType=\"application/xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{workbookType}\"/></Types>",
            ["_rels/.rels"] = Relations(("rId1", $"{Office}/officeDocument", "xl/workbook.xml")),
            ["xl/workbook.xml"] = Workbook(),
            ["xl/_rels/workbook.xml.rels"] = Relations([
                .. sheets.Select((_, index) => ($"rId{index + 1}", $"{Office}/worksheet", $"worksheets/sheet{index + 1}.xml")),
                ("rIdS", $"{Office}/sharedStrings", "sharedStrings.xml"), ("rIdT", $"{Office}/styles", "styles.xml")]),
        };
        if (strings.Count > 0) all["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">{string.Concat(strings.Select(item => $"<si>{item}</si>"))}</sst>";
        if (styles.Length > 0) all["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>";
        for (var index = 0; index < sheets.Count; index++) all[$"xl/worksheets/sheet{index + 1}.xml"] = sheets[index].Xml;
        return all.ToDictionary(part => part.Key, part => (Action<Stream>)(stream => stream.Write(Encoding.UTF8.GetBytes(part.Value))));
    }

    private string Workbook() => $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr date1904=\"{(date1904 ? 1 : 0)}\"/><sheets>"
        + string.Concat(sheets.Select((sheet, index) =>
            $"<sheet name=\"{Escape(sheet.Name)}\" sheetId=\"{index + 1}\" state=\"{sheet.State}\" r:id=\"rId{index + 1}\"/>"))
        + "</sheets></workbook>";

    private static string Relations(params (string Id, string Type, string Target)[] relations) => $"<Relationships xmlns=\"{Packages}/relationships\">"
        + string.Concat(relations.Select(relation => $"<Relationship Id=\"{relation.Id}\" Type=\"{relation.Type}\" Target=\"{relation.Target}\"/>"))
        + "</Relationships>";
}
