using System.Globalization;
using Npgsql;
using Scrm.Core.Events;

namespace Scrm.Bench;

/// <summary>
/// The hand-written reference of <see cref="IngestBench"/> on PostgreSQL: two prepared statements a transaction over arrays; it is told identity and customer,
/// checks nothing and recognises nobody.
/// </summary>
internal sealed class IngestInArrays : IIngestByHand
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand insert, update;
    private readonly long cutoff;

    public IngestInArrays(BenchLibrary library)
    {
        connection = (NpgsqlConnection)library.Connect();
        using (var window = new NpgsqlCommand("SELECT cutoff FROM aggregate_window", connection)) cutoff = (long)window.ExecuteScalar()!;
        insert = new NpgsqlCommand("""
            INSERT INTO customer_events
            (identity_id, customer_id, kind_id, occurred_at, received_at, source_id, subject, quantity, amount, seconds, text, properties, dedupe_key, member_id, batch_id)
            SELECT i, c, k, o, o + 1000, s, subject, 0, 0, sec, t, '', key, 0, 0 FROM unnest(@i, @c, @k, @o, @s, @subject, @sec, @t, @key) u(i, c, k, o, s, subject, sec, t, key)
            ON CONFLICT (source_id, dedupe_key) DO NOTHING RETURNING dedupe_key
            """, connection);
        update = new NpgsqlCommand("""
            UPDATE customers c SET last_inbound_at = greatest(last_inbound_at, d.at), last_interaction_at = greatest(last_interaction_at, d.at), interactions30 = interactions30 + d.n
            FROM unnest(@c, @at, @n) d(id, at, n) WHERE c.id = d.id
            """, connection);
    }

    public bool Write(IReadOnlyList<EventDraft> drafts)
    {
        using var transaction = connection.BeginTransaction();
        var rows = drafts.Select(d => (Draft: d, Place: long.Parse(d.Person!.Value.Value.AsSpan(6), CultureInfo.InvariantCulture), At: new DateTimeOffset(d.OccurredAt).ToUnixTimeMilliseconds())).ToList();
        Set(insert, ("i", rows.Select(r => r.Place + 1).ToArray()), ("c", rows.Select(r => BenchLibrary.FirstCustomer + r.Place).ToArray()),
            ("k", rows.Select(r => r.Draft.KindId).ToArray()), ("o", rows.Select(r => r.At).ToArray()), ("s", rows.Select(r => r.Draft.SourceId).ToArray()),
            ("subject", rows.Select(r => r.Draft.Subject).ToArray()), ("sec", rows.Select(r => r.Draft.Seconds).ToArray()), ("t", rows.Select(r => r.Draft.Text).ToArray()),
            ("key", rows.Select(r => r.Draft.Key).ToArray()));
        var fresh = new HashSet<string>(rows.Count);
        using (var returned = insert.ExecuteReader())
            while (returned.Read()) fresh.Add(returned.GetString(0));
        var touched = new SortedDictionary<long, (long At, int Count)>();
        foreach (var (draft, place, at) in rows)
        {
            if (!fresh.Contains(draft.Key)) continue;
            var there = touched.GetValueOrDefault(BenchLibrary.FirstCustomer + place);
            touched[BenchLibrary.FirstCustomer + place] = (Math.Max(there.At, at), there.Count + (at >= cutoff ? 1 : 0));
        }
        Set(update, ("c", touched.Keys.ToArray()), ("at", touched.Values.Select(v => v.At).ToArray()), ("n", touched.Values.Select(v => v.Count).ToArray()));
        update.ExecuteNonQuery();
        transaction.Commit();
        return true;
    }

    public void Dispose()
    {
        insert.Dispose();
        update.Dispose();
        connection.Dispose();
    }

    private static void Set(NpgsqlCommand command, params (string Name, object Values)[] parameters)
    {
        var first = command.Parameters.Count == 0;
        foreach (var (name, values) in parameters)
            if (first) command.Parameters.AddWithValue(name, values);
            else command.Parameters[name].Value = values;
        if (first) command.Prepare();
    }
}
