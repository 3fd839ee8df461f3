using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;

namespace Scrm.Core.Forecast;

/// <summary>Everybody's prediction, written over the last one in short transactions.</summary>
internal static class PredictionStore
{
    private const int AStep = 5000;
    private const string Over = "ON CONFLICT (customer_id) DO UPDATE SET alive = excluded.alive, next30 = excluded.next30, next90 = excluded.next90, at = excluded.at";
    private const string Columns = "INSERT INTO predictions (customer_id, alive, next30, next90, at)";

    public static async Task WriteAsync(
        IDbContextFactory<ScrmDbContext> contexts, IReadOnlyList<(long Customer, BuyingHistory History)> known, BgNbd model, DateTime at, CancellationToken cancel)
    {
        foreach (var step in known.Chunk(AStep))
        {
            var rows = Array.ConvertAll(step, k => (k.Customer, Alive: model.Alive(k.History), Next30: model.Expected(k.History, 30 / 7.0), Next90: model.Expected(k.History, 90 / 7.0)));
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await Bulk.BeginResumableAsync(db, cancel);
            if (db.Database.IsNpgsql()) await PostgresAsync(db, rows, at, cancel);
            else await SqliteAsync(db, rows, at, cancel);
            await transaction.CommitAsync(cancel);
        }
        await using var last = await contexts.CreateDbContextAsync(cancel);
        await last.Predictions.Where(p => p.At < at).ExecuteDeleteAsync(cancel);
    }

    private static async Task PostgresAsync(ScrmDbContext db, (long Customer, double Alive, double Next30, double Next90)[] rows, DateTime at, CancellationToken cancel)
    {
        await using var all = Bulk.Command(db, $"{Columns} SELECT i, a, m, q, {UnixMilliseconds.ToStore(at)} FROM unnest(@i, @a, @m, @q) k(i, a, m, q) {Over}");
        all.Parameters.Add(new NpgsqlParameter("i", Array.ConvertAll(rows, r => r.Customer)));
        all.Parameters.Add(new NpgsqlParameter("a", Array.ConvertAll(rows, r => r.Alive)));
        all.Parameters.Add(new NpgsqlParameter("m", Array.ConvertAll(rows, r => r.Next30)));
        all.Parameters.Add(new NpgsqlParameter("q", Array.ConvertAll(rows, r => r.Next90)));
        await all.ExecuteNonQueryAsync(cancel);
    }

    private static async Task SqliteAsync(ScrmDbContext db, (long Customer, double Alive, double Next30, double Next90)[] rows, DateTime at, CancellationToken cancel)
    {
        await using var one = Bulk.Command(db, $"{Columns} VALUES (@i, @a, @m, @q, {UnixMilliseconds.ToStore(at)}) {Over}", ("@i", 0L), ("@a", 0.0), ("@m", 0.0), ("@q", 0.0));
        foreach (var row in rows)
        {
            (one.Parameters[0].Value, one.Parameters[1].Value, one.Parameters[2].Value, one.Parameters[3].Value) = (row.Customer, row.Alive, row.Next30, row.Next90);
            await one.ExecuteNonQueryAsync(cancel);
        }
    }
}
