using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>Who merges, by which rule, in which batch (0 = none).</summary>
internal sealed record MergeCause(Actor Actor, MergeRule Rule, DateTime Now, long BatchId = 0);

/// <summary>
/// Writes one merge inside the caller's transaction: values, identities, relations, tags, events and orders go to the survivor, the other becomes a pointer,
/// and the record keeps both as they were.
/// </summary>
internal sealed class MergeWriter(ScrmDbContext db, TagBook book, MergeCause cause)
{
    private readonly long stamp = UnixMilliseconds.ToStore(cause.Now);

    /// <summary>The plan must be of these two, read in this transaction after their rows were taken (<see cref="HoldAsync"/>).</summary>
    public async Task<long> WriteAsync(MergePlan plan, CustomerImage survivor, CustomerImage absorbed, CancellationToken cancel)
    {
        var (to, from) = (plan.SurvivorId, plan.AbsorbedId);
        await IdentitiesAsync(survivor, absorbed, to, from, cancel);
        await MergeRelations.UniteAsync(db, survivor.Relations, absorbed.Relations, to, cancel);
        await MergeTags.UniteAsync(db, book, cause, to, from, cancel);
        await OwnFieldsAsync(plan, survivor, absorbed, cancel);
        await CustomersAsync(plan, survivor, absorbed, cancel);
        await CustomerTouches.MoveAllAsync(db, from, to, cause.Now, cancel);
        LogFields(plan);
        var (reviews, fresh) = await new MergeReviews(db, cause.Now, cause.Actor).FollowAsync(to, from, cancel);
        var record = new MergeRecord(survivor, absorbed, await MergeImages.ReadAsync(db, to, cancel),
            [.. plan.Fields.Where(f => !f.Kept.Empty).Select(f => new RecordedField(f.Field.Key, f.Kept.Value, f.Kept.Proof, f.Kept.At, f.Why, f.FromAbsorbed))],
            reviews, fresh, await CutoffAsync(db, cancel));
        var merge = new CustomerMerge
        {
            SurvivorId = to, AbsorbedId = from, Rule = cause.Rule, At = cause.Now, ActorKind = cause.Actor.Kind, ActorId = cause.Actor.Id, BatchId = cause.BatchId, Record = ImportJson.Write(record),
        };
        db.CustomerMerges.Add(merge);
        db.AuditEntries.Add(AuditTrail.Entry(cause.Now, cause.Actor, AuditAct.CustomersMerged, to, 1, from.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancel);
        return merge.Id;
    }

    /// <summary>Takes the turn of all who link, and both customers' rows.</summary>
    public static async Task HoldAsync(ScrmDbContext db, IEnumerable<long> customers, CancellationToken cancel)
    {
        await IdentityResolver.TakeTurnAsync(db, cancel);
        await TagStore.LockAsync(db, [.. customers.Distinct().Order()], cancel);
    }

    internal static async Task<long> CutoffAsync(ScrmDbContext db, CancellationToken cancel) =>
        UnixMilliseconds.ToStore(await db.AggregateWindows.Select(w => (DateTime?)w.Cutoff).FirstOrDefaultAsync(cancel) ?? BusinessTime.Never);

    /// <summary>All values go along. One that the survivor has too stays where it is: its events follow, and an undo finds it.</summary>
    private async Task IdentitiesAsync(CustomerImage survivor, CustomerImage absorbed, long to, long from, CancellationToken cancel)
    {
        await using var move = Bulk.Command(db, $"""
            UPDATE customer_identities SET customer_id = {to} WHERE customer_id = {from}
            AND NOT EXISTS (SELECT 1 FROM customer_identities h WHERE h.customer_id = {to} AND h.type = customer_identities.type AND h.value = customer_identities.value)
            """);
        await move.ExecuteNonQueryAsync(cancel);
        foreach (var twin in absorbed.Identities)
            if (survivor.Identities.FirstOrDefault(i => i.Same(twin, "type") && i.Same(twin, "value")) is { } ours && !ours.Same(twin, "verified") && ours.Text("verified") is "0" or "false")
                await twin.UpdateAsync(db, "customer_identities", $"id = {ours.Text("id")}", ["verified"], cancel);
    }

    private async Task OwnFieldsAsync(MergePlan plan, CustomerImage survivor, CustomerImage absorbed, CancellationToken cancel)
    {
        if (absorbed.Fields is not { } theirs) return;
        // The absorbed row goes first: a field may be unique.
        await using (var drop = Bulk.Command(db, $"DELETE FROM customer_fields WHERE customer_id = {plan.AbsorbedId}")) await drop.ExecuteNonQueryAsync(cancel);
        var won = plan.Fields.Where(f => f.Field.DefinitionId > 0 && f.FromAbsorbed).Select(f => $"f_{f.Field.DefinitionId}").Where(theirs.Values.ContainsKey).ToList();
        if (survivor.Fields is not null)
        {
            await theirs.UpdateAsync(db, "customer_fields", $"customer_id = {plan.SurvivorId}", won, cancel);
            return;
        }
        var row = theirs.Copy();
        row.Set("customer_id", plan.SurvivorId);
        await row.InsertAsync(db, "customer_fields", cancel);
    }

    private async Task CustomersAsync(MergePlan plan, CustomerImage survivor, CustomerImage absorbed, CancellationToken cancel)
    {
        var row = survivor.Customer.Copy();
        var changed = plan.Fields.Where(f => f.Field.DefinitionId == 0 && f.FromAbsorbed).Select(f => CustomerColumns.Of(f.Field.Field)).ToList();
        if (plan.ConsentFromAbsorbed) changed.AddRange(CustomerColumns.Consent);
        if (!ByHand(survivor.Customer) && ByHand(absorbed.Customer)) changed.AddRange(CustomerColumns.StageByHand);
        foreach (var column in changed) row.Set(column, absorbed.Customer);
        CustomerColumns.KeepInitials(row);
        row.Set("updated_at", stamp);
        row.Set("version", survivor.Customer.Values["version"].GetInt64() + 1);
        await row.UpdateAsync(db, "customers", $"id = {plan.SurvivorId}", [.. changed, "initials", "updated_at", "version"], cancel);
        await using var point = Bulk.Command(db, $"UPDATE customers SET state = {(int)CustomerState.Merged}, merged_into = {plan.SurvivorId}, updated_at = {stamp}, version = version + 1 WHERE id = {plan.AbsorbedId}");
        await point.ExecuteNonQueryAsync(cancel);
    }

    private static bool ByHand(StoredRow row) => row.Values["stage_by_hand"] is { ValueKind: JsonValueKind.True } || row.Text("stage_by_hand") == "1";

    private void LogFields(MergePlan plan) => db.FieldChanges.AddRange(plan.Fields.Where(f => f is { FromAbsorbed: true, Differs: true }).Select(f => new FieldChange
    {
        CustomerId = plan.SurvivorId, Field = f.Field.Field, DefinitionId = f.Field.DefinitionId, Old = f.Survivor.Value, New = f.Absorbed.Value,
        At = cause.Now, ActorKind = cause.Actor.Kind, ActorId = cause.Actor.Id, BatchId = cause.BatchId,
    }));
}
