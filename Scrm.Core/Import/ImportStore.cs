using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Import;

/// <summary>Writes a planned chunk inside the open transaction, the same effect on both engines. Tags are not in here: their session saves itself.</summary>
internal sealed class ImportStore(ScrmDbContext db, Actor who, long batchId, DateTime now)
{
    private static readonly string[] Customers =
        ["id", "name", "phone", "member_no", "external_id", "gender", "company", "region", "remark", "source", "owner_id", "added_at", "updated_at", "state", "batch_id", "version", "initials"];

    private readonly long stamp = UnixMilliseconds.ToStore(now);

    public async Task WriteAsync(PlannedChunk chunk, KnownCustomers known, CancellationToken cancel)
    {
        await InsertCustomersAsync(chunk.Created, cancel);
        // Only fields that were edited were surely read: the others must not be written back.
        await UpdateAsync([.. chunk.Edits.Select(e => e.CustomerId).Distinct().Order().Select(id => known.People[id])], [.. chunk.Edits.Select(e => e.Field).Distinct().Order()], cancel);
        await Bulk.InsertAsync(db, "field_changes", ["customer_id", "field", "\"old\"", "\"new\"", "at", "actor_kind", "actor_id", "batch_id"], chunk.Edits, (edit, to) =>
        {
            (to[0], to[1], to[2], to[3]) = (edit.CustomerId, (short)edit.Field, edit.Old, edit.New);
            (to[4], to[5], to[6], to[7]) = (stamp, (short)who.Kind, who.Id, batchId);
        }, cancel);
        await Bulk.InsertAsync(db, "customer_identities", ["customer_id", "type", "value", "source", "first_seen"], chunk.Identities, (identity, to) =>
        {
            (to[0], to[1], to[2]) = (identity.CustomerId, (short)identity.Key.Type, identity.Key.Value);
            (to[3], to[4]) = ((short)IdentitySource.Import, stamp);
        }, cancel);
        foreach (var key in chunk.Shared) await SharedIdentities.MarkAsync(db, key, cancel);
        var relation = $"{stamp}, {(int)RelationState.Active}";
        await Bulk.ForEachPairAsync(db,
            $"INSERT INTO relations (customer_id, member_id, added_at, state) VALUES (@p0, @p1, {relation}) ON CONFLICT (customer_id, member_id) DO UPDATE SET state = 0",
            $"INSERT INTO relations (customer_id, member_id, added_at, state) SELECT a, b, {relation} FROM unnest(@a, @b) k(a, b) ON CONFLICT (customer_id, member_id) DO UPDATE SET state = 0",
            [.. chunk.Relations.Distinct().Select(r => (r.CustomerId, r.MemberId))], cancel);
    }

    public static Task ReportAsync(ScrmDbContext db, long importId, IReadOnlyCollection<RowProblem> problems, CancellationToken cancel) =>
        Bulk.InsertAsync(db, "import_problems", ["import_id", "row", "\"column\"", "code", "value", "suggestion", "row_lost"], problems, (problem, to) =>
        {
            (to[0], to[1], to[2], to[3]) = (importId, problem.Row, problem.Column, (short)problem.Code);
            (to[4], to[5], to[6]) = (problem.Value, problem.Suggestion, problem.RowLost);
        }, cancel);

    private Task InsertCustomersAsync(List<CustomerFacts> created, CancellationToken cancel) => Bulk.InsertAsync(db, "customers", Customers, created, (person, to) =>
    {
        to[0] = person.Id;
        foreach (var field in CustomerFacts.Fields) to[(int)field] = Value(person, field);
        if (person.AddedAt == 0) to[11] = stamp;
        (to[12], to[13], to[14], to[15], to[16]) = (stamp, (short)CustomerState.Active, batchId, 1, Pinyin.OfPerson(person[CustomerField.Name]));
    }, cancel);

    private async Task UpdateAsync(List<CustomerFacts> changed, List<CustomerField> fields, CancellationToken cancel)
    {
        if (changed.Count == 0) return;
        var columns = fields.ConvertAll(f => KnownReader.Columns[(int)f - 1]);
        if (fields.Contains(CustomerField.Name)) columns.Add("initials");
        object At(CustomerFacts person, int column) => column < fields.Count ? Value(person, fields[column]) : Pinyin.OfPerson(person[CustomerField.Name]);
        if (db.Database.IsNpgsql())
        {
            await using var all = Bulk.Command(db, $"UPDATE customers c SET {string.Join(", ", columns.Select(c => $"{c} = u.{c}"))}, updated_at = {stamp}, version = version + 1 "
                + $"FROM unnest(@id, {string.Join(", ", columns.Select(c => $"@{c}"))}) u(id, {string.Join(", ", columns)}) WHERE c.id = u.id");
            all.Parameters.Add(new NpgsqlParameter("id", changed.ConvertAll(p => p.Id).ToArray()));
            for (var i = 0; i < columns.Count; i++) all.Parameters.Add(new NpgsqlParameter(columns[i], Column(changed.ConvertAll(p => At(p, i)))));
            await all.ExecuteNonQueryAsync(cancel);
            return;
        }
        using var one = new SqliteStatement(db, $"UPDATE customers SET {string.Join(", ", columns.Select(c => $"{c} = ?"))}, updated_at = {stamp}, version = version + 1 WHERE id = ?");
        foreach (var person in changed)
        {
            for (var i = 0; i < columns.Count; i++) one.Bind(i, At(person, i));
            one.Bind(columns.Count, person.Id).Run();
        }
    }

    private static object Value(CustomerFacts person, CustomerField field) => field switch
    {
        CustomerField.Gender => (short)person.Gender,
        CustomerField.Owner => person.OwnerId,
        CustomerField.AddedAt => person.AddedAt,
        _ => person[field],
    };

    private static Array Column(List<object> values) => values[0] switch
    {
        long => values.ConvertAll(v => (long)v).ToArray(),
        short => values.ConvertAll(v => (short)v).ToArray(),
        _ => values.ConvertAll(v => (string)v).ToArray(),
    };
}
