using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>One thing that speaks for two being one person.</summary>
internal sealed record Evidence(IdentityType Type, string Value);

/// <summary>Proposals for a person to decide: a pair occurs once, and what was once said never to be merged is not proposed again.</summary>
internal sealed class ReviewBook(ScrmDbContext db, DateTime now)
{
    public async Task ProposeAsync(IReadOnlyCollection<KeyValuePair<(long First, long Second), List<CustomerKey>>> proposals, CancellationToken cancel)
    {
        foreach (var some in proposals.OrderBy(p => p.Key).Chunk(500))
        {
            var (firsts, seconds) = (some.Select(p => p.Key.First).ToList(), some.Select(p => p.Key.Second).ToList());
            var there = await db.MergeReviews.Where(r => firsts.Contains(r.FirstId) && seconds.Contains(r.SecondId)).ToDictionaryAsync(r => (r.FirstId, r.SecondId), cancel);
            foreach (var (pair, keys) in some) Put(there.GetValueOrDefault(pair), pair, keys);
            await db.SaveChangesAsync(cancel);
        }
    }

    private void Put(MergeReview? there, (long First, long Second) pair, List<CustomerKey> keys)
    {
        var evidence = keys.Select(k => new Evidence(k.Type, k.Value)).ToList();
        if (there is null)
        {
            db.MergeReviews.Add(new MergeReview { FirstId = pair.First, SecondId = pair.Second, Evidence = Write(evidence), CreatedAt = now });
            return;
        }
        if (there.State is ReviewState.Never or ReviewState.Merged) return;
        var all = Read(there.Evidence).Union(evidence).ToList();
        if (there.State == ReviewState.Settled) (there.State, there.DecidedAt) = (ReviewState.Open, BusinessTime.Never);
        else if (all.Count == Read(there.Evidence).Count) return;
        there.Evidence = Write(all);
    }

    public static IReadOnlyList<Evidence> Read(string json) => ImportJson.Read<List<Evidence>>(json);

    private static string Write(IReadOnlyList<Evidence> evidence) => ImportJson.Write(evidence);
}
