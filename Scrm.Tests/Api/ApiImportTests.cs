using System.Net.Http.Headers;
using System.Text;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiImportTests
{
    private const ApiScopes Everything = (ApiScopes)63;
    private const string Sheet = "姓名,手机,标签\n王小明,13800001111,高意向\n李小红,13800002222,高意向\n没有电话的人,,高意向\n";

    [Fact]
    public async Task A_program_uploads_a_sheet_decides_plans_applies_and_reads_the_problems()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var uploaded = await client.PostAsync("imports", Form("客户.csv", Sheet));
        Assert.True(uploaded.Status == 201, uploaded.Text);
        var id = uploaded.Json["id"]!.GetValue<long>();
        Assert.Equal("columns", uploaded.Json["layout"]!["kind"]!.GetValue<string>());
        Assert.Equal(4, (await client.GetAsync($"imports/{id}/preview")).Json["rows"]!.AsArray().Count);
        Assert.Equal(204, (await client.SendAsync(HttpMethod.Put, $"imports/{id}/layout", uploaded.Json["layout"]!.ToJsonString())).Status);
        Assert.Equal(409, (await client.PostAsync($"imports/{id}/apply")).Status);

        var plan = await client.PostAsync($"imports/{id}/plan");
        Assert.True(plan.Status == 200, plan.Text);
        var unknown = plan.Json["unknown"]![0]!;
        Assert.Equal("高意向", unknown["name"]!.GetValue<string>());
        var choices = new { tags = new Dictionary<string, object> { [unknown["key"]!.GetValue<string>()] = new { act = "create", newGroup = "意向度", newMode = "one" } } };
        Assert.Equal(204, (await client.SendAsync(HttpMethod.Put, $"imports/{id}/choices", choices)).Status);
        Assert.Equal(2, (await client.PostAsync($"imports/{id}/plan")).Json["counts"]!["created"]!.GetValue<int>());
        var batch = await client.EndedAsync(await client.PostAsync($"imports/{id}/apply"));

        Assert.Equal(("done", 2, 2), (batch["state"]!.GetValue<string>(), batch["created"]!.GetValue<int>(), batch["added"]!.GetValue<int>()));
        var problem = Assert.Single((await client.GetAsync($"imports/{id}/problems")).Json["items"]!.AsArray())!;
        Assert.Equal((4, true), (problem["row"]!.GetValue<int>(), problem["rowLost"]!.GetValue<bool>()));
        Assert.Equal(2, (await client.GetAsync("customers/count")).Json["count"]!.GetValue<int>());
        Assert.Equal((409, "import.already-started"), (await client.PostAsync($"imports/{id}/apply")) is var late ? (late.Status, late.Code) : default);
        Assert.Equal("PK", (await client.GetAsync($"imports/{id}/errors")).Text[..2]);
        await client.EndedAsync(await client.PostAsync($"batches/{batch["id"]}/undo"));
        Assert.Equal(0, (await client.GetAsync("customers/count")).Json["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_program_says_that_a_sheet_is_of_orders()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var id = (await client.PostAsync("imports", Form("订单.csv", "说明\n会员卡,哪天,多少钱\nM1,2026-02-01,5.50\nM1,2026-02-01,5.50\n"))).Json["id"]!.GetValue<long>();
        Assert.Equal(400, (await client.PostAsync($"imports/{id}/sheet", new { sheet = 0, kind = "keyAndTags" })).Status);
        Assert.Equal(400, (await client.PostAsync($"imports/{id}/sheet", new { sheet = 0, headerRow = -1 })).Status);
        Assert.Equal((422, "import.no-such-header-row"), (await client.PostAsync($"imports/{id}/sheet", new { sheet = 0, headerRow = 40 })) is var late ? (late.Status, late.Code) : default);

        var layout = (await client.PostAsync($"imports/{id}/sheet", new { sheet = 0, kind = "orders", headerRow = 2 })).Json;
        Assert.Equal(("orders", 3), (layout["kind"]!.GetValue<string>(), layout["firstDataRow"]!.GetValue<int>()));
        Assert.Equal((422, "import.no-time-column"), (await client.PostAsync($"imports/{id}/plan")) is var no ? (no.Status, no.Code) : default);
        layout["columns"]![1]!["role"] = "occurredAt";
        layout["columns"]![2]!["role"] = "amount";
        Assert.Equal(204, (await client.SendAsync(HttpMethod.Put, $"imports/{id}/layout", layout.ToJsonString())).Status);
        var counts = (await client.PostAsync($"imports/{id}/plan")).Json["counts"]!;
        Assert.Equal((2, 1100, 1), (counts["orders"]!.GetValue<int>(), counts["orderCents"]!.GetValue<int>(), counts["created"]!.GetValue<int>()));
        Assert.Equal("orderImport", (await client.EndedAsync(await client.PostAsync($"imports/{id}/apply")))["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_refused_with_their_reason()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var picture = await client.PostAsync("imports", Form("a.xlsx", "\u0089PNG\r\n\u001a\n"));
        var empty = await client.PostAsync("imports", Form("a.csv", ""));
        var json = await client.PostAsync("imports", "{}");
        Assert.Equal((422, "file.not-a-workbook"), (picture.Status, picture.Code));
        Assert.Equal((422, "file.empty"), (empty.Status, empty.Code));
        Assert.Equal((415, "api.not-a-form"), (json.Status, json.Code));
        Assert.Empty((await client.GetAsync("imports")).Json["items"]!.AsArray());
        var torn = new ByteArrayContent("--x\r\nnothing"u8.ToArray());
        torn.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=y");
        Assert.NotEqual(500, (await client.PostAsync("imports", torn)).Status);
        Assert.Equal((413, "api.too-large"), (await client.PostAsync("imports", Form("a.csv", new byte[22_000_000]), ("Expect", "100-continue"))) is var large ? (large.Status, large.Code) : default);
        var honest = string.Concat("姓名,手机\n", string.Concat(Enumerable.Range(0, 60_000).Select(i => $"客户{i},139{i:00000000}\n")));
        Assert.Equal(201, (await client.PostAsync("imports", Form("大.csv", honest), ("Idempotency-Key", "big"))).Status);
    }

    [Fact]
    public async Task A_layout_that_points_beside_the_file_is_refused()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var id = (await client.PostAsync("imports", Form("客户.csv", Sheet))).Json["id"]!.GetValue<long>();
        Assert.Equal(400, (await client.PostAsync($"imports/{id}/sheet", new { sheet = 7 })).Status);
        var layout = """{"kind":"columns","sheet":0,"headerRow":1,"firstDataRow":0,"columns":[],"headerKey":""}""";
        Assert.Equal(400, (await client.SendAsync(HttpMethod.Put, $"imports/{id}/layout", layout)).Status);
        Assert.Equal(400, (await client.SendAsync(HttpMethod.Put, $"imports/{id}/layout", layout.Replace("Row\":0", "Row\":2").Replace("[]", "[null]"))).Status);
        Assert.Equal(400, (await client.SendAsync(HttpMethod.Put, $"imports/{id}/choices", """{"tags":{"a":null}}""")).Status);
        Assert.Equal(400, (await client.SendAsync(HttpMethod.Put, $"imports/{id}/layout", layout.Replace("\"firstDataRow\":0", "\"firstDataRow\":2,\"colour\":1"))).Status);
    }

    [Fact]
    public async Task What_is_exported_says_why_and_changes_nothing_when_it_comes_back()
    {
        await using var host = await WebHost.StartAsync();
        var client = await host.ClientAsync(Everything);
        var group = (await client.PostAsync("tag-groups", new { name = "意向度", mode = "one" })).Json["id"]!.GetValue<long>();
        var tag = (await client.PostAsync("tags", new { groupId = group, name = "高意向" })).Json["id"]!.GetValue<long>();
        var id = (await client.PostAsync("customers", new { name = "=王小明", phone = "13800001111" })).Json["id"]!.GetValue<long>();
        await client.PostAsync($"customers/{id}/tags", new { add = new[] { tag } });

        Assert.Equal((422, "import.reason-missing"), (await client.PostAsync("exports/customers", new { reason = " ", filter = new { } })) is var no ? (no.Status, no.Code) : default);
        Assert.Equal(400, (await client.PostAsync("exports/customers", new { reason = "对账" })).Status);
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var file = await client.PostAsync("exports/customers", new { reason = "对账", filter = new { any = new[] { tag } }, format });
            Assert.True(file.Status == 200, file.Text);
            var back = await client.PostAsync("imports", Form($"客户.{format}", file.Bytes));
            var plan = await client.PostAsync($"imports/{back.Json["id"]}/plan");
            Assert.True(plan.Status == 200, plan.Text);
            var counts = plan.Json["counts"]!;
            Assert.Equal((1, 0, 0, 0), (counts["matched"]!.GetValue<int>(), counts["created"]!.GetValue<int>(), counts["updated"]!.GetValue<int>(), counts["tagsAdded"]!.GetValue<int>()));
        }
        Assert.Equal(200, (await client.PostAsync("exports/dictionary", new { })).Status);
        Assert.Equal(200, (await client.GetAsync("exports/templates/dictionary")).Status);
        Assert.Equal(404, (await client.GetAsync("exports/templates/other")).Status);
    }

    private static MultipartFormDataContent Form(string name, string content) => Form(name, Encoding.UTF8.GetBytes(content));

    private static MultipartFormDataContent Form(string name, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new() { { file, "file", name } };
    }
}
