using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>An order of the file, whole, and the row it begins in.</summary>
internal sealed record PlannedOrder(int Row, OrderDraft Draft, List<OrderDraftLine> Lines, long Amount)
{
    public bool Unlinked { get; init; }

    /// <summary>The order is in the library; only what was given back since is new.</summary>
    public bool OnlyRefund { get; init; }
    public long Amount { get; set; } = Amount;
    public long Refund { get; set; }
    public long Before { get; init; }

    // When it was given back no file of orders says; under its sum, so that the same file again adds nothing and a later one the rest.
    public OrderDraft Whole() => Draft with
    {
        Amount = Amount, Lines = Lines, Refunds = Refund == 0 ? [] : [new RefundDraft(Draft.PaidAt, Refund, $"file-{Before + Refund}")],
    };
}

internal sealed record PlannedEvent(int Row, EventDraft Draft, bool Unlinked);

/// <summary>What stays the same over all orders or events of one file. SourceId 0: the source does not exist yet.</summary>
internal sealed record TouchGround(LayoutKind Kind, EventKindBook Kinds, int SourceId, string SourceName, BusinessTime Zone, DateTime Now, int AmountColumn);

/// <summary>Why a row of an order or event is left out.</summary>
internal readonly record struct TouchRefusal(PlanProblem Problem, ColumnRole Column, string Value = "", string Suggestion = "");

/// <summary>
/// The part of a row that says what happened → an order, a further line of one, or an event. Touches nothing outside its arguments.
/// seen: the keys of the file so far; a plan keeps them over all its chunks, because nothing of the earlier ones is in the library.
/// </summary>
internal sealed class TouchPlanner(TouchGround ground, KnownCustomers known, PlannedChunk chunk, HashSet<ulong> seen)
{
    private PlannedOrder? open;
    private string closed = "";

    /// <summary>Null where the row may be kept.</summary>
    public TouchRefusal? Refuses(ParsedRow row)
    {
        var touch = row.Touch!;
        if (touch.Split) return new(PlanProblem.OrderSplit, ColumnRole.Number, touch.Key);
        if (touch.Refund > (touch.Amount ?? touch.LineAmount)) return new(PlanProblem.RefundTooLarge, ColumnRole.Refund, $"{touch.Refund / 100m:0.00}");
        var at = ground.Zone.ToUtc(touch.At!.Value);
        if (EventCheck.Moment(at, ground.Now) is { } odd)
            return new(odd == EventSkip.FutureDate ? PlanProblem.TimeInFuture : PlanProblem.TimeTooEarly, ColumnRole.OccurredAt, $"{touch.At:yyyy-MM-dd HH:mm:ss}");
        if (ground.Kind == LayoutKind.Orders) return null;
        if (ground.Kinds.Named(touch.Kind!) is not { Archived: false } kind) return new(PlanProblem.KindUnknown, ColumnRole.EventKind, touch.Kind!, Near(touch.Kind!));
        if (kind.Reserved) return new(PlanProblem.KindReserved, ColumnRole.EventKind, touch.Kind!);
        if (kind.Signed) return touch.Quantity is null or 0 ? new(PlanProblem.QuantityMissing, ColumnRole.Quantity) : null;
        return touch.Quantity < 0 ? new(PlanProblem.QuantityNegative, ColumnRole.Quantity, $"{touch.Quantity}") : null;
    }

    /// <summary>Whether the row says nothing new: an event or order that is there, or a line that goes to the order above it.</summary>
    public bool Passes(ParsedRow row)
    {
        var touch = row.Touch!;
        if (open is { } order && touch.Number is not null && order.Draft.Number == touch.Key) return AddLine(row, order);
        var continues = touch.Number is not null && touch.Key == closed;
        if (!continues && !known.Touches.ContainsKey(touch.Key) && !seen.Contains(TouchKeys.Hash(touch.Key))) return false;
        (open, closed) = (null, touch.Number is null ? "" : touch.Key);
        chunk.Counts.Known++;
        if (!continues && ground.Kind == LayoutKind.Orders && known.Touches.TryGetValue(touch.Key, out var there)) Compare(row, touch, there);
        return true;
    }

    /// <summary>An order that is there: another amount is a problem, more given back than before is news.</summary>
    private void Compare(ParsedRow row, ParsedTouch touch, KnownTouch there)
    {
        if (touch.Amount is { } amount && amount != there.Amount) Report(row, PlanProblem.OrderDiffers, $"{amount / 100m:0.00}", $"{there.Amount / 100m:0.00}");
        else if (touch is { Amount: not null, Refund: { } refund } && refund > there.Refunded
            && RowMatch.Keys(row).FirstOrDefault(k => !known.Nobodys.ContainsKey(k.Key)) is { Key.Value: not null } key)
        {
            var draft = new OrderDraft { Number = touch.Key, Person = new PersonKey(key.Key.Type, key.Key.Value), PaidAt = ground.Zone.ToUtc(touch.At!.Value), Amount = 0, SourceId = ground.SourceId };
            chunk.Orders.Add(new(row.Number, draft, [], there.Amount) { OnlyRefund = true, Refund = refund - there.Refunded, Before = there.Refunded });
            CountRefund(refund - there.Refunded);
        }
    }

