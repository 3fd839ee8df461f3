using Scrm.Core.Customers;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>The value by which an event says whose it is, normalised; <see cref="Read"/> makes it of what was typed or sent.</summary>
public readonly record struct PersonKey(IdentityType Type, string Value)
{
    /// <summary>A customer of the library by number.</summary>
    public static PersonKey Of(long customerId) => new(IdentityType.OneId, customerId.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Null where nobody can be recognised by the value: blank, "null", zeros, a filler, no phone.</summary>
    public static PersonKey? Read(IdentityType type, string text) => IdentityValue.Of(type, text) is { Ok: true, Value: var value } ? new(type, value) : null;
}

/// <summary>An event as it arrives. Money in cents, moments in UTC.</summary>
public sealed record EventDraft
{
    public const int LongestKey = 160;
    public const int LongestSubject = 300;
    public const int LongestText = 4000;

    /// <summary>More than this in one event, order or line is a number that slipped, and enough of them no longer fit a sum. Cents.</summary>
    public const long MostAmount = 10_000_000_000;

    /// <summary>The same for the pieces of an order and for points, which may be less than zero.</summary>
    public const int MostQuantity = 999_999_999;

    public required int KindId { get; init; }

    /// <summary>Null where the one who sent it named nobody who can be recognised.</summary>
    public required PersonKey? Person { get; init; }

    /// <summary>Other values known of the same person; what they lead to is decided together.</summary>
    public IReadOnlyList<GivenIdentity> Also { get; init; } = [];
    public required DateTime OccurredAt { get; init; }

    /// <summary>Id of a registered source; 0 = the product itself (entered by hand); below 0 = a name too long for one, which is refused.</summary>
    public int SourceId { get; init; }
    public string Subject { get; init; } = "";

    /// <summary>Pieces; of a kind that adds or takes, what was added (+) or taken (−).</summary>
    public int Quantity { get; init; }
    public long Amount { get; init; }
    public int Seconds { get; init; }
    public string Text { get; init; } = "";

    /// <summary>A JSON object, or "".</summary>
    public string Properties { get; init; } = "";

    /// <summary>The source's own name of the event; where it has none, one is derived from everything the event says.</summary>
    public string Key { get; init; } = "";

    /// <summary>The member who took part, or 0.</summary>
    public long MemberId { get; init; }
}

/// <summary>Who writes, by which path, when, and in which batch (0 = none).</summary>
public sealed record EventCause(Scope Who, IdentitySource Via, DateTime Now, long BatchId = 0);

/// <summary>Why an event was not written.</summary>
public enum EventSkip : byte
{
    None,

    /// <summary>It is there already; that is how it should be when a source sends again.</summary>
    Duplicate,
    UnknownKind,

    /// <summary>Orders come as orders; what the product notes about itself comes from nobody else.</summary>
    ReservedKind,

    /// <summary>The value names nobody: blank, "null", zeros, no phone.</summary>
    PersonUnreadable,

    /// <summary>There is no customer with this number.</summary>
    UnknownCustomer,

    /// <summary>A phone of staff or of a shop, which belongs to no customer.</summary>
    BlockedValue,

    /// <summary>The person had their data erased and stays away.</summary>
    ErasedPerson,

    /// <summary>More than a day ahead of our clock.</summary>
    FutureDate,

    /// <summary>Before 1990: a date that was never set.</summary>
    DateUnreadable,
    Negative,

    /// <summary>A kind that adds or takes needs to say how many.</summary>
    QuantityMissing,
    TooLong,
    KeyUnusable,
    PropertyUnknown,
    PropertyMissing,
    PropertyUnreadable,

    /// <summary>An order under this number is there with another amount; nothing was changed.</summary>
    OrderDiffers,

    /// <summary>The refunds would exceed what was paid.</summary>
    RefundTooLarge,
    NumberMissing,
    UnknownOrder,

    /// <summary>A number that slipped.</summary>
    TooLarge,
}

/// <summary>What became of one draft; <paramref name="Detail"/> names the member or property concerned.</summary>
public readonly record struct EventResult(EventSkip Skip, string Detail = "")
{
    public bool Written => Skip == EventSkip.None;

    /// <summary>Written or there already: sending it again changes nothing.</summary>
    public bool Kept => Skip is EventSkip.None or EventSkip.Duplicate;
}
