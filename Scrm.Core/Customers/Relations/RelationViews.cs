using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>One member who follows, or followed, a customer.</summary>
public sealed record RelationLine(
    long MemberId, string Member, bool Enabled, RelationState State, string Remark, string Description, string AddWay, string StateCode, DateTime AddedAt, DateTime EndedAt);

/// <summary>One turn in the history of a customer's relations. <paramref name="To"/>: who took over, or empty. Tags and stage only at a loss.</summary>
public sealed record RelationTurn(
    long Id, long MemberId, string Member, RelationState State, string To, string Reason, DateTime At, ActorName By, long BatchId, string BatchTitle,
    IReadOnlyList<TagMark> Tags, LifecycleStage Stage);

/// <summary>What a member notes about how they follow a customer.</summary>
public sealed record RelationDraft(string Remark = "", string Description = "", string AddWay = "", string StateCode = "");

/// <summary>Who is meant by a hand-over. <paramref name="Target"/> null: everything of <paramref name="From"/>, owned and followed.</summary>
/// <param name="From">The member who hands over; null = whoever is in charge of each customer.</param>
/// <param name="To">The member who takes over; 0 = the public pool.</param>
public sealed record HandoverOrder(BulkTarget? Target, long? From, long To, string Reason = "");

/// <summary>How many of the customers meant are in charge of this member now; 0 = the public pool.</summary>
public sealed record HandoverShare(long MemberId, string Name, int Count);

/// <summary>The numbers before a hand-over: all that are meant, those the member owns, those only followed, and who is in charge now.</summary>
public sealed record HandoverPreview(int Customers, int Owned, int Followed, IReadOnlyList<HandoverShare> Shares);

public enum RelationRefusal
{
    NotAllowed,
    AlreadyFollows,
    NotFollowing,
    MemberOutOfReach,

    /// <summary>Values: the longest length.</summary>
    TextTooLong,
    NobodyMeant,
    SamePerson,

    /// <summary>Values: the most that can be picked one by one.</summary>
    TooManyPicked,

    /// <summary>Nothing of this customer is this person's to hand over.</summary>
    NothingToHandOver,
}
