using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Tags;

/// <summary>
/// How far the dictionary has been written. Lines are counted too, because on PostgreSQL one with a smaller id can become visible after one with a larger.
/// </summary>
internal readonly record struct BookVersion(long Lines, long Last, long LastTag);

/// <summary>
/// The dictionary kept in memory, for reading pages: read again when somebody has changed it, and once a minute for the use counts, by which lists choose
/// their way. Never for decisions that write, nor where the counts themselves are shown.
/// </summary>
public sealed class TagBooks(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    internal const string VersionSql = "SELECT count(*), coalesce(max(id), 0), (SELECT coalesce(max(id), 0) FROM tags) FROM dictionary_changes";

    private volatile Kept? kept;

    public async Task<TagBook> ReadAsync(ScrmDbContext db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, VersionSql);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var version = new BookVersion(Number(row, 0), Number(row, 1), Number(row, 2));
        await row.DisposeAsync();
        return await ReadAsync(db, version, cancel);
    }

    /// <summary>The book of a version that the caller has read together with something else.</summary>
    internal async Task<TagBook> ReadAsync(ScrmDbContext db, BookVersion version, CancellationToken cancel)
    {
        var now = clock.GetTimestamp();
        if (kept is { } known && known.Version == version && clock.GetElapsedTime(known.At, now) < Longest) return known.Book;
        var book = await TagBook.LoadAsync(db, cancel);
        kept = new(book, version, now);
        return book;
    }

    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private sealed record Kept(TagBook Book, BookVersion Version, long At);
}
