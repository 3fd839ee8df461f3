using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>
/// Takes one merge back inside the caller's transaction. Where nothing was changed since, both stand as before to the letter; what was changed since goes by
/// the choices given, and stays with the survivor where none was.
/// </summary>
internal sealed class MergeUndo(ScrmDbContext db, TagBook book, Actor actor, DateTime now, MergeRecord record, IReadOnlyDictionary<string, LaterChoice> choices)
{
    private readonly long stamp = UnixMilliseconds.ToStore(now);
    private readonly long to = record.Survivor.Id;
    private readonly long from = record.Absorbed.Id;
    private Dictionary<string, LaterChoice> later = [];
    private FieldBook fields = FieldBook.Of([]);

    public async Task WriteAsync(CustomerMerge merge, CancellationToken cancel)
    {
        var stands = await MergeImages.ReadAsync(db, to, cancel);
        fields = await FieldBook.LoadAsync(db, cancel);
        later = MergeLater.Compare(record, stands, fields).ToDictionary(e => e.Key, e => choices.GetValueOrDefault(e.Key));
        var untouched = stands.Customer.Same(record.After.Customer) && record.Cutoff == await MergeWriter.CutoffAsync(db, cancel);
        await IdentitiesAsync(cancel);
        await RelationsAsync(stands, cancel);
        await MergeTags.PartAsync(db, book, new(actor, MergeRule.ByHand, now), record, stands, later, cancel);
        await OwnFieldsAsync(stands, cancel);
        LogFields(stands);
        await CustomersAsync(stands, cancel);
        await CustomerTouches.MoveBackAsync(db, to, from, await CustomerRoot.FamilyAsync(db, from, cancel), now, cancel);
        if (untouched) await BothAsBeforeAsync(cancel);
        await new MergeReviews(db, now, actor).PartAsync(record, cancel);
        (merge.UndoneAt, merge.UndoneBy) = (now, actor.MemberId);
        db.AuditEntries.Add(AuditTrail.Entry(now, actor, AuditAct.MergeUndone, to, 1, from.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancel);
    }

    private LaterChoice? Later(string key) => later.TryGetValue(key, out var choice) ? choice : null;

    private async Task IdentitiesAsync(CancellationToken cancel)
    {
        var ids = string.Join(',', record.Absorbed.Identities.Select(i => i.Text("id")).DefaultIfEmpty("0"));
        var numbers = string.Join(',', (await CustomerRoot.FamilyAsync(db, from, cancel)).Select(id => $"'{id}'"));
        string[] back =
        [
            $"UPDATE customer_identities SET customer_id = {from} WHERE customer_id = {to} AND id IN ({ids})",
            // Its own number, first used after the merge.
            $"UPDATE customer_identities SET customer_id = {from} WHERE customer_id = {to} AND type = {(int)IdentityType.OneId} AND value IN ({numbers})",
        ];
        foreach (var sql in back)
        {
            await using var command = Bulk.Command(db, sql);
            await command.ExecuteNonQueryAsync(cancel);
        }
        foreach (var mine in record.Survivor.Identities)
            if (record.After.Identities.FirstOrDefault(i => i.Same(mine, "id")) is { } after && !after.Same(mine, "verified"))
                await mine.UpdateAsync(db, "customer_identities", $"id = {mine.Text("id")}", ["verified"], cancel);
        await TwinsAsync(cancel);
    }

    /// <summary>A value that the survivor had through the one who leaves, and that somebody else who became part of them has too, stays with them.</summary>
    private async Task TwinsAsync(CancellationToken cancel)
    {
        var family = string.Join(',', (await CustomerRoot.FamilyAsync(db, to, cancel)).Except(await CustomerRoot.FamilyAsync(db, from, cancel)).Where(id => id != to).DefaultIfEmpty(-1));
        await using var promote = Bulk.Command(db, $"""
            UPDATE customer_identities SET customer_id = {to} WHERE id IN (
                SELECT min(t.id) FROM customer_identities t WHERE t.customer_id IN ({family})
                AND NOT EXISTS (SELECT 1 FROM customer_identities h WHERE h.customer_id = {to} AND h.type = t.type AND h.value = t.value) GROUP BY t.type, t.value)
            """);
        await promote.ExecuteNonQueryAsync(cancel);
    }

    private async Task RelationsAsync(CustomerImage stands, CancellationToken cancel)
    {
        foreach (var row in stands.Relations.Where(r => Later(LaterEdit.Relation(r.Text("member_id"))) != LaterChoice.Keep)) await MergeRelations.DropAsync(db, row, cancel);
        foreach (var row in record.Survivor.Relations.Where(r => Later(LaterEdit.Relation(r.Text("member_id"))) != LaterChoice.Keep)) await MergeRelations.PutAsync(db, row, cancel);
        foreach (var row in record.Absorbed.Relations) await MergeRelations.PutAsync(db, row, cancel);
        foreach (var row in stands.Relations.Where(r => Later(LaterEdit.Relation(r.Text("member_id"))) == LaterChoice.Move))
        {
            var moved = row.Copy();
            moved.Set("customer_id", from);
            await MergeRelations.PutAsync(db, moved, cancel);
        }
    }

    private async Task OwnFieldsAsync(CustomerImage stands, CancellationToken cancel)
    {
        if (stands.Fields is null && record.Absorbed.Fields is null && record.Survivor.Fields is null) return;
        var (mine, theirs) = (record.Survivor.Fields?.Copy() ?? Blank(to), record.Absorbed.Fields?.Copy() ?? Blank(from));
        var (keepsMine, keepsTheirs) = (record.Survivor.Fields is not null, record.Absorbed.Fields is not null);
        foreach (var definition in stands.OwnFields)
        {
            var choice = Later(LaterEdit.Own(definition));
            if (choice == LaterChoice.Keep) (keepsMine, _) = (true, Take(mine, FieldColumn.Of(definition), stands.Fields!));
            if (choice == LaterChoice.Move) (keepsTheirs, _) = (true, Take(theirs, FieldColumn.Of(definition), stands.Fields!));
        }
        await using (var drop = Bulk.Command(db, $"DELETE FROM customer_fields WHERE customer_id IN ({to}, {from})")) await drop.ExecuteNonQueryAsync(cancel);
        if (keepsMine) await mine.InsertAsync(db, "customer_fields", cancel);
        if (keepsTheirs) await theirs.InsertAsync(db, "customer_fields", cancel);
    }

    private async Task CustomersAsync(CustomerImage stands, CancellationToken cancel)
    {
        var (mine, theirs) = (record.Survivor.Customer.Copy(), record.Absorbed.Customer.Copy());
        foreach (var (key, columns) in Groups())
        {
            if (Later(key) is not { } choice) continue;
            foreach (var column in columns)
                if (choice == LaterChoice.Keep) mine.Set(column, stands.Customer);
                else if (choice == LaterChoice.Move) theirs.Set(column, stands.Customer);
        }
        foreach (var column in new[] { "version", "batch_id" }) mine.Set(column, stands.Customer);
        mine.Set("version", stands.Customer.Values["version"].GetInt64() + 1);
        mine.Set("updated_at", stamp);
        if (later.ContainsValue(LaterChoice.Move)) theirs.Set("version", theirs.Values["version"].GetInt64() + 1);
        CustomerColumns.KeepInitials(mine);
        CustomerColumns.KeepInitials(theirs);
        await mine.UpdateAsync(db, "customers", $"id = {to}", mine.Values.Keys.Where(c => c != "id"), cancel);
        await theirs.UpdateAsync(db, "customers", $"id = {from}", theirs.Values.Keys.Where(c => c != "id"), cancel);
    }

    private async Task BothAsBeforeAsync(CancellationToken cancel)
    {
        foreach (var row in new[] { record.Survivor.Customer.Copy(), record.Absorbed.Customer.Copy() })
        {
            CustomerColumns.KeepInitials(row);
            await row.UpdateAsync(db, "customers", $"id = {row.Text("id")}", row.Values.Keys.Where(c => c != "id"), cancel);
        }
        // A touch of long ago that came meanwhile changes nothing on the survivor and may be the last one of who leaves.
        await AggregateRebuild.RecountAsync(db, [to, from], now, cancel);
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Columns)> Groups() =>
        CustomerColumns.Fields.Select(f => (f.Value.ToString(), (IReadOnlyList<string>)[f.Key])).Append((LaterEdit.Consent, CustomerColumns.Consent));

    private void LogFields(CustomerImage stands)
    {
        foreach (var (column, field) in CustomerColumns.Fields)
            if (Later(field.ToString()) != LaterChoice.Keep) Log(field, 0, stands.Customer.Text(column), record.Survivor.Customer.Text(column));
        foreach (var definition in stands.OwnFields)
            if (Later(LaterEdit.Own(definition)) != LaterChoice.Keep) Log(0, definition, stands.Own(definition, fields), record.Survivor.Own(definition, fields));
    }

    private void Log(CustomerField field, int definition, string old, string back)
    {
        if (old == back) return;
        db.FieldChanges.Add(new FieldChange { CustomerId = to, Field = field, DefinitionId = definition, Old = old, New = back, At = now, ActorKind = actor.Kind, ActorId = actor.Id });
    }

    private static bool Take(StoredRow row, string column, StoredRow from)
    {
        row.Set(column, from);
        return true;
    }

    /// <summary>Columns that are not named get what empty is in them.</summary>
    private static StoredRow Blank(long customer)
    {
        var row = new StoredRow();
        row.Set("customer_id", customer);
        return row;
    }
}
