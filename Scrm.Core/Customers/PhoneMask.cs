namespace Scrm.Core.Customers;

/// <summary>A phone as everybody may see it: 138****8000.</summary>
public static class PhoneMask
{
    private const string Hidden = "****";

    public static string Of(string phone)
    {
        var local = phone.StartsWith("+86", StringComparison.Ordinal) ? phone[3..] : phone;
        return local.Length switch
        {
            0 => "",
            >= 11 => local[..3] + Hidden + local[^4..],
            >= 7 => local[..2] + Hidden + local[^2..],
            _ => Hidden,
        };
    }
}
