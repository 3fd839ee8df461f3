using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// New events of known people through the writer, 500 a transaction: people recognised by phone, checked, deduplicated, aggregates kept. Then the same again, all of them
/// duplicates. Reference in the same run and library, block by block in turn: prepared INSERTs with the same unique key and one UPDATE a customer (on PostgreSQL both over arrays), ids known beforehand.
/// Options: those of the library, and <c>--batches N</c> (80 of the product and as many of the reference).
/// </summary>
internal static class IngestBench
{
    private const int ABatch = 500, ABlock = 10;

    public static async Task RunAsync(string[] options)
    {
        var batches = int.Parse(BenchLibrary.Option(options, "--batches") ?? "80", CultureInfo.InvariantCulture);
        await using var library = await EventLibrary.OpenAsync(options);
        var (made, random) = (new Touches(library), new Random(7));
        var (writer, cause) = (library.Get<EventWriter>(), new EventCause(Scope.System, IdentitySource.Api, TimeProvider.System.GetUtcNow().UtcDateTime));
        using IIngestByHand hand = library.Library.OnPostgres ? new IngestInArrays(library.Library) : new IngestByHand(library.Library);
        await writer.WriteAsync(made.Next(random), cause, default);
        hand.Write(made.Next(random));
        var (product, reference, duplicates) = (new Spent(), new Spent(), new Spent());
        for (var block = 0; block < batches / ABlock; block++)
        {
            var (mine, theirs) = (made.Block(random), made.Block(random));
            await product.AddAsync(mine, async batch => Check(await writer.WriteAsync(batch, cause, default), EventSkip.None));
            await reference.AddAsync(theirs, batch => Task.FromResult(hand.Write(batch)));
            await duplicates.AddAsync(mine, async batch => Check(await writer.WriteAsync(batch, cause, default), EventSkip.Duplicate));
        }
        var what = $"{library.Customers} customers, {library.Events} events";
        Figures.Print("ingest", $"new events into {what}", "µs an event", product.Elapsed, reference.Elapsed);
        Figures.Print("ingest", $"new events into {what}, processor time", "µs an event", product.Processor, reference.Processor);
        Figures.Print("ingest", $"new events into {what}", "events a second", 1_000_000 / product.Elapsed);
        Figures.Print("ingest", "the same events again, reference: the new ones", "µs an event", duplicates.Elapsed, product.Elapsed);
        await ProveAsync(library, made.Touched);
    }

    private static bool Check(IReadOnlyList<EventResult> results, EventSkip expected) =>
        results.All(r => r.Skip == expected) ? true : throw new InvalidOperationException($"Not all events were {expected}.");

    /// <summary>What the writer and the reference kept is what the events say.</summary>
    private static async Task ProveAsync(EventLibrary library, HashSet<long> touched)
    {
        await using var db = library.Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        var differed = await AggregateRebuild.RecountAsync(db, [.. touched.Order().Take(2000)], TimeProvider.System.GetUtcNow().UtcDateTime, default);
        if (differed > 0) throw new InvalidOperationException($"The aggregates of {differed} customers are wrong.");
    }

    /// <summary>Time of one side, in microseconds an event.</summary>
    private sealed class Spent
    {
        private double elapsed, processor;
        private int events;

        public double Elapsed => elapsed * 1000 / events;
        public double Processor => processor * 1000 / events;

        public async Task AddAsync(List<EventDraft[]> block, Func<EventDraft[], Task<bool>> write)
        {
            var clock = Cost.Start();
            foreach (var batch in block) await write(batch);
            var cost = clock();
            (elapsed, processor, events) = (elapsed + cost.Elapsed, processor + cost.Processor, events + (block.Count * ABatch));
        }
    }

    /// <summary>Touches of random customers within the last two days, in no order of time, their keys in the order of arrival.</summary>
    private sealed class Touches(EventLibrary library)
    {
        private readonly DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        private readonly string run = Guid.NewGuid().ToString("n")[..8];
        private int number;

        public HashSet<long> Touched { get; } = [];

        public List<EventDraft[]> Block(Random random) => [.. Enumerable.Range(0, ABlock).Select(_ => Next(random))];

        public EventDraft[] Next(Random random) => [.. Enumerable.Range(0, ABatch).Select(_ => One(random))];

        private EventDraft One(Random random)
        {
            var place = random.Next(library.Customers);
            Touched.Add(BenchLibrary.FirstCustomer + place);
            return new()
            {
                KindId = KindId.PageView, Person = new PersonKey(IdentityType.Phone, $"+86139{place.ToString("D8", CultureInfo.InvariantCulture)}"), SourceId = 1,
                OccurredAt = now.AddSeconds(-random.Next(172_800)), Subject = $"/product/{random.Next(500)}", Seconds = random.Next(5, 240), Text = "新品",
                Key = string.Create(CultureInfo.InvariantCulture, $"{run}-{++number:D9}"),
            };
        }
    }
}
