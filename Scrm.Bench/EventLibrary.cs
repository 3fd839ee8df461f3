using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;
using Scrm.Core.Sources;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// The library of <see cref="BenchLibrary"/> with a year of events: 20 a customer, every twentieth a paid order with its lines, some customers far busier than others
/// (the busiest has about a thousandth of all). Aggregates stand on the customers; identities, relations and predictions are there too.
/// Options: <c>--customers N</c> (1,000,000), <c>--events N</c> (20 a customer), <c>--keep FOLDER</c> (made there once and used again).
/// </summary>
internal sealed class EventLibrary : IAsyncDisposable
{
    public const int Members = 20, SourceCount = 3, EventsAnOrder = 20, OrderPaid = 14, MessageOut = 6;
    private const int Seed = 20261121, Subjects = 200;
    private const long Permutation = 1_000_003, Year = 365L * 86_400_000, Month = 30L * 86_400_000;
    private static readonly (int Kind, int Weight)[] Kinds = [(1, 40), (2, 20), (3, 10), (5, 12), (MessageOut, 8), (16, 3), (17, 2), (11, 2), (21, 2), (20, 1)];

    private EventLibrary(BenchLibrary customers, int events) => (Library, Events) = (customers, events);

    public BenchLibrary Library { get; }

    public int Events { get; }

    public int Customers => Library.Customers;