    private void CountRefund(long cents)
    {
        chunk.Counts.Refunds++;
        chunk.Counts.RefundCents += cents;
    }

    /// <summary>Takes what is nobody's yet: no customer has the key, or too many have it to tell.</summary>
    public bool Waits(ParsedRow row, RowMatch match, bool creates)
    {
        if (match.CustomerId != 0 || creates && match.Problem == 0) return false;
        if (match.Problem is not (0 or PlanProblem.KeyShared or PlanProblem.SharedInFile) || match.Problem != 0 && ground.Kind == LayoutKind.Orders) return false;
        var (key, _) = RowMatch.Keys(row).FirstOrDefault();
        if (key.Value is null) return false;
        Add(row, new PersonKey(key.Type, key.Value), unlinked: true);
        return true;
    }

    public void Take(ParsedRow row, long customer)
    {
        // Under the value it arrived with, so that it stays with it whoever the value turns out to belong to.
        var own = RowMatch.Keys(row).Select(k => k.Key).FirstOrDefault(k => known.Tells(k) && known.Holders(k) is [var only] && only == customer);
        Add(row, own.Value is null ? PersonKey.Of(customer) : new PersonKey(own.Type, own.Value), unlinked: false);
    }

    private void Add(ParsedRow row, PersonKey person, bool unlinked)
    {
        seen.Add(TouchKeys.Hash(row.Touch!.Key));
        if (unlinked) chunk.Counts.Unlinked++;
        if (ground.Kind == LayoutKind.Orders) AddOrder(row, person, unlinked);
        else AddEvent(row, person, unlinked);
    }

    private void AddOrder(ParsedRow row, PersonKey person, bool unlinked)
    {
        var touch = row.Touch!;
        var draft = new OrderDraft { Number = touch.Key, Person = person, PaidAt = ground.Zone.ToUtc(touch.At!.Value), Amount = 0, SourceId = ground.SourceId };
        var amount = touch.Amount ?? touch.LineAmount ?? 0;
        chunk.Orders.Add(open = new(row.Number, draft, LineOf(touch, amount) is { } line ? [line] : [], amount) { Unlinked = unlinked });
        chunk.Counts.Orders++;
        chunk.Counts.OrderCents += amount;
        if (touch.Refund is not > 0) return;
        open.Refund = touch.Refund.Value;
        CountRefund(open.Refund);
    }

    private bool AddLine(ParsedRow row, PlannedOrder order)
    {
        var touch = row.Touch!;
        chunk.Counts.OrderLines++;
        if (touch.Amount is { } says && says != order.Amount) Report(row, PlanProblem.OrderAmountsDiffer, $"{says / 100m:0.00}", $"{order.Amount / 100m:0.00}");
        if (touch is { Amount: null, LineAmount: { } more })
        {
            order.Amount += more;
            chunk.Counts.OrderCents += more;
            if (order.Refund == 0 && touch.Refund > 0) chunk.Counts.Refunds++;
            order.Refund += touch.Refund ?? 0;
            chunk.Counts.RefundCents += touch.Refund ?? 0;
        }
        // What the lines come to one by one is only known where the file says it.
        if (touch.LineAmount is null && order.Lines is [var first]) order.Lines[0] = first with { Amount = 0 };
        if (LineOf(touch, 0) is { } line && order.Lines.Count < OrderDraft.MostLines) order.Lines.Add(line);
        return true;
    }

    private static OrderDraftLine? LineOf(ParsedTouch touch, long otherwise) =>
        touch is { Subject: null, Quantity: null, LineAmount: null } ? null : new(touch.Subject ?? "", touch.Quantity ?? 1, touch.LineAmount ?? otherwise);

    private void AddEvent(ParsedRow row, PersonKey person, bool unlinked)
    {
        var touch = row.Touch!;
        chunk.Counts.Events++;
        chunk.Events.Add(new(row.Number, new EventDraft
        {
            KindId = ground.Kinds.Named(touch.Kind!)!.Id, Person = person, OccurredAt = ground.Zone.ToUtc(touch.At!.Value), SourceId = ground.SourceId,
            Subject = touch.Subject ?? "", Text = touch.Text ?? "", Amount = touch.Amount ?? 0, Quantity = touch.Quantity ?? 0, Seconds = touch.Seconds ?? 0, Key = touch.Key,
        }, unlinked));
    }

    private void Report(ParsedRow row, PlanProblem problem, string value, string suggestion) =>
        chunk.Problems.Add(new(row.Number, ground.AmountColumn, (byte)problem, value, suggestion, RowLost: false));

    private string Near(string said)
    {
        var name = Folding.Key(said);
        return ground.Kinds.All.Where(k => k is { Archived: false, Reserved: false })
            .Select(k => (k.Name, Distance: Math.Min(EditDistance.Between(name, Folding.Key(k.Name)), EditDistance.Between(name, Folding.Key(k.Code)))))
            .Where(k => k.Distance <= Math.Max(1, name.Length / 2)).OrderBy(k => k.Distance).Select(k => k.Name).FirstOrDefault() ?? "";
    }
}
