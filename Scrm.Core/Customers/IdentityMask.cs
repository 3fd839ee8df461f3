namespace Scrm.Core.Customers;

/// <summary>A value of an identity as everybody may see it: enough to tell two apart, too little to use.</summary>
public static class IdentityMask
{
    private const string Hidden = "****";

    public static string Of(IdentityType type, string value) => type switch
    {
        IdentityType.Phone => PhoneMask.Of(value),
        IdentityType.Email => Email(value),
        IdentityType.UnionId or IdentityType.ExternalUserId or IdentityType.OpenId or IdentityType.Device or IdentityType.Ip => Ends(value),
        _ => value,
    };

    private static string Email(string value) => value.IndexOf('@') is var at and > 0 ? $"{value[0]}{Hidden}{value[at..]}" : Ends(value);

    private static string Ends(string value) => value.Length > 8 ? $"{value[..4]}{Hidden}{value[^4..]}" : value.Length == 0 ? "" : Hidden;
}
