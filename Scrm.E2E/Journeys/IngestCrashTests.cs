using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

/// <summary>Events and orders sent over the API to a real process that is killed in the middle, again and again. What was answered is there; what is sent again is not doubled.</summary>
public sealed class IngestCrashTests
{
    private const int Customers = 40, Calls = 60, Kills = 5, Items = 400;
    private static readonly DateTime Day = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Ingest_killed_at_random_points_loses_nothing_and_doubles_nothing()
    {
        await using var host = await ScrmHost.StartAsync();
        Erp.AddKey(host);
        var calls = Enumerable.Range(0, Calls).Select(Call).ToList();
        foreach (var customer in Enumerable.Range(0, Customers))
            Assert.True(await Erp.SendAsync(host, "customers", new JsonObject { ["name"] = $"客户{customer}", ["memberNo"] = Member(customer) }));

        var (random, killed, answered) = (new Random(20261122), 0, new HashSet<int>());
        for (var next = 0; next < Calls; next++)
        {
            var sending = Erp.SendAsync(host, calls[next].Path, calls[next].Body.DeepClone());
            if (killed < Kills && next % (Calls / Kills) == 3)
            {
                await Task.Delay(random.Next(5, 120));
                await host.KillAsync();
                killed++;
                if (await sending) answered.Add(next);
                await host.RunAsync();
                Assert.True(Count(host.DataFolder, "customer_events") >= answered.Sum(c => calls[c].Keeps), "Something that was answered is gone.");
            }
            else if (await sending)
            {
                answered.Add(next);
            }
        }
        Assert.Equal(Kills, killed);
        foreach (var call in calls) Assert.True(await Erp.SendAsync(host, call.Path, call.Body));

        var orders = calls.Where(c => c.Path == "orders").Sum(c => c.Keeps);
        Assert.Equal(orders, Count(host.DataFolder, "customer_orders"));
        Assert.Equal(calls.Sum(c => c.Keeps), Count(host.DataFolder, "customer_events"));
        Assert.Equal(orders, (int)Number(host.DataFolder, "SELECT sum(order_count) FROM customers"));
        await host.KillAsync();
        Assert.Contains(" 0 differed", await host.CommandAsync("rebuild-aggregates"));
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

    private static int Count(string dataFolder, string table) => (int)Number(dataFolder, $"SELECT count(*) FROM {table}");

    private static long Number(string dataFolder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataFolder, "scrm.db")};Pooling=False;Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar());
    }
}
