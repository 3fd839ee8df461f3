using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;
using Scrm.Core.Import;

namespace Scrm.Core.Events;

/// <summary>Whose an event is: the identity it arrived on and that identity's customer, 0 while nobody is known.</summary>
internal readonly record struct ResolvedPerson(long IdentityId, long CustomerId, EventSkip Skip = EventSkip.None);

/// <summary>
/// Recognises people by one value each. Exactly one customer with the value: theirs. None, several, or a value that is shared:
/// an identity without a customer keeps the event until somebody knows better.
/// </summary>
internal static class EventPeople
{
    public static async Task<Dictionary<PersonKey, ResolvedPerson>> ResolveAsync(
        ScrmDbContext db, Tombstones tombstones, IEnumerable<PersonKey> people, EventCause cause, CancellationToken cancel)
    {
        var wanted = people.Distinct().OrderBy(p => p.Type).ThenBy(p => p.Value, StringComparer.Ordinal).ToList();
        await IdentityResolver.HoldStillAsync(db, cancel);
        var found = db.Database.IsNpgsql() ? await InArraysAsync(db, wanted, cancel) : OneByOne(db, wanted);
        var resolved = new Dictionary<PersonKey, ResolvedPerson>(wanted.Count);
        var missing = new List<(PersonKey Person, long Customer)>();
        var numbers = await CustomerRoot.FindAsync(db, [.. wanted.Where(p => p.Type == IdentityType.OneId && !found.ContainsKey(p)).Select(Number)], cancel);
        var staffs = await NobodysValues.ReadAsync(db, cancel);
        foreach (var person in wanted)
        {
            if (staffs.ContainsKey(new(person.Type, person.Value)))
            {
                resolved[person] = new(0, 0, EventSkip.BlockedValue);
                continue;
            }
            var values = found.GetValueOrDefault(person);
            var owners = values?.Where(v => v.Customer > 0).ToList() ?? [];
            if (owners is [{ Shared: false } only]) resolved[person] = new(only.Id, only.Customer);
            else if (values?.Find(v => v.Customer == 0) is { Id: > 0 } unlinked) resolved[person] = new(unlinked.Id, 0);
            else if (person.Type != IdentityType.OneId) missing.Add((person, 0));
            else if (numbers.TryGetValue(Number(person), out var customer)) missing.Add((person, customer));
            else resolved[person] = new(0, 0, EventSkip.UnknownCustomer);
        }
        var erased = await tombstones.AmongAsync(db, [.. missing.Select(m => new CustomerKey(m.Person.Type, m.Person.Value))], cancel);
        foreach (var key in erased) resolved[new(key.Type, key.Value)] = new(0, 0, EventSkip.ErasedPerson);
        missing.RemoveAll(m => erased.Contains(new(m.Person.Type, m.Person.Value)));
        foreach (var (person, identity) in missing.Zip(await AddAsync(db, missing, cause, cancel))) resolved[person.Person] = new(identity, person.Customer);
        return resolved;
    }

    private static long Number(PersonKey person) => long.Parse(person.Value, CultureInfo.InvariantCulture);

    /// <summary>SQLite has one writer anyway; PostgreSQL holds the customers' rows, in order, until the transaction ends.</summary>
    public static async Task LockAsync(ScrmDbContext db, IReadOnlyCollection<long> customers, CancellationToken cancel)
    {
        if (!db.Database.IsNpgsql() || customers.Count == 0) return;
        await using var locked = Bulk.Command(db, "SELECT id FROM customers WHERE id = ANY(@ids) ORDER BY id FOR UPDATE", ("ids", customers.ToArray()));
        await locked.ExecuteNonQueryAsync(cancel);
    }

    private static Dictionary<PersonKey, List<KnownValue>> OneByOne(ScrmDbContext db, List<PersonKey> people)
    {
        var found = new Dictionary<PersonKey, List<KnownValue>>(people.Count);
        using var one = new SqliteStatement(db, $"SELECT i.id, i.customer_id, i.state {IdentityReader.From} WHERE i.type = ? AND i.value = ? AND {IdentityReader.Living}");
        foreach (var person in people)
        {
            for (one.Bind(0, (long)person.Type).Bind(1, person.Value); one.Step();)
            {
                if (!found.TryGetValue(person, out var values)) found[person] = values = [];
                values.Add(new(one.Number(0), one.Number(1), one.Number(2) == (long)IdentityState.Shared));
            }
            one.Reset();
        }
        return found;
    }

