namespace Scrm.Core.Events;

/// <summary>Whether a draft can be kept, from its values alone; the same for a plan and for the writing.</summary>
internal static class EventCheck
{
    private static readonly DateTime Earliest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>The draft as it will be kept, or why not. A clock that runs up to a day ahead is set back to now.</summary>
    public static (EventDraft Tidy, EventResult Result) Check(EventDraft draft, EventKindBook kinds, DateTime now)
    {
        if (kinds.Find(draft.KindId) is not { Archived: false } kind) return (draft, new(EventSkip.UnknownKind));
        if (kind.Reserved) return (draft, new(EventSkip.ReservedKind));
        if (draft.Person is null) return (draft, new(EventSkip.PersonUnreadable));
        if (Moment(draft.OccurredAt, now) is { } bad) return (draft, new(bad, "occurredAt"));
        if (Negative(draft, kind) is { } negative) return (draft, new(EventSkip.Negative, negative));
        if (TooLarge(draft.Amount, draft.Quantity) is { } large) return (draft, new(EventSkip.TooLarge, large));
        if (kind.Signed && draft.Quantity == 0) return (draft, new(EventSkip.QuantityMissing, "quantity"));
        if (TooLong(draft) is { } tooLong) return (draft, new(EventSkip.TooLong, tooLong));
        if (!KeyFits(draft.Key)) return (draft, new(EventSkip.KeyUnusable, "key"));
        var (properties, skip, key) = PropertyCheck.Read(kind, draft.Properties);
        return skip != EventSkip.None ? (draft, new(skip, key))
            : (properties == draft.Properties ? draft : draft with { Properties = properties }, new(EventSkip.None));
    }

    /// <summary>Why the moment cannot be, or null.</summary>
    public static EventSkip? Moment(DateTime at, DateTime now) => at > now + Ahead ? EventSkip.FutureDate : at < Earliest ? EventSkip.DateUnreadable : null;

    // A key of ours begins with ~, so that no source can take its place.
    public static bool KeyFits(string key) => key.Length <= EventDraft.LongestKey && !key.StartsWith('~');

    public static string? TooLarge(long amount, int quantity) =>
        amount > EventDraft.MostAmount ? "amount" : quantity is > EventDraft.MostQuantity or < -EventDraft.MostQuantity ? "quantity" : null;

    private static string? Negative(EventDraft draft, KnownKind kind) => draft switch
    {
        { Amount: < 0 } => "amount",
        { Quantity: < 0 } when !kind.Signed => "quantity",
        { Seconds: < 0 } => "seconds",
        _ => null,
    };

    private static string? TooLong(EventDraft draft) => draft switch
    {
        { SourceId: < 0 } => "source",
        { Subject.Length: > EventDraft.LongestSubject } => "subject",
        { Text.Length: > EventDraft.LongestText } => "text",
        _ => null,
    };
}
