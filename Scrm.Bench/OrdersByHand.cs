using Microsoft.Data.Sqlite;

namespace Scrm.Bench;

/// <summary>The hand-written reference on SQLite: each line split, prepared INSERTs for customer, identity, order, line and event, one UPDATE a customer, one transaction.</summary>
internal sealed class OrdersByHand : IDisposable
{
    private const long Batch = 900_001, Now = 1_780_000_000_000;
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, Buyer> people = [];
    private readonly SqliteCommand customer, identity;

    public OrdersByHand(SqliteConnection connection)
    {
        this.connection = connection;
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
        var orders = 0L;
        foreach (var of in OrderOfFile.Read(file))
        {
            var buyer = Find(of.Customer);
            Run(order, ++orders, buyer.Identity, buyer.Id, of.Number, of.At, of.Cents, Batch);
            Run(line, orders, of.Things, of.Cents);
            Run(happened, buyer.Identity, buyer.Id, of.At, Now, of.Number, of.Things, of.Cents, $"~order.{of.Number}", Batch);
            buyer.Add(of);
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

    private Buyer Find(string number)
    {
        if (people.TryGetValue(number, out var buyer)) return buyer;
        people[number] = buyer = new Buyer(100_001 + people.Count, people.Count + 1, number);
        Run(customer, buyer.Id, number, Now, Batch);
        Run(identity, buyer.Identity, buyer.Id, number, Now);
        return buyer;
    }

    private void Sum()
    {
        using var update = Prepared("UPDATE customers SET first_order_at = $0, last_order_at = $1, last_inbound_at = $1, last_interaction_at = $1, order_count = $2, spent_total = $3 WHERE id = $4", 5);
        foreach (var buyer in people.Values) Run(update, buyer.First, buyer.Last, buyer.Orders, buyer.Spent, buyer.Id);
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
}
