using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Rights;

/// <summary>A stored upload that brought or names a person.</summary>
internal sealed record PersonFile(long ImportId, string StoredName, ImportState State);

/// <summary>
/// The uploads a person stands in: those whose import wrote or reported something about them, and those in whose text one of their identities is found.
/// </summary>
internal sealed class PersonFiles(ScrmDbContext db, UploadStore uploads)
{
    private const int Piece = 1 << 20;

    public async Task<IReadOnlyList<PersonFile>> FindAsync(PersonTraces person, CancellationToken cancel)
    {
        var stored = (await db.Imports.AsNoTracking().Select(i => new { i.Id, i.StoredName, i.State, i.BatchId }).ToListAsync(cancel)).FindAll(i => uploads.Has(i.StoredName));
        if (stored.Count == 0) return [];
        var batches = await BatchesAsync(person, cancel);
        var wanted = person.Strong.SelectMany(t => new[] { Encoding.UTF8.GetBytes(t), Encoding.Unicode.GetBytes(t) }).ToArray();
        var holds = stored.Select(i => i.StoredName).Distinct().ToDictionary(name => name, name => stored.Exists(i => i.StoredName == name && batches.Contains(i.BatchId)));
        foreach (var name in holds.Where(h => !h.Value).Select(h => h.Key).ToList()) holds[name] = await HoldsAsync(uploads.PathOf(name), wanted, cancel);
        return [.. stored.Where(i => holds[i.StoredName]).Select(i => new PersonFile(i.Id, i.StoredName, i.State))];
    }

    private async Task<HashSet<long>> BatchesAsync(PersonTraces person, CancellationToken cancel)
    {
        var ids = person.Ids;
        var batches = new HashSet<long>();
        batches.UnionWith(await db.Customers.IgnoreQueryFilters().Where(c => ids.Contains(c.Id)).Select(c => c.BatchId).ToListAsync(cancel));
        batches.UnionWith(await db.TagChanges.Where(c => ids.Contains(c.CustomerId)).Select(c => c.BatchId).Distinct().ToListAsync(cancel));
        batches.UnionWith(await db.FieldChanges.Where(c => ids.Contains(c.CustomerId)).Select(c => c.BatchId).Distinct().ToListAsync(cancel));
        batches.UnionWith(await db.CustomerEvents.Where(e => ids.Contains(e.CustomerId)).Select(e => e.BatchId).Distinct().ToListAsync(cancel));
        batches.UnionWith(await db.CustomerOrders.Where(o => ids.Contains(o.CustomerId)).Select(o => o.BatchId).Distinct().ToListAsync(cancel));
        batches.Remove(0);
        return batches;
    }

    private static async Task<bool> HoldsAsync(string path, byte[][] wanted, CancellationToken cancel)
    {
        if (wanted.Length == 0) return false;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Piece, FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (file.ReadByte() != 'P' || file.ReadByte() != 'K')
        {
            file.Position = 0;
            return await HoldsAsync(file, wanted, cancel);
        }
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            await using var part = await entry.OpenAsync(cancel);
            if (await HoldsAsync(part, wanted, cancel)) return true;
        }
        return false;
    }

    /// <summary>Reads in pieces that overlap by the longest text.</summary>
    private static async Task<bool> HoldsAsync(Stream stream, byte[][] wanted, CancellationToken cancel)
    {
        var overlap = wanted.Max(w => w.Length);
        var buffer = new byte[Piece + overlap];
        for (var kept = 0; ;)
        {
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(kept, Piece), Piece, throwOnEndOfStream: false, cancel);
            var all = kept + read;
            if (Array.Exists(wanted, w => buffer.AsSpan(0, all).IndexOf(w) >= 0)) return true;
            if (read < Piece) return false;
            kept = Math.Min(overlap, all);
            buffer.AsSpan(all - kept, kept).CopyTo(buffer);
        }
    }
}
