using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>Reads what the library knows about values: who has them, what sets those people apart, and what is blocked.</summary>
internal static class IdentityReader
{
    private const string Columns = "i.id, i.customer_id, i.state, i.verified, i.last_seen, i.type, i.value";

    // Rows of somebody who was merged or withdrawn are not theirs to be found by; rows of nobody (0) are.
    public const string From = "FROM customer_identities i LEFT JOIN customers c ON c.id = i.customer_id";
    public const string Living = "(i.customer_id = 0 OR c.state = 0)";

    private static readonly string Exclusives = $"SELECT customer_id, type, value FROM customer_identities WHERE type IN ({(int)IdentityType.MemberNo}, {(int)IdentityType.UnionId}) AND customer_id";

    public static async Task ReadAsync(ScrmDbContext db, LinkGround ground, IReadOnlyCollection<CustomerKey> keys, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        if (db.Database.IsNpgsql())
        {
            await using var all = Bulk.Command(db, $"SELECT {Columns} {From} JOIN unnest(@t, @v) k(type, value) ON k.type = i.type AND k.value = i.value WHERE {Living} ORDER BY i.id");
            all.Parameters.Add(new NpgsqlParameter("t", keys.Select(k => (short)k.Type).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("v", keys.Select(k => k.Value).ToArray()));
            await using var found = await all.ExecuteReaderAsync(cancel);
            while (await found.ReadAsync(cancel))
                ground.Meet(new(found.GetInt64(0), new((IdentityType)found.GetInt16(5), found.GetString(6)), found.GetInt64(1))
                {
                    State = (IdentityState)found.GetInt16(2), Verified = found.GetBoolean(3), LastSeen = found.GetInt64(4),
                });
            return;
        }
        using var one = new SqliteStatement(db, $"SELECT {Columns} {From} WHERE i.type = ? AND i.value = ? AND {Living}");
        foreach (var key in keys)
        {
            cancel.ThrowIfCancellationRequested();
            for (one.Bind(0, (long)key.Type).Bind(1, key.Value); one.Step();)
                ground.Meet(new(one.Number(0), key, one.Number(1)) { State = (IdentityState)one.Number(2), Verified = one.Number(3) != 0, LastSeen = one.Number(4) });
            one.Reset();
        }
    }

    /// <summary>The exclusive values of customers, for the question whether another one would be a second.</summary>
    public static async Task ExclusivesAsync(ScrmDbContext db, LinkGround ground, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        if (db.Database.IsSqlite())
        {
            if (customers.Count == 0) return;
            using var one = new SqliteStatement(db, $"{Exclusives} = ?");
            foreach (var customer in customers)
            {
                for (one.Bind(0, customer); one.Step();) ground.Own(customer, new((IdentityType)one.Number(1), one.Text(2)));
                one.Reset();
            }
            return;
        }
        await Bulk.ReadAsync(db, "", $"{Exclusives} = ANY(@a)", customers, row => ground.Own(row.GetInt64(0), new((IdentityType)row.GetInt16(1), row.GetString(2))), cancel);
    }
}
