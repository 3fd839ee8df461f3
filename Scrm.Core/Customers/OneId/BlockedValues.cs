using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>A value by which nobody is recognised. Customers: how many have it all the same.</summary>
public sealed record BlockedLine(long Id, IdentityType Type, string Shown, string Reason, DateTime At, string By, int Customers);

/// <summary>A value that too many customers have.</summary>
public sealed record SharedLine(IdentityType Type, string Value, string Shown, int Customers, DateTime LastSeen, IReadOnlyList<(long Id, string Name)> Some);

/// <summary>Values that tell nothing about who somebody is: those named by members, and those the guard found. For operators.</summary>
public sealed class BlockedValues(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private const int Most = 500;
    private const int LongestReason = 100;
    private const int Named = 5;

    public async Task<IReadOnlyList<BlockedLine>> ListAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.BlockedValues.AsNoTracking().OrderByDescending(b => b.Id).Take(Most)
            .Select(b => new { Row = b, Customers = db.CustomerIdentities.Count(i => i.Type == b.Type && i.Value == b.Value && db.Customers.Any(c => c.Id == i.CustomerId)) }).ToListAsync(cancel);
        var members = await Names.OfMembersAsync(db, rows.Select(r => r.Row.MemberId), cancel);
        return [.. rows.Select(r => new BlockedLine(r.Row.Id, r.Row.Type, PairPreviewReader.Shown(r.Row.Type, r.Row.Value), r.Row.Reason, r.Row.At, members.GetValueOrDefault(r.Row.MemberId, ""), r.Customers))];
    }

    /// <summary>Blocks a value: links by it are flagged at once and it recognises nobody from now on. Returns how many customers have it.</summary>
    public async Task<Outcome<int>> AddAsync(IdentityType type, string raw, string reason, Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return new Refusal(MergeRefusal.NotAllowed);
        if (IdentityValue.Of(type, raw) is not { Ok: true, Value: var value }) return new Refusal(MergeRefusal.ValueUnreadable);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await IdentityResolver.TakeTurnAsync(db, cancel);
        if (await db.BlockedValues.AnyAsync(b => b.Type == type && b.Value == value, cancel)) return new Refusal(MergeRefusal.ValueBlocked);
        var now = clock.GetUtcNow().UtcDateTime;
        reason = reason.Trim();
        db.BlockedValues.Add(new BlockedValue { Type = type, Value = value, Reason = reason.Length > LongestReason ? reason[..LongestReason] : reason, At = now, MemberId = who.MemberId });
        await SharedIdentities.MarkAsync(db, new(type, value), cancel);
        db.AuditEntries.Add(AuditTrail.Entry(now, who.Actor, AuditAct.ValueBlocked, 0, 1));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return await db.CustomerIdentities.CountAsync(i => i.Type == type && i.Value == value && db.Customers.Any(c => c.Id == i.CustomerId), cancel);
    }

    /// <summary>Takes a value off the list: it recognises people again, where nothing else speaks against it.</summary>
    public async Task<Outcome?> RemoveAsync(long id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await IdentityResolver.TakeTurnAsync(db, cancel);
        if (!who.MayMerge || await db.BlockedValues.SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } blocked) return null;
        db.BlockedValues.Remove(blocked);
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, who.Actor, AuditAct.ValueUnblocked, 0, 1));
        await db.SaveChangesAsync(cancel);
        await SharedIdentities.ReconsiderAsync(db, [new(blocked.Type, blocked.Value)], cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>The values that turned shared, those of most customers first; blocked ones and phones of staff are on their own lists.</summary>
    public async Task<IReadOnlyList<SharedLine>> SharedAsync(Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var shared = db.CustomerIdentities.Where(i => i.State == IdentityState.Shared && db.Customers.Any(c => c.Id == i.CustomerId) && !db.BlockedValues.Any(b => b.Type == i.Type && b.Value == i.Value)
            && !(i.Type == IdentityType.Phone && db.Members.Any(m => m.Phone == i.Value)));
        var groups = await shared.GroupBy(i => new { i.Type, i.Value }).Select(g => new { g.Key.Type, g.Key.Value, Customers = g.Count(), LastSeen = g.Max(i => i.LastSeen) })
            .OrderByDescending(g => g.Customers).ThenBy(g => g.Value).Take(Most).ToListAsync(cancel);
        var people = (await SomeAsync(db, [.. groups.Select(g => new CustomerKey(g.Type, g.Value))], cancel)).ToLookup(p => p.Key);
        return [.. groups.Select(g => new SharedLine(g.Type, g.Value, PairPreviewReader.Shown(g.Type, g.Value), g.Customers, g.LastSeen,
            [.. people[new(g.Type, g.Value)].Select(p => (p.Id, p.Name))]))];
    }

    /// <summary>The first few who have each value, however many do.</summary>
    private static async Task<List<(CustomerKey Key, long Id, string Name)>> SomeAsync(ScrmDbContext db, IReadOnlyList<CustomerKey> keys, CancellationToken cancel)
    {
        var some = new List<(CustomerKey, long, string)>();
        if (keys.Count == 0) return some;
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, $"""
            SELECT type, value, id, name FROM (
                SELECT i.type, i.value, c.id, c.name, row_number() OVER (PARTITION BY i.type, i.value ORDER BY i.id) AS place
                FROM customer_identities i JOIN customers c ON c.id = i.customer_id AND c.state = 0
                WHERE (i.type, i.value) IN (VALUES {string.Join(',', keys.Select((k, n) => $"({(int)k.Type}, @v{n})"))})) h
            WHERE place <= {Named} ORDER BY place
            """, [.. keys.Select((k, n) => ($"@v{n}", (object)k.Value))]);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) some.Add((new((IdentityType)rows.GetInt16(0), rows.GetString(1)), rows.GetInt64(2), rows.GetString(3)));
        return some;
    }

    /// <summary>A member knows better: the value is one person's (a family's phone that only one of them uses). It recognises again until the guard finds it anew.</summary>
    public async Task<Outcome> ReleaseAsync(IdentityType type, string value, Scope who, CancellationToken cancel)
    {
        if (!who.MayMerge) return Outcome.No(MergeRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await IdentityResolver.TakeTurnAsync(db, cancel);
        if (await NobodysValues.FindAsync(db, new(type, value), cancel) is not null) return Outcome.No(MergeRefusal.ValueBlocked);
        await SharedIdentities.ClearAsync(db, new(type, value), cancel);
        db.AuditEntries.Add(AuditTrail.Entry(clock.GetUtcNow().UtcDateTime, who.Actor, AuditAct.ValueUnblocked, 0, 1));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }
}
