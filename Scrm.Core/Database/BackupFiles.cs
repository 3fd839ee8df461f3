using System.Globalization;

namespace Scrm.Core.Database;

/// <summary>One backup the product made itself. Size: bytes.</summary>
public sealed record BackupFile(string Name, DateTime MadeAt, long Size);

/// <summary>The copies of the database that are made before an upgrade.</summary>
public sealed class BackupFiles(DatabaseSettings settings)
{
    private const string Prefix = "before-upgrade-";
    private const string Moment = "yyyyMMdd-HHmmss";

    private string Folder => Path.Combine(settings.DataFolder, "backups");

    /// <summary>The newest first.</summary>
    public IReadOnlyList<BackupFile> All()
    {
        var folder = new DirectoryInfo(Folder);
        return folder.Exists ? [.. folder.EnumerateFiles($"{Prefix}*.db").Select(Read).OfType<BackupFile>().OrderByDescending(f => f.MadeAt)] : [];
    }

    public void Delete(BackupFile file) => File.Delete(Path.Combine(Folder, file.Name));

    internal string NewPath(DateTimeOffset now) =>
        Path.Combine(Directory.CreateDirectory(Folder).FullName, $"{Prefix}{now.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)}.db");

    private static BackupFile? Read(FileInfo file) =>
        DateTime.TryParseExact(Path.GetFileNameWithoutExtension(file.Name)[Prefix.Length..], Moment, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var made) ? new(file.Name, made, file.Length) : null;
}
