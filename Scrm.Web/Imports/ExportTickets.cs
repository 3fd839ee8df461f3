using System.Collections.Concurrent;
using System.Security.Cryptography;
using Scrm.Core;
using Scrm.Core.Import;

namespace Scrm.Web.Imports;

/// <summary>What was asked for; the one that is not null, or the dictionary.</summary>
internal sealed record ExportAsked(ExportFormat Format, ExportOrder? Customers = null, LostExportOrder? Lost = null);

/// <summary>
/// An export that was asked for on the page, waiting for the browser to fetch it: once, within two minutes, by the same person.
/// So the filter and the reason stand in no address, and a link from elsewhere downloads nothing.
/// </summary>
internal sealed class ExportTickets(TimeProvider clock)
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, (Actor Who, ExportAsked Asked, DateTimeOffset Until)> waiting = [];

    public string Issue(Actor who, ExportAsked asked)
    {
        foreach (var (old, _) in waiting.Where(t => t.Value.Until < clock.GetUtcNow()).ToList()) waiting.TryRemove(old, out _);
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        waiting[ticket] = (who, asked, clock.GetUtcNow() + Valid);
        return ticket;
    }

    public ExportAsked? Take(string ticket, Actor who) =>
        waiting.TryRemove(ticket, out var order) && order.Who == who && order.Until >= clock.GetUtcNow() ? order.Asked : null;
}
