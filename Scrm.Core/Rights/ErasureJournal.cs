using System.Text;
using System.Text.Json;
using Scrm.Core.Database;

namespace Scrm.Core.Rights;

/// <summary>
/// One erasure. At: milliseconds of the store. Ids: the customer first, then those merged into them. Hashes: of their values; Name: that of the name.
/// </summary>
internal sealed record ErasedLine(long At, IReadOnlyList<long> Ids, IReadOnlyList<string> Hashes, string Name);

/// <summary>What the file holds. Key: sealed; null where nothing was written yet. Unreadable: lines that are none of ours.</summary>
internal sealed record ErasedLines(string? Key, IReadOnlyList<ErasedLine> Lines, int Unreadable);

/// <summary>
/// A line for every erasure, beside the keys and outside the database, so that a database restored from an older backup learns whom it must forget again.
/// Holds numbers and keyed hashes, nothing of a person.
/// </summary>
public sealed class ErasureJournal(DatabaseSettings settings)
{
    private static readonly Lock Turn = new();

    private string Folder => System.IO.Path.Combine(settings.DataFolder, "keys");

    private string Path => System.IO.Path.Combine(Folder, "erased");

    internal ErasedLines Read()
    {
        if (!File.Exists(Path)) return new(null, [], 0);
        string? key = null;
        var (lines, unreadable) = (new List<ErasedLine>(), 0);
        foreach (var text in File.ReadLines(Path).Where(t => t.Length > 0))
        {
            var line = Parse(text);
            if (line is { Key: { } box }) key ??= box;
            else if (line is { Ids: { } ids, Hashes: { } hashes }) lines.Add(new(line.At, ids, hashes, line.Name ?? ""));
            else unreadable++;
        }
        return new(key, lines, unreadable);
    }

    /// <summary>On the disk when this returns; <paramref name="key"/> is written first where it is not there yet.</summary>
    internal void Append(string key, params IReadOnlyCollection<ErasedLine> lines)
    {
        lock (Turn)
        {
            Directory.CreateDirectory(Folder);
            using var file = new FileStream(Path, Options());
            var text = new StringBuilder();
            if (file.Length == 0) Add(text, new(Key: key));
            else if (!EndsWhole(file)) text.Append('\n');
            foreach (var line in lines) Add(text, new(line.At, line.Ids, line.Hashes, line.Name));
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>A process that died while it wrote left half a line.</summary>
    private static bool EndsWhole(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    private static void Add(StringBuilder text, Written line) => text.Append(JsonSerializer.Serialize(line, Form)).Append('\n');

    private static Written? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Written>(text, Form);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private sealed record Written(long At = 0, IReadOnlyList<long>? Ids = null, IReadOnlyList<string>? Hashes = null, string? Name = null, string? Key = null);
}
