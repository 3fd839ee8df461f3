using System.Globalization;
using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>
/// A customer's fields as texts by <see cref="CustomerField"/>, "" where empty: the form in which the field log keeps them.
/// Gender by number, owner by id, added by Unix milliseconds. Fresh: created by the import at work.
/// </summary>
internal sealed class CustomerFacts(long id, bool fresh)
{
    public static readonly CustomerField[] Fields = [.. FieldText.All];

    private readonly string[] texts = NewTexts();

    public long Id => id;
    public bool Fresh => fresh;

    public string this[CustomerField field]
    {
        get => texts[(int)field];
        set => texts[(int)field] = value;
    }

    public long OwnerId => this[CustomerField.Owner] is { Length: > 0 } owner ? long.Parse(owner, CultureInfo.InvariantCulture) : 0;
    public long AddedAt => this[CustomerField.AddedAt] is { Length: > 0 } at ? long.Parse(at, CultureInfo.InvariantCulture) : 0;
    public Gender Gender => this[CustomerField.Gender] is { Length: > 0 } gender ? (Gender)byte.Parse(gender, CultureInfo.InvariantCulture) : Gender.Unknown;

    public static string Text(long number) => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);

    public static string Text(Gender gender) => Text((long)gender);

    /// <summary>What the row says about a field, or null where it says nothing; the owner is not in here, because the row only names them.</summary>
    public static string? Of(ParsedRow row, CustomerField field, BusinessTime zone) => field switch
    {
        CustomerField.Name => row.Name,
        CustomerField.Phone => row.Phone,
        CustomerField.MemberNo => row.MemberNo,
        CustomerField.ExternalId => row.ExternalId,
        CustomerField.Gender => row.Gender is { } gender ? Text(gender) : null,
        CustomerField.Company => row.Company,
        CustomerField.Region => row.Region,
        CustomerField.Remark => row.Remark,
        CustomerField.Source => row.Source,
        CustomerField.AddedAt => row.AddedAt is { } at ? Text(Database.UnixMilliseconds.ToStore(zone.ToUtc(at))) : null,
        _ => null,
    };

    /// <summary>Moments are the same within a second, because sheets keep no more.</summary>
    public bool Says(CustomerField field, string text) => field == CustomerField.AddedAt && this[field].Length > 0
        ? long.Parse(text, CultureInfo.InvariantCulture) / 1000 == AddedAt / 1000
        : this[field] == text;

    private static string[] NewTexts()
    {
        var texts = new string[Fields.Length + 1];
        Array.Fill(texts, "");
        return texts;
    }
}
