using System.IO.Compression;
using System.Xml;

namespace Scrm.Core.Import.Sheets;

/// <summary>
/// A forward reader over one XML part with every memory cost bounded: depth, distinct names, distance between tags, length of a text.
/// Document types and outside references stay refused by XmlReader's own defaults.
/// </summary>
internal sealed class PartReader : IDisposable
{
    private const int MaxDepth = 32;
    private readonly XmlReader xml;
    private readonly char[] text;
    private readonly int textLimit;

    public PartReader(ZipArchiveEntry entry, SheetLimits limits, XmlNames names)
    {
        textLimit = limits.CellLength;
        text = new char[textLimit + 1];
        var settings = new XmlReaderSettings { IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true, NameTable = names };
        xml = XmlReader.Create(new TagGapStream(entry.Open()), settings);
    }

    public string Name => xml.LocalName;
    public int Depth => xml.Depth;
    public bool IsElement => xml.NodeType == XmlNodeType.Element;
    public bool IsEnd => xml.NodeType == XmlNodeType.EndElement;
    public bool IsEmpty => xml.IsEmptyElement;
    public string Value => xml.Value;

    public bool IsText => xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    public bool Read()
    {
        if (!xml.Read()) return false;
        if (xml.Depth > MaxDepth) throw new FileRefused(FileFault.HostileXml);
        return true;
    }

    public bool NextAttribute() => xml.MoveToNextAttribute();

    public void BackToElement() => xml.MoveToElement();

    public string? Attribute(string localName)
    {
        string? found = null;
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == localName) found = xml.Value;
        xml.MoveToElement();
        return found;
    }

    /// <summary>Leaves the reader on the end tag of the element it stands on.</summary>
    public void SkipElement()
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
        }
    }

    /// <summary>The text of the element it stands on, up to the cell limit; leaves the reader on the end tag.</summary>
    public ReadOnlySpan<char> Text(out bool cut)
    {
        cut = false;
        if (xml.IsEmptyElement) return default;
        var depth = xml.Depth;
        var length = 0;
        while (Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
            if (IsText) length = Append(length);
        cut = length > textLimit;
        return text.AsSpan(0, Math.Min(length, textLimit));
    }

    private int Append(int length)
    {
        while (length < text.Length)
        {
            var read = xml.ReadValueChunk(text, length, text.Length - length);
            if (read == 0) break;
            length += read;
        }
        return length;
    }

    public void Dispose() => xml.Dispose();

    public static FileRefused Refusal(Exception cause, string? sheet = null, int? row = null) => cause switch
    {
        FileRefused refused => new FileRefused(
            refused.Fault, refused.Sheet ?? sheet, refused.Row ?? row, refused.Column, refused.Limit, refused.Actual, refused),
        // The runtime has one exception type for every fault of a document; its English text is the only mark of these two.
        XmlException when cause.Message.Contains("DTD", StringComparison.Ordinal) || cause.Message.Contains("entity", StringComparison.Ordinal)
            => new FileRefused(FileFault.HostileXml, sheet, row, cause: cause),
        _ => new FileRefused(FileFault.Damaged, sheet, row, cause: cause),
    };

    public static bool IsFault(Exception cause) => cause is XmlException or InvalidDataException or FileRefused { Sheet: null } or EndOfStreamException;
}
