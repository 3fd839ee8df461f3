using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

/// <summary>The 360 view, relations, hand-overs and lost customers as a program sees them.</summary>
public sealed class ApiRelationTests
{
    private const ApiScopes Both = ApiScopes.CustomersRead | ApiScopes.CustomersWrite;

    [Fact]
    public async Task Program_follows_hands_over_loses_and_sees_it_all()
    {
        await using var host = await WebHost.StartAsync();
        var (customer, li, zhang) = await StageAsync(host);
        var client = await host.ClientAsync(Both);

        Assert.Equal(204, (await client.PostAsync($"customers/{customer}/relations", new { memberId = li, remark = "王太太" })).Status);
        Assert.Equal((409, "relation.already-follows"), await client.PostAsync($"customers/{customer}/relations", new { memberId = li }) is var twice ? (twice.Status, twice.Code) : default);
        Assert.Equal(204, (await client.PostAsync($"customers/{customer}/hand-over", new { to = zhang, reason = "调区" })).Status);
        Assert.Equal(204, (await client.PostAsync($"customers/{customer}/relations/end", new { memberId = zhang, byCustomer = true, reason = "搬家" })).Status);

        var relations = (await client.GetAsync($"customers/{customer}/relations")).Json;
        Assert.Equal(["transferred", "deletedByCustomer"], relations["items"]!.AsArray().Select(i => i!["state"]!.GetValue<string>()));
        var lost = (await client.GetAsync("lost-customers?byCustomer=true&limit=1")).Json;
        Assert.Equal(("王小明", "搬家"), (lost["items"]![0]!["customer"]!.GetValue<string>(), lost["items"]![0]!["reason"]!.GetValue<string>()));
        var whole = (await client.GetAsync($"customers/{customer}/360")).Json;
        Assert.Equal("139****5678", whole["card"]!["phone"]!.GetValue<string>());
        Assert.Equal("小张", whole["card"]!["owner"]!.GetValue<string>());
        Assert.NotNull(whole["timeline"]!["events"]);
    }

    [Fact]
    public async Task Leaver_is_handed_over_as_a_batch_after_the_numbers()
    {
        await using var host = await WebHost.StartAsync();
        var (customer, li, zhang) = await StageAsync(host);
        var client = await host.ClientAsync(Both);

        Assert.Equal(1, (await client.PostAsync("customers/hand-over-preview", new { leaver = li, to = zhang })).Json["owned"]!.GetValue<int>());
        var batch = await client.EndedAsync(await client.PostAsync("customers/hand-over", new { leaver = li, to = zhang }));

        Assert.Equal(("done", 1), (batch["state"]!.GetValue<string>(), batch["updated"]!.GetValue<int>()));
        Assert.Equal(zhang, (await client.GetAsync($"customers/{customer}")).Json["customer"]!["ownerId"]!.GetValue<long>());
        Assert.Equal(400, (await client.PostAsync("customers/hand-over", new { to = zhang })).Status);
        Assert.Equal((422, "relation.same-person"), await client.PostAsync("customers/hand-over", new { leaver = li, to = li }) is var same ? (same.Status, same.Code) : default);
    }

    [Fact]
    public async Task Merged_number_redirects_and_an_erased_one_is_gone()
    {
        await using var host = await WebHost.StartAsync();
        var (customer, _, _) = await StageAsync(host);
        await using var db = await host.Get<IDbContextFactory<ScrmDbContext>>().CreateDbContextAsync();
        var (merged, erased) = (new Customer { State = CustomerState.Merged, MergedInto = customer }, new Customer { State = CustomerState.Erased });
        db.AddRange(merged, erased);
        await db.SaveChangesAsync();
        var client = await host.ClientAsync(Both);

        var answer = await client.GetAsync($"customers/{merged.Id}/360");
        Assert.Equal((301, $"/api/v1/customers/{customer}/360"), (answer.Status, answer.Response.Headers.Location!.ToString()));
        Assert.Equal((410, "customer.erased"), await client.GetAsync($"customers/{erased.Id}/360") is var gone ? (gone.Status, gone.Code) : default);
        Assert.Equal(404, (await client.GetAsync("customers/999999/360")).Status);
    }

    private static async Task<(long Customer, long Li, long Zhang)> StageAsync(WebHost host)
    {
        await using var db = await host.Get<IDbContextFactory<ScrmDbContext>>().CreateDbContextAsync();
        var (li, zhang) = (new Member { Name = "小李", Role = Role.Sales, CreatedAt = host.Clock.Now }, new Member { Name = "小张", Role = Role.Sales, CreatedAt = host.Clock.Now });
        db.AddRange(li, zhang);
        await db.SaveChangesAsync();
        var customer = new Customer { Name = "王小明", Phone = "+8613912345678", OwnerId = li.Id, AddedAt = host.Clock.Now, UpdatedAt = host.Clock.Now };
        db.Add(customer);
        await db.SaveChangesAsync();
        return (customer.Id, li.Id, zhang.Id);
    }
}
