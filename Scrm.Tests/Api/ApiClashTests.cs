using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiClashTests
{
    [Fact]
    public async Task Whoever_comes_second_is_told_both_values()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync((ApiScopes)63);
        var id = (await client.PostAsync("customers", new { name = "王小明", company = "旧公司" })).Json["id"]!.GetValue<long>();
        Assert.Equal(200, (await client.SendAsync(HttpMethod.Patch, $"customers/{id}", new { version = 0, company = "甲公司" })).Status);

        var second = await client.SendAsync(HttpMethod.Patch, $"customers/{id}", new { version = 0, company = "乙公司" }, ("Accept-Language", "en"));

        Assert.Equal((409, "customer.changed-meanwhile"), (second.Status, second.Code));
        var clash = second.Json["values"]![1]![0]!;
        Assert.Equal(("company", "乙公司", "甲公司"), (clash["field"]!.GetValue<string>(), clash["mine"]!.GetValue<string>(), clash["theirs"]!.GetValue<string>()));
        var log = (await client.GetAsync($"customers/{id}/log")).Json["fields"]!.AsArray();
        Assert.Equal("旧公司", Assert.Single(log)!["old"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_another_customer_has_already_is_refused_with_who_has_it()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync((ApiScopes)63);
        await client.PostAsync("customers", new { name = "王小明", phone = "13800001234" });
        var taken = await client.PostAsync("customers", new { name = "李小红", phone = "+86 138 0000 1234" });
        Assert.Equal((409, "customer.phone-taken"), (taken.Status, taken.Code));
        Assert.Contains("王小明", taken.Json["detail"]!.GetValue<string>());
        var nobody = await client.PostAsync("customers/tags", new { ids = new[] { 999 }, add = new[] { 1 } });
        Assert.Equal((422, "bulk.nobody-meant"), (nobody.Status, nobody.Code));
    }
}
