using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class FieldLogPropertyTests
{
    private static readonly string[] Stages = ["线索", "商机", "成交", ""];

    /// <summary>Whatever was written by click, in bulk and by undo, the log replays to what stands, no step was jumped and no unique value stands twice.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Log_replays_to_what_stands_after_any_sequence(DatabaseEngine engine)
    {
        foreach (var seed in new[] { 1, 2, 3 }) await RunAsync(engine, new Random(seed));
    }

    private static async Task RunAsync(DatabaseEngine engine, Random random)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.MemberAsync("林晓", Role.Admin);
        var stage = await library.FieldAsync("阶段", FieldType.OneChoice, d => d with { Steps = [new(-1, -2), new(-2, -3), new(-2, -1)] });
        var (plate, age) = (await library.FieldAsync("车牌", FieldType.Text, d => d with { Unique = true }), await library.FieldAsync("年龄", FieldType.WholeNumber));
        var customers = new List<long>();
        for (var i = 0; i < 8; i++) customers.Add((await library.CustomerAsync($"客户{i}")).Id);
        var batches = new List<long>();
        for (var act = 0; act < 40; act++)
        {
            library.Clock.Advance(TimeSpan.FromMinutes(1));
            var customer = customers[random.Next(customers.Count)];
            switch (random.Next(6))
            {
                case 0: await library.SetAsync(customer, plate, $"京A{random.Next(6)}"); break;
                case 1: await library.SetAsync(customer, age, random.Next(4) == 0 ? "" : $"{random.Next(3)}"); break;
                case 2 or 3: await library.SetAsync(customer, stage, Stages[random.Next(Stages.Length)]); break;
                case 4:
                    var (field, raw) = random.Next(2) == 0 ? (stage, Stages[random.Next(Stages.Length)]) : (age, $"{random.Next(3)}");
                    var some = BulkTarget.Picked([.. customers.Where(_ => random.Next(2) == 0).Append(customer).Distinct()]);
                    batches.Add((await library.Get<BulkFields>().StartAsync(some, field, raw, Library.Admin, default)).Value);
                    await library.RunBatchesAsync();
                    break;
                default:
                    if (batches.Count == 0) break;
                    await library.Get<BatchDesk>().UndoAsync(batches[random.Next(batches.Count)], Library.Admin, default);
                    await library.RunBatchesAsync();
                    break;
            }
        }
        await HoldsAsync(library, customers, [stage, plate, age], plate);
    }

    private static async Task HoldsAsync(Library library, List<long> customers, int[] fields, int unique)
    {
        await using var db = library.Open();
        var replayed = new Dictionary<(long, int), string>();
        foreach (var line in await db.FieldChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync())
        {
            Assert.Equal(replayed.GetValueOrDefault((line.CustomerId, line.DefinitionId), ""), line.Old);
            replayed[(line.CustomerId, line.DefinitionId)] = line.New;
        }
        var seen = new HashSet<string>();
        foreach (var customer in customers)
            foreach (var field in fields)
            {
                var stands = (await library.CellAsync(customer, field)).Value;
                Assert.Equal(replayed.GetValueOrDefault((customer, field), ""), stands);
                if (field == unique && stands.Length > 0) Assert.True(seen.Add(stands));
            }
    }
}
