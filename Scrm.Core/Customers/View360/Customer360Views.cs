using Scrm.Core.Customers.Fields;
using Scrm.Core.Events;
using Scrm.Core.Forecast;

namespace Scrm.Core.Customers;

/// <summary>Where a customer stands: lifecycle, value, consent, and the counts the event writer keeps. Money in cents; never = the epoch.</summary>
public sealed record CustomerStanding(
    LifecycleStage Stage, bool StageByHand, ValueTier Tier, RfmClass Rfm, ConsentState Consent, string ConsentSource, DateTime ConsentAt,
    DateTime LastInboundAt, DateTime LastInteractionAt, DateTime FirstOrderAt, DateTime LastOrderAt, int OrderCount, long SpentTotal, int Interactions30, int Orders30, long Spent30,
    long Points)
{
    internal static CustomerStanding Of(Customer c) => new(
        c.Stage, c.StageByHand, c.Tier, c.Rfm, c.Consent, c.ConsentSource, c.ConsentAt, c.LastInboundAt, c.LastInteractionAt, c.FirstOrderAt, c.LastOrderAt, c.OrderCount, c.SpentTotal,
        c.Interactions30, c.Orders30, c.Spent30, c.Points);
}

/// <summary>Another customer that became part of this one; <paramref name="UndoneAt"/>: or the merge was taken back.</summary>
public sealed record AbsorbedLine(long Id, long AbsorbedId, MergeRule Rule, DateTime At, ActorName By, DateTime UndoneAt);

/// <summary>Everything the first paint of the 360 page needs, read in at most twelve statements.</summary>
public sealed record Customer360View(
    CustomerCard Card, CustomerStanding Standing, CustomerNow Now, IReadOnlyList<TagWhy> Tags, IReadOnlyList<RelationLine> Relations,
    IReadOnlyList<IdentityLine> Identities, TimelinePage Timeline, FieldSheet Fields, NextView Next);

/// <summary>The view, or where the customer went: into another one, or erased on their own wish.</summary>
public sealed record Customer360Answer(Customer360View? View, long MergedInto = 0, bool Erased = false);

/// <summary>The changes of one customer, the latest first.</summary>
public sealed record Customer360Log(IReadOnlyList<TagLogLine> Tags, IReadOnlyList<FieldLogLine> Fields);

/// <summary>The customers before and after one in a list; 0 = none.</summary>
public readonly record struct Neighbours(long Previous, long Next);
