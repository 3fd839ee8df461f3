using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Lifecycle;

namespace Scrm.Bench;

/// <summary>
/// Stage, tier and class of everybody worked out from nothing, in microseconds a customer, and once more when nothing changed; reference: the same three by one
/// UPDATE with CASE in one transaction. Options: those of <see cref="EventLibrary"/>.
/// </summary>
internal static class RatingBench
{
    private const string Forget = "UPDATE customers SET stage = 0, tier = 0, rfm = 0, rate_at = 0; DELETE FROM settings WHERE \"key\" = 'value-rating'";

    public static async Task RunAsync(string[] options)
    {
        await using var library = await EventLibrary.OpenAsync(options);
        await RunAsync(library, Forget);
        var byHand = await TimeAsync(() => RunAsync(library, ByHand(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds())));
        await RunAsync(library, Forget);
        var rating = library.Get<CustomerRating>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Print("everybody from nothing", await TimeAsync(() => rating.RunAsync(now, default)), byHand);
        Print("everybody, nothing changed", await TimeAsync(() => rating.RunAsync(now.AddDays(1), default)), byHand);

        void Print(string figure, double milliseconds, double reference) =>
            Figures.Print("rating", figure, "µs/customer", milliseconds * 1000 / library.Customers, reference * 1000 / library.Customers);
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task RunAsync(EventLibrary library, string sql)
    {
        await using var db = library.Open();
        await db.Database.OpenConnectionAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        BenchLibrary.Run((SqliteConnection)db.Database.GetDbConnection(), sql);
        await transaction.CommitAsync();
    }

    private static string ByHand(long now)
    {
        var t = ValueThresholds.Default;
        string Since(int days) => $"{now - (days * 86_400_000L)}";
        var sign = "max(added_at, last_inbound_at, last_order_at)";
        return $"""
            UPDATE customers SET
                stage = CASE WHEN order_count > 0 AND {sign} <= {Since(t.LostBuyerDays)} THEN 5 WHEN order_count = 0 AND {sign} <= {Since(t.LostProspectDays)} THEN 5
                    WHEN order_count >= {t.LoyalOrders} AND last_order_at > {Since(t.LoyalDays)} THEN 4 WHEN order_count > 0 THEN 3 WHEN last_inbound_at > {Since(t.InterestedDays)} THEN 2 ELSE 1 END,
                tier = CASE WHEN order_count = 0 THEN 4 WHEN spent_total >= {t.CoreSpend} THEN 1 WHEN spent_total >= {t.ImportantSpend} THEN 2 ELSE 3 END,
                rfm = CASE WHEN order_count = 0 THEN 0 ELSE 1 + 4 * (last_order_at > {Since(t.RecentDays)}) + 2 * (order_count >= {t.FrequentOrders}) + (spent_total >= {t.MuchSpend}) END,
                rate_at = {now} + 86400000
            WHERE state = 0
            """;
    }
}
