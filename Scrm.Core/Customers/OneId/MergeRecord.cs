using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>A tag as it stood on a customer.</summary>
internal sealed record StoredTag(long Slot, int TagId, long Since, long Expires, byte Source, long AddedBy, long BatchId)
{
    public static StoredTag Of(long slot, Standing standing) =>
        new(slot, standing.TagId, standing.Since, standing.Expires, (byte)standing.Source, standing.AddedBy, standing.BatchId);

    [JsonIgnore]
    public Standing Standing => new(TagId, Since, Expires, (TagSource)Source, AddedBy, BatchId);
}

/// <summary>Everything of one customer that a merge changes, as it stood. Fields: the row of the company's own fields, or none.</summary>
internal sealed record CustomerImage(
    StoredRow Customer, StoredRow? Fields, IReadOnlyList<StoredRow> Identities, IReadOnlyList<StoredRow> Relations, IReadOnlyList<StoredTag> Tags)
{
    [JsonIgnore]
    public long Id => Customer.Values["id"].GetInt64();

    /// <summary>The company's own fields that the row has a column for.</summary>
    [JsonIgnore]
    public IEnumerable<int> OwnFields =>
        (Fields?.Values.Keys.AsEnumerable() ?? []).Where(c => c.StartsWith("f_", StringComparison.Ordinal)).Select(c => int.Parse(c.AsSpan(2), CultureInfo.InvariantCulture));

    /// <summary>An own field in its kept form, "" where it is empty: a column holds something even then.</summary>
    public string Own(int definition, FieldBook book)
    {
        if (Fields is null || !Fields.Values.TryGetValue(FieldColumn.Of(definition), out var stored) || stored.ValueKind is JsonValueKind.Null) return "";
        return book.Find(definition) is not { } field ? Fields.Text(FieldColumn.Of(definition))
            : FieldColumn.FromStore(field.Type, stored.ValueKind == JsonValueKind.String ? stored.GetString()! : stored.GetInt64());
    }

    public StoredTag? Tag(long slot) => Tags.FirstOrDefault(t => t.Slot == slot);

    public StoredRow? Relation(string member) => Relations.FirstOrDefault(r => r.Text("member_id") == member);
}

/// <summary>A field as the merge decided it; how sure it was goes on with the value.</summary>
internal sealed record RecordedField(string Key, string Value, FieldProof Proof, long At, MergeReason Why, bool FromAbsorbed);

/// <summary>What is needed to take a merge back, and to tell what was changed since: both before, the survivor after.</summary>
internal sealed record MergeRecord(
    CustomerImage Survivor, CustomerImage Absorbed, CustomerImage After, IReadOnlyList<RecordedField> Fields, IReadOnlyList<StoredRow> Reviews, IReadOnlyList<long> NewReviews, long Cutoff);
