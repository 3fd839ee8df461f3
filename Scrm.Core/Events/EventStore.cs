using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Events;

/// <summary>The table of events in hand-written SQL, the same effect on both engines.</summary>
internal static class EventStore
{
    private const string Columns =
        "identity_id, customer_id, kind_id, occurred_at, received_at, source_id, subject, quantity, amount, seconds, text, properties, dedupe_key, member_id, batch_id";

    private const string Once = "ON CONFLICT (source_id, dedupe_key) DO NOTHING";

    /// <summary>True for each row that was not there yet.</summary>
    public static Task<bool[]> InsertAsync(ScrmDbContext db, IReadOnlyList<EventRow> rows, EventCause cause, CancellationToken cancel) =>
        rows.Count == 0 ? Task.FromResult(Array.Empty<bool>())
            : db.Database.IsNpgsql() ? InArraysAsync(db, rows, cause, cancel) : Task.FromResult(OneByOne(db, rows, cause));

    private static bool[] OneByOne(ScrmDbContext db, IReadOnlyList<EventRow> rows, EventCause cause)
    {
        var (fresh, received) = (new bool[rows.Count], UnixMilliseconds.ToStore(cause.Now));
        using var insert = new SqliteStatement(db, $"INSERT INTO customer_events ({Columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) {Once}");
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, draft) = (rows[i], rows[i].Draft);
            fresh[i] = insert.Bind(0, row.Person.IdentityId).Bind(1, row.Person.CustomerId).Bind(2, draft.KindId).Bind(3, row.OccurredAt).Bind(4, received)
                .Bind(5, draft.SourceId).Bind(6, draft.Subject).Bind(7, draft.Quantity).Bind(8, draft.Amount).Bind(9, draft.Seconds).Bind(10, draft.Text)
                .Bind(11, draft.Properties).Bind(12, row.Key).Bind(13, draft.MemberId).Bind(14, cause.BatchId).Run() == 1;
        }
        return fresh;
    }

    private static async Task<bool[]> InArraysAsync(ScrmDbContext db, IReadOnlyList<EventRow> rows, EventCause cause, CancellationToken cancel)
    {
        // In the order of the keys, so that two writers with the same events wait for each other and not in a ring.
        var order = Enumerable.Range(0, rows.Count).OrderBy(i => rows[i].Draft.SourceId).ThenBy(i => rows[i].Key, StringComparer.Ordinal).Select(i => rows[i]).ToList();
        await using var insert = Bulk.Command(db, $"""
            INSERT INTO customer_events ({Columns})
            SELECT i, c, k, o, {UnixMilliseconds.ToStore(cause.Now)}, s, subject, q, a, sec, t, p, key, m, {cause.BatchId}
            FROM unnest(@i, @c, @k, @o, @s, @subject, @q, @a, @sec, @t, @p, @key, @m) u(i, c, k, o, s, subject, q, a, sec, t, p, key, m)
            {Once} RETURNING source_id, dedupe_key
            """);
        void Add<T>(string name, Func<EventRow, T> value) => insert.Parameters.Add(new NpgsqlParameter(name, order.Select(value).ToArray()));
        Add("i", r => r.Person.IdentityId);
        Add("c", r => r.Person.CustomerId);
        Add("k", r => r.Draft.KindId);
        Add("o", r => r.OccurredAt);
        Add("s", r => r.Draft.SourceId);
        Add("subject", r => r.Draft.Subject);
        Add("q", r => r.Draft.Quantity);
        Add("a", r => r.Draft.Amount);
        Add("sec", r => r.Draft.Seconds);
        Add("t", r => r.Draft.Text);
        Add("p", r => r.Draft.Properties);
        Add("key", r => r.Key);
        Add("m", r => r.Draft.MemberId);
        var written = new HashSet<(int, string)>(rows.Count);
        await using (var returned = await insert.ExecuteReaderAsync(cancel))
            while (await returned.ReadAsync(cancel)) written.Add((returned.GetInt32(0), returned.GetString(1)));
        return [.. rows.Select(r => written.Contains((r.Draft.SourceId, r.Key)))];
    }
}
