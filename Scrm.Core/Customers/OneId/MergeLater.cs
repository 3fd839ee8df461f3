using System.Globalization;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>What becomes of a value that somebody changed after the merge.</summary>
public enum LaterChoice : byte
{
    /// <summary>Stays with the survivor.</summary>
    Keep,

    /// <summary>Goes to the customer who comes back; the survivor gets what they had.</summary>
    Move,

    /// <summary>Is dropped: both get what they had.</summary>
    Drop,
}

/// <summary>
/// A place changed after the merge. Key: "Name", "f12", "Consent", "tag:-3", "relation:7". Ours and Theirs: what each had before, in kept form;
/// in the desk's answer tags and own fields in names. Subject: the own field, the group or the member that is meant.
/// </summary>
public sealed record LaterEdit(string Key, string Ours, string Theirs, string Now, string Subject = "")
{
    public const string Consent = "Consent";

    public static string Own(int definition) => string.Create(CultureInfo.InvariantCulture, $"f{definition}");

    public static string Tag(long slot) => string.Create(CultureInfo.InvariantCulture, $"tag:{slot}");

    public static string Relation(string member) => $"relation:{member}";
}

/// <summary>Compares the survivor as the merge left them with the survivor as they stand.</summary>
internal static class MergeLater
{
    public static async Task<IReadOnlyList<LaterEdit>> ReadAsync(ScrmDbContext db, MergeRecord record, CancellationToken cancel) =>
        Compare(record, await MergeImages.ReadAsync(db, record.Survivor.Id, cancel), await FieldBook.LoadAsync(db, cancel));

    public static IReadOnlyList<LaterEdit> Compare(MergeRecord record, CustomerImage stands, FieldBook book)
    {
        var edits = new List<LaterEdit>();
        void Note(string key, Func<CustomerImage, string> of)
        {
            if (of(stands) != of(record.After)) edits.Add(new(key, of(record.Survivor), of(record.Absorbed), of(stands)));
        }

        foreach (var (column, field) in CustomerColumns.Fields) Note(field.ToString(), i => i.Customer.Text(column));
        Note(LaterEdit.Consent, i => i.Customer.Text("consent"));
        foreach (var definition in stands.OwnFields.Union(record.After.OwnFields)) Note(LaterEdit.Own(definition), i => i.Own(definition, book));
        foreach (var slot in stands.Tags.Concat(record.After.Tags).Select(t => t.Slot).Distinct().Order())
            if (stands.Tag(slot) != record.After.Tag(slot)) edits.Add(new(LaterEdit.Tag(slot), TagText(record.Survivor, slot), TagText(record.Absorbed, slot), TagText(stands, slot)));
        foreach (var member in stands.Relations.Concat(record.After.Relations).Select(r => r.Text("member_id")).Distinct().Order(StringComparer.Ordinal))
            if (!Same(stands.Relation(member), record.After.Relation(member)))
                edits.Add(new(LaterEdit.Relation(member), RelationText(record.Survivor, member), RelationText(record.Absorbed, member), RelationText(stands, member)));
        return edits;
    }

    private static bool Same(StoredRow? a, StoredRow? b) => a is null ? b is null : b is not null && a.Same(b);

    private static string TagText(CustomerImage image, long slot) => image.Tag(slot)?.TagId.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string RelationText(CustomerImage image, string member) => image.Relation(member)?.Text("state") ?? "";
}
