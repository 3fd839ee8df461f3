namespace Scrm.Core.Tags;

/// <summary>How many rows the next transaction of a batch takes: as many as fit in about 100 ms with their commit, so that pages never wait long.</summary>
internal sealed class StepSize(TimeProvider clock)
{
    private const int First = 1000, Least = 1000, Most = 5000;
    private static readonly TimeSpan Wanted = TimeSpan.FromMilliseconds(100);
    private long started;

    public int Rows { get; private set; } = First;

    /// <summary>Call at the begin of each step: the time since the last call is what the last step took.</summary>
    public int Next()
    {
        var now = clock.GetTimestamp();
        if (started != 0) Rows = (int)Math.Clamp(Rows * Math.Clamp(Wanted / clock.GetElapsedTime(started, now), 0.5, 2), Least, Most);
        started = now;
        return Rows;
    }
}

/// <summary>The dictionary for the steps of one batch, read again only when somebody has changed it.</summary>
internal sealed class CachedBook
{
    private (TagBook Book, long Version)? read;

    /// <summary>Fresh: not the book of the call before.</summary>
    public async Task<(TagBook Book, bool Fresh)> ReadAsync(Database.ScrmDbContext db, CancellationToken cancel)
    {
        await using var latest = Database.Bulk.Command(db, "SELECT coalesce(max(id), 0) FROM dictionary_changes");
        var version = Convert.ToInt64(await latest.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
        if (read is { } known && known.Version == version) return (known.Book, false);
        read = (await TagBook.LoadAsync(db, cancel), version);
        return (read.Value.Book, true);
    }
}
