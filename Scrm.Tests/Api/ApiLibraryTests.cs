using System.Text.Json.Nodes;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiLibraryTests
{
    private const ApiScopes Everything = (ApiScopes)63;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_program_builds_a_dictionary_tags_customers_in_bulk_and_takes_it_back(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(Everything);
        var group = Id(await client.PostAsync("tag-groups", new { name = "意向度", mode = "one", color = "#2e8b57" }), 201);
        var high = Id(await client.PostAsync("tags", new { groupId = group, name = "高意向", meaning = "问过价格" }), 201);
        var low = Id(await client.PostAsync("tags", new { groupId = group, name = "低意向" }), 201);
        var wang = Id(await client.PostAsync("customers", new { name = "王小明", phone = "138 0000 1234" }), 201);
        var li = Id(await client.PostAsync("customers", new { name = "李小红" }), 201);

        var tagged = await client.PostAsync($"customers/{wang}/tags", new { add = new[] { high, 999999 } });
        Assert.Equal("""["none","unknownTag"]""", Pick(tagged.Json["items"]!, "why"));
        var outlook = await client.PostAsync("customers/tags-preview", new { filter = new { }, add = new[] { low } });
        Assert.Equal((200, 2), (outlook.Status, outlook.Json["customers"]!.GetValue<int>()));
        var bulk = await client.EndedAsync(await client.PostAsync("customers/tags", new { ids = new[] { wang, li }, add = new[] { low } }));
        Assert.Equal(("done", 2, 1), (bulk["state"]!.GetValue<string>(), bulk["added"]!.GetValue<int>(), bulk["removed"]!.GetValue<int>()));
        var carries = (await client.GetAsync($"customers/{wang}")).Json;
        Assert.Equal("高意向", carries["tags"]![0]!["replaced"]!.GetValue<string>());
        Assert.Equal("""["王小明","李小红"]""", Pick((await client.GetAsync($"customers?any={low}&sort=oldest")).Json["items"]!, "name"));

        var undone = await client.EndedAsync(await client.PostAsync($"batches/{bulk["id"]}/undo"));
        Assert.Equal("undo", undone["kind"]!.GetValue<string>());
        Assert.Equal("高意向", (await client.GetAsync($"customers/{wang}")).Json["tags"]![0]!["tag"]!["name"]!.GetValue<string>());
        Assert.Empty((await client.GetAsync($"customers/{li}")).Json["tags"]!.AsArray());
        var again = await client.PostAsync($"batches/{bulk["id"]}/undo");
        Assert.Equal((409, "batch.already-undone"), (again.Status, again.Code));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_hold_every_row_once_while_rows_are_added(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(Everything);
        var there = new List<long>();
        for (var i = 0; i < 23; i++)
        {
            there.Add(Id(await client.PostAsync("customers", new { name = $"客户{i}" }), 201));
            if (i % 3 == 0) host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var sort in new[] { "newest", "oldest", "touched", "spent" })
        {
            var seen = new List<long>();
            for (string? next = ""; next is not null;)
            {
                var page = (await client.GetAsync($"customers?limit=4&sort={sort}&cursor={next}")).Json;
                seen.AddRange(page["items"]!.AsArray().Select(r => r!["id"]!.GetValue<long>()));
                next = page["next"]?.GetValue<string>();
                await client.PostAsync("customers", new { name = "后来的" });
            }
            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Empty(there.Except(seen));
        }
    }

    [Fact]
    public async Task Groups_tags_and_history_page_through_everything_once()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        Assert.Equal(200, (await client.PostAsync("packs/general/install")).Status);
        foreach (var list in new[] { "tag-groups", "tags", "dictionary-history", "packs", "members", "departments", "batches", "imports", "tags/promotions" })
        {
            var all = await WalkAsync(client, $"{list}?limit=200");
            Assert.Equal(all, await WalkAsync(client, $"{list}?limit=3"));
            Assert.Equal(all.Count, all.Distinct().Count());
        }
        Assert.True((await WalkAsync(client, "tags?limit=7")).Count > 20);
    }

    [Fact]
    public async Task Whoever_comes_second_to_a_group_is_told()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var group = Id(await client.PostAsync("tag-groups", new { name = "意向度" }), 201);
        Assert.Equal(200, (await client.SendAsync(HttpMethod.Patch, $"tag-groups/{group}", new { version = 0, description = "一" })).Status);
        var late = await client.SendAsync(HttpMethod.Patch, $"tag-groups/{group}", new { version = 0, description = "二" });
        Assert.Equal((409, "tag.changed-meanwhile"), (late.Status, late.Code));
        var taken = await client.PostAsync("tag-groups", new { name = "意向度" });
        Assert.Equal((409, "tag.name-taken"), (taken.Status, taken.Code));
        var nameless = await client.PostAsync("tag-groups", new { name = " " });
        Assert.Equal((422, "tag.name-missing"), (nameless.Status, nameless.Code));
    }

    [Fact]
    public async Task Phones_are_masked_until_they_are_asked_for_and_that_is_audited()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var id = Id(await client.PostAsync("customers", new { name = "王小明", phone = "13800001234" }), 201);
        foreach (var path in new[] { "customers", $"customers/{id}", $"customers/{id}/log" })
            Assert.DoesNotContain("13800001234", (await client.GetAsync(path)).Text);

        var whole = await client.PostAsync($"customers/{id}/reveal-phone");

        Assert.Equal("13800001234", whole.Json["phone"]!.GetValue<string>());
        await using var db = await host.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Scrm.Core.Database.ScrmDbContext>>().CreateDbContextAsync();
        var line = Assert.Single(db.AuditEntries, e => e.Act == Scrm.Core.Audit.AuditAct.PhoneRevealed);
        Assert.Equal((Scrm.Core.ActorKind.ApiKey, id), (line.ActorKind, line.SubjectId));
    }

    [Fact]
    public async Task Personal_tags_of_members_are_nowhere_in_the_api()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var dictionary = host.Get<Scrm.Core.Tags.TagDictionary>();
        var group = (await dictionary.CreateGroupAsync(new() { Name = "我的私房标签" }, default, personal: true, WebHost.Admin)).Value;
        var tag = (await dictionary.CreateTagAsync(group, "难缠", "", WebHost.Admin)).Value;
        var id = Id(await client.PostAsync("customers", new { name = "王小明" }), 201);
        await host.Get<Scrm.Core.Customers.QuickTag>().ApplyAsync(id, [tag], [], WebHost.Admin, default);

        foreach (var path in new[] { "tag-groups", "tags", "dictionary-history", "customers", $"customers/{id}", $"customers/{id}/log" })
            Assert.DoesNotContain("难缠", (await client.GetAsync(path)).Text);
        Assert.Equal(404, (await client.GetAsync($"tags/{tag}")).Status);
        Assert.Equal(404, (await client.SendAsync(HttpMethod.Delete, $"tag-groups/{group}")).Status);
        var tried = await client.PostAsync($"customers/{id}/tags", new { remove = new[] { tag } });
        Assert.Equal("""["somebodyElsesPersonalTag"]""", Pick(tried.Json["items"]!, "why"));
    }

    private static long Id(ApiAnswer answer, int status)
    {
        Assert.True(answer.Status == status, $"{answer.Status}: {answer.Text}");
        return answer.Json["id"]!.GetValue<long>();
    }

    private static string Pick(JsonNode rows, string member) =>
        new JsonArray([.. rows.AsArray().Select(r => r![member]!.DeepClone())]).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static async Task<List<string>> WalkAsync(ApiClient client, string list)
    {
        var rows = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await client.GetAsync($"{list}&cursor={next}");
            Assert.True(page.Status == 200, $"{list}: {page.Text}");
            rows.AddRange(page.Json["items"]!.AsArray().Select(r => r!.ToJsonString()));
            next = page.Json["next"]?.GetValue<string>();
        }
        return rows;
    }
}
