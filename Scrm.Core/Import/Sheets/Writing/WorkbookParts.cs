using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

/// <summary>The parts of a package beside its sheets.</summary>
internal static class WorkbookParts
{
    public const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const int HeaderStyle = 1;
    public const int TextStyle = 2;
    public const int DateStyle = 3;
    public const int DateTimeStyle = 4;
    public const int MarkedStyle = 5;
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // Style 2 is the text format @: a phone that a person edits stays a text.
    private const string Styles = $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
        + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts>"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8EEF9\"/></patternFill></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFD6D6\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"6\"><xf/>"
        + "<xf fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\"/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf numFmtId=\"165\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"49\" fillId=\"3\" applyNumberFormat=\"1\" applyFill=\"1\"/></cellXfs></styleSheet>";

    public static void Write(ZipArchive zip, IReadOnlyList<string> sheets, CompressionLevel level)
    {
        void Part(string path, string content)
        {
            using var xml = new XmlBytes(zip.CreateEntry(path, level).Open());
            xml.Raw(Head).Raw(content);
        }

        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        Part("xl/styles.xml", Styles);
        Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
            + string.Concat(numbers.Select(number => $"<sheet name=\"{Escape(sheets[number - 1])}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"))
            + "</sheets></workbook>");
        Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">"
            + string.Concat(numbers.Select(number => Relation($"rId{number}", "worksheet", $"worksheets/sheet{number}.xml")))
            + Relation("rIdStyles", "styles", "styles.xml") + "</Relationships>");
        Part("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\">{Relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>");
        Part("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{ContentType}.sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{ContentType}.styles+xml\"/>"
            + string.Concat(numbers.Select(number =>
                $"<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{ContentType}.worksheet+xml\"/>")) + "</Types>");
    }

    private static string Relation(string id, string type, string target) => $"<Relationship Id=\"{id}\" Type=\"{Office}/{type}\" Target=\"{target}\"/>";

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\"", "&quot;");
}
