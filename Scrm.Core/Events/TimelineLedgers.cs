using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>
/// One line of any of the ledgers as it was read. A to E, Was, Became and Said mean what the ledger's own SELECT says. Batch: the title.
/// </summary>
internal sealed record LedgerRow(
    TimelineMark Mark, int Kind, ActorKind ActorKind, long ActorId, long BatchId, long A, long B, long C, long D, long E, string Was, string Became, string Said, string Batch);

/// <summary>
/// Lines of the timeline that are no events: read from the ledgers of relations, merges, fields and tags when they are shown, never copied.
/// All ledgers that are asked for come in one statement.
/// </summary>
internal static class TimelineLedgers
{
    private const string Relations = """
        SELECT 1 AS source, id, at, CASE state WHEN 0 THEN 29 WHEN 3 THEN 31 ELSE 30 END AS kind, actor_kind, actor_id, batch_id,
            member_id AS a, to_member_id AS b, state AS c, 0 AS d, 0 AS e, '' AS was, snapshot AS became, reason AS said FROM relation_changes WHERE customer_id = @id
        """;

    private const string Merges = """
        SELECT 2 AS source, id, at, 32 AS kind, actor_kind, actor_id, batch_id, absorbed_id AS a, 0 AS b, rule AS c, 0 AS d, 0 AS e, '' AS was, '' AS became, '' AS said
            FROM customer_merges WHERE survivor_id = @id
        """;

    private const string MergesUndone = """
        SELECT 3 AS source, id, undone_at AS at, 32 AS kind, CASE WHEN undone_by > 0 THEN 1 ELSE 0 END AS actor_kind, undone_by AS actor_id, 0 AS batch_id,
            absorbed_id AS a, 0 AS b, rule AS c, 0 AS d, 0 AS e, '' AS was, '' AS became, '' AS said FROM customer_merges WHERE survivor_id = @id AND undone_at > 0
        """;

    private const string Fields = """
        SELECT 4 AS source, id, at, CASE field WHEN 13 THEN 26 ELSE 25 END AS kind, actor_kind, actor_id, batch_id,
            field AS a, definition_id AS b, 0 AS c, 0 AS d, 0 AS e, old AS was, new AS became, '' AS said FROM field_changes WHERE customer_id = @id
        """;

    private const string Tags = """
        SELECT 5 AS source, id, at, 24 AS kind, actor_kind, actor_id, batch_id,
            tag_id AS a, other_tag_id AS b, kind AS c, cause AS d, "row" AS e, '' AS was, '' AS became, reason AS said FROM tag_changes WHERE customer_id = @id
        """;

    private static readonly (TimelineSource Source, string Select, int[] Kinds)[] All =
    [
        (TimelineSource.Relation, Relations, [KindId.RelationBegan, KindId.RelationEnded, KindId.RelationHandedOver]), (TimelineSource.Merge, Merges, [KindId.CustomersMerged]),
        (TimelineSource.MergeUndone, MergesUndone, [KindId.CustomersMerged]), (TimelineSource.Field, Fields, [KindId.StageChanged, KindId.FieldChanged]),
        (TimelineSource.Tag, Tags, [KindId.TagChanged]),
    ];

    private static readonly int[] InStory = [KindId.RelationBegan, KindId.RelationEnded, KindId.RelationHandedOver, KindId.CustomersMerged, KindId.StageChanged];

    /// <summary>The kinds that live in ledgers and not among the events.</summary>
    public static readonly IReadOnlySet<int> Kinds = All.SelectMany(l => l.Kinds).ToHashSet();

    /// <summary>The kinds of lines that a filter shows.</summary>
    public static IReadOnlyList<int> ShownBy(TimelineFilter filter) => filter switch
    {
        { Reach: TimelineReach.Events } or { Sources.Count: > 0 } => [],
        { Kinds.Count: > 0 } => [.. filter.Kinds.Where(Kinds.Contains)],
        { Reach: TimelineReach.Everything } => [.. Kinds],
        _ => InStory,
    };

