using System.Globalization;
using Microsoft.Data.Sqlite;
using Scrm.Core.Events;

namespace Scrm.Bench;

/// <summary>What <see cref="IngestBench"/> measures the product against.</summary>
internal interface IIngestByHand : IDisposable
{
    bool Write(IReadOnlyList<EventDraft> drafts);
}

/// <summary>The reference on SQLite: it is told identity and customer, checks nothing and recognises nobody.</summary>
internal sealed class IngestByHand : IIngestByHand
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert, update;
    private readonly long cutoff;

    public IngestByHand(BenchLibrary library)
    {
        connection = (SqliteConnection)library.Connect();
        using (var window = connection.CreateCommand())
        {
            window.CommandText = "SELECT cutoff FROM aggregate_window";
            cutoff = (long)window.ExecuteScalar()!;
        }
        insert = Prepare("""
            INSERT INTO customer_events
            (identity_id, customer_id, kind_id, occurred_at, received_at, source_id, subject, quantity, amount, seconds, text, properties, dedupe_key, member_id, batch_id)
            VALUES (@i, @c, @k, @o, @r, @s, @subject, 0, 0, @sec, @t, '', @key, 0, 0) ON CONFLICT (source_id, dedupe_key) DO NOTHING
            """, "@i", "@c", "@k", "@o", "@r", "@s", "@subject", "@sec", "@t", "@key");
        update = Prepare("""
            UPDATE customers SET last_inbound_at = max(last_inbound_at, @at), last_interaction_at = max(last_interaction_at, @at), interactions30 = interactions30 + @n
            WHERE id = @c
            """, "@at", "@n", "@c");
    }

    public bool Write(IReadOnlyList<EventDraft> drafts)
    {
        using var transaction = connection.BeginTransaction();
        (insert.Transaction, update.Transaction) = (transaction, transaction);
        var touched = new SortedDictionary<long, (long At, long Count)>();
        foreach (var draft in drafts)
        {
            var place = int.Parse(draft.Person!.Value.Value.AsSpan(6), CultureInfo.InvariantCulture);
            var (customer, at) = (BenchLibrary.FirstCustomer + place, new DateTimeOffset(draft.OccurredAt).ToUnixTimeMilliseconds());
            Set(insert, (long)place + 1, customer, draft.KindId, at, at + 1000, draft.SourceId, draft.Subject, draft.Seconds, draft.Text, draft.Key);
            if (insert.ExecuteNonQuery() == 0) continue;
            var there = touched.GetValueOrDefault(customer);
            touched[customer] = (Math.Max(there.At, at), there.Count + (at >= cutoff ? 1 : 0));
        }
        foreach (var (customer, (at, count)) in touched)
        {
            Set(update, at, count, customer);
            update.ExecuteNonQuery();
        }
        transaction.Commit();
        return true;
    }

    public void Dispose()
    {
        insert.Dispose();
        update.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter(name, 0L));
        return command;
    }

    private static void Set(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
    }
}