    private static async Task<Dictionary<PersonKey, List<KnownValue>>> InArraysAsync(ScrmDbContext db, List<PersonKey> people, CancellationToken cancel)
    {
        var found = new Dictionary<PersonKey, List<KnownValue>>(people.Count);
        if (people.Count == 0) return found;
        await using var all = Bulk.Command(db, $"""
            SELECT i.id, i.customer_id, i.state, i.type, i.value {IdentityReader.From} JOIN unnest(@t, @v) k(t, v) ON i.type = k.t AND i.value = k.v
            WHERE {IdentityReader.Living} ORDER BY i.id
            """);
        all.Parameters.Add(new NpgsqlParameter("t", people.Select(p => (short)p.Type).ToArray()));
        all.Parameters.Add(new NpgsqlParameter("v", people.Select(p => p.Value).ToArray()));
        await using (var rows = await all.ExecuteReaderAsync(cancel))
            while (await rows.ReadAsync(cancel))
            {
                var person = new PersonKey((IdentityType)rows.GetInt16(3), rows.GetString(4));
                if (!found.TryGetValue(person, out var values)) found[person] = values = [];
                values.Add(Known(rows));
            }
        await HoldWaitingAsync(db, found.Values, cancel);
        return found;
    }

    /// <summary>Values that wait for an owner are held against a form or a file that gives them one meanwhile: these events would be left behind.</summary>
    private static async Task HoldWaitingAsync(ScrmDbContext db, IReadOnlyCollection<List<KnownValue>> found, CancellationToken cancel)
    {
        var waiting = found.SelectMany(values => values).Where(v => v.Customer == 0).Select(v => v.Id).ToArray();
        if (waiting.Length == 0) return;
        var held = new Dictionary<long, KnownValue>(waiting.Length);
        await using var hold = Bulk.Command(db, "SELECT id, customer_id, state FROM customer_identities WHERE id = ANY(@ids) ORDER BY id FOR SHARE", ("ids", waiting));
        await using (var rows = await hold.ExecuteReaderAsync(cancel))
            while (await rows.ReadAsync(cancel)) held[rows.GetInt64(0)] = Known(rows);
        foreach (var values in found)
        {
            values.RemoveAll(v => v.Customer == 0 && !held.ContainsKey(v.Id));
            for (var i = 0; i < values.Count; i++) values[i] = held.GetValueOrDefault(values[i].Id, values[i]);
        }
    }

    private static KnownValue Known(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt16(2) == (short)IdentityState.Shared);

    private static async Task<List<long>> AddAsync(ScrmDbContext db, List<(PersonKey Person, long Customer)> missing, EventCause cause, CancellationToken cancel)
    {
        var ids = new List<long>(missing.Count);
        if (missing.Count == 0) return ids;
        var now = UnixMilliseconds.ToStore(cause.Now);
        const string Add = "INSERT INTO customer_identities (customer_id, type, value, source, first_seen, last_seen, verified, state) VALUES ";
        // Two writers may meet the same stranger: the second gets the first one's identity.
        const string OrThere = " ON CONFLICT (type, value, customer_id) DO UPDATE SET last_seen = excluded.last_seen RETURNING id";
        if (db.Database.IsSqlite())
        {
            using var insert = new SqliteStatement(db, $"{Add}(?,?,?,?,?,?,0,0){OrThere}");
            foreach (var (person, customer) in missing)
            {
                insert.Bind(0, customer).Bind(1, (long)person.Type).Bind(2, person.Value).Bind(3, (long)cause.Via).Bind(4, now).Bind(5, now).Step();
                ids.Add(insert.Number(0));
                insert.Reset();
            }
            return ids;
        }
        foreach (var (person, customer) in missing)
        {
            await using var insert = Bulk.Command(db, $"{Add}(@c,@t,@v,@s,@n,@n,false,0){OrThere}", ("c", customer), ("t", (short)person.Type), ("v", person.Value), ("s", (short)cause.Via), ("n", now));
            ids.Add((long)(await insert.ExecuteScalarAsync(cancel))!);
        }
        return ids;
    }

    private readonly record struct KnownValue(long Id, long Customer, bool Shared);
}
