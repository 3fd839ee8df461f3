using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiEventsTests
{
    private const ApiScopes Both = ApiScopes.Events | ApiScopes.CustomersRead | ApiScopes.CustomersWrite;

    [Theory, OnSqlite, OnPostgres]
    public async Task Events_are_taken_item_by_item_and_a_replay_is_all_duplicates(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(Both);
        var id = (await client.PostAsync("customers", new { name = "王小明", phone = "13800001234" })).Json["id"]!.GetValue<long>();
        object Item(string key, string kind, object value, object? more = null) => new
        {
            kind, key, at = host.Clock.Now.AddHours(-2), identities = new[] { new { type = "phone", value } }, subject = "/price", seconds = 45, properties = more,
        };
        object[] items =
        [
            Item("1", "page_view", "138 0000 1234"), Item("2", "浏览页面", "+8613800001234"), Item("3", "call", "13911112222"), Item("4", "dance", "13800001234"),
            Item("5", "call", "null"), Item("6", "order_paid", "13800001234"), Item("1", "page_view", "13800001234"), Item("7", "review", "13800001234", new { score = "five" }),
            new { kind = "call", source = new string('长', 61), at = host.Clock.Now, identities = new[] { new { type = "phone", value = "13800001234" } } },
        ];

        var first = await client.PostAsync("events", new { source = "官网", items });
        var again = await client.PostAsync("events", new { source = "官网", items });
        var elsewhere = await client.PostAsync("events", new { items = items[..1] });

        Assert.Equal((200, 3, 1, 5), (first.Status, Number(first, "written"), Number(first, "duplicates"), Number(first, "refused")));
        Assert.Equal(["written", "written", "written", "refused", "refused", "refused", "duplicate", "refused", "refused"], first.Json["items"]!.AsArray().Select(i => i!["state"]!.GetValue<string>()));
        Assert.Equal(["event.unknown-kind", "event.person-unreadable", "event.reserved-kind", "event.property-unreadable", "event.too-long"],
            first.Json["items"]!.AsArray().Where(i => i!["code"] is not null).Select(i => i!["code"]!.GetValue<string>()));
        Assert.Equal((0, 4), (Number(again, "written"), Number(again, "duplicates")));
        Assert.Equal(1, Number(elsewhere, "written"));
        var shown = (await client.GetAsync($"customers/{id}/events?limit=2")).Json;
        Assert.Equal(("page_view", 45), (shown["items"]![0]!["kind"]!.GetValue<string>(), shown["items"]![0]!["seconds"]!.GetValue<int>()));
        var rest = (await client.GetAsync($"customers/{id}/events?cursor={shown["next"]}")).Json;
        Assert.Equal(["ERP", "官网", "官网"], shown["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(i => i!["source"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_values_of_one_person_are_weighed_together_and_link_what_waited()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Both);
        var id = (await client.PostAsync("customers", new { name = "王小明", memberNo = "M001" })).Json["id"]!.GetValue<long>();
        await SendAsync("1", new { type = "openId", value = "wx1|abcdefgh" });
        Assert.Empty((await client.GetAsync($"customers/{id}/events")).Json["items"]!.AsArray());

        await SendAsync("2", new { type = "memberNo", value = "M001" }, new { type = "openId", value = "wx1|abcdefgh" });

        Assert.Equal(2, (await client.GetAsync($"customers/{id}/events")).Json["items"]!.AsArray().Count);
        Assert.Equal(0, (await host.Get<AggregateRebuild>().RunAsync(WebHost.Admin, default)).Value!.Differed);

        async Task SendAsync(string key, params object[] identities) =>
            Assert.Equal(1, Number(await client.PostAsync("events", new { items = new[] { new { kind = "message_in", key, at = host.Clock.Now, identities } } }), "written"));
    }

    [Fact]
    public async Task Timeline_pages_over_events_and_changes_and_the_events_stay_events()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Both);
        var id = (await client.PostAsync("customers", new { name = "王小明", memberNo = "M001" })).Json["id"]!.GetValue<long>();
        await client.PostAsync("events", new { items = new[] { new { kind = "call", key = "1", at = host.Clock.Now.AddHours(-1), identities = new[] { new { type = "memberNo", value = "M001" } } } } });
        await client.SendAsync(HttpMethod.Patch, $"customers/{id}", new { version = 0, company = "明日科技" });

        var (read, cursor) = (new List<JsonNode>(), "");
        do
        {
            var answer = await client.GetAsync($"customers/{id}/timeline?reach=everything&limit=1{cursor}");
            Assert.True(answer.Status == 200, answer.Text);
            var page = answer.Json;
            read.AddRange(page["items"]!.AsArray().Select(i => i!));
            cursor = page["next"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(["field_changed", "call"], read.Select(i => i["kind"]!.GetValue<string>()));
        Assert.Equal("明日科技", read[0]["field"]!["new"]!.GetValue<string>());
        Assert.Equal(["call"], (await client.GetAsync($"customers/{id}/timeline")).Json["items"]!.AsArray().Select(i => i!["kind"]!.GetValue<string>()));
        Assert.Single((await client.GetAsync($"customers/{id}/events")).Json["items"]!.AsArray());
        Assert.Equal(404, (await client.GetAsync("customers/999999/timeline")).Status);
        Assert.Equal(400, (await client.GetAsync($"customers/{id}/timeline?reach=nothing")).Status);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_as_a_whole_and_nothing_is_written()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Both);
        var reader = await host.ClientAsync(ApiScopes.CustomersRead);
        var good = new { kind = "call", at = host.Clock.Now, identities = new[] { new { type = "phone", value = "13800001234" } } };

        var large = await client.PostAsync("events", $$"""{"items":[{"text":"{{new string('a', 10_000_000)}}"}]}""", ("Expect", "100-continue"));
        Assert.Equal((413, "api.too-large"), (large.Status, large.Code));
        Assert.Equal((400, "api.too-many-items"), await AnswerAsync(client, new { items = Enumerable.Repeat(good, 1001) }));
        Assert.Equal((400, "api.unknown-member"), await AnswerAsync(client, """{"items":[{"kindd":"call"}]}"""));
        Assert.Equal((400, "api.body-unreadable"), await AnswerAsync(client, """{"items":[{"kind":"call","at":"yesterday"}]}"""));
        Assert.Equal((400, "api.body-unreadable"), await AnswerAsync(client, "{"));
        Assert.Equal((400, "api.value-unreadable"), await AnswerAsync(client, """{"items":[null]}"""));
        Assert.Equal((400, "api.body-unreadable"), await AnswerAsync(client, """{"items":[{"kind":"call","text":"a\u0000b"}]}"""));
        Assert.Equal(400, (await client.GetAsync("customers?text=a%00b")).Status);
        Assert.Equal((403, "api.scope-missing"), await AnswerAsync(reader, new { items = new[] { good } }));
        Assert.Equal((401, "api.key-missing"), await AnswerAsync(await host.ClientAsync(), new { items = new[] { good } }));
        Assert.Equal((200, ""), await AnswerAsync(client, """{"items":[]}"""));
        await using var db = await host.Get<IDbContextFactory<ScrmDbContext>>().CreateDbContextAsync();
        Assert.Equal(0, await db.CustomerEvents.CountAsync());

        static async Task<(int, string)> AnswerAsync(ApiClient by, object body) => await by.PostAsync("events", body) is var answer ? (answer.Status, answer.Code) : default;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_and_refunds_are_taken_and_shown(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(Both);
        var id = (await client.PostAsync("customers", new { name = "王小明", memberNo = "M001" })).Json["id"]!.GetValue<long>();
        object Order(string number, long amount) => new
        {
            number, amount, paidAt = host.Clock.Now.AddDays(-2), identities = new[] { new { type = "memberNo", value = "M001" } }, lines = new[] { new { product = "绿茶", quantity = 2, amount } },
        };

        var taken = await client.PostAsync("orders", new { source = "商城", items = new[] { Order("A1", 19900), Order("A2", -5), Order("A1", 19900), Order("A1", 1) } });
        var refunds = await client.PostAsync("orders/refunds", new
        {
            source = "商城",
            items = new[] { new { number = "A1", amount = 5000, key = "R1", at = host.Clock.Now }, new { number = "A1", amount = 5000, key = "R1", at = host.Clock.Now },
                new { number = "A1", amount = 19000, key = "R2", at = host.Clock.Now }, new { number = "A9", amount = 1, key = "R1", at = host.Clock.Now } },
        });

        Assert.Equal(["", "event.negative", "", "event.order-differs"], Codes(taken));
        Assert.Equal(["", "", "event.refund-too-large", "event.unknown-order"], Codes(refunds));
        var order = (await client.GetAsync($"customers/{id}/orders")).Json["items"]![0]!;
        Assert.Equal(("A1", 19900, 5000, "partlyRefunded", "绿茶"), (order["number"]!.GetValue<string>(), order["amount"]!.GetValue<int>(), order["refunded"]!.GetValue<int>(),
            order["status"]!.GetValue<string>(), order["lines"]![0]!["product"]!.GetValue<string>()));
        Assert.Equal(2, (await client.GetAsync($"customers/{id}/events?kinds=order_paid,order_refunded")).Json["items"]!.AsArray().Count);
        Assert.Equal(404, (await client.GetAsync("customers/999999/orders")).Status);
        Assert.Equal(404, (await client.GetAsync("customers/999999/events")).Status);
        Assert.Equal(400, (await client.GetAsync($"customers/{id}/events?kinds=nothing")).Status);
        Assert.Contains("page_view", (await client.GetAsync("event-kinds")).Text);

        static IEnumerable<string> Codes(ApiAnswer answer) => answer.Json["items"]!.AsArray().Select(i => i!["code"]?.GetValue<string>() ?? "");
    }

    private static int Number(ApiAnswer answer, string name) => answer.Json[name] is JsonNode number ? number.GetValue<int>() : throw new InvalidOperationException(answer.Text);
}
