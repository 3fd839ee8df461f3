namespace Scrm.Core.Customers;

/// <summary>How much a value proves.</summary>
public enum IdentityStrength : byte { Never, Medium, Strong }

/// <summary>What the law says about each type of identity.</summary>
public static class IdentityRules
{
    /// <summary>A value on this many customers is a shop's or a family's and proves nothing.</summary>
    public const int SharedAtCustomers = 3;

    /// <summary>Two different member numbers or unionids with one value within this time: the value is passed around.</summary>
    public static readonly TimeSpan SharedWindow = TimeSpan.FromDays(90);

    public static IdentityStrength Strength(IdentityType type, bool verified) => type switch
    {
        IdentityType.Phone => verified ? IdentityStrength.Strong : IdentityStrength.Medium,
        IdentityType.Email => IdentityStrength.Medium,
        IdentityType.Device or IdentityType.Ip => IdentityStrength.Never,
        _ => IdentityStrength.Strong,
    };

    /// <summary>A person has one of these at most, so two of them are two people.</summary>
    public static bool Exclusive(IdentityType type) => type is IdentityType.UnionId or IdentityType.MemberNo;

    /// <summary>Which of several values an event is kept under: the lower the better.</summary>
    internal static int Rank(IdentityType type, bool verified) => type switch
    {
        IdentityType.OneId => 0,
        IdentityType.UnionId => 1,
        IdentityType.MemberNo => 2,
        IdentityType.ExternalUserId => 3,
        IdentityType.ExternalId => 4,
        IdentityType.BusinessId => 5,
        IdentityType.OpenId => 6,
        IdentityType.Phone => verified ? 7 : 8,
        IdentityType.Email => 9,
        _ => 10,
    };
}
