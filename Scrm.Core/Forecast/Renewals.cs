using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Forecast;

/// <summary>The dates of one customer's fields that are marked as renewals.</summary>
internal static class Renewals
{
    /// <summary>Further back than this a date is history, not a renewal that was missed.</summary>
    private const int MissedFor = 60;

    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Missed ones of late and those to come, the soonest first.</summary>
    public static async Task<IReadOnlyList<Renewal>> OfAsync(ScrmDbContext db, long id, BusinessTime zone, DateOnly today, CancellationToken cancel)
    {
        var fields = await db.FieldDefinitions.AsNoTracking().Where(f => f.IsRenewal && !f.Archived && (f.Type == FieldType.Date || f.Type == FieldType.DateTime)).ToListAsync(cancel);
        if (fields.Count == 0) return [];
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, $"SELECT {string.Join(", ", fields.Select(f => $"f_{f.Id}"))} FROM customer_fields WHERE customer_id = @id", ("@id", id));
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel)) return [];
        return [.. fields.Select((f, i) => (Field: f, On: Day(f.Type, Convert.ToInt64(row.GetValue(i), CultureInfo.InvariantCulture), zone)))
            .Where(r => r.On is { } on && on >= today.AddDays(-MissedFor)).Select(r => new Renewal(r.Field.Id, r.Field.Name, r.On!.Value)).OrderBy(r => r.On)];
    }

    /// <summary>The same from a sheet that is read already.</summary>
    public static IReadOnlyList<Renewal> Of(Customers.Fields.FieldSheet sheet, BusinessTime zone, DateOnly today) =>
        [.. sheet.Cells.Where(c => c.Field.IsRenewal && c.Value.Length > 0 && c.Field.Type is FieldType.Date or FieldType.DateTime)
            .Select(c => new Renewal(c.Field.Id, c.Field.Name, Day(c.Field.Type, (long)Customers.Fields.FieldColumn.ToStore(c.Field.Type, c.Value), zone)!.Value))
            .Where(r => r.On >= today.AddDays(-MissedFor)).OrderBy(r => r.On)];

    /// <summary>Days since 1970 or milliseconds; what is far out of range is an empty field.</summary>
    private static DateOnly? Day(FieldType type, long stored, BusinessTime zone)
    {
        if (type == FieldType.Date) return Math.Abs(stored) > 100_000 ? null : DateOnly.FromDayNumber((int)stored + Epoch);
        return Math.Abs(stored) > 8_000_000_000_000 ? null : DateOnly.FromDateTime(zone.ToLocal(UnixMilliseconds.FromStore(stored)));
    }
}
