using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiOneIdTests
{
    [Fact]
    public async Task Programs_identify_merge_and_part_people()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(ApiScopes.CustomersRead | ApiScopes.CustomersWrite);

        var made = await client.PostAsync("identify", """
            {"create":true,"items":[{"name":"王小明","identities":[{"type":"memberNo","value":"M1"}]},{"name":"小明","identities":[{"type":"phone","value":"13912345678"},{"type":"unionId","value":"null"}]},
            {"identities":[{"type":"phone","value":"13800138000"}]}]}
            """);
        var results = made.Json["results"]!;
        var (a, b) = ((long)results[0]!["customerId"]!, (long)results[1]!["customerId"]!);
        var merged = await client.PostAsync("customers/merge", $$"""{"first":{{a}},"second":{{b}}}""");
        var undone = await client.PostAsync($"merges/{(long)merged.Json["mergeId"]!}/undo", "{}");

        Assert.Equal(["created", "created", "refused"], Enumerable.Range(0, 3).Select(i => (string)results[i]!["verdict"]!));
        Assert.Equal("filler", (string)results[1]!["refused"]![0]!["fault"]!);
        Assert.Equal((200, 204), (merged.Status, undone.Status));
        Assert.Equal("ERP", (string)(await client.GetAsync($"customers/{a}")).Json["customer"]!["source"]!);
    }

    [Fact]
    public async Task Phone_of_a_member_is_refused_as_a_customers_with_one_sentence()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(ApiScopes.CustomersRead | ApiScopes.CustomersWrite);
        await using (var db = await host.Get<IDbContextFactory<ScrmDbContext>>().CreateDbContextAsync())
        {
            db.Members.Add(new Member { Name = "赵敏", Phone = "+8613912345678", CreatedAt = host.Clock.Now });
            await db.SaveChangesAsync();
        }

        var added = await client.PostAsync("customers", """{"name":"王小明","phone":"13912345678"}""");
        var identified = await client.PostAsync("identify", """{"create":true,"items":[{"identities":[{"type":"phone","value":"13912345678"}]}]}""");

        Assert.Equal((422, "customer.staff-phone"), (added.Status, added.Code));
        Assert.Equal("blocked", (string)identified.Json["results"]![0]!["refused"]![0]!["fault"]!);
    }

    [Fact]
    public async Task More_than_a_thousand_people_are_refused_as_a_whole()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(ApiScopes.CustomersWrite);
        var items = string.Join(',', Enumerable.Range(0, 1001).Select(i => $$"""{"identities":[{"type":"memberNo","value":"M{{i}}"}]}"""));

        var refused = await client.PostAsync("identify", $$"""{"items":[{{items}}]}""");

        Assert.Equal((400, "api.too-many-items"), (refused.Status, refused.Code));
    }
}
