using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Rights;
using Scrm.Core.Team;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Rights;

/// <summary>The same story told twice, once with the nightly clearing in between and once without: the figures on the customers come out the same.</summary>
public sealed class RetentionPropertyTests
{
    private const int Steps = 80;
    private static readonly int[] Kinds = [KindId.PageView, KindId.ArticleRead, KindId.LinkClick, KindId.CheckIn, KindId.MessageIn, KindId.MessageOut, KindId.Note];

    [Theory, OnSqlite, OnPostgres]
    public async Task Clearing_changes_no_figure_whatever_is_merged_parted_and_undone_later(DatabaseEngine engine)
    {
        for (var seed = 1; seed <= (engine == DatabaseEngine.Sqlite ? 6 : 2); seed++)
        {
            await using var kept = await Library.CreateAsync(engine);
            await using var cleared = await Library.CreateAsync(engine);
            var (all, some) = (new Story(kept, new Random(seed), clears: false), new Story(cleared, new Random(seed), clears: true));
            await all.BeginAsync();
            await some.BeginAsync();
            for (var step = 0; step < Steps; step++)
            {
                await all.StepAsync(step);
                await some.StepAsync(step);
                Assert.Equal(await all.FiguresAsync($"seed {seed}, step {step}"), await some.FiguresAsync($"seed {seed}, step {step}, cleared"));
            }
            await kept.HoldsAsync();
            await cleared.HoldsAsync();
            Assert.True(some.Gone > 20, $"seed {seed}: {some.Gone} were cleared");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Clearing_waits_for_a_window_that_nobody_moved(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var wang = PersonKey.Of((await library.CustomerAsync()).Id);
        await library.AppendAsync([.. Enumerable.Range(0, 4).Select(i => Touch(library, KindId.PageView, wang, i, $"{i}"))]);
        await library.Get<Retention>().SaveAsync(RetentionRule.Default with { Months = RetentionRule.Shortest }, 0, Library.Admin, default);
        library.Clock.Advance(TimeSpan.FromDays(200));

        Assert.Equal(0, await library.Get<Retention>().SweepAsync(default));
        await library.Get<AggregateWindowKeeper>().MoveAsync(library.Clock.Now, default);
        Assert.Equal(3, await library.Get<Retention>().SweepAsync(default));

        await library.HoldsAsync();
        Assert.Equal(0, (await library.ReadAsync(await OnlyAsync(library))).Interactions30);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Last_touch_of_each_part_of_a_merged_customer_stays(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = ((await library.CustomerAsync("王小明")).Id, (await library.CustomerAsync("王晓明")).Id);
        await library.AppendAsync(Touch(library, KindId.PageView, PersonKey.Of(a), 400, "a"), Touch(library, KindId.PageView, PersonKey.Of(b), 500, "b"), Touch(library, KindId.PageView, PersonKey.Of(b), 600, "old"));
        var (was, merge) = ((await library.ReadAsync(b)).LastInboundAt, (await library.Get<MergeDesk>().MergeAsync(a, b, new Dictionary<string, long>(), MergeRule.ByHand, Library.Admin, default))!.Value.Value);
        await library.Get<Retention>().SaveAsync(RetentionRule.Default with { Months = 12 }, 0, Library.Admin, default);

        Assert.Equal(1, await library.Get<Retention>().SweepAsync(default));
        await library.Get<MergeDesk>().UndoAsync(merge, new Dictionary<string, LaterChoice>(), Library.Admin, default);

        Assert.Equal(was, (await library.ReadAsync(b)).LastInboundAt);
        await library.HoldsAsync();
    }

    private static EventDraft Touch(Library library, int kind, PersonKey person, double daysAgo, string key) =>
        new() { KindId = kind, Person = person, OccurredAt = library.Clock.Now.AddDays(-daysAgo), Key = key, Text = "看看" };

    private static async Task<long> OnlyAsync(Library library)
    {
        await using var db = library.Open();
        return await db.Customers.Select(c => c.Id).SingleAsync();
    }

    private sealed class Story(Library library, Random random, bool clears)
    {
        private readonly List<long> ids = [];
        private readonly List<long> merges = [];
        private int touches;

        public int Gone { get; private set; }

        public async Task BeginAsync()
        {
            for (var i = 0; i < 4; i++) ids.Add(await library.WithPhoneAsync($"+8613800001{i:000}", $"客户{i}"));
            await library.Get<Retention>().SaveAsync(new(RetentionRule.Shortest, [KindId.PageView, KindId.ArticleRead, KindId.LinkClick, KindId.CheckIn]), 0, Library.Admin, default);
        }

        public async Task StepAsync(int step)
        {
            library.Clock.Advance(TimeSpan.FromHours(random.Next(1, 200)));
            switch (random.Next(8))
            {
                case 0: await MergeAsync(); break;
                case 1: await PartAsync(); break;
                case 2: await UndoImportAsync(random.Next(1, 4)); break;
                case 3: await library.Get<AggregateWindowKeeper>().MoveAsync(library.Clock.Now, default); break;
                default: await TouchesAsync(); break;
            }
            if (clears && step % 3 == 0) Gone += await library.Get<Retention>().SweepAsync(default);
        }

        /// <summary>What the writer keeps on each customer, and what a recount from nothing but the touches says, which has to be the same.</summary>
        public async Task<IReadOnlyList<string>> FiguresAsync(string when)
        {
            var kept = await ReadAsync();
            await library.Get<AggregateRebuild>().RunAsync(Library.Admin, default);
            Assert.Equal([when, .. await ReadAsync()], [when, .. kept]);
            return kept;
        }

        private async Task<IReadOnlyList<string>> ReadAsync()
        {
            await using var db = library.Open();
            var people = await db.Customers.IgnoreQueryFilters().AsNoTracking().OrderBy(c => c.Id).ToListAsync();
            return [.. people.Select(c => $"{c.Id}/{c.State}/{c.LastInboundAt:O}/{c.LastInteractionAt:O}/{c.Interactions30}/{c.FirstOrderAt:O}/{c.LastOrderAt:O}/{c.OrderCount}/{c.SpentTotal}")];
        }

        private async Task TouchesAsync()
        {
            var batch = random.Next(4);
            var drafts = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Touch(library, Kinds[random.Next(Kinds.Length)], Person(), random.Next(0, 500), $"t{touches++}")).ToArray();
            await library.Get<EventWriter>().WriteAsync(drafts, library.Cause(batch), default);
            if (random.Next(3) == 0) await library.OrderAsync(library.Order(Person(), $"o{touches++}", random.Next(1, 90) * 100L, random.Next(0, 500)));
        }

        private PersonKey Person() => random.Next(3) == 0 ? PersonKey.Of(ids[random.Next(ids.Count)]) : new(IdentityType.Phone, $"+8613800001{random.Next(ids.Count):000}");

        private async Task MergeAsync()
        {
            var (a, b) = (ids[random.Next(ids.Count)], ids[random.Next(ids.Count)]);
            var merge = (await library.Get<MergeDesk>().MergeAsync(a, b, new Dictionary<string, long>(), MergeRule.ByHand, Library.Admin, default))!.Value;
            if (merge.Ok) merges.Add(merge.Value);
        }

        private async Task PartAsync()
        {
            if (merges.Count == 0) return;
            var merge = merges[random.Next(merges.Count)];
            if ((await library.Get<MergeDesk>().UndoAsync(merge, new Dictionary<string, LaterChoice>(), Library.Admin, default))!.Value.Ok) merges.Remove(merge);
        }

        private async Task UndoImportAsync(int batch)
        {
            await using var db = library.Open();
            await using var transaction = await Bulk.BeginAsync(db, default);
            while (await EventRemoval.StepAsync(db, batch, 100, library.Clock.Now, default) > 0) { }
            await transaction.CommitAsync();
        }
    }
}
