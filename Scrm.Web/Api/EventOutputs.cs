using System.Text.Json.Nodes;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Web.Events;

namespace Scrm.Web.Api;

internal enum ItemState { Written, Duplicate, Refused }

/// <summary>What became of one item; code and detail say why it was refused.</summary>
internal sealed record ItemResult(ItemState State, string? Code, string? Detail, string? Member)
{
    public static ItemResult Of(EventResult result) => result.Written ? new(ItemState.Written, null, null, null)
        : result.Kept ? new(ItemState.Duplicate, null, null, null)
        : new(ItemState.Refused, ApiProblem.CodeOf(result.Skip), EventsText.Of(result.Skip, result.Detail), result.Detail.Length > 0 ? result.Detail : null);
}

/// <summary>One result an item, in their order.</summary>
internal sealed record ItemResults(int Written, int Duplicates, int Refused, IReadOnlyList<ItemResult> Items)
{
    public static ItemResults Of(IReadOnlyList<EventResult> results) => new(results.Count(r => r.Written), results.Count(r => r.Kept && !r.Written), results.Count(r => !r.Kept),
        [.. results.Select(ItemResult.Of)]);
}

internal sealed record KindOut(string Code, string Name, EventDirection Direction, bool Custom, IReadOnlyList<KindProperty> Properties);

/// <summary>Amount in cents.</summary>
internal sealed record EventOut(
    long Id, string Kind, DateTime OccurredAt, DateTime ReceivedAt, string Source, string Subject, int Quantity, long Amount, int Seconds, string Text, JsonNode? Properties, string Member)
{
    public static EventOut Of(TimelineEvent shown) => new(shown.Id, shown.Kind.Code, shown.OccurredAt, shown.ReceivedAt, shown.Source, shown.Subject, shown.Quantity, shown.Amount,
        shown.Seconds, shown.Text, shown.Properties.Length > 0 ? JsonNode.Parse(shown.Properties) : null, shown.Member);
}

/// <summary>One line of the timeline: an event, or the change that one of the ledgers keeps. Kind: the code of the registry.</summary>
internal sealed record TimelineOut(
    string Kind, DateTime At, TimelineSource Source, long Id, EventOut? Event, RelationTurn? Relation, MergeTurn? Merge, FieldLogLine? Field, TagLogLine? Tag)
{
    public static TimelineOut Of(TimelineEntry entry) => new(entry.Kind.Code, entry.Mark.OccurredAt, entry.Mark.Source, entry.Mark.Id, entry.Event is { } shown ? EventOut.Of(shown) : null,
        entry.Relation, entry.Merge, entry.Field, entry.Tag);
}

/// <summary>Amounts in cents.</summary>
internal sealed record OrderOut(
    string Number, string Source, DateTime PaidAt, long Amount, long Refunded, OrderStatus Status, IReadOnlyList<OrderDraftLine> Lines, IReadOnlyList<RefundDraft> Refunds)
{
    public static OrderOut Of(OrderView order) => new(order.Number, order.Source, order.PaidAt, order.Amount, order.Refunded, order.Status, order.Lines, order.Refunds);
}
