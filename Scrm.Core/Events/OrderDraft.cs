using Scrm.Core.Customers;

namespace Scrm.Core.Events;

/// <summary>A paid order as it arrives. Money in cents, moments in UTC; the number is unique in its source.</summary>
public sealed record OrderDraft
{
    public const int LongestNumber = 100;
    public const int LongestRefundKey = 80;
    public const int MostLines = 500;

    public required string Number { get; init; }

    /// <summary>Null where the one who sent it named nobody who can be recognised.</summary>
    public required PersonKey? Person { get; init; }

    /// <summary>Other values known of the same person; what they lead to is decided together.</summary>
    public IReadOnlyList<GivenIdentity> Also { get; init; } = [];
    public required DateTime PaidAt { get; init; }

    /// <summary>What was paid, before refunds.</summary>
    public required long Amount { get; init; }
    public int SourceId { get; init; }
    public IReadOnlyList<OrderDraftLine> Lines { get; init; } = [];

    /// <summary>Known so far; more may come later with the same order, or by themselves.</summary>
    public IReadOnlyList<RefundDraft> Refunds { get; init; } = [];
    public long MemberId { get; init; }
}

public sealed record OrderDraftLine(string Product, int Quantity, long Amount);

/// <summary>Key: the source's own name of the refund; where it has none, moment and amount tell refunds of one order apart.</summary>
public sealed record RefundDraft(DateTime At, long Amount, string Key = "", string Reason = "");

/// <summary>A refund of an order that is there.</summary>
public sealed record RefundOf(int SourceId, string Number, RefundDraft Refund);

internal static class OrderCheck
{
    public static EventResult Check(OrderDraft draft, DateTime now)
    {
        if (draft.Number.Trim().Length == 0) return new(EventSkip.NumberMissing, "number");
        if (draft.SourceId < 0) return new(EventSkip.TooLong, "source");
        if (draft.Number.Length > OrderDraft.LongestNumber) return new(EventSkip.TooLong, "number");
        if (draft.Person is null) return new(EventSkip.PersonUnreadable);
        if (EventCheck.Moment(draft.PaidAt, now) is { } bad) return new(bad, "paidAt");
        if (draft.Amount < 0) return new(EventSkip.Negative, "amount");
        if (draft.Lines.Count > OrderDraft.MostLines || draft.Lines.Any(l => l.Product.Length > EventDraft.LongestSubject)) return new(EventSkip.TooLong, "lines");
        if (draft.Lines.Any(l => l.Quantity < 0 || l.Amount < 0)) return new(EventSkip.Negative, "lines");
        if (EventCheck.TooLarge(draft.Amount, 0) is { } large) return new(EventSkip.TooLarge, large);
        if (draft.Lines.Any(l => EventCheck.TooLarge(l.Amount, 0) is not null) || draft.Lines.Sum(l => (long)l.Quantity) > EventDraft.MostQuantity) return new(EventSkip.TooLarge, "lines");
        if (draft.Refunds.Count > OrderDraft.MostLines) return new(EventSkip.TooLong, "refunds");
        return draft.Refunds.Select(r => Check(r, now)).FirstOrDefault(r => !r.Written);
    }

    public static EventResult Check(RefundOf refund, DateTime now) => refund.SourceId < 0 ? new(EventSkip.TooLong, "source") : Check(refund.Refund, now);

    public static EventResult Check(RefundDraft refund, DateTime now)
    {
        if (refund.Key.Length > OrderDraft.LongestRefundKey || refund.Reason.Length > EventDraft.LongestSubject) return new(EventSkip.TooLong, "refunds");
        if (refund.Amount <= 0) return new(EventSkip.Negative, "refunds");
        if (EventCheck.TooLarge(refund.Amount, 0) is not null) return new(EventSkip.TooLarge, "refunds");
        return EventCheck.Moment(refund.At, now) is { } odd ? new(odd, "refunds") : new(EventSkip.None);
    }
}
