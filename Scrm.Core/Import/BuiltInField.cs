using System.Globalization;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Core.Import;

/// <summary>A customer's field read from, and written in, the form that the field log keeps; "" and "0" both mean empty.</summary>
internal static class BuiltInField
{
    public static IdentityType? IdentityOf(CustomerField field) => field switch
    {
        CustomerField.Phone => IdentityType.Phone,
        CustomerField.MemberNo => IdentityType.MemberNo,
        CustomerField.ExternalId => IdentityType.ExternalId,
        _ => null,
    };

    public static bool Is(Customer customer, CustomerField field, string kept) => Of(customer, field) is var now && (now == kept || (Empty(now) && Empty(kept)));

    public static void Set(Customer customer, CustomerField field, string kept)
    {
        switch (field)
        {
            case CustomerField.Name: customer.Name = kept; break;
            case CustomerField.Phone: customer.Phone = kept; break;
            case CustomerField.MemberNo: customer.MemberNo = kept; break;
            case CustomerField.ExternalId: customer.ExternalId = kept; break;
            case CustomerField.Gender: customer.Gender = (Gender)Number(kept); break;
            case CustomerField.Company: customer.Company = kept; break;
            case CustomerField.Region: customer.Region = kept; break;
            case CustomerField.Remark: customer.Remark = kept; break;
            case CustomerField.Source: customer.Source = kept; break;
            case CustomerField.Owner: customer.OwnerId = Number(kept); break;
            case CustomerField.AddedAt: customer.AddedAt = UnixMilliseconds.FromStore(Number(kept)); break;
            default: throw new ArgumentOutOfRangeException(nameof(field), field, null);
        }
    }

    private static string Of(Customer customer, CustomerField field) => field switch
    {
        CustomerField.Name => customer.Name,
        CustomerField.Phone => customer.Phone,
        CustomerField.MemberNo => customer.MemberNo,
        CustomerField.ExternalId => customer.ExternalId,
        CustomerField.Gender => CustomerFacts.Text(customer.Gender),
        CustomerField.Company => customer.Company,
        CustomerField.Region => customer.Region,
        CustomerField.Remark => customer.Remark,
        CustomerField.Source => customer.Source,
        CustomerField.Owner => CustomerFacts.Text(customer.OwnerId),
        CustomerField.AddedAt => CustomerFacts.Text(UnixMilliseconds.ToStore(customer.AddedAt)),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    private static bool Empty(string kept) => kept is "" or "0";

    private static long Number(string kept) => kept.Length == 0 ? 0 : long.Parse(kept, CultureInfo.InvariantCulture);
}
