using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiRightsTests
{
    private const ApiScopes Everything = (ApiScopes)63;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_program_notes_consent_exports_erases_and_cannot_bring_back(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(Everything);
        var id = (await client.PostAsync("customers", new { name = "王小明", phone = "138 0000 1234" })).Json["id"]!.GetValue<long>();

        Assert.Equal(204, (await client.SendAsync(HttpMethod.Put, $"customers/{id}/consent", new { state = "refused", source = "来电告知" })).Status);
        Assert.Equal("refused", (await client.GetAsync($"customers/{id}/consent")).Json["state"]!.GetValue<string>());
        Assert.Equal(200, (await client.PostAsync($"customers/{id}/export")).Status);
        Assert.Equal((422, "rights.name-differs"), Told(await client.PostAsync($"customers/{id}/erase", new { name = "王" })));
        Assert.Equal(200, (await client.PostAsync($"customers/{id}/erase", new { name = "王小明" })).Status);

        Assert.Equal(404, (await client.GetAsync($"customers/{id}")).Status);
        Assert.Equal((409, "customer.erased"), Told(await client.PostAsync("customers", new { name = "又来", phone = "13800001234" })));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_program_keeps_sources_and_reads_stage_and_forecast(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(Everything);
        var customer = (await client.PostAsync("customers", new { name = "王小明", source = "天猫店" })).Json["id"]!.GetValue<long>();
        var source = (await client.PostAsync("sources", new { name = "天猫", channel = "shop" })).Json["id"]!.GetValue<int>();

        Assert.Equal(1, (await client.PostAsync($"sources/{source}/map", new { text = "天猫店" })).Json["customers"]!.GetValue<int>());
        Assert.Equal(409, (await client.PostAsync("sources", new { name = "天猫" })).Status);
        var months = new[] { new { month = 202601, cost = 5000 }, new { month = 202602, cost = 7000 } };
        Assert.Equal(204, (await client.SendAsync(HttpMethod.Put, $"sources/{source}/costs", new { months })).Status);
        Assert.Equal([202602, 202601], (await client.GetAsync($"sources/{source}/costs")).Json["items"]!.AsArray().Select(m => m!["month"]!.GetValue<int>()));
        Assert.Equal(422, (await client.SendAsync(HttpMethod.Put, $"sources/{source}/costs", new { months = new[] { new { month = 202613, cost = 1 } } })).Status);
        Assert.Equal(400, (await client.GetAsync("sources/report?period=week")).Status);
        var report = (await client.GetAsync("sources/report?period=always&within=7")).Json["lines"]![0]!;
        Assert.Equal(("天猫", 1, 12_000L), (report["name"]!.GetValue<string>(), report["now"]!["customers"]!.GetValue<int>(), report["now"]!["cost"]!.GetValue<long>()));

        Assert.Equal(204, (await client.SendAsync(HttpMethod.Put, $"customers/{customer}/stage", new { stage = "loyal" })).Status);
        var stage = (await client.GetAsync($"customers/{customer}/stage")).Json;
        Assert.Equal(("loyal", "aware", true), (stage["stage"]!.GetValue<string>(), stage["computed"]!.GetValue<string>(), stage["byHand"]!.GetValue<bool>()));
        Assert.Equal("neverBought", (await client.GetAsync($"customers/{customer}/next")).Json["why"]!.GetValue<string>());
        Assert.Equal(404, (await client.GetAsync("forecast")).Status);
        Assert.Equal(404, (await client.GetAsync("customers/4711/next")).Status);
    }

    private static (int, string?) Told(ApiAnswer answer) => (answer.Status, answer.Code);
}
