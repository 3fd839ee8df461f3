using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Tests.Kit;

/// <summary>What must hold after whatever was done: exclusive groups, a ledger that replays to what stands, counts that count.</summary>
internal static class LedgerTruth
{
    public static async Task HoldsAsync(Library library)
    {
        await using var db = library.Open();
        var carried = await (from a in db.TagAssignments.AsNoTracking() join t in db.Tags on a.TagId equals t.Id join g in db.TagGroups on t.GroupId equals g.Id
                             select new { a.CustomerId, g.Id, g.Mode, a.TagId, a.Slot, Wanted = t.Slot }).ToListAsync();
        Assert.All(carried.Where(c => c.Mode != GroupMode.Many).GroupBy(c => (c.CustomerId, c.Id)), group => Assert.Single(group));
        Assert.All(carried, c => Assert.Equal(c.Wanted, c.Slot));
        Assert.Equal(await library.AssignmentsAsync(), await ReplayAsync(db));
        var uses = await db.Tags.AsNoTracking().Where(t => t.Uses > 0).ToDictionaryAsync(t => t.Id, t => t.Uses);
        Assert.Equal(carried.GroupBy(c => c.TagId).ToDictionary(g => g.Key, g => g.Count()), uses);
        await InitialsHoldAsync(db);
    }

    /// <summary>Whoever wrote a name, whichever way, wrote what it is looked up by.</summary>
    public static async Task InitialsHoldAsync(ScrmDbContext db)
    {
        foreach (var c in await db.Customers.IgnoreQueryFilters().Select(c => new { c.Name, c.Initials }).ToListAsync()) Assert.Equal(Pinyin.OfPerson(c.Name), c.Initials);
    }

    /// <summary>The ledger's lines, first to last, in the form of <see cref="Library.AssignmentsAsync"/>.</summary>
    private static async Task<IReadOnlyList<string>> ReplayAsync(ScrmDbContext db)
    {
        var book = await TagBook.LoadAsync(db, default);
        var state = new Dictionary<(long Customer, int Tag), string>();
        foreach (var c in await db.TagChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync())
        {
            if (c.Kind == TagChangeKind.Removed) Assert.True(state.Remove((c.CustomerId, c.TagId)));
            else state.Add((c.CustomerId, c.TagId), $"{c.CustomerId}/{book.Tag(c.TagId)!.Slot}/{c.TagId}/{c.Since:O}/{c.Expires:O}/{c.Source}/{c.AddedBy}/{c.OriginBatch}");
        }
        return [.. state.OrderBy(s => s.Key.Customer).ThenBy(s => book.Tag(s.Key.Tag)!.Slot).Select(s => s.Value)];
    }
}
