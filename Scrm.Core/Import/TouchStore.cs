using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;
using Scrm.Core.Events;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Sources;

namespace Scrm.Core.Import;

/// <summary>What the library knows about the orders and events of a file, and the source they belong to.</summary>
internal static class TouchStore
{
    private const string FileSource = "文件导入";

    public static async Task<TouchGround> GroundAsync(ScrmDbContext db, SheetLayout layout, ImportChoices choices, BusinessTime zone, DateTime now, CancellationToken cancel)
    {
        var source = await SourceAsync(db, choices, cancel);
        return new(layout.Kind, await EventKindBook.LoadAsync(db, cancel), source?.Id ?? 0, source?.Name ?? FileSource, zone, now, layout.Of(ColumnRole.Amount)?.Index ?? -1);
    }

    /// <summary>Makes the company's source for files where it is needed and not there; inside the caller's transaction.</summary>
    public static async Task EnsureSourceAsync(ScrmDbContext db, ImportChoices choices, DateTime now, CancellationToken cancel)
    {
        if (await SourceAsync(db, choices, cancel) is not null) return;
        db.Sources.Add(new Source { Name = FileSource, Channel = Channel.File, CreatedAt = now, Position = await db.Sources.CountAsync(cancel) });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Which of these keys the source has brought already.</summary>
    public static async Task ReadAsync(ScrmDbContext db, TouchGround ground, KnownCustomers known, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        if (keys.Count == 0 || ground.SourceId == 0) return;
        if (ground.Kind == LayoutKind.Orders)
        {
            var orders = await OrderStore.StandingAsync(db, [.. keys.Select(k => (ground.SourceId, k))], cancel);
            foreach (var ((_, number), order) in orders) known.Touches[number] = new(order.Amount, order.Refunded);
            return;
        }
        const string Sql = "SELECT dedupe_key FROM customer_events WHERE source_id = ";
        if (db.Database.IsNpgsql())
        {
            await using var all = Bulk.Command(db, $"{Sql}{ground.SourceId} AND dedupe_key = ANY(@k)");
            all.Parameters.Add(new NpgsqlParameter("k", keys.ToArray()));
            await using var rows = await all.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel)) known.Touches[rows.GetString(0)] = default;
            return;
        }
        using var one = new SqliteStatement(db, $"{Sql}{ground.SourceId} AND dedupe_key = ?");
        foreach (var key in keys)
        {
            if (one.Bind(0, key).Step()) known.Touches[key] = default;
            one.Reset();
        }
    }

    private static Task<Source?> SourceAsync(ScrmDbContext db, ImportChoices choices, CancellationToken cancel) => choices.SourceId > 0
        ? db.Sources.AsNoTracking().FirstOrDefaultAsync(s => s.Id == choices.SourceId, cancel)
        : db.Sources.AsNoTracking().Where(s => (s.Channel == Channel.File && !s.Archived) || s.Name == FileSource)
            .OrderBy(s => s.Name == FileSource ? 0 : 1).ThenBy(s => s.Id).FirstOrDefaultAsync(cancel);
}
