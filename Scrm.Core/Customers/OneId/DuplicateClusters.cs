using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>Where to look: everybody, or whoever an import created or a source brought; and by which types of value.</summary>
public sealed record DuplicateSearch(IReadOnlyList<IdentityType> By, long ImportBatch = 0, string Source = "")
{
    public static readonly DuplicateSearch Everywhere = new([IdentityType.Phone, IdentityType.Email, IdentityType.ExternalId, IdentityType.ExternalUserId, IdentityType.UnionId, IdentityType.MemberNo]);
}

/// <summary>Customers who hang together by values. Held: why they are not merged unseen, or null.</summary>
internal sealed record DuplicateCluster(IReadOnlyList<long> Customers, IReadOnlyList<(IdentityType Type, string Value)> Because, ClusterHold? Held);

public enum ClusterHold : byte
{
    /// <summary>Two of them have different member numbers or unionids.</summary>
    Different,

    /// <summary>A member said "never" of two of them.</summary>
    Never,

    /// <summary>More of them than may be merged unseen.</summary>
    Large,
}

/// <summary>Finds customers who share values and puts together what hangs together.</summary>
internal static class DuplicateClusters
{
    /// <summary>More customers than this in one cluster are no clerk's double entry; somebody has to look.</summary>
    public const int LargestUnseen = 5;

    public static async Task<IReadOnlyList<DuplicateCluster>> FindAsync(ScrmDbContext db, DuplicateSearch search, CancellationToken cancel)
    {
        var values = await ValuesAsync(db, search, cancel);
        var roots = new Dictionary<long, long>();
        long Root(long id)
        {
            while (roots.TryGetValue(id, out var up))
            {
                if (roots.TryGetValue(up, out var higher)) roots[id] = higher;
                id = up;
            }
            return id;
        }

        foreach (var holders in values.Values)
            foreach (var other in holders.Skip(1))
                if ((Root(holders[0]), Root(other)) is var (a, b) && a != b) roots[Math.Max(a, b)] = Math.Min(a, b);
        var clusters = values.SelectMany(v => v.Value).Distinct().GroupBy(Root).Select(g => (Ids: g.Order().ToList(), Because: new List<(IdentityType, string)>())).ToDictionary(c => c.Ids[0]);
        foreach (var (key, holders) in values) clusters[Root(holders[0])].Because.Add(key);
        var apart = await ApartAsync(db, [.. clusters.Values.SelectMany(c => c.Ids)], cancel);
        return [.. clusters.Values.OrderBy(c => c.Ids[0]).Select(c => new DuplicateCluster(c.Ids, c.Because, Hold(c.Ids, apart)))];
    }

    private static ClusterHold? Hold(List<long> ids, (ILookup<long, (IdentityType Type, string Value)> Exclusive, ILookup<long, long> Never) apart)
    {
        var several = ids.SelectMany(id => apart.Exclusive[id]).Distinct().GroupBy(e => e.Type).Any(g => g.Count() > 1);
        if (several) return ClusterHold.Different;
        if (ids.Exists(id => apart.Never[id].Any(other => ids.BinarySearch(other) >= 0))) return ClusterHold.Never;
        return ids.Count > LargestUnseen ? ClusterHold.Large : null;
    }

    /// <summary>The values that two or more living customers have, with their holders; those that are flagged as shared prove nothing and are left out.</summary>
    private static async Task<Dictionary<(IdentityType, string), List<long>>> ValuesAsync(ScrmDbContext db, DuplicateSearch search, CancellationToken cancel)
    {
        var types = string.Join(',', search.By.Distinct().Select(t => (int)t).DefaultIfEmpty(0));
        var within = search.ImportBatch > 0 ? $"AND EXISTS (SELECT 1 FROM customer_identities s JOIN customers n ON n.id = s.customer_id AND n.batch_id = {search.ImportBatch} WHERE s.type = i.type AND s.value = i.value)"
            : search.Source.Length > 0 ? "AND EXISTS (SELECT 1 FROM customer_identities s JOIN customers n ON n.id = s.customer_id AND n.source = @source WHERE s.type = i.type AND s.value = i.value)" : "";
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = Bulk.Command(db, $"""
            SELECT i.type, i.value, i.customer_id FROM customer_identities i JOIN customers c ON c.id = i.customer_id AND c.state = 0
            JOIN (SELECT type, value FROM customer_identities WHERE type IN ({types}) AND state = 0 AND customer_id > 0 GROUP BY type, value HAVING count(*) > 1) d
                ON d.type = i.type AND d.value = i.value
            WHERE 1 = 1 {within} ORDER BY i.type, i.value, i.customer_id
            """, search.Source.Length > 0 ? [("@source", search.Source)] : []);
        var values = new Dictionary<(IdentityType, string), List<long>>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var key = ((IdentityType)rows.GetInt16(0), rows.GetString(1));
            if (!values.TryGetValue(key, out var holders)) values[key] = holders = [];
            holders.Add(rows.GetInt64(2));
        }
        return values.Where(v => v.Value.Count > 1).ToDictionary();
    }

    private static async Task<(ILookup<long, (IdentityType Type, string Value)> Exclusive, ILookup<long, long> Never)> ApartAsync(ScrmDbContext db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var exclusive = new List<(long Customer, (IdentityType, string) Key)>();
        foreach (var some in ids.Chunk(500))
            exclusive.AddRange((await db.CustomerIdentities.Where(i => some.Contains(i.CustomerId) && (i.Type == IdentityType.UnionId || i.Type == IdentityType.MemberNo))
                .Select(i => new { i.CustomerId, i.Type, i.Value }).ToListAsync(cancel)).Select(i => (i.CustomerId, (i.Type, i.Value))));
        var never = await db.MergeReviews.Where(r => r.State == ReviewState.Never && r.FirstId > 0).Select(r => new { r.FirstId, r.SecondId }).ToListAsync(cancel);
        return (exclusive.ToLookup(e => e.Customer, e => e.Key), never.ToLookup(n => n.FirstId, n => n.SecondId));
    }
}
