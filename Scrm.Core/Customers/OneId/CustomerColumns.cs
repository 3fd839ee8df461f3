namespace Scrm.Core.Customers;

/// <summary>Which columns of a customer are fields that people write, and which follow from something else.</summary>
internal static class CustomerColumns
{
    public static readonly IReadOnlyDictionary<string, CustomerField> Fields = new Dictionary<string, CustomerField>
    {
        ["name"] = CustomerField.Name, ["phone"] = CustomerField.Phone, ["member_no"] = CustomerField.MemberNo, ["external_id"] = CustomerField.ExternalId,
        ["gender"] = CustomerField.Gender, ["company"] = CustomerField.Company, ["region"] = CustomerField.Region, ["remark"] = CustomerField.Remark,
        ["source"] = CustomerField.Source, ["owner_id"] = CustomerField.Owner, ["added_at"] = CustomerField.AddedAt,
    };

    public static readonly IReadOnlyList<string> Consent = ["consent", "consent_source", "consent_at"];

    /// <summary>What a person said about stage; the rules' own answer follows from the rest.</summary>
    public static readonly IReadOnlyList<string> StageByHand = ["stage", "stage_by_hand"];

    /// <summary>A row whose name came from somewhere else, or was written down before initials were kept.</summary>
    public static void KeepInitials(StoredRow row) => row.Set("initials", Pinyin.OfPerson(row.Text("name")));

    public static string Of(CustomerField field) => Fields.First(f => f.Value == field).Key;
}
