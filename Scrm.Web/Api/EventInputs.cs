using System.Text.Json.Nodes;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Sources;

namespace Scrm.Web.Api;

/// <summary>One value by which the person is recognised. Verified: the sender knows that it is theirs.</summary>
internal sealed record IdentityInput
{
    private const int Most = 20;

    public required IdentityType Type { get; init; }
    public string? Value { get; init; }
    public bool Verified { get; init; }

    public static IReadOnlyList<GivenIdentity> Given(IEnumerable<IdentityInput?> all) => [.. all.OfType<IdentityInput>().Take(Most).Select(i => new GivenIdentity(i.Type, i.Value ?? "", i.Verified))];
}

/// <summary>A list of what to take in; Source names where all of it comes from, unless an item says otherwise.</summary>
internal sealed record ItemsInput<T>
{
    public string Source { get; init; } = "";
    public required IReadOnlyList<T> Items { get; init; }

    public IReadOnlyList<T> Checked()
    {
        if (Source.Length > SourceBook.LongestName) throw ApiRefused.Member("source");
        if (Items.Any(i => i is null)) throw ApiRefused.Member("items");
        return Items.Count <= EventIntake.MostItems ? Items
            : throw new ApiRefused(StatusCodes.Status400BadRequest, "api.too-many-items", ApiText.TooManyItems(EventIntake.MostItems), ("member", "items"));
    }

    public string SourceOf(string? own) => own is { Length: > 0 } ? own : Source;
}

internal sealed record EventInput
{
    /// <summary>The kind's code or name.</summary>
    public string? Kind { get; init; }

    /// <summary>When it happened.</summary>
    public DateTime? At { get; init; }
    public IReadOnlyList<IdentityInput> Identities { get; init; } = [];

    /// <summary>Your own name of the event: the same source and key are the same event, however often it is sent.</summary>
    public string? Key { get; init; }
    public string? Source { get; init; }
    public string? Subject { get; init; }
    public int Quantity { get; init; }

    /// <summary>Cents.</summary>
    public long Amount { get; init; }
    public int Seconds { get; init; }
    public string? Text { get; init; }
    public JsonObject? Properties { get; init; }
    public long MemberId { get; init; }

    public IncomingEvent Incoming(ItemsInput<EventInput> list) => new(Kind ?? "", IdentityInput.Given(Identities), At, list.SourceOf(Source))
    {
        Rest = new EventDraft
        {
            KindId = 0, Person = null, OccurredAt = BusinessTime.Never, Subject = Subject?.Trim() ?? "", Quantity = Quantity, Amount = Amount, Seconds = Seconds,
            Text = Text?.Trim() ?? "", Properties = Properties is { Count: > 0 } ? Properties.ToJsonString() : "", Key = Key?.Trim() ?? "", MemberId = MemberId,
        },
    };
}

internal sealed record OrderInput
{
    /// <summary>Unique in its source: the same order again is the same order.</summary>
    public string? Number { get; init; }
    public DateTime? PaidAt { get; init; }

    /// <summary>What was paid, in cents, before refunds.</summary>
    public long Amount { get; init; }
    public IReadOnlyList<IdentityInput> Identities { get; init; } = [];
    public string? Source { get; init; }
    public IReadOnlyList<OrderLineInput> Lines { get; init; } = [];
    public IReadOnlyList<RefundInput> Refunds { get; init; } = [];
    public long MemberId { get; init; }

    public IncomingOrder Incoming(ItemsInput<OrderInput> list) => new(IdentityInput.Given(Identities), list.SourceOf(Source), new OrderDraft
    {
        Number = Number ?? "", Person = null, PaidAt = PaidAt ?? BusinessTime.Never, Amount = Amount, MemberId = MemberId,
        Lines = [.. Lines.OfType<OrderLineInput>().Select(l => new OrderDraftLine(l.Product ?? "", l.Quantity, l.Amount))], Refunds = [.. Refunds.OfType<RefundInput>().Select(r => r.Draft)],
    });
}

/// <summary>Amount: cents for the whole line.</summary>
internal sealed record OrderLineInput
{
    public string? Product { get; init; }
    public int Quantity { get; init; }
    public long Amount { get; init; }
}

internal sealed record RefundInput
{
    public DateTime? At { get; init; }

    /// <summary>Cents.</summary>
    public long Amount { get; init; }

    /// <summary>Your own name of the refund.</summary>
    public string? Key { get; init; }
    public string? Reason { get; init; }

    public RefundDraft Draft => new(At ?? BusinessTime.Never, Amount, Key ?? "", Reason ?? "");
}

/// <summary>A refund of an order that was sent before.</summary>
internal sealed record OrderRefundInput
{
    public string? Number { get; init; }
    public string? Source { get; init; }
    public DateTime? At { get; init; }

    /// <summary>Cents.</summary>
    public long Amount { get; init; }
    public string? Key { get; init; }
    public string? Reason { get; init; }

    public IncomingRefund Incoming(ItemsInput<OrderRefundInput> list) => new(Number ?? "", list.SourceOf(Source), new(At ?? BusinessTime.Never, Amount, Key ?? "", Reason ?? ""));
}
