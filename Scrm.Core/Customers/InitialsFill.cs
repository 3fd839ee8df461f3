using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>Works out the initials of customers who were there before initials were kept; goes on where it stopped, and is done for good at the end.</summary>
internal static class InitialsFill
{
    private const string Key = "customer-initials";
    private const int AStep = 5000;

    private sealed record Progress(long Position);

    public static async Task RunAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (await DoneAsync(db, cancel)) return;
        while (await StepAsync(db, cancel)) { }
    }

    private static async Task<bool> DoneAsync(ScrmDbContext db, CancellationToken cancel) =>
        (await SettingBook.ReadAsync(db, Key, new Progress(0), cancel)).Value.Position == long.MaxValue;

    private static async Task<bool> StepAsync(ScrmDbContext db, CancellationToken cancel)
    {
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        // Two nodes that start at once take turns.
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext({Key}))", cancel);
        var (progress, version) = await SettingBook.ReadAsync(db, Key, new Progress(0), cancel);
        if (progress.Position == long.MaxValue) return false;
        var named = new List<(long Id, string Name)>();
        await using (var read = Bulk.Command(db, $"SELECT id, name FROM customers WHERE id > {progress.Position} ORDER BY id LIMIT {AStep}"))
        await using (var rows = await read.ExecuteReaderAsync(cancel))
            while (await rows.ReadAsync(cancel)) named.Add((rows.GetInt64(0), rows.GetString(1)));
        await Bulk.ForEachTextAsync(db, "customers", "initials", [.. named.Select(n => (n.Id, Pinyin.OfPerson(n.Name)))], cancel);
        await SettingBook.PutAsync(db, Key, new Progress(named.Count < AStep ? long.MaxValue : named[^1].Id), version, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return true;
    }
}
