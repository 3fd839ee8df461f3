using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Scrm.Bench;

/// <summary>The hand-written reference: each line split, prepared INSERTs for customer, identity, order, line and event, one UPDATE a customer, one transaction.</summary>
internal sealed class OrdersByHand : IDisposable
{
    private const long Batch = 900_001, Now = 1_780_000_000_000;
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, Person> people = [];
    private readonly SqliteCommand customer, identity;

    public OrdersByHand(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run("PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=64000; PRAGMA foreign_keys=ON;");
        customer = Prepared("INSERT INTO customers (id, name, phone, member_no, external_id, gender, company, region, remark, source, owner_id, added_at, updated_at, state, batch_id, version) "
            + "VALUES ($0,'','',$1,'',0,'','','','文件导入',0,$2,$2,0,$3,1)", 4);
        identity = Prepared("INSERT INTO customer_identities (id, customer_id, type, value, source, first_seen) VALUES ($0,$1,2,$2,1,$3)", 4);
    }

    /// <summary>Returns the number of orders.</summary>
    public int Import(string file)
    {
        using var transaction = connection.BeginTransaction();
        customer.Transaction = identity.Transaction = transaction;
        using var order = Prepared("INSERT INTO customer_orders (id, identity_id, customer_id, source_id, number, paid_at, amount, refunded, status, batch_id) VALUES ($0,$1,$2,1,$3,$4,$5,0,0,$6)", 7);
        using var line = Prepared("INSERT INTO order_lines (order_id, position, product, quantity, amount) VALUES ($0,0,'',$1,$2)", 3);
        using var happened = Prepared("INSERT INTO customer_events (identity_id, customer_id, kind_id, occurred_at, received_at, source_id, subject, quantity, amount, seconds, text, properties, "
            + "dedupe_key, member_id, batch_id) VALUES ($0,$1,14,$2,$3,1,$4,$5,$6,0,'','',$7,0,$8)", 9);
        var (orders, times) = (0L, new Dictionary<string, int>());
        foreach (var text in File.ReadLines(file).Skip(1))
        {
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 4) continue;
            var person = Find(parts[0]);
            var cents = (long)(decimal.Parse(parts[3], CultureInfo.InvariantCulture) * 100);
            var at = new DateTimeOffset(DateTime.ParseExact(parts[1], "yyyyMMdd", CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();
            var key = $"{parts[0]}-{parts[1]}-{cents}";
            times[key] = times.GetValueOrDefault(key) + 1;
            var (number, count) = ($"{key}-{times[key]}", long.Parse(parts[2], CultureInfo.InvariantCulture));
            Run(order, ++orders, person.Identity, person.Id, number, at, cents, Batch);
            Run(line, orders, count, cents);
            Run(happened, person.Identity, person.Id, at, Now, number, count, cents, $"~order.{number}", Batch);
            person.Add(at, cents);
        }
        Sum();
        transaction.Commit();
        return (int)orders;
    }

    public void Dispose()
    {
        customer.Dispose();
        identity.Dispose();
        connection.Dispose();
    }

    private Person Find(string number)
    {
        if (people.TryGetValue(number, out var person)) return person;
        people[number] = person = new Person(100_001 + people.Count, people.Count + 1);
        Run(customer, person.Id, number, Now, Batch);
        Run(identity, person.Identity, person.Id, number, Now);
        return person;
    }

    private void Sum()
    {
        using var update = Prepared("UPDATE customers SET first_order_at = $0, last_order_at = $1, last_inbound_at = $1, last_interaction_at = $1, order_count = $2, spent_total = $3 WHERE id = $4", 5);
        foreach (var person in people.Values) Run(update, person.First, person.Last, person.Orders, person.Spent, person.Id);
    }

    private SqliteCommand Prepared(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", null));
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Person(long id, long identity)
    {
        public long Id => id;
        public long Identity => identity;
        public long First { get; private set; } = long.MaxValue;
        public long Last { get; private set; }
        public long Orders { get; private set; }
        public long Spent { get; private set; }

        public void Add(long at, long cents)
        {
            (First, Last, Orders, Spent) = (Math.Min(First, at), Math.Max(Last, at), Orders + 1, Spent + cents);
        }
    }
}
