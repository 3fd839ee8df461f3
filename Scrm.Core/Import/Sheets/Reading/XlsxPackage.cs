using System.IO.Compression;

namespace Scrm.Core.Import.Sheets;

/// <summary>Which parts a workbook consists of, following its relationships and never one that leads outside.</summary>
internal sealed class XlsxPackage
{
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly SheetLimits limits;
    private readonly List<SheetPart> sheets = [];

    private XlsxPackage(ZipArchive zip, SheetLimits limits)
    {
        this.limits = limits;
        foreach (var entry in zip.Entries) entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    public IReadOnlyList<SheetPart> Sheets => sheets;
    public ZipArchiveEntry? Strings { get; private set; }
    public ZipArchiveEntry? Styles { get; private set; }
    public bool Date1904 { get; private set; }

    public sealed record SheetPart(string Name, bool Hidden, ZipArchiveEntry Entry);

    private sealed record Relation(string Type, string Target);

    public static XlsxPackage Read(ZipArchive zip, SheetLimits limits)
    {
        var package = new XlsxPackage(zip, limits);
        package.RefuseOtherKinds();
        package.ReadWorkbook();
        return package.sheets.Count == 0 ? throw new FileRefused(FileFault.NoSheets) : package;
    }

    private void RefuseOtherKinds()
    {
        if (entries.Keys.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) throw new FileRefused(FileFault.MacroWorkbook);
        if (entries.ContainsKey("xl/workbook.bin")) throw new FileRefused(FileFault.BinaryWorkbook);
        if (!entries.TryGetValue("[Content_Types].xml", out var types)) throw new FileRefused(FileFault.NotAWorkbook);
        using var xml = new PartReader(types, limits, new XmlNames());
        while (xml.Read())
        {
            if (!xml.IsElement || xml.Attribute("ContentType") is not { } type) continue;
            if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) throw new FileRefused(FileFault.MacroWorkbook);
            if (type.Contains("sheet.binary", StringComparison.OrdinalIgnoreCase)) throw new FileRefused(FileFault.BinaryWorkbook);
        }
    }

    private void ReadWorkbook()
    {
        var path = Relations("").Values.FirstOrDefault(relation => relation.Type == "officeDocument")?.Target ?? "xl/workbook.xml";
        if (!entries.TryGetValue(path, out var workbook) || !path.StartsWith("xl/", StringComparison.OrdinalIgnoreCase))
            throw new FileRefused(FileFault.NotAWorkbook);
        var relations = Relations(path);
        Strings = Entry(relations.Values.FirstOrDefault(relation => relation.Type == "sharedStrings"));
        Styles = Entry(relations.Values.FirstOrDefault(relation => relation.Type == "styles"));
        using var xml = new PartReader(workbook, limits, new XmlNames());
        while (xml.Read())
            if (xml.IsElement && xml.Name == "workbookPr") Date1904 = xml.Attribute("date1904") is "1" or "true";
            else if (xml.IsElement && xml.Name == "sheet") AddSheet(xml, relations);
    }

    private void AddSheet(PartReader xml, Dictionary<string, Relation> relations)
    {
        var name = xml.Attribute("name") ?? "";
        var hidden = xml.Attribute("state") is "hidden" or "veryHidden";
        if (!relations.TryGetValue(xml.Attribute("id") ?? "", out var relation) || relation.Type != "worksheet") return;
        sheets.Add(new SheetPart(name, hidden, Entry(relation) ?? throw new FileRefused(FileFault.Damaged, name)));
    }

    private ZipArchiveEntry? Entry(Relation? relation) => relation is null ? null : entries.GetValueOrDefault(relation.Target);

    private Dictionary<string, Relation> Relations(string of)
    {
        var folder = of[..(of.LastIndexOf('/') + 1)];
        var found = new Dictionary<string, Relation>();
        if (!entries.TryGetValue($"{folder}_rels/{of[folder.Length..]}.rels", out var part)) return found;
        using var xml = new PartReader(part, limits, new XmlNames());
        while (xml.Read())
        {
            if (!xml.IsElement || xml.Name != "Relationship" || xml.Attribute("TargetMode") == "External") continue;
            var type = xml.Attribute("Type") ?? "";
            found.TryAdd(xml.Attribute("Id") ?? "", new Relation(type[(type.LastIndexOf('/') + 1)..], Resolve(folder, xml.Attribute("Target") ?? "")));
        }
        return found;
    }

    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("." or "..")) steps.Add(step);
        return string.Join('/', steps);
    }
}
