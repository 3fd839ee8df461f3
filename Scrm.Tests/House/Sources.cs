using System.Text.RegularExpressions;

namespace Scrm.Tests.House;

/// <summary>One file of the product's own text. Path: from the solution's folder, with forward slashes.</summary>
public sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Without the comments of markup, in the same number of lines.</summary>
    public string Text { get; } = MarkupComment().Replace(Text, comment => new string('\n', comment.Value.Count(c => c == '\n')));

    public string[] Lines => Text.Split('\n');

    public IEnumerable<string> Where(Regex found) =>
        Lines.Index().Where(line => found.IsMatch(line.Item)).Select(line => $"{Path}:{line.Index + 1}: {line.Item.Trim()}");

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex MarkupComment();
}

/// <summary>The sources beside the test assembly: the house is tested as it is written, not as it is compiled.</summary>
public static class Sources
{
    private static readonly string[] Left = ["bin", "obj", "Migrations", "wwwroot", "artifacts", "TestResults", "data", ".git", ".vs"];

    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static IReadOnlyList<SourceFile> All { get; } = [.. Files(new DirectoryInfo(Root))
        .Where(file => file.Extension is ".cs" or ".razor")
        .Select(file => new SourceFile(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)))];

    public static IEnumerable<SourceFile> Web => Under("Scrm.Web/");

    public static IEnumerable<SourceFile> Product => Under("Scrm.Core/").Concat(Web);

    public static IEnumerable<SourceFile> Components => Web.Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal));

    public static void None(IEnumerable<string> found)
    {
        var all = found.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static IEnumerable<SourceFile> Under(string folder) => All.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));

    private static string Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Scrm.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("Scrm.sln stands in no folder above the tests.");
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(inner => !Left.Contains(inner.Name)).SelectMany(Files));
}
