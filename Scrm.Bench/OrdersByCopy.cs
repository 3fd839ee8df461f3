using Npgsql;

namespace Scrm.Bench;

/// <summary>The hand-written reference on PostgreSQL: each line split, COPY of customers with their sums, identities, orders, lines and events, one transaction.</summary>
internal sealed class OrdersByCopy(NpgsqlConnection connection) : IDisposable
{
    private const long Batch = 900_001, Now = 1_780_000_000_000;

    /// <summary>Returns the number of orders.</summary>
    public int Import(string file)
    {
        using var transaction = connection.BeginTransaction();
        var people = new Dictionary<string, Buyer>();
        var orders = new List<(OrderOfFile Order, Buyer Buyer)>();
        foreach (var order in OrderOfFile.Read(file))
        {
            if (!people.TryGetValue(order.Customer, out var buyer)) people[order.Customer] = buyer = new(100_001 + people.Count, people.Count + 1, order.Customer);
            buyer.Add(order);
            orders.Add((order, buyer));
        }
        Copy("customers (id, name, phone, member_no, external_id, gender, company, region, remark, source, owner_id, added_at, updated_at, state, batch_id, version, "
            + "first_order_at, last_order_at, last_inbound_at, last_interaction_at, order_count, spent_total)", people.Values,
            p => [p.Id, "", "", p.Number, "", (short)0, "", "", "", "文件导入", 0L, Now, Now, (short)0, Batch, 1, p.First, p.Last, p.Last, p.Last, p.Orders, p.Spent]);
        Copy("customer_identities (id, customer_id, type, value, source, first_seen)", people.Values, p => [p.Identity, p.Id, (short)2, p.Number, (short)1, Now]);
        Copy("customer_orders (id, identity_id, customer_id, source_id, number, paid_at, amount, refunded, status, batch_id)", orders.Index(),
            o => [o.Index + 1L, o.Item.Buyer.Identity, o.Item.Buyer.Id, 1, o.Item.Order.Number, o.Item.Order.At, o.Item.Order.Cents, 0L, (short)0, Batch]);
        Copy("order_lines (order_id, position, product, quantity, amount)", orders.Index(), o => [o.Index + 1L, 0, "", (int)o.Item.Order.Things, o.Item.Order.Cents]);
        Copy("customer_events (identity_id, customer_id, kind_id, occurred_at, received_at, source_id, subject, quantity, amount, seconds, text, properties, dedupe_key, member_id, batch_id)", orders,
            o => [o.Buyer.Identity, o.Buyer.Id, 14, o.Order.At, Now, 1, o.Order.Number, (int)o.Order.Things, o.Order.Cents, 0, "", "", $"~order.{o.Order.Number}", 0L, Batch]);
        transaction.Commit();
        return orders.Count;
    }

    public void Dispose() => connection.Dispose();

    private void Copy<T>(string into, IEnumerable<T> rows, Func<T, object[]> values)
    {
        using var copy = connection.BeginBinaryImport($"COPY {into} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows) copy.WriteRow(values(row));
        copy.Complete();
    }
}
