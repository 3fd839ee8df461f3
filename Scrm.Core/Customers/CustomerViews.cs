using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>A tag as a chip shows it.</summary>
public sealed record TagMark(int Id, int GroupId, string Name, string Group, string Color, bool Exclusive, bool Personal)
{
    internal static TagMark Of(Tag tag, TagGroup group) => new(tag.Id, group.Id, tag.Name, group.Name, group.Color, group.Exclusive, group.Personal);
}

/// <summary>What a customer is called on screens: by name, else by member number, else by OneID. Files of orders often know the number only.</summary>
public static class CustomerTitle
{
    public static string Of(string name, string memberNo, long id) =>
        name.Length > 0 ? name : memberNo.Length > 0 ? memberNo : id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A value of one of the company's own fields in a list: as kept, phones masked, and in names.</summary>
public sealed record OwnValue(int Field, string Value, string Shown);

/// <summary>One customer in the list, by title. The phone is masked. Own: values of the fields that the list shows.</summary>
public sealed record CustomerRow(
    long Id, string Name, string Phone, string Company, long OwnerId, string Owner, DateTime AddedAt, IReadOnlyList<TagMark> Tags, IReadOnlyList<OwnValue> Own,
    LifecycleStage Stage, ValueTier Tier, DateTime LastInteractionAt, long Spent)
{
    /// <summary>Where the row stands in such an order, as the database keeps it: milliseconds or cents.</summary>
    public long KeyOf(ListSort sort) => KeyOf(sort, AddedAt, LastInteractionAt, Spent);

    internal static long KeyOf(ListSort sort, DateTime addedAt, DateTime lastInteractionAt, long spent) =>
        sort switch { ListSort.Spent => spent, ListSort.Touched => UnixMilliseconds.ToStore(lastInteractionAt), _ => UnixMilliseconds.ToStore(addedAt) };
}

public sealed record LibraryCounts(int All, int Mine, int Pool);

/// <summary>All of one customer for the side panel. Phones are masked everywhere, in the identities and in the log too.</summary>
public sealed record CustomerPanel(
    CustomerCard Card, IReadOnlyList<TagWhy> Tags, IReadOnlyList<IdentityLine> Identities, IReadOnlyList<TagLogLine> TagLog, IReadOnlyList<FieldLogLine> FieldLog);

public sealed record CustomerCard(
    long Id, string Name, string Phone, string MemberNo, string ExternalId, Gender Gender, string Company, string Region, string Remark, string Source,
    long OwnerId, string Owner, DateTime AddedAt, DateTime UpdatedAt, int Version)
{
    public string Title => CustomerTitle.Of(Name, MemberNo, Id);
}

/// <summary>A value by which the customer is recognised, masked. <paramref name="Shared"/>: seen on too many customers to tell who somebody is.</summary>
public sealed record IdentityLine(IdentityType Type, string Value, IdentitySource Source, DateTime FirstSeen, DateTime LastSeen, bool Verified, bool Shared);

/// <summary>Who acted: a member's name where a member did, otherwise only the kind.</summary>
public readonly record struct ActorName(ActorKind Kind, string Name);

/// <summary>
/// One change of a field, in values that can be shown: the owner by name, phones masked.
/// Name and Type: of a field the company defined; empty for those that every customer has.
/// </summary>
public sealed record FieldLogLine(
    CustomerField Field, string Old, string New, DateTime At, ActorName By, long BatchId, string BatchTitle, string Name = "", FieldType? Type = null);

/// <summary>What a person types about a customer. A phone of null leaves the phone as it is: forms never hold the number unasked.</summary>
public sealed record CustomerDraft
{
    public string Name { get; init; } = "";
    public string? Phone { get; init; }
    public string MemberNo { get; init; } = "";
    public string ExternalId { get; init; } = "";
    public Gender Gender { get; init; }
    public string Company { get; init; } = "";
    public string Region { get; init; } = "";
    public string Remark { get; init; } = "";
    public string Source { get; init; } = "";
    public long OwnerId { get; init; }
}

/// <summary>A field on which two people disagree: what was about to be written and what stands now.</summary>
public sealed record FieldClash(CustomerField Field, string Mine, string Theirs);

public enum CustomerRefusal
{
    /// <summary>The role may not do this.</summary>
    NotAllowed,
    NameMissing,

    /// <summary>Values: the field and the longest length.</summary>
    TooLong,
    PhoneUnreadable,

    /// <summary>Values: the id and the name of the customer who has it.</summary>
    PhoneTaken,
    PhoneTakenOutOfReach,

    /// <summary>Values: the id and the name of the customer who has it.</summary>
    MemberNoTaken,
    MemberNoTakenOutOfReach,
    ExternalIdTaken,
    ExternalIdTakenOutOfReach,

    /// <summary>Values: the field. Its value belonged to a person who was erased on their own wish.</summary>
    Erased,

    /// <summary>Values: the field and the reason given. Its value is on the list of blocked ones.</summary>
    ValueBlocked,

    /// <summary>Values: the name of the member whose phone it is.</summary>
    StaffPhone,

    /// <summary>The owner is nobody this person may hand a customer to.</summary>
    OwnerOutOfReach,

    /// <summary>Values: the version that stands now and the list of <see cref="FieldClash"/>.</summary>
    ChangedMeanwhile,
}
