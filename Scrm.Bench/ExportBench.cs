using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Scrm.Core.Import.Sheets;

namespace Scrm.Bench;

/// <summary>
/// Writing 100,000 customers with tags, twelve columns, to .xlsx. Reference: XmlWriter by hand with the same cells, compressed alike.
/// </summary>
internal static class ExportBench
{
    private const string Name = "export";
    private const int Rows = 100_000;
    private static readonly string[] Headers = ["OneID", "姓名", "手机", "会员号", "性别", "公司", "地区", "标签", "负责人", "来源", "添加时间", "备注"];

    public static Task RunAsync(string[] options)
    {
        if (options.Length == 2 && options[0] == "--one") OwnProcess.Measure(() => Write(options[1]), () => Write(options[1]), runs: 5);
        else Compare();
        return Task.CompletedTask;
    }

    private static void Compare()
    {
        var reference = OwnProcess.Run(Name, "--one", "reference");
        var own = OwnProcess.Run(Name, "--one", "product");
        Figures.Print(Name, $"{Rows:N0} customers to .xlsx", "CPU ms", own.Milliseconds, reference.Milliseconds);
        Figures.Print(Name, $"{Rows:N0} customers to .xlsx, peak", "MiB", own.PeakMiB, reference.PeakMiB);
    }

    private static void Write(string what)
    {
        var path = Path.GetTempFileName();
        try
        {
            using var stream = File.Create(path);
            if (what == "product") ByProduct(stream);
            else ByHand(stream);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void ByProduct(Stream stream)
    {
        using var writer = new SheetWriter(stream, "客户", [.. Headers.Select(header => new OutColumn(header))]);
        for (var row = 0; row < Rows; row++)
        {
            var (texts, added) = Customer(row);
            writer.Row(row + 1, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], OutCell.DateTime(added), texts[9]);
        }
    }

    private static void ByHand(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        using var xml = XmlWriter.Create(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open());
        xml.WriteStartElement("worksheet", "http://schemas.openxmlformats.org/spreadsheetml/2006/main");
        xml.WriteStartElement("sheetData");
        for (var row = 0; row < Rows; row++)
        {
            var (texts, added) = Customer(row);
            var number = (row + 2).ToString(CultureInfo.InvariantCulture);
            xml.WriteStartElement("row");
            xml.WriteAttributeString("r", number);
            Number(xml, 'A', number, row + 1);
            for (var column = 0; column < 9; column++) Text(xml, (char)('B' + column), number, texts[column]);
            Number(xml, 'K', number, added.ToOADate());
            Text(xml, 'L', number, texts[9]);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, char column, string row, double value)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", column + row);
        xml.WriteElementString("v", value.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, char column, string row, string text)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", column + row);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteElementString("t", text);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static (string[] Texts, DateTime Added) Customer(int row) => (
        [$"客户{row}", $"+86139{row:D8}", $"M{row:D7}", row % 2 == 0 ? "男" : "女", $"公司{row % 997}", row % 3 == 0 ? "杭州" : "苏州",
            $"高意向、老客、来自渠道{row % 31}", $"员工{row % 40}", "抖音", row % 7 == 0 ? "下周再联系 <备注>" : ""], new DateTime(2024, 1, 1).AddMinutes(row * 3));
}
