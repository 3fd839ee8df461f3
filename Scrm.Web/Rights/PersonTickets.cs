using System.Collections.Concurrent;
using System.Security.Cryptography;
using Scrm.Core;

namespace Scrm.Web.Rights;

/// <summary>A person's file that was asked for on the page, fetched once within two minutes by the same member: a link from elsewhere downloads nothing.</summary>
public sealed class PersonTickets(TimeProvider clock)
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, (Actor Who, long Customer, DateTimeOffset Until)> waiting = [];

    public string Issue(Actor who, long customer)
    {
        foreach (var (old, _) in waiting.Where(t => t.Value.Until < clock.GetUtcNow()).ToList()) waiting.TryRemove(old, out _);
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        waiting[ticket] = (who, customer, clock.GetUtcNow() + Valid);
        return ticket;
    }

    public long? Take(string ticket, Actor who) => waiting.TryRemove(ticket, out var asked) && asked.Who == who && asked.Until >= clock.GetUtcNow() ? asked.Customer : null;
}
