namespace Scrm.Core.Customers;

/// <summary>One value as it was given. Verified: whoever sends it knows that the person owns it (a code was sent to the phone).</summary>
public sealed record GivenIdentity(IdentityType Type, string Raw, bool Verified = false);

/// <summary>What was given about one person at one moment; the name serves a customer that has to be created.</summary>
public sealed record IdentitySet(IReadOnlyList<GivenIdentity> Values, string Name = "")
{
    public static IdentitySet Of(IdentityType type, string raw, bool verified = false) => new([new(type, raw, verified)]);
}

/// <summary>Who asks, by which way the values came, and whether somebody nobody knows becomes a new customer, from which registered source.</summary>
public sealed record ResolveCause(Actor Actor, IdentitySource Source, DateTime Now, bool Create = false, long BatchId = 0, string From = "");

/// <summary>What became of one set of values.</summary>
public enum LinkVerdict : byte
{
    /// <summary>Every value was this customer's already.</summary>
    Known,

    /// <summary>A strong value led to exactly one customer, who got the others too.</summary>
    Linked,
    Created,

    /// <summary>Nobody is known by these values; they wait until somebody is.</summary>
    Unlinked,

    /// <summary>They point to somebody, or to several, but prove too little: a person decides.</summary>
    Review,

    /// <summary>Only values that too many customers have.</summary>
    Shared,

    /// <summary>No value that can be used.</summary>
    Refused,
}

/// <summary>A value that was not taken, by its place in the set.</summary>
public readonly record struct RefusedIdentity(int Index, IdentityType Type, IdentityFault Fault, string Suggestion);

/// <summary><paramref name="IdentityId"/>: the identity to keep events under, 0 where all was refused. <paramref name="CustomerId"/>: 0 while nobody is known.</summary>
public sealed record ResolvedIdentity(long IdentityId, long CustomerId, LinkVerdict Verdict, IReadOnlyList<RefusedIdentity> Refused);
