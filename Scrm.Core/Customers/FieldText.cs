using System.Globalization;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>The values of a customer's fields as the field log keeps them, and as people see them.</summary>
public static class FieldText
{
    /// <summary>The fields of the form and of files; what comes after them changes by acts of its own.</summary>
    public static readonly IReadOnlyList<CustomerField> All = [.. Enum.GetValues<CustomerField>().Where(f => f <= CustomerField.AddedAt)];

    /// <summary>The value as the log keeps it: text as it is, gender as its number, the owner as its id, moments as Unix milliseconds.</summary>
    public static string Kept(Customer customer, CustomerField field) => field switch
    {
        CustomerField.Name => customer.Name,
        CustomerField.Phone => customer.Phone,
        CustomerField.MemberNo => customer.MemberNo,
        CustomerField.ExternalId => customer.ExternalId,
        CustomerField.Gender => Number((byte)customer.Gender),
        CustomerField.Company => customer.Company,
        CustomerField.Region => customer.Region,
        CustomerField.Remark => customer.Remark,
        CustomerField.Source => customer.Source,
        CustomerField.Owner => Number(customer.OwnerId),
        CustomerField.AddedAt => Number(UnixMilliseconds.ToStore(customer.AddedAt)),
        CustomerField.Consent => Number((byte)customer.Consent),
        CustomerField.Stage => Number((byte)customer.Stage),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    internal static string Shown(CustomerField field, string kept, IReadOnlyDictionary<long, string> members) => Shown(field, kept, id => members.GetValueOrDefault(id, ""));

    internal static string Shown(CustomerField field, string kept, Func<long, string> nameOf) => field switch
    {
        CustomerField.Phone => PhoneMask.Of(kept),
        CustomerField.Owner => OwnerId(kept) is > 0 and var owner ? nameOf(owner) : "",
        _ => kept,
    };

    internal static long OwnerId(string kept) => long.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
