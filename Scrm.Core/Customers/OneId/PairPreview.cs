using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>One of the two as the queue shows them; phones are masked. Since: the first sign of them.</summary>
public sealed record MergeCard(
    long Id, string Name, string Owner, DateTime AddedAt, DateTime LastInteractionAt, int Events, int OrderCount, long SpentTotal,
    IReadOnlyList<IdentityMark> Identities, IReadOnlyList<TagMark> Tags, IReadOnlyList<string> Followers);

public sealed record IdentityMark(IdentityType Type, string Shown, bool Verified, bool Shared, bool InBoth);

/// <summary>A field of both, in values that can be shown, and which one the rules keep.</summary>
public sealed record MergeFieldLine(
    string Key, CustomerField Field, string OwnName, string Survivor, string Absorbed, FieldProof SurvivorProof, FieldProof AbsorbedProof, DateTime SurvivorAt, DateTime AbsorbedAt,
    bool FromAbsorbed, MergeReason Why);

/// <summary>What a merge would come to. Clashes: exclusive types of which the person would have two values.</summary>
public sealed record PairPreview(
    MergeCard Survivor, MergeCard Absorbed, IReadOnlyList<MergeFieldLine> Fields, IReadOnlyList<IdentityType> Clashes, ConsentState Consent, bool Never);

internal sealed class PairPreviewReader(ScrmDbContext db, Scope who)
{
    public async Task<PairPreview> ReadAsync(MergePlan plan, FieldBook fields, (CustomerImage Survivor, CustomerImage Absorbed) images, CancellationToken cancel)
    {
        var owners = plan.Fields.Where(f => f.Field.Field == CustomerField.Owner).SelectMany(f => new[] { f.Survivor.Value, f.Absorbed.Value }).Select(FieldText.OwnerId);
        var members = await Names.OfMembersAsync(db, [.. owners, .. Followers(images.Survivor), .. Followers(images.Absorbed)], cancel);
        var ground = await FieldGround.LoadAsync(db, cancel);
        var book = await TagBook.LoadAsync(db, cancel);
        return new(await CardAsync(images.Survivor, images.Absorbed, book, members, cancel), await CardAsync(images.Absorbed, images.Survivor, book, members, cancel),
            [.. plan.Fields.Where(f => f.Field.DefinitionId == 0 || fields.Find(f.Field.DefinitionId) is { Archived: false }).Where(f => !f.Survivor.Empty || !f.Absorbed.Empty)
                .Select(f => Line(f, fields.Find(f.Field.DefinitionId), ground, members))],
            Clashes(images.Survivor, images.Absorbed), plan.Consent.State, await MergeDesk.NeverAsync(db, plan.SurvivorId, plan.AbsorbedId, cancel));
    }

    public async Task<MergeCard> CardAsync(CustomerImage image, CustomerImage? other, TagBook book, IReadOnlyDictionary<long, string> members, CancellationToken cancel)
    {
        var row = image.Customer;
        var events = await db.CustomerEvents.CountAsync(e => e.CustomerId == image.Id, cancel);
        return new(image.Id, CustomerTitle.Of(row.Text("name"), row.Text("member_no"), image.Id), members.GetValueOrDefault(row.Values["owner_id"].GetInt64(), ""),
            At(row, "added_at"), At(row, "last_interaction_at"), events,
            (int)row.Values["order_count"].GetInt64(), row.Values["spent_total"].GetInt64(),
            [.. image.Identities.Where(i => i.Values["type"].GetInt64() != (long)IdentityType.OneId).Select(i => Mark(i, other))],
            [.. image.Tags.Select(t => book.Tag(t.TagId)).OfType<Tag>().Where(t => TagPolicy.MaySee(book.GroupOf(t), who)).Select(t => TagMark.Of(t, book.GroupOf(t)))],
            [.. Followers(image).Select(m => members.GetValueOrDefault(m, "")).Where(n => n.Length > 0)]);
    }

    private static IEnumerable<long> Followers(CustomerImage image) =>
        image.Relations.Where(r => r.Values["state"].GetInt64() == (long)RelationState.Active).Select(r => r.Values["member_id"].GetInt64());

    private static IdentityMark Mark(StoredRow identity, CustomerImage? other)
    {
        var type = (IdentityType)identity.Values["type"].GetInt64();
        return new(type, Shown(type, identity.Text("value")), identity.Text("verified") is "1" or "true", identity.Values["state"].GetInt64() == (long)IdentityState.Shared,
            other?.Identities.Any(i => i.Same(identity, "type") && i.Same(identity, "value")) == true);
    }

    /// <summary>A value as the lists show it.</summary>
    internal static string Shown(IdentityType type, string value) => type == IdentityType.Phone ? PhoneMask.Of(value) : value;

    /// <summary>An own field's kept value as the lists show it.</summary>
    internal static string Shown(FieldSpec field, string kept, FieldGround ground) => field.Type == FieldType.Phone ? PhoneMask.Of(kept) : FieldValue.Plain(field, kept, ground);

    private static MergeFieldLine Line(FieldOutcome f, FieldSpec? own, FieldGround ground, IReadOnlyDictionary<long, string> members)
    {
        string Text(FieldFact fact) => own is not null ? Shown(own, fact.Value, ground) : FieldText.Shown(f.Field.Field, fact.Value, members);
        return new(f.Field.Key, f.Field.Field, own?.Name ?? "", Text(f.Survivor), Text(f.Absorbed), f.Survivor.Proof, f.Absorbed.Proof,
            UnixMilliseconds.FromStore(f.Survivor.At), UnixMilliseconds.FromStore(f.Absorbed.At), f.FromAbsorbed, f.Why);
    }

    internal static IReadOnlyList<IdentityType> Clashes(CustomerImage a, CustomerImage b) =>
        [.. a.Identities.Select(i => (IdentityType)i.Values["type"].GetInt64()).Where(IdentityRules.Exclusive).Distinct()
            .Where(t => b.Identities.Any(i => i.Values["type"].GetInt64() == (long)t && !a.Identities.Any(j => j.Same(i, "type") && j.Same(i, "value"))))];

    private static DateTime At(StoredRow row, string column) => UnixMilliseconds.FromStore(row.Values[column].GetInt64());
}
