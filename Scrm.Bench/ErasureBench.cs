using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Rights;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// Erasure of people on a copy of the library: of the twenty busiest and of twenty of no distinction, every second one by the product and the others by hand-written
/// DELETEs of the same tables, with secure_delete too, that look for nothing else. The middle one each. Options: those of <see cref="EventLibrary"/>.
/// </summary>
internal static class ErasureBench
{
    private const int People = 20;

    private static readonly string[] Tables =
        ["tag_assignments", "tag_changes", "customer_events", "customer_identities", "relations", "relation_changes", "field_changes"];

    public static async Task RunAsync(string[] options)
    {
        await using var library = await EventLibrary.OpenAsync(options);
        await using var copy = await library.Library.CopyAsync();
        var random = new Random(11);
        await RunAsync(copy, "ordinary", [.. Enumerable.Range(0, People).Select(_ => BenchLibrary.FirstCustomer + random.Next(library.Customers))]);
        await RunAsync(copy, "busy", [.. Enumerable.Range(0, People).Select(library.CustomerOfRank)]);
    }

    private static async Task RunAsync(BenchLibrary library, string who, long[] people)
    {
        var (product, hand) = (new List<double>(), new List<double>());
        foreach (var (index, id) in people.Index())
        {
            var clock = Cost.Start();
            if (index % 2 == 0) await ByProductAsync(library, id);
            else ByHand(library, id);
            (index % 2 == 0 ? product : hand).Add(clock().Elapsed);
        }
        Figures.Print("erasure", $"the first of {who} people among {library.Customers} customers", "ms", product[0]);
        Figures.Print("erasure", $"one of {who} people among {library.Customers} customers", "ms", Middle(product), Middle(hand));
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task ByProductAsync(BenchLibrary library, long id)
    {
        await using var db = library.Open();
        var person = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == id);
        var done = await library.Get<Erasure>().EraseAsync(id, CustomerTitle.Of(person.Name, person.MemberNo, id), new Scope(Actor.Member(1), Role.Admin, 0, [1]), default);
        if (done?.Value is null) throw new InvalidOperationException($"{id} was not erased.");
    }

    private static void ByHand(BenchLibrary library, long id)
    {
        using var connection = library.Connect();
        if (!library.OnPostgres) BenchLibrary.Run(connection, "PRAGMA secure_delete=ON");
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var table in Tables) BenchLibrary.Run(connection, $"DELETE FROM {table} WHERE customer_id = {id}");
            BenchLibrary.Run(connection, $"UPDATE customer_orders SET customer_id = 0, identity_id = 0 WHERE customer_id = {id}");
            BenchLibrary.Run(connection, $"UPDATE customers SET state = {(int)CustomerState.Erased}, name = '', phone = '', member_no = '', company = '', region = '', remark = '' WHERE id = {id}");
            transaction.Commit();
        }
        if (!library.OnPostgres) BenchLibrary.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
