using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Events;

namespace Scrm.Core.Customers;

/// <summary>A service ticket that was opened and not closed. Key: its number, or what it is about, or "".</summary>
public sealed record OpenTicket(string Key, DateTime OpenedAt, DateTime LastAt);

/// <summary>Refunds of the last 30 days; in cents.</summary>
public readonly record struct RecentRefunds(int Count, long Amount);

/// <summary>What the events of a customer leave open. UnansweredSince: their last message, where nobody has written, called or met them since; otherwise never.</summary>
public sealed record OpenMatters(IReadOnlyList<OpenTicket> Tickets, DateTime UnansweredSince, RecentRefunds Refunds)
{
    public static readonly OpenMatters None = new([], BusinessTime.Never, default);

    /// <summary>What is older is not now.</summary>
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(180), RefundsFor = TimeSpan.FromDays(30);

    private const int Ticket = KindId.ServiceTicket, Refund = KindId.OrderRefunded, Message = KindId.MessageIn;

    private const string Own = "FROM customer_events WHERE customer_id = @id AND occurred_at >= @since AND kind_id";

    /// <summary>The customer's last half year: of messages and answers the last of each kind, which their index tells; then a row for each ticket event, and one for refunds.</summary>
    private const string Rows = $$"""
        SELECT kind_id, max(occurred_at), 0, 0, '', '', 0 {{Own}} IN ({0}) GROUP BY kind_id
        UNION ALL
        SELECT kind_id, max(occurred_at), sum(CASE WHEN occurred_at >= @recent THEN 1 ELSE 0 END), sum(CASE WHEN occurred_at >= @recent THEN amount ELSE 0 END), max(subject), max(properties), max(id)
        {{Own}} IN (19, 15) GROUP BY kind_id, CASE WHEN kind_id = 19 THEN id ELSE 0 END
        """;

    /// <summary>One statement, none where nothing has happened for so long.</summary>
    internal static async Task<OpenMatters> ReadAsync(ScrmDbContext db, EventKindBook kinds, Customer customer, DateTime now, CancellationToken cancel)
    {
        if (customer.LastInteractionAt < now - LooksBack) return None;
        var answers = kinds.All.Where(k => k.Direction == EventDirection.Outbound || k.Id is KindId.Call or KindId.Visit).Select(k => k.Id).ToHashSet();
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, string.Format(CultureInfo.InvariantCulture, Rows, string.Join(',', answers.Append(Message).Except([Ticket, Refund]))), ("@id", customer.Id),
            ("@since", UnixMilliseconds.ToStore(now - LooksBack)), ("@recent", UnixMilliseconds.ToStore(now - RefundsFor)));
        await using var read = await command.ExecuteReaderAsync(cancel);
        var rows = new List<Row>();
        while (await read.ReadAsync(cancel)) rows.Add(Row.Of(read));
        var (asked, answered) = (Last(rows, k => k == Message), Last(rows, answers.Contains));
        var refunds = rows.Find(r => r.Kind == Refund);
        return new(TicketsOf(rows.FindAll(r => r.Kind == Ticket)), asked > answered ? asked : BusinessTime.Never, refunds is null ? default : new(refunds.Recent, refunds.Amount));
    }

    private static DateTime Last(List<Row> rows, Func<int, bool> kind) => rows.Where(r => kind(r.Kind)).Select(r => r.At).DefaultIfEmpty(BusinessTime.Never).Max();

    /// <summary>The last word on a ticket decides; one that does not say anything was opened.</summary>
    private static IReadOnlyList<OpenTicket> TicketsOf(List<Row> events) =>
        [.. events.Select(e => (Event: e, Says: Says(e.Properties))).GroupBy(e => e.Says.Ticket.Length > 0 ? e.Says.Ticket : e.Event.Subject)
            .Select(ticket => ticket.OrderBy(e => e.Event.At).ThenBy(e => e.Event.Id).ToList()).Where(ticket => !ticket[^1].Says.Closed)
            .Select(ticket => new OpenTicket(ticket[0].Says.Ticket.Length > 0 ? ticket[0].Says.Ticket : ticket[0].Event.Subject,
                ticket.Skip(1 + ticket.FindLastIndex(e => e.Says.Closed)).First().Event.At, ticket[^1].Event.At))
            .OrderBy(ticket => ticket.OpenedAt)];

    private static (string Ticket, bool Closed) Says(string properties)
    {
        if (properties.Length == 0) return ("", false);
        using var json = JsonDocument.Parse(properties);
        string Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
        return (Text("ticket").Trim(), Text("state") == "closed");
    }

    private sealed record Row(int Kind, DateTime At, int Recent, long Amount, string Subject, string Properties, long Id)
    {
        public static Row Of(DbDataReader row) => new((int)Number(row, 0), UnixMilliseconds.FromStore(Number(row, 1)), (int)Number(row, 2), Number(row, 3), row.GetString(4), row.GetString(5), Number(row, 6));

        private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
    }
}
