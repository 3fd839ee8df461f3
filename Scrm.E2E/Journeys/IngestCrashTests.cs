using System.Text.Json.Nodes;
using Scrm.Core.Database;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>Events and orders sent over the API to a real process that is killed in the middle, again and again. What was answered is there; what is sent again is not doubled.</summary>
public sealed class IngestCrashTests
{
    private const int Customers = 40, Calls = 40, Kills = 5, KillsOnPostgres = 3, Items = 300;
    private static readonly DateTime Day = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public Task Ingest_killed_at_random_points_loses_nothing_and_doubles_nothing() => KilledAsync(DatabaseEngine.Sqlite, Kills);

    [PostgresFact]
    public Task Ingest_killed_at_random_points_loses_nothing_and_doubles_nothing_on_PostgreSQL() => KilledAsync(DatabaseEngine.Postgres, KillsOnPostgres);

    [PostgresFact]
    public async Task Two_nodes_take_the_same_events_at_once_and_one_is_killed()
    {
        await using var host = await ScrmHost.StartAsync(DatabaseEngine.Postgres);
        await using var other = await host.JoinAsync();
        var calls = await CallsAsync(host);
        var (random, answered) = (new Random(20261123), 0);

        // Both nodes get every call, in another order each, so that the same keys are on their way twice at once.
        var sending = Task.WhenAll(EachAsync(host, calls, () => { }), EachAsync(other, [.. calls.OrderBy(_ => random.Next())], () => answered++));
        for (var kill = 1; kill <= KillsOnPostgres; kill++)
        {
            while (!sending.IsCompleted && Volatile.Read(ref answered) < kill * Calls / (KillsOnPostgres + 2)) await Task.Delay(5);
            await Task.Delay(random.Next(0, 40));
            Assert.False(sending.IsCompleted, "Everything was sent before the node could be killed.");
            await other.KillAsync();
            await other.RunAsync();
        }
        await sending;

        foreach (var call in calls) Assert.True(await Erp.SendAsync(other, call.Path, call.Body.DeepClone()));
        await CheckAsync(host, calls);
        await other.KillAsync();
        await host.KillAsync();
        Assert.Contains(" 0 differed", await host.CommandAsync("rebuild-aggregates"));
    }

    /// <summary>Sends each call until it was answered, as a program that means it does, and says so.</summary>
    private static async Task EachAsync(ScrmHost node, List<(string Path, JsonNode Body, int Keeps)> calls, Action answered)
    {
        foreach (var call in calls)
        {
            while (!await Erp.SendAsync(node, call.Path, call.Body.DeepClone())) await Task.Delay(100);
            answered();
        }
    }

    private static async Task KilledAsync(DatabaseEngine engine, int kills)
    {
        await using var host = await ScrmHost.StartAsync(engine);
        var calls = await CallsAsync(host);
        var (random, killed, answered) = (new Random(20261122), 0, new HashSet<int>());
        for (var next = 0; next < Calls; next++)
        {
            var sending = Erp.SendAsync(host, calls[next].Path, calls[next].Body.DeepClone());
            if (killed < kills && next % (Calls / kills) == 3)
            {
                await Task.Delay(random.Next(5, 120));
                await host.KillAsync();
                killed++;
                if (await sending) answered.Add(next);
                await host.RunAsync();
                Assert.True(await CountAsync(host, "customer_events") >= answered.Sum(c => calls[c].Keeps), "Something that was answered is gone.");
            }
            else if (await sending)
            {
                answered.Add(next);
            }
        }
        Assert.Equal(kills, killed);
        foreach (var call in calls) Assert.True(await Erp.SendAsync(host, call.Path, call.Body));
        await CheckAsync(host, calls);
        await host.KillAsync();
        Assert.Contains(" 0 differed", await host.CommandAsync("rebuild-aggregates"));
    }

    private static async Task<List<(string Path, JsonNode Body, int Keeps)>> CallsAsync(ScrmHost host)
    {
        await Erp.AddKeyAsync(host);
        foreach (var customer in Enumerable.Range(0, Customers))
            Assert.True(await Erp.SendAsync(host, "customers", new JsonObject { ["name"] = $"客户{customer}", ["memberNo"] = Member(customer) }));
        return [.. Enumerable.Range(0, Calls).Select(Call)];
    }

    private static async Task CheckAsync(ScrmHost host, List<(string Path, JsonNode Body, int Keeps)> calls)
    {
        var orders = calls.Where(c => c.Path == "orders").Sum(c => c.Keeps);
        Assert.Equal(orders, await CountAsync(host, "customer_orders"));
        Assert.Equal(calls.Sum(c => c.Keeps), await CountAsync(host, "customer_events"));
        Assert.Equal(orders, await host.NumberAsync("SELECT sum(order_count) FROM customers"));
    }

    /// <summary>Every fourth call brings orders. Keeps: how many of its items are new to the library; a tenth of the events was in the call before.</summary>
    private static (string Path, JsonNode Body, int Keeps) Call(int call)
    {
        JsonArray Identity(int n) => [new JsonObject { ["type"] = "memberNo", ["value"] = Member(n % Customers) }];
        if (call % 4 == 3)
            return ("orders", new JsonObject
            {
                ["source"] = "商城",
                ["items"] = new JsonArray([.. Enumerable.Range(0, 50).Select(i => (JsonNode)new JsonObject
                {
                    ["number"] = $"A{call}-{i}", ["paidAt"] = Day.AddMinutes((call * 50) + i), ["amount"] = 100 + i, ["identities"] = Identity(call + i),
                })]),
            }, 50);
        var repeats = call % 4 == 0 ? 0 : Items / 10;
        return ("events", new JsonObject
        {
            ["source"] = "官网",
            ["items"] = new JsonArray([.. Enumerable.Range(0, Items).Select(i => (JsonNode)new JsonObject
            {
                ["kind"] = "page_view", ["key"] = i < repeats ? $"e{call - 1}-{Items - 1 - i}" : $"e{call}-{i}", ["at"] = Day.AddSeconds((call * Items) + i), ["identities"] = Identity(i), ["seconds"] = i,
            })]),
        }, Items - repeats);
    }

    private static string Member(int customer) => $"M{1000 + customer}";

    private static Task<long> CountAsync(ScrmHost host, string table) => host.NumberAsync($"SELECT count(*) FROM {table}");
}
