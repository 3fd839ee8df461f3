using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

/// <summary>Random dictionaries and random acts of random people; what must never break is checked after every one.</summary>
public sealed class LedgerPropertyTests
{
    private const int Groups = 4, TagsAGroup = 3, Customers = 5;

    private static readonly Scope[] People =
        [Library.Admin, new(Actor.Member(2), Role.Operator, 1, [2]), new(Actor.Member(3), Role.Sales, 2, [3]), new(Actor.Member(4), Role.Viewer, 2, [4]), new(Actor.ApiKey(1), Role.Operator, 0, [])];

    /// <summary>One act: a click or a batch of several orders, by somebody, perhaps undone at once or later.</summary>
    public sealed record Act(int Who, (int Customer, int Tag, bool Remove)[] Orders, bool Batch, bool Reason, bool UndoAtOnce);

    public sealed record Story(GroupMode[] Modes, int Personal, int Locked, int Archived, Act[] Acts);

    [Theory, OnSqlite, OnPostgres]
    public void Every_act_keeps_groups_exclusive_the_ledger_replayable_and_undo_exact(DatabaseEngine engine)
    {
        var runs = engine == DatabaseEngine.Sqlite ? 40 : 12;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(Stories().ToArbitrary(), story => TellAsync(engine, story).GetAwaiter().GetResult()));
    }

    private static async Task TellAsync(DatabaseEngine engine, Story story)
    {
        await using var library = await Library.CreateAsync(engine);
        var (tags, customers) = await StageAsync(library, story);
        var batches = new List<long>();
        foreach (var act in story.Acts)
        {
            library.Clock.Advance(TimeSpan.FromMinutes(7));
            var before = await library.AssignmentsAsync();
            var orders = act.Orders.Select(o => new TagOrder(customers[o.Customer], tags[o.Tag].Id, o.Remove)).ToList();
            var batch = act.Batch ? await BatchAsync(library, orders.Count) : 0;
            var results = await library.WriteAsync(People[act.Who], orders, batch, act.Reason ? "客户要求" : "");
            await LedgerTruth.HoldsAsync(library);
            if (batch == 0 || !results.Any(r => r.Written)) continue;
            batches.Add(batch);
            if (!act.UndoAtOnce) continue;
            await UndoAsync(library, batch);
            Assert.Equal(before, await library.AssignmentsAsync());
        }
        foreach (var batch in batches.AsEnumerable().Reverse())
        {
            await UndoAsync(library, batch);
            await LedgerTruth.HoldsAsync(library);
        }
    }

    private static async Task<(Tag[] Tags, long[] Customers)> StageAsync(Library library, Story story)
    {
        var tags = new List<Tag>();
        for (var g = 0; g < Groups; g++)
        {
            var at = g;
            var group = await library.GroupAsync($"组{g}", story.Modes[g], with =>
            {
                with.OwnerId = story.Personal == at ? 3 : 0;
                (with.Locked, with.AssignableWhenLocked) = (story.Locked == at, false);
                if (at == 1) with.VisibleTo = [1];
            });
            for (var t = 0; t < TagsAGroup; t++)
            {
                var archived = story.Archived == tags.Count;
                tags.Add(await library.TagAsync(group, $"签{g}{t}", tag => (tag.Status, tag.LifetimeDays) = (archived ? TagStatus.Archived : TagStatus.Active, at)));
            }
        }
        var customers = new List<long>();
        for (var c = 0; c < Customers; c++) customers.Add((await library.CustomerAsync($"客户{c}")).Id);
        return ([.. tags], [.. customers]);
    }

    private static async Task<long> BatchAsync(Library library, int size)
    {
        await using var db = library.Open();
        var batch = library.Get<BatchDesk>().Add(db, BatchKind.BulkTag, "批量", "{}", size, Library.Admin);
        (batch.State, batch.Added) = (BatchState.Done, size);
        await db.SaveChangesAsync();
        return batch.Id;
    }

    private static async Task UndoAsync(Library library, long batch)
    {
        library.Clock.Advance(TimeSpan.FromMinutes(1));
        await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default);
        await library.RunBatchesAsync();
    }

    private static Gen<Story> Stories() =>
        from modes in Gen.Elements(GroupMode.Many, GroupMode.One, GroupMode.Staged).ArrayOf(Groups)
        from personal in Gen.Choose(0, Groups)
        from locked in Gen.Choose(0, Groups)
        from archived in Gen.Choose(0, Groups * TagsAGroup)
        from acts in Acts().ArrayOf(12)
        select new Story(modes, personal, locked, archived, acts);

    private static Gen<Act> Acts() =>
        from who in Gen.Choose(0, People.Length - 1)
        from size in Gen.Choose(1, 8)
        from orders in Orders().ArrayOf(size)
        from batch in Gen.Elements(true, false)
        from reason in Gen.Elements(true, false)
        from undo in Gen.Elements(true, false)
        select new Act(who, orders, batch, reason, undo);

    private static Gen<(int, int, bool)> Orders() =>
        from customer in Gen.Choose(0, Customers - 1)
        from tag in Gen.Choose(0, (Groups * TagsAGroup) - 1)
        from remove in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (customer, tag, remove);
}