    public static async Task<EventLibrary> OpenAsync(string[] options)
    {
        var customers = int.Parse(BenchLibrary.Option(options, "--customers") ?? "1000000", CultureInfo.InvariantCulture);
        var events = int.Parse(BenchLibrary.Option(options, "--events") ?? (customers * 20L).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var library = await BenchLibrary.OpenAsync(options, ledger: true, $"-{events}", made => new EventLibrary(made, events).FillAsync());
        return new(library, events);
    }

    /// <summary>The customer with this rank by events, from 0 for the busiest.</summary>
    public long CustomerOfRank(int rank) => BenchLibrary.FirstCustomer + Place(rank);

    public T Get<T>() where T : notnull => Library.Get<T>();

    public ScrmDbContext Open() => Library.Open();

    public ValueTask DisposeAsync() => Library.DisposeAsync();

    private long Place(long rank) => (rank * Permutation + 12_345) % Customers;

    private async Task FillAsync()
    {
        await using var db = Open();
        await AddPeopleAsync(db);
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        BenchLibrary.Run(connection, "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-262144; PRAGMA synchronous=OFF;");
        var end = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            var indexes = BenchLibrary.Column(connection, """
                SELECT sql FROM sqlite_master
                WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('customer_events', 'customer_orders', 'order_lines', 'relations')
                """);
            foreach (var name in indexes.Select(sql => sql.Split('"')[1])) BenchLibrary.Run(connection, $"DROP INDEX \"{name}\"");
            AddEvents(db, end - Year);
            BenchLibrary.Run(connection, """
                INSERT INTO relations (customer_id, member_id, added_at, state, remark, description, add_way, state_code, ended_at)
                SELECT id, owner_id, added_at, 0, '', '', '扫码', '', 0 FROM customers WHERE owner_id > 0
                """);
            foreach (var sql in indexes) BenchLibrary.Run(connection, sql);
            Aggregate(connection, end - Month);
            await transaction.CommitAsync();
        }
        BenchLibrary.Run(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static async Task AddPeopleAsync(ScrmDbContext db)
    {
        if (await db.Members.AnyAsync()) return;
        db.AddRange(Enumerable.Range(1, Members).Select(m => new Member { Name = $"成员{m}", Role = Role.Sales, CreatedAt = DateTime.UnixEpoch }));
        db.AddRange(Enumerable.Range(1, SourceCount).Select(s => new Source { Name = $"渠道{s}", Channel = (Channel)s, CreatedAt = DateTime.UnixEpoch }));
        await db.SaveChangesAsync();
    }

    private void AddEvents(ScrmDbContext db, long start)
    {
        var random = new Random(Seed);
        var kinds = Kinds.SelectMany(k => Enumerable.Repeat(k.Kind, k.Weight)).ToArray();
        var subjects = Enumerable.Range(1, Subjects).Select(s => $"商品{s}").ToArray();
        using var events = new SqliteStatement(db, """
            INSERT INTO customer_events
            (identity_id, customer_id, kind_id, occurred_at, received_at, source_id, subject, quantity, amount, seconds, text, properties, dedupe_key, member_id, batch_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, 0)
            """);
        using var orders = new SqliteStatement(db, """
            INSERT INTO customer_orders (id, identity_id, customer_id, source_id, number, paid_at, amount, refunded, status, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)
            """);
        using var lines = new SqliteStatement(db, "INSERT INTO order_lines (order_id, position, product, quantity, amount) VALUES (?, 1, ?, ?, ?)");
        for (var i = 0; i < Events; i++)
        {
            var (u, subject) = (random.NextDouble(), subjects[random.Next(Subjects)]);
            var place = Place((long)(Customers * u * u));
            var (at, source) = (start + (long)((double)Year * i / Events), 1 + i % SourceCount);
            var order = i % EventsAnOrder == EventsAnOrder - 1;
            var (quantity, amount) = order ? (1 + random.Next(3), 100L * (20 + random.Next(500))) : (0, 0L);
            var kind = order ? OrderPaid : kinds[random.Next(kinds.Length)];
            var number = i.ToString("D9", CultureInfo.InvariantCulture);
            events.Bind(0, 1 + place).Bind(1, BenchLibrary.FirstCustomer + place).Bind(2, kind).Bind(3, at).Bind(4, at + 1000).Bind(5, source).Bind(6, subject)
                .Bind(7, quantity).Bind(8, amount).Bind(9, kind is 1 or 2 ? random.Next(5, 240) : 0).Bind(10, number).Bind(11, kind is 16 or 17 or MessageOut ? 1 + i % Members : 0).Run();
            if (!order) continue;
            orders.Bind(0, 1 + i / EventsAnOrder).Bind(1, 1 + place).Bind(2, BenchLibrary.FirstCustomer + place).Bind(3, source).Bind(4, number).Bind(5, at).Bind(6, amount).Run();
            lines.Bind(0, 1 + i / EventsAnOrder).Bind(1, subject).Bind(2, quantity).Bind(3, amount).Run();
        }
    }

    private static void Aggregate(SqliteConnection connection, long cutoff)
    {
        BenchLibrary.Run(connection, $"""
            UPDATE customers SET last_interaction_at = e.last, last_inbound_at = e.inbound, interactions30 = e.recent
            FROM (SELECT customer_id, max(occurred_at) AS last, max(CASE WHEN kind_id <> {MessageOut} THEN occurred_at ELSE 0 END) AS inbound,
                sum(occurred_at >= {cutoff}) AS recent FROM customer_events GROUP BY customer_id) e WHERE e.customer_id = customers.id
            """);
        BenchLibrary.Run(connection, $"""
            UPDATE customers SET first_order_at = o.first, last_order_at = o.last, order_count = o.count, spent_total = o.spent, orders30 = o.recent, spent30 = o.spent_recent
            FROM (SELECT customer_id, min(paid_at) AS first, max(paid_at) AS last, count(*) AS count, sum(amount) AS spent, sum(paid_at >= {cutoff}) AS recent,
                sum(CASE WHEN paid_at >= {cutoff} THEN amount ELSE 0 END) AS spent_recent FROM customer_orders GROUP BY customer_id) o WHERE o.customer_id = customers.id
            """);
        BenchLibrary.Run(connection, $"INSERT OR REPLACE INTO aggregate_window (id, cutoff) VALUES (1, {cutoff})");
        BenchLibrary.Run(connection, $"""
            INSERT INTO predictions (customer_id, alive, next30, next90, at) SELECT id, 0.7, 0.2, 0.6, {cutoff} FROM customers WHERE order_count > 0
            """);
        BenchLibrary.Run(connection, $"""
            INSERT INTO model_fits (at, customers, repeats, r, alpha, a, b, log_likelihood, calibration, usable) VALUES ({cutoff}, 1000, 1000, 0.24, 4.4, 0.79, 2.4, -1000, '', 1)
            """);
    }
}
