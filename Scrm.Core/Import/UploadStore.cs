using System.Security.Cryptography;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>Size: bytes. Sha256: 64 hex digits.</summary>
public sealed record StoredUpload(string StoredName, long Size, string Sha256);

/// <summary>Uploaded files, kept in the data folder under names made here; what the operator called them never becomes a path.</summary>
public sealed class UploadStore(DatabaseSettings settings)
{
    /// <summary>Bytes that all kept files may take together.</summary>
    public const long Quota = 2L << 30;

    private const string Unfinished = ".part";

    private string Folder => Path.Combine(settings.DataFolder, "uploads");

    /// <summary>Null where the quota is used up. Whatever ends it early leaves no file behind.</summary>
    /// <exception cref="FileRefused">More bytes than a file may have, or none.</exception>
    public async Task<StoredUpload?> SaveAsync(Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(Folder);
        if (new DirectoryInfo(Folder).EnumerateFiles().Sum(f => f.Length) > Quota - SheetLimits.Default.FileBytes) return null;
        var name = Guid.NewGuid().ToString("n");
        var unfinished = Path.Combine(Folder, name + Unfinished);
        try
        {
            var (size, sha) = await CopyAsync(content, unfinished, cancel);
            File.Move(unfinished, PathOf(name));
            return new(name, size, sha);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public string PathOf(string storedName) => Path.Combine(Folder, Path.GetFileName(storedName));

    public bool Has(string storedName) => File.Exists(PathOf(storedName));

    /// <summary>Everything in the folder, unfinished uploads too; moments in UTC.</summary>
    public IReadOnlyList<(string Name, DateTime WrittenAt)> All() =>
        Directory.Exists(Folder) ? [.. new DirectoryInfo(Folder).EnumerateFiles().Select(f => (f.Name, f.LastWriteTimeUtc))] : [];

    public void Delete(string storedName) => File.Delete(PathOf(storedName));

    private static async Task<(long Size, string Sha)> CopyAsync(Stream content, string path, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        var size = 0L;
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            size += read;
            if (size > SheetLimits.Default.FileBytes) throw new FileRefused(FileFault.TooLarge, limit: SheetLimits.Default.FileBytes);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        if (size == 0) throw new FileRefused(FileFault.Empty);
        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <summary>One file at a time is read for a member: reading costs memory and a processor.</summary>
public sealed class ReadingTurns
{
    private readonly HashSet<Actor> reading = [];

    /// <summary>Null while another file is being read for the same person.</summary>
    public IDisposable? Take(Actor who)
    {
        lock (reading) return reading.Add(who) ? new Turn(this, who) : null;
    }

    private sealed class Turn(ReadingTurns turns, Actor who) : IDisposable
    {
        public void Dispose()
        {
            lock (turns.reading) turns.reading.Remove(who);
        }
    }
}
