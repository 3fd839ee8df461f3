using Scrm.Core.Customers;

namespace Scrm.Tests.Customers;

public sealed class IdentityMergeTests
{
    private static readonly MergeField Company = new(CustomerField.Company);

    [Fact]
    public void Oldest_identified_one_survives()
    {
        Assert.Equal(1, IdentityMerge.Resolve(Side(1, added: 10), Side(2, added: 20)).SurvivorId);
        Assert.Equal(2, IdentityMerge.Resolve(Side(1, added: 20), Side(2, added: 10)).SurvivorId);
        Assert.Equal(2, IdentityMerge.Resolve(Side(1, added: 10, identified: false), Side(2, added: 20)).SurvivorId);
        Assert.Equal(1, IdentityMerge.Resolve(Side(2, added: 10), Side(1, added: 10)).SurvivorId);
    }

    [Theory]
    [InlineData("甲", FieldProof.Import, 5, "", FieldProof.Verified, 9, "甲", MergeReason.OnlyOne)]
    [InlineData("", FieldProof.Verified, 5, "乙", FieldProof.Inferred, 1, "乙", MergeReason.OnlyOne)]
    [InlineData("甲", FieldProof.Verified, 1, "乙", FieldProof.Manual, 9, "甲", MergeReason.Proof)]
    [InlineData("甲", FieldProof.Import, 9, "乙", FieldProof.Manual, 1, "乙", MergeReason.Proof)]
    [InlineData("甲", FieldProof.Inferred, 9, "乙", FieldProof.Import, 1, "乙", MergeReason.Proof)]
    [InlineData("甲", FieldProof.Manual, 5, "乙", FieldProof.Manual, 9, "乙", MergeReason.Newer)]
    [InlineData("甲", FieldProof.Manual, 9, "乙", FieldProof.Manual, 5, "甲", MergeReason.Newer)]
    [InlineData("甲", FieldProof.Manual, 5, "乙", FieldProof.Manual, 5, "甲", MergeReason.Survivor)]
    [InlineData("甲", FieldProof.Import, 5, "甲", FieldProof.Manual, 9, "甲", MergeReason.Same)]
    public void Field_goes_by_proof_then_by_the_latest_write_and_empty_never_wins(
        string ours, FieldProof ourProof, long ourAt, string theirs, FieldProof theirProof, long theirAt, string kept, MergeReason why)
    {
        var plan = IdentityMerge.Resolve(Side(1, fields: (Company, new(ours, ourProof, ourAt))), Side(2, fields: (Company, new(theirs, theirProof, theirAt))));

        Assert.Equal((kept, why), (plan.Fields.Single().Kept.Value, plan.Fields.Single().Why));
    }

    [Fact]
    public void Choice_of_a_person_beats_the_rules()
    {
        var (a, b) = (Side(1, fields: (Company, new("甲", FieldProof.Verified, 9))), Side(2, fields: (Company, new("乙", FieldProof.Inferred, 1))));

        Assert.Equal("乙", IdentityMerge.Resolve(a, b, new Dictionary<string, long> { ["Company"] = 2 }).Fields.Single().Kept.Value);
        Assert.Equal("甲", IdentityMerge.Resolve(a, b, new Dictionary<string, long> { ["Company"] = 77 }).Fields.Single().Kept.Value);
    }

    [Fact]
    public void Which_of_the_two_is_named_first_changes_nothing()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 500; round++)
        {
            MergeSide Any(long id) => Side(id, random.Next(3), random.Next(2) == 0, (Company, new(random.Next(3) == 0 ? "" : $"{random.Next(3)}", (FieldProof)random.Next(4), random.Next(3)))) with
            {
                Consent = new((ConsentState)random.Next(3), $"{id}", random.Next(3)),
            };
            var (a, b) = (Any(1), Any(2));
            var (one, other) = (IdentityMerge.Resolve(a, b), IdentityMerge.Resolve(b, a));
            Assert.Equal((one.SurvivorId, one.Consent, one.Fields.Single()), (other.SurvivorId, other.Consent, other.Fields.Single()));
        }
    }

    [Theory]
    [InlineData(ConsentState.Given, ConsentState.Refused, ConsentState.Refused)]
    [InlineData(ConsentState.Refused, ConsentState.Given, ConsentState.Refused)]
    [InlineData(ConsentState.Unknown, ConsentState.Refused, ConsentState.Refused)]
    [InlineData(ConsentState.Given, ConsentState.Unknown, ConsentState.Given)]
    [InlineData(ConsentState.Unknown, ConsentState.Given, ConsentState.Given)]
    public void Stricter_consent_always_wins(ConsentState ours, ConsentState theirs, ConsentState kept)
    {
        var plan = IdentityMerge.Resolve(Side(1) with { Consent = new(ours, "展会", 9) }, Side(2) with { Consent = new(theirs, "电话", 1) });

        Assert.Equal(kept, plan.Consent.State);
    }

    private static MergeSide Side(long id, long added = 0, bool identified = true, params (MergeField Field, FieldFact Fact)[] fields) =>
        new(id, added, identified, fields.ToDictionary(f => f.Field, f => f.Fact), new(ConsentState.Unknown, "", 0));
}
