using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

/// <summary>Random acts through the use-cases themselves: click, API, bulk act, file, merge, mode change, end of lifetimes, undo of whatever came before.</summary>
public sealed class EveryPathPropertyTests
{
    private const int Groups = 3, TagsAGroup = 3, Customers = 4;

    public enum Path { Click, Api, Bulk, Import, Merge, Mode, Expiry, Undo }

    public sealed record Step(Path Path, int Customer, int Tag, int Other, bool Remove, GroupMode Mode);

    [Theory, OnSqlite, OnPostgres]
    public void Whatever_path_a_tag_takes_the_dictionary_holds_and_a_fresh_undo_is_exact(DatabaseEngine engine)
    {
        var runs = engine == DatabaseEngine.Sqlite ? 20 : 6;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(Steps().ArrayOf(14).ToArbitrary(), steps => TellAsync(engine, steps).GetAwaiter().GetResult()));
    }

    private static async Task TellAsync(DatabaseEngine engine, Step[] steps)
    {
        await using var library = await Library.CreateAsync(engine);
        var admin = await library.MemberAsync("林晓", Role.Admin);
        var who = new Scope(Actor.Member(admin.Id), Role.Admin, 0, [admin.Id]);
        var tags = new List<Tag>();
        for (var g = 0; g < Groups; g++)
        {
            var group = await library.GroupAsync($"组{g}", (GroupMode)g);
            for (var t = 0; t < TagsAGroup; t++) tags.Add(await library.TagAsync(group, $"签{g}{t}", tag => tag.LifetimeDays = t == 0 ? 1 : 0));
        }
        var customers = new List<long>();
        for (var c = 0; c < Customers; c++) customers.Add((await library.CustomerAsync($"客户{c}")).Id);

        foreach (var step in steps)
        {
            library.Clock.Advance(TimeSpan.FromHours(3));
            var before = await library.AssignmentsAsync();
            var batch = await ActAsync(library, who, step, tags, customers);
            await LedgerTruth.HoldsAsync(library);
            if (batch == 0 || step.Path is not (Path.Bulk or Path.Import) || step.Other % 2 == 0) continue;
            if (!(await library.Get<BatchDesk>().UndoAsync(batch, who, default)).Ok) continue;
            await library.RunBatchesAsync();
            Assert.Equal(before, await library.AssignmentsAsync());
            await LedgerTruth.HoldsAsync(library);
        }
    }

    /// <summary>Does one step and returns its batch, 0 where it has none. A refusal is an outcome like any other here.</summary>
    private static async Task<long> ActAsync(Library library, Scope who, Step step, List<Tag> tags, List<long> customers)
    {
        var (customer, tag) = (customers[step.Customer], tags[step.Tag].Id);
        var (add, remove) = step.Remove ? (Array.Empty<int>(), new[] { tag }) : ([tag], []);
        var batch = 0L;
        switch (step.Path)
        {
            case Path.Click:
                await library.Get<QuickTag>().ApplyAsync(customer, add, remove, who, default, reason: "客户要求");
                break;
            case Path.Api:
                await library.Get<QuickTag>().ApplyAsync(customer, add, remove, new Scope(Actor.ApiKey(1), Role.Operator, 0, []), default);
                break;
            case Path.Bulk:
                batch = (await library.Get<BulkTagging>().StartAsync(new BulkTarget(customers[step.Customer..], CustomerFilter.Everyone), new BulkOrder(add, remove), who, default)).Value;
                break;
            case Path.Import:
                batch = await ImportAsync(library, who, step, tags, customers);
                break;
            case Path.Merge:
                await library.Get<TagMerge>().StartAsync(tag, tags[step.Other].Id, who);
                break;
            case Path.Mode:
                var group = await GroupAsync(library, tags[step.Tag].GroupId);
                await library.Get<ModeChange>().StartAsync(group.Id, group.Version, step.Mode, who);
                break;
            case Path.Expiry:
                await library.Get<TagExpiry>().SweepAsync(library.Clock.Now, default);
                break;
            case Path.Undo:
                if ((await library.Get<BatchDesk>().ListAsync(who, 20, unfinishedOnly: false, default)).FirstOrDefault(b => b.MayUndo) is { } earlier)
                    await library.Get<BatchDesk>().UndoAsync(earlier.Id, who, default);
                break;
        }
        await library.RunBatchesAsync();
        return batch;
    }

    private static async Task<long> ImportAsync(Library library, Scope who, Step step, List<Tag> tags, List<long> customers)
    {
        var csv = new StringBuilder("OneID,标签\n");
        for (var i = 0; i <= step.Other; i++)
        {
            var tag = tags[(step.Tag + i) % tags.Count];
            csv.Append(null, $"{customers[(step.Customer + i) % customers.Count]},{(await GroupAsync(library, tag.GroupId)).Name}：{tag.Name}\n");
        }
        var desk = library.Get<ImportDesk>();
        var file = (await desk.UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), "标签.csv", who, default)).Value;
        await desk.PlanAsync(file, who, null, default);
        var applied = await desk.ApplyAsync(file, who, default);
        Assert.True(applied.Refused is null or { Why: ImportRefusal.NothingToDo }, $"{applied.Refused?.Why}");
        return applied.Value;
    }

    private static async Task<TagGroup> GroupAsync(Library library, int id)
    {
        await using var db = library.Open();
        return await db.TagGroups.AsNoTracking().SingleAsync(g => g.Id == id);
    }

    private static Gen<Step> Steps() =>
        from path in Gen.Frequency((4, Gen.Elements(Path.Click, Path.Api)), (6, Gen.Elements(Path.Bulk, Path.Import)), (3, Gen.Elements(Path.Merge, Path.Mode, Path.Expiry)), (2, Gen.Constant(Path.Undo)))
        from customer in Gen.Choose(0, Customers - 1)
        from tag in Gen.Choose(0, (Groups * TagsAGroup) - 1)
        from other in Gen.Choose(0, (Groups * TagsAGroup) - 1)
        from remove in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from mode in Gen.Elements(GroupMode.Many, GroupMode.One, GroupMode.Staged)
        select new Step(path, customer, tag, other, remove, mode);
}
