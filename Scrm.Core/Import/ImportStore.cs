using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Import;

/// <summary>Writes a planned chunk inside the open transaction, the same effect on both engines. Tags are not in here: their session saves itself.</summary>
internal sealed class ImportStore(ScrmDbContext db, Actor who, long batchId, DateTime now)
{
    private static readonly string[] Customers =
        ["id", "name", "phone", "member_no", "external_id", "gender", "company", "region", "remark", "source", "owner_id", "added_at", "updated_at", "state", "batch_id", "version"];

    private static readonly string[] Editable = ["name", "phone", "member_no", "external_id", "gender", "company", "region", "remark", "source", "owner_id", "added_at"];

    private readonly long stamp = UnixMilliseconds.ToStore(now);

    public async Task WriteAsync(PlannedChunk chunk, KnownCustomers known, long importId, CancellationToken cancel)
    {
        await InsertCustomersAsync(chunk.Created, cancel);
        await UpdateAsync([.. chunk.Edits.Select(e => e.CustomerId).Distinct().Order().Select(id => known.People[id])], cancel);
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
        var relation = $"{stamp}, {(int)RelationState.Active}";
        await Bulk.ForEachPairAsync(db,
            $"INSERT INTO relations (customer_id, member_id, added_at, state) VALUES (@p0, @p1, {relation}) ON CONFLICT (customer_id, member_id) DO UPDATE SET state = 0",
            $"INSERT INTO relations (customer_id, member_id, added_at, state) SELECT a, b, {relation} FROM unnest(@a, @b) k(a, b) ON CONFLICT (customer_id, member_id) DO UPDATE SET state = 0",
            [.. chunk.Relations.Distinct().Select(r => (r.CustomerId, r.MemberId))], cancel);
        await Bulk.InsertAsync(db, "import_problems", ["import_id", "row", "\"column\"", "code", "value", "suggestion", "row_lost"], chunk.Problems, (problem, to) =>
        {
            (to[0], to[1], to[2], to[3]) = (importId, problem.Row, problem.Column, (short)problem.Code);
            (to[4], to[5], to[6]) = (problem.Value, problem.Suggestion, problem.RowLost);
        }, cancel);
    }

    private Task InsertCustomersAsync(List<CustomerFacts> created, CancellationToken cancel) => Bulk.InsertAsync(db, "customers", Customers, created, (person, to) =>
    {
        to[0] = person.Id;
        Fill(person, to, 1);
        if (person.AddedAt == 0) to[11] = stamp;
        (to[12], to[13], to[14], to[15]) = (stamp, (short)CustomerState.Active, batchId, 1);
    }, cancel);

    private async Task UpdateAsync(List<CustomerFacts> changed, CancellationToken cancel)
    {
        if (changed.Count == 0) return;
        if (db.Database.IsNpgsql())
        {
            await using var all = Bulk.Command(db, $"UPDATE customers c SET {string.Join(", ", Editable.Select(c => $"{c} = u.{c}"))}, updated_at = {stamp}, version = version + 1 "
                + $"FROM unnest(@id, {string.Join(", ", Editable.Select(c => $"@{c}"))}) u(id, {string.Join(", ", Editable)}) WHERE c.id = u.id");
            var rows = changed.ConvertAll(Values);
            all.Parameters.Add(new NpgsqlParameter("id", changed.ConvertAll(p => p.Id).ToArray()));
            for (var i = 0; i < Editable.Length; i++) all.Parameters.Add(new NpgsqlParameter(Editable[i], Column(rows, i)));
            await all.ExecuteNonQueryAsync(cancel);
            return;
        }
        await using var one = Bulk.Command(db, $"UPDATE customers SET {string.Join(", ", Editable.Select(c => $"{c} = @{c}"))}, updated_at = {stamp}, version = version + 1 WHERE id = @id",
            [.. Editable.Select(c => ($"@{c}", (object)"")), ("@id", 0L)]);
        foreach (var person in changed)
        {
            var values = Values(person);
            for (var i = 0; i < values.Length; i++) one.Parameters[i].Value = values[i];
            one.Parameters[Editable.Length].Value = person.Id;
            one.ExecuteNonQuery();
        }
    }

    private static object[] Values(CustomerFacts person)
    {
        var values = new object[Editable.Length];
        Fill(person, values, 0);
        return values;
    }

    private static void Fill(CustomerFacts person, object[] to, int at)
    {
        foreach (var field in CustomerFacts.Fields)
            to[at++] = field switch
            {
                CustomerField.Gender => (short)person.Gender,
                CustomerField.Owner => person.OwnerId,
                CustomerField.AddedAt => person.AddedAt,
                _ => person[field],
            };
    }

    private static Array Column(List<object[]> rows, int i) => rows[0][i] switch
    {
        long => rows.ConvertAll(r => (long)r[i]).ToArray(),
        short => rows.ConvertAll(r => (short)r[i]).ToArray(),
        _ => rows.ConvertAll(r => (string)r[i]).ToArray(),
    };
}
