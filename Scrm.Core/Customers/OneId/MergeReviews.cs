using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>
/// What was proposed or forbidden for one customer holds for the one they became: "never merge these two" outlives a merge with a third.
/// </summary>
internal sealed class MergeReviews(ScrmDbContext db, DateTime now, Actor actor)
{
    /// <summary>The touched reviews as they stood, and the ids of those that were made.</summary>
    public async Task<(IReadOnlyList<StoredRow> Before, IReadOnlyList<long> Fresh)> FollowAsync(long to, long from, CancellationToken cancel)
    {
        var before = await StoredRow.ReadAsync(db, "merge_reviews", $"(first_id IN ({to}, {from}) OR second_id IN ({to}, {from})) ORDER BY id", cancel);
        var theirs = await db.MergeReviews.Where(r => r.FirstId == from || r.SecondId == from).ToListAsync(cancel);
        var ours = (await db.MergeReviews.Where(r => r.FirstId == to || r.SecondId == to).ToListAsync(cancel)).ToDictionary(r => r.FirstId == to ? r.SecondId : r.FirstId);
        var fresh = new List<MergeReview>();
        foreach (var review in theirs)
        {
            var other = review.FirstId == from ? review.SecondId : review.FirstId;
            var state = review.State;
            Decide(review, other == to ? ReviewState.Merged : state == ReviewState.Open ? ReviewState.Settled : state);
            if (other == to || state is not (ReviewState.Open or ReviewState.Never)) continue;
            if (ours.TryGetValue(other, out var there))
            {
                if (there.State != ReviewState.Never && (state == ReviewState.Never || there.State == ReviewState.Settled)) there.State = state;
                continue;
            }
            fresh.Add(new MergeReview
            {
                FirstId = Math.Min(to, other), SecondId = Math.Max(to, other), Evidence = review.Evidence, State = state, CreatedAt = review.CreatedAt,
                DecidedAt = review.DecidedAt, ActorKind = review.ActorKind, ActorId = review.ActorId,
            });
        }
        db.MergeReviews.AddRange(fresh);
        await db.SaveChangesAsync(cancel);
        return (before, [.. fresh.Select(r => r.Id)]);
    }

    /// <summary>Puts them back as they were, where nobody has decided since.</summary>
    public async Task PartAsync(MergeRecord record, CancellationToken cancel)
    {
        await db.MergeReviews.Where(r => record.NewReviews.Contains(r.Id) && r.State != ReviewState.Merged).ExecuteDeleteAsync(cancel);
        foreach (var row in record.Reviews)
        {
            if (await StoredRow.OneAsync(db, "merge_reviews", $"id = {row.Text("id")}", cancel) is not { } there) continue;
            var decided = there.Values["state"].GetInt64() is (long)ReviewState.Never && !there.Same(row, "state");
            if (!decided) await row.UpdateAsync(db, "merge_reviews", $"id = {row.Text("id")}", row.Values.Keys.Where(c => c != "id"), cancel);
        }
    }

    private void Decide(MergeReview review, ReviewState state)
    {
        if (review.State == state) return;
        (review.State, review.DecidedAt, review.ActorKind, review.ActorId) = (state, now, actor.Kind, actor.Id);
    }
}
