namespace Scrm.Core.Customers;

/// <summary>How sure a value is: the higher wins whatever its age.</summary>
public enum FieldProof : byte { Inferred, Import, Manual, Verified }

/// <summary>A field every customer has, or (Field 0) one the company defined.</summary>
public readonly record struct MergeField(CustomerField Field, int DefinitionId = 0)
{
    /// <summary>The name of the field in choices and records: "Name", "f12".</summary>
    public string Key => DefinitionId > 0 ? $"f{DefinitionId}" : Field.ToString();
}

/// <summary>A value as the field log keeps it, how sure it is and when it was written (Unix milliseconds).</summary>
public sealed record FieldFact(string Value, FieldProof Proof, long At)
{
    public bool Empty => Value.Length == 0;
}

public sealed record ConsentFact(ConsentState State, string Source, long At);

/// <summary>One of two who are to become one. Identified: has a value that proves who they are.</summary>
public sealed record MergeSide(long Id, long AddedAt, bool Identified, IReadOnlyDictionary<MergeField, FieldFact> Fields, ConsentFact Consent);

/// <summary>Why a value stays: what decided between the two.</summary>
public enum MergeReason : byte { Same, OnlyOne, Proof, Newer, Survivor, Chosen, Oldest }

/// <summary>What becomes of one field; <paramref name="FromAbsorbed"/>: the value comes from the one who goes.</summary>
public sealed record FieldOutcome(MergeField Field, FieldFact Survivor, FieldFact Absorbed, bool FromAbsorbed, MergeReason Why)
{
    public FieldFact Kept => FromAbsorbed ? Absorbed : Survivor;
    public bool Differs => Survivor.Value != Absorbed.Value;
}

public sealed record MergePlan(long SurvivorId, long AbsorbedId, IReadOnlyList<FieldOutcome> Fields, ConsentFact Consent, bool ConsentFromAbsorbed);

/// <summary>Two customers into one: who stays, and which value of each field. A pure function, the same for one merge, for a thousand and for the preview.</summary>
public static class IdentityMerge
{
    private static readonly FieldFact Nothing = new("", FieldProof.Inferred, 0);

    /// <param name="choices">By <see cref="MergeField.Key"/>: the id of the customer whose value an operator wants; everything else goes by the rules.</param>
    public static MergePlan Resolve(MergeSide a, MergeSide b, IReadOnlyDictionary<string, long>? choices = null)
    {
        var (survivor, absorbed) = Stays(a, b) ? (a, b) : (b, a);
        var fields = survivor.Fields.Keys.Union(absorbed.Fields.Keys).OrderBy(f => f.DefinitionId).ThenBy(f => f.Field)
            .Select(f => Decide(f, survivor, absorbed, choices?.GetValueOrDefault(f.Key) ?? 0)).ToList();
        var theirs = Stricter(absorbed.Consent, survivor.Consent);
        return new(survivor.Id, absorbed.Id, fields, theirs ? absorbed.Consent : survivor.Consent, theirs);
    }

    /// <summary>The identified one, then the one known longer, then the smaller number.</summary>
    private static bool Stays(MergeSide a, MergeSide b) => a.Identified != b.Identified ? a.Identified : a.AddedAt != b.AddedAt ? a.AddedAt < b.AddedAt : a.Id < b.Id;

    private static FieldOutcome Decide(MergeField field, MergeSide survivor, MergeSide absorbed, long chosen)
    {
        var (ours, theirs) = (survivor.Fields.GetValueOrDefault(field, Nothing), absorbed.Fields.GetValueOrDefault(field, Nothing));
        FieldOutcome Keep(bool fromAbsorbed, MergeReason why) => new(field, ours, theirs, fromAbsorbed, why);
        if (ours.Value == theirs.Value) return Keep(theirs.Proof > ours.Proof, MergeReason.Same);
        if (chosen == absorbed.Id || chosen == survivor.Id) return Keep(chosen == absorbed.Id, MergeReason.Chosen);
        if (ours.Empty || theirs.Empty) return Keep(ours.Empty, MergeReason.OnlyOne);
        if (field.Field == CustomerField.AddedAt) return Keep(long.Parse(theirs.Value) < long.Parse(ours.Value), MergeReason.Oldest);
        if (ours.Proof != theirs.Proof) return Keep(theirs.Proof > ours.Proof, MergeReason.Proof);
        return ours.At != theirs.At ? Keep(theirs.At > ours.At, MergeReason.Newer) : Keep(false, MergeReason.Survivor);
    }

    /// <summary>Refused beats given, given beats never asked; of two alike the later one tells more.</summary>
    private static bool Stricter(ConsentFact a, ConsentFact b) => Strictness(a) != Strictness(b) ? Strictness(a) > Strictness(b) : a.State != ConsentState.Unknown && a.At > b.At;

    private static int Strictness(ConsentFact consent) => consent.State switch { ConsentState.Refused => 2, ConsentState.Given => 1, _ => 0 };
}
