using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>Where each value of a customer came from and when, out of the field log, the earlier merges and how the customer came in.</summary>
internal static class MergeFacts
{
    public static async Task<MergeSide> ReadAsync(ScrmDbContext db, CustomerImage image, FieldBook book, CancellationToken cancel)
    {
        var row = image.Customer;
        var (id, added) = (Number(row, "id"), Number(row, "added_at"));
        var log = (await db.FieldChanges.AsNoTracking().Where(c => c.CustomerId == id).OrderBy(c => c.Id).ToListAsync(cancel))
            .GroupBy(c => new MergeField(c.DefinitionId > 0 ? 0 : c.Field, c.DefinitionId)).ToDictionary(g => g.Key, g => g.Last());
        var batches = log.Values.Select(c => c.BatchId).Where(b => b != 0).Distinct().ToList();
        var imports = (await db.Batches.Where(b => batches.Contains(b.Id) && b.Kind == BatchKind.Import).Select(b => b.Id).ToListAsync(cancel)).ToHashSet();
        var merged = (await db.CustomerMerges.AsNoTracking().Where(m => m.SurvivorId == id && m.UndoneAt == BusinessTime.Never && m.Record != "{}").OrderBy(m => m.Id).ToListAsync(cancel))
            .SelectMany(m => ImportJson.Read<MergeRecord>(m.Record).Fields.Select(f => (Fact: f, m.At))).ToLookup(f => f.Fact.Key);
        var born = Born(image, added);
        FieldFact Fact(MergeField field, string value)
        {
            if (value.Length == 0) return new("", FieldProof.Inferred, 0);
            var written = log.GetValueOrDefault(field);
            var proved = field.Field == CustomerField.Phone && field.DefinitionId == 0 && image.Identities.Any(i => Number(i, "type") == (long)IdentityType.Phone && i.Text("value") == value && Yes(i, "verified"));
            var carried = merged[field.Key].LastOrDefault(f => f.Fact.Value == value && (written is null || written.At <= f.At));
            var fact = carried.Fact is { } kept ? new(value, kept.Proof, kept.At) : written is null ? born with { Value = value }
                : new FieldFact(value, ProofOf(written, imports), UnixMilliseconds.ToStore(written.At));
            return proved ? fact with { Proof = FieldProof.Verified } : fact;
        }

        var fields = CustomerColumns.Fields.ToDictionary(f => new MergeField(f.Value), f => Fact(new(f.Value), Value(row, f.Key)));
        foreach (var definition in image.OwnFields) fields[new(0, definition)] = Fact(new(0, definition), image.Own(definition, book));
        var consent = new ConsentFact((ConsentState)Number(row, "consent"), row.Text("consent_source"), Number(row, "consent_at"));
        return new(id, added, image.Identities.Any(Identifies), fields, consent);
    }

    /// <summary>The value as the field log keeps it; nothing is "".</summary>
    private static string Value(StoredRow row, string column) => row.Text(column) is var text && (column is "gender" or "owner_id" or "added_at") && text == "0" ? "" : text;

    private static bool Identifies(StoredRow identity) => Number(identity, "state") == (long)IdentityState.Active
        && IdentityRules.Strength((IdentityType)Number(identity, "type"), Yes(identity, "verified")) >= IdentityStrength.Medium && Number(identity, "type") != (long)IdentityType.OneId;

    /// <summary>How sure the values are that a customer came with.</summary>
    private static FieldFact Born(CustomerImage image, long added)
    {
        var first = image.Identities.OrderBy(i => Number(i, "first_seen")).ThenBy(i => Number(i, "id")).FirstOrDefault();
        var source = Number(image.Customer, "batch_id") > 0 ? IdentitySource.Import : first is null ? IdentitySource.Manual : (IdentitySource)Number(first, "source");
        var proof = source switch { IdentitySource.Manual => FieldProof.Manual, IdentitySource.Import or IdentitySource.Api => FieldProof.Import, _ => FieldProof.Inferred };
        return new("", proof, first is null ? added : Number(first, "first_seen"));
    }

    private static FieldProof ProofOf(FieldChange written, HashSet<long> imports) => (written.ActorKind, imports.Contains(written.BatchId)) switch
    {
        (_, true) or (ActorKind.ApiKey, _) => FieldProof.Import,
        (ActorKind.Member, _) => FieldProof.Manual,
        _ => FieldProof.Inferred,
    };

    private static long Number(StoredRow row, string column) => row.Values[column].GetInt64();

    private static bool Yes(StoredRow row, string column) => row.Values[column] is { ValueKind: System.Text.Json.JsonValueKind.True } || row.Text(column) == "1";
}
