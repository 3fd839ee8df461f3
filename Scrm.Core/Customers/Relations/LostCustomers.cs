using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>One lost relation: who lost whom, how and when, and what the customer was then. <paramref name="Followers"/>: members who still follow.</summary>
public sealed record LostRow(
    long CustomerId, string Customer, string Phone, long MemberId, string Member, RelationState Why, string Reason, DateTime AddedAt, DateTime LostAt, int Followers,
    IReadOnlyList<TagMark> Tags, LifecycleStage Stage)
{
    public int DaysFollowed => Math.Max(0, (int)(LostAt - AddedAt).TotalDays);
}

/// <summary>A page of lost relations; the two counts are of all that match.</summary>
public sealed record LostList(IReadOnlyList<LostRow> Rows, int Total, int ByCustomer);

/// <summary>流失客户: relations that ended because the customer or the member ended them, the latest first.</summary>
public sealed class LostCustomers(IDbContextFactory<ScrmDbContext> contexts, TagBooks books)
{
    public const int PageSize = 50;
    private const int AStep = 1000;

    public async Task<LostList> PageAsync(LostFilter filter, Scope scope, CancellationToken cancel, int take = PageSize)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var lost = Query(db, filter, scope, await CompanyBook.TimeAsync(db, cancel));
        var counts = await lost.GroupBy(l => l.Relation.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var rows = await RowsAsync(db, Ordered(lost).Skip((filter.Page - 1) * take).Take(take), scope, whole: false, cancel);
        return new(rows, counts.Sum(c => c.Count), counts.Where(c => c.Key == RelationState.DeletedByCustomer).Sum(c => c.Count));
    }

    /// <summary>All that match, from the latest on, a thousand at a time; with whole phones where this person may see them.</summary>
    internal async IAsyncEnumerable<LostRow> AllAsync(LostFilter filter, Scope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var lost = Query(db, filter, scope, await CompanyBook.TimeAsync(db, cancel));
        for (LostRow? last = null; ;)
        {
            var next = last is null ? lost : lost.Where(l => l.Relation.EndedAt < last.LostAt || (l.Relation.EndedAt == last.LostAt
                && (l.Relation.CustomerId > last.CustomerId || (l.Relation.CustomerId == last.CustomerId && l.Relation.MemberId > last.MemberId))));
            var rows = await RowsAsync(db, Ordered(next).Take(AStep), scope, scope.MayRevealPhones, cancel);
            foreach (var row in rows) yield return row;
            if (rows.Count < AStep) yield break;
            last = rows[^1];
        }
    }

    private static IQueryable<Lost> Ordered(IQueryable<Lost> lost) =>
        lost.OrderByDescending(l => l.Relation.EndedAt).ThenBy(l => l.Relation.CustomerId).ThenBy(l => l.Relation.MemberId);

    private async Task<IReadOnlyList<LostRow>> RowsAsync(ScrmDbContext db, IQueryable<Lost> lost, Scope scope, bool whole, CancellationToken cancel)
    {
        var rows = await lost.Select(l => new
        {
            l.Relation.CustomerId, l.Customer.Name, l.Customer.MemberNo, l.Customer.Phone, l.Relation.MemberId, l.Relation.State, l.Relation.AddedAt, l.Relation.EndedAt,
            Followers = db.Relations.Count(r => r.CustomerId == l.Relation.CustomerId && r.State == RelationState.Active),
            Turn = db.RelationChanges.Where(t => t.CustomerId == l.Relation.CustomerId && t.MemberId == l.Relation.MemberId && t.State == l.Relation.State).Max(t => (long?)t.Id),
        }).ToListAsync(cancel);
        var ids = rows.Select(r => r.Turn).OfType<long>().ToList();
        var turns = await db.RelationChanges.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancel);
        var members = await Names.OfMembersAsync(db, rows.Select(r => r.MemberId), cancel);
        var book = await books.ReadAsync(db, cancel);
        return [.. rows.Select(r =>
        {
            var turn = turns.GetValueOrDefault(r.Turn ?? 0);
            var then = RelationSnapshot.Read(turn?.Snapshot ?? "");
            return new LostRow(r.CustomerId, CustomerTitle.Of(r.Name, r.MemberNo, r.CustomerId), whole ? r.Phone : PhoneMask.Of(r.Phone), r.MemberId, members.GetValueOrDefault(r.MemberId, ""),
                r.State, turn?.Reason ?? "", r.AddedAt, r.EndedAt, r.Followers, then.Marks(book, scope), then.Stage);
        })];
    }

    private sealed class Lost
    {
        public required Relation Relation { get; init; }
        public required Customer Customer { get; init; }
    }

    private static IQueryable<Lost> Query(ScrmDbContext db, LostFilter filter, Scope scope, BusinessTime time)
    {
        var lost = from relation in db.Relations
                   // A constant, so that the index of what ended is used.
                   where relation.EndedAt > EF.Constant(BusinessTime.Never) && (relation.State == RelationState.DeletedByCustomer || relation.State == RelationState.DeletedByMember)
                   join customer in CustomerQuery.InScope(db, scope) on relation.CustomerId equals customer.Id
                   select new Lost { Relation = relation, Customer = customer };
        if (filter.ByCustomer is { } by)
        {
            var state = by ? RelationState.DeletedByCustomer : RelationState.DeletedByMember;
            lost = lost.Where(l => l.Relation.State == state);
        }
        if (filter.Member != 0) lost = lost.Where(l => l.Relation.MemberId == filter.Member);
        if (filter.Text.Length > 0) lost = lost.Where(l => l.Customer.Name.Contains(filter.Text));
        if (filter.From is { } from)
        {
            var first = time.Begins(from);
            lost = lost.Where(l => l.Relation.EndedAt >= first);
        }
        if (filter.To is { } to)
        {
            var end = time.Ends(to);
            lost = lost.Where(l => l.Relation.EndedAt < end);
        }
        if (filter.Tag != 0)
        {
            var mention = RelationSnapshot.Mentions(filter.Tag);
            lost = lost.Where(l => db.RelationChanges.Any(t => t.CustomerId == l.Relation.CustomerId && t.MemberId == l.Relation.MemberId
                && t.State == l.Relation.State && t.At == l.Relation.EndedAt && t.Snapshot.Contains(mention)));
        }
        return filter.Unfollowed ? lost.Where(l => !db.Relations.Any(r => r.CustomerId == l.Relation.CustomerId && r.State == RelationState.Active)) : lost;
    }
}
