using System.Xml;

namespace Scrm.Core.Import.Sheets;

/// <summary>A name table that a part full of invented names cannot fill.</summary>
internal sealed class XmlNames : NameTable
{
    private const int MaxNames = 4_096;
    private int count;

    public XmlNames()
    {
        Row = Add("row");
        Cell = Add("c");
        Value = Add("v");
        Formula = Add("f");
        Inline = Add("is");
        Text = Add("t");
        Phonetic = Add("rPh");
        SheetData = Add("sheetData");
        Reference = Add("r");
        Style = Add("s");
        Hidden = Add("hidden");
        Height = Add("ht");
        Item = Add("si");
    }

    public string Row { get; }
    public string Cell { get; }
    public string Value { get; }
    public string Formula { get; }
    public string Inline { get; }
    public string Text { get; }
    public string Phonetic { get; }
    public string SheetData { get; }
    public string Reference { get; }
    public string Style { get; }
    public string Hidden { get; }
    public string Height { get; }
    public string Item { get; }

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Count(base.Add(key, start, len));

    public override string Add(string key) => Get(key) ?? Count(base.Add(key));

    private string Count(string added) => ++count > MaxNames ? throw new FileRefused(FileFault.HostileXml) : added;
}
