using System.Diagnostics;
using System.Globalization;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;

namespace Scrm.Bench;

/// <summary>
/// Link decisions a second, 500 people a transaction, against two identities a customer (phone and member number): most come with both, some with the phone alone,
/// some are new. Reference: the same values looked up by hand with one prepared statement, which decides and writes nothing.
/// Options: those of <see cref="BenchLibrary"/>, and <c>--people N</c> (20,000).
/// </summary>
internal static class IdentifyBench
{
    private const int AStep = 500, Seed = 20261122;

    public static async Task RunAsync(string[] options)
    {
        await using var library = await BenchLibrary.OpenAsync(options, ledger: false, "-identify");
        var people = int.Parse(BenchLibrary.Option(options, "--people") ?? "20000", CultureInfo.InvariantCulture);
        var phones = await NumberAsync(library);
        var random = new Random(Seed);
        var sets = Enumerable.Range(0, people).Select(i => Somebody(i, random.Next(library.Customers), random.Next(10), phones)).ToList();
        await ResolveAsync(library, [.. sets.Take(AStep)]);
        var (ours, byHand) = (0.0, 0.0);
        foreach (var chunk in sets.Skip(AStep).Chunk(AStep))
        {
            byHand += await LookUpAsync(library, chunk);
            ours += await ResolveAsync(library, chunk);
        }
        var decided = people - AStep;
        Figures.Print("identify", $"decisions at {library.Customers} customers", "1/s", decided / ours, decided / byHand);
        Figures.Print("identify", "time of one decision", "µs", ours / decided * 1e6, byHand / decided * 1e6);
    }

    /// <summary>Gives every customer a member number as the second identity, once, and returns their phones.</summary>
    private static async Task<IReadOnlyList<string>> NumberAsync(BenchLibrary library)
    {
        await using var connection = library.Connect();
        await using var number = connection.CreateCommand();
        number.CommandText = """
            INSERT INTO customer_identities (customer_id, type, value, source, first_seen) SELECT id, 2, 'B' || id, 1, 0 FROM customers WHERE true ON CONFLICT DO NOTHING
            """;
        await number.ExecuteNonQueryAsync();
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT value FROM customer_identities WHERE type = 1 AND customer_id > 0 ORDER BY customer_id";
        var phones = new List<string>(library.Customers);
        await using var rows = await read.ExecuteReaderAsync();
        while (await rows.ReadAsync()) phones.Add(rows.GetString(0));
        return phones;
    }

    private static IdentitySet Somebody(int index, int customer, int kind, IReadOnlyList<string> phones) => kind switch
    {
        < 7 => new([new(IdentityType.MemberNo, $"B{BenchLibrary.FirstCustomer + customer}"), new(IdentityType.Phone, phones[customer % phones.Count])]),
        < 9 => IdentitySet.Of(IdentityType.Phone, phones[customer % phones.Count]),
        _ => new([new(IdentityType.MemberNo, $"NEW{index}"), new(IdentityType.Device, $"device-{index}")]),
    };

    private static async Task<double> ResolveAsync(BenchLibrary library, IReadOnlyList<IdentitySet> sets)
    {
        var started = Stopwatch.GetTimestamp();
        await using var db = library.Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        await library.Get<IdentityResolver>().ResolveAsync(db, sets, new(Actor.System, IdentitySource.Api, DateTime.UnixEpoch.AddDays(20_000)), default);
        await transaction.CommitAsync();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> LookUpAsync(BenchLibrary library, IReadOnlyList<IdentitySet> sets)
    {
        var keys = sets.SelectMany(s => s.Values).Select(v => (v.Type, IdentityValue.Of(v.Type, v.Raw).Value)).ToList();
        await using var connection = library.Connect();
        var started = Stopwatch.GetTimestamp();
        await using var one = connection.CreateCommand();
        one.CommandText = "SELECT id, customer_id, state FROM customer_identities WHERE type = @t AND value = @v";
        var (type, value) = (one.CreateParameter(), one.CreateParameter());
        (type.ParameterName, type.Value, value.ParameterName, value.Value) = ("t", (short)0, "v", "");
        one.Parameters.AddRange(new[] { type, value });
        await one.PrepareAsync();
        foreach (var (t, v) in keys)
        {
            (type.Value, value.Value) = ((short)t, v);
            await using var rows = await one.ExecuteReaderAsync();
            while (await rows.ReadAsync()) { }
        }
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