    /// <summary>The next <paramref name="take"/> lines, the latest first; one statement, none where nothing is shown.</summary>
    public static async Task<IReadOnlyList<LedgerRow>> ReadAsync(
        ScrmDbContext db, TagBook book, Scope scope, long customer, TimelineFilter filter, TimelineMark? before, int take, CancellationToken cancel)
    {
        var kinds = ShownBy(filter);
        if (kinds.Count == 0) return [];
        var parts = All.Where(l => l.Kinds.Any(kinds.Contains)).Select(l => $"""
            SELECT * FROM (SELECT * FROM ({l.Select}) AS lines WHERE {Where(l.Source, l.Kinds, kinds, book, scope, filter, before)} ORDER BY at DESC, id DESC LIMIT {take}) AS ledger
            """);
        var sql = $"""
            SELECT source, id, at, kind, actor_kind, actor_id, batch_id, a, b, c, d, e, was, became, said,
                CASE WHEN batch_id = 0 THEN NULL ELSE (SELECT title FROM batches WHERE batches.id = shown.batch_id) END
            FROM ({string.Join(" UNION ALL ", parts)}) AS shown ORDER BY at DESC, source, id DESC LIMIT {take}
            """;
        return await RowsAsync(db, sql, [("@id", customer), .. Bounds(filter, before)], Row, cancel);
    }

    /// <summary>The kinds that occur, each with the members who acted; one statement.</summary>
    public static async Task<IReadOnlyList<(int Kind, long Member)>> OccurringAsync(ScrmDbContext db, TagBook book, Scope scope, long customer, CancellationToken cancel)
    {
        var parts = All.Select(l => $"""
            SELECT DISTINCT kind, CASE WHEN source = 1 THEN a WHEN actor_kind = 1 THEN actor_id ELSE 0 END AS member
            FROM ({l.Select}) AS lines WHERE {Where(l.Source, l.Kinds, l.Kinds, book, scope, TimelineFilter.Story, null)}
            """);
        return await RowsAsync(db, string.Join(" UNION ", parts), [("@id", customer)], row => ((int)Number(row, 0), Number(row, 1)), cancel);
    }

    private static string Where(
        TimelineSource source, int[] own, IReadOnlyList<int> kinds, TagBook book, Scope scope, TimelineFilter filter, TimelineMark? before)
    {
        var conditions = new List<string> { "1 = 1" };
        if (own.Except(kinds).Any()) conditions.Add($"kind IN ({List(own.Intersect(kinds).Select(k => (long)k))})");
        if (filter.Members.Count > 0) conditions.Add($"(actor_kind = 1 AND actor_id IN ({List(filter.Members)}) OR source = 1 AND (a IN ({List(filter.Members)}) OR b IN ({List(filter.Members)})))");
        if (filter.From is not null) conditions.Add("at >= @from");
        if (filter.Until is not null) conditions.Add("at < @until");
        if (before is { Source: var mark })
            conditions.Add(source == mark ? "(at < @at OR at = @at AND id < @before)" : source > mark ? "at <= @at" : "at < @at");
        if (source == TimelineSource.Tag) conditions.Add(Seen(book, scope));
        return string.Join(" AND ", conditions);
    }

    /// <summary>Groups that this person may not see stay out in the statement itself, so that a page is full and the next begins where it ended.</summary>
    private static string Seen(TagBook book, Scope scope)
    {
        var hidden = book.Groups.Where(g => !TagPolicy.MaySee(g, scope)).Select(g => (long)g.Id).ToList();
        return $"a IN (SELECT id FROM tags{(hidden.Count == 0 ? "" : $" WHERE group_id NOT IN ({List(hidden)})")})";
    }

    private static IEnumerable<(string, object)> Bounds(TimelineFilter filter, TimelineMark? before)
    {
        if (filter.From is { } from) yield return ("@from", UnixMilliseconds.ToStore(from));
        if (filter.Until is { } until) yield return ("@until", UnixMilliseconds.ToStore(until));
        if (before is not { } mark) yield break;
        yield return ("@at", UnixMilliseconds.ToStore(mark.OccurredAt));
        yield return ("@before", mark.Id);
    }

    private static async Task<IReadOnlyList<T>> RowsAsync<T>(ScrmDbContext db, string sql, (string, object)[] values, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var all = new List<T>();
        while (await rows.ReadAsync(cancel)) all.Add(read(rows));
        return all;
    }

    private static LedgerRow Row(DbDataReader row) => new(
        new(UnixMilliseconds.FromStore(Number(row, 2)), Number(row, 1), (TimelineSource)Number(row, 0)), (int)Number(row, 3), (ActorKind)Number(row, 4), Number(row, 5), Number(row, 6),
        Number(row, 7), Number(row, 8), Number(row, 9), Number(row, 10), Number(row, 11), row.GetString(12), row.GetString(13), row.GetString(14), row.IsDBNull(15) ? "" : row.GetString(15));

    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private static string List(IEnumerable<long> ids) => string.Join(',', ids);
}
