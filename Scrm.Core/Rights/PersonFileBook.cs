using System.Text.Json.Serialization;
using Scrm.Core.Customers;
using Scrm.Core.Events;

namespace Scrm.Core.Rights;

/// <summary>Everything of one person, with names instead of numbers. Money in cents, moments in UTC.</summary>
public sealed record PersonFileBook(
    DateTime ExportedAt, PersonCard Person, IReadOnlyList<PersonIdentity> Identities, IReadOnlyList<PersonTag> Tags, IReadOnlyList<PersonTagChange> TagHistory,
    IReadOnlyList<PersonField> Fields, IReadOnlyList<PersonFieldChange> FieldHistory, IReadOnlyList<PersonRelation> Relations, IReadOnlyList<PersonRelationChange> RelationHistory,
    IReadOnlyList<PersonOrder> Orders, IReadOnlyList<PersonEvent> Events, IReadOnlyList<PersonMerge> Merges, PersonForecast? Forecast);

/// <summary>MergedIds: numbers of those who were found to be the same person.</summary>
public sealed record PersonCard(
    long OneId, string Name, string Phone, string MemberNo, string ExternalId, Gender Gender, string Company, string Region, string Remark, string Source, string Owner, DateTime AddedAt,
    ConsentState Consent, string ConsentSource, DateTime ConsentAt, LifecycleStage Stage, bool StageByHand, ValueTier Tier, RfmClass Rfm, int OrderCount, long SpentTotal, long Points,
    DateTime LastInboundAt, DateTime LastInteractionAt, IReadOnlyList<long> MergedIds);

public sealed record PersonIdentity(IdentityType Type, string Value, bool Verified, IdentitySource Source, DateTime FirstSeen, DateTime LastSeen);

public sealed record PersonTag(string Group, string Tag, DateTime Since, DateTime Expires);

public sealed record PersonTagChange(DateTime At, bool Removed, string Group, string Tag, string Reason);

public sealed record PersonField(string Name, string Value);

/// <summary>Detail: which of the details every customer has; null = a field of the company. Values in words for programs: "buyer", moments in UTC.</summary>
public sealed record PersonFieldChange(DateTime At, CustomerField? Detail, string Field, string Old, string New);

public sealed record PersonRelation(string Member, RelationState State, DateTime AddedAt, DateTime EndedAt, string Remark, string Description, string AddWay);

/// <summary>TagsThen and StageThen: what the customer was at a loss; empty and unknown otherwise. To: who took over.</summary>
public sealed record PersonRelationChange(DateTime At, string Member, RelationState State, string To, string Reason, IReadOnlyList<string> TagsThen, LifecycleStage StageThen);

public sealed record PersonOrder(string Number, string Source, DateTime PaidAt, long Amount, long Refunded, OrderStatus Status, IReadOnlyList<PersonOrderLine> Lines, IReadOnlyList<PersonRefund> Refunds);

public sealed record PersonOrderLine(string Product, int Quantity, long Amount);

public sealed record PersonRefund(DateTime At, long Amount, string Reason);

/// <summary>Kind: its code. Amount in cents, quantity in pieces or points.</summary>
public sealed record PersonEvent(DateTime At, string Kind, [property: JsonIgnore] KnownKind Known, string Source, string Subject, int Quantity, long Amount, int Seconds, string Text, string Properties);

public sealed record PersonMerge(DateTime At, long SurvivorId, long AbsorbedId, bool Undone);

public sealed record PersonForecast(double Alive, double Next30, double Next90, DateTime At);
