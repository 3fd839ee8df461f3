using System.Text.Json.Nodes;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Customers.Fields;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiFieldTests
{
    private const ApiScopes Both = ApiScopes.CustomersRead | ApiScopes.CustomersWrite;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_program_reads_the_fields_and_writes_values_of_every_kind(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var desk = host.Get<FieldDesk>();
        await desk.CreateAsync(new() { Name = "预算", Key = "budget", Type = FieldType.Money }, WebHost.Admin, default);
        await desk.CreateAsync(new() { Name = "爱好", Key = "hobbies", Type = FieldType.ManyChoices, Options = FieldKit.Options("钓鱼", "摄影") }, WebHost.Admin, default);
        await desk.CreateAsync(new() { Name = "会员", Key = "member", Type = FieldType.YesNo }, WebHost.Admin, default);
        await desk.CreateAsync(new() { Name = "备用电话", Key = "phone2", Type = FieldType.Phone }, WebHost.Admin, default);
        var client = await host.ClientAsync(Both);
        var id = (await client.PostAsync("customers", new { name = "王小明" })).Json["id"]!.GetValue<long>();

        Assert.Equal(["budget", "hobbies", "member", "phone2"], (await client.GetAsync("fields")).Json["items"]!.AsArray().Select(f => f!["key"]!.GetValue<string>()));
        var written = await client.SendAsync(HttpMethod.Patch, $"customers/{id}/fields", """{"values":{"budget":1200.5,"hobbies":["摄影","钓鱼"],"member":false,"phone2":"13912345678"}}""");

        Assert.True(written.Status == 200, written.Text);
        Assert.Equal("1200.50|1,2|0|139****5678", Values(written));
        Assert.Equal(Values(written), Values(await client.GetAsync($"customers/{id}/fields")));
        Assert.DoesNotContain("13912345678", (await client.GetAsync($"customers/{id}/log")).Text);
        var emptied = await client.SendAsync(HttpMethod.Patch, $"customers/{id}/fields", """{"values":{"budget":null,"member":""}}""");
        Assert.Equal("|1,2||139****5678", Values(emptied));
    }

    [Fact]
    public async Task Bad_values_have_a_stated_answer_and_change_nothing()
    {
        await using var host = await WebHost.StartAsync();
        var desk = host.Get<FieldDesk>();
        await desk.CreateAsync(new() { Name = "年龄", Key = "age", Type = FieldType.WholeNumber }, WebHost.Admin, default);
        await desk.CreateAsync(new() { Name = "内部评级", Key = "grade", EditableBy = Role.Admin }, WebHost.Admin, default);
        var client = await host.ClientAsync(Both);
        var id = (await client.PostAsync("customers", new { name = "王小明" })).Json["id"]!.GetValue<long>();
        async Task AnswersAsync(int status, string code, string body)
        {
            var answer = await client.SendAsync(HttpMethod.Patch, $"customers/{id}/fields", body);
            Assert.Equal((status, code), (answer.Status, answer.Code));
        }

        await AnswersAsync(422, "field.number-unreadable", """{"values":{"age":"许多"}}""");
        await AnswersAsync(422, "field.too-many-decimals", """{"values":{"age":1.5}}""");
        await AnswersAsync(403, "field.may-not-edit", """{"values":{"age":30,"grade":"甲"}}""");
        await AnswersAsync(400, "api.value-unreadable", """{"values":{"nothing":1}}""");
        await AnswersAsync(400, "api.value-unreadable", """{"values":{"age":{"a":1}}}""");
        await AnswersAsync(400, "api.value-unreadable", """{"values":{}}""");
        await AnswersAsync(400, "api.value-unreadable", """{"values":{"age":1},"stamps":{"grade":1}}""");
        Assert.Equal("|", Values(await client.GetAsync($"customers/{id}/fields")));
        Assert.Equal(404, (await client.SendAsync(HttpMethod.Patch, "customers/999999/fields", """{"values":{"age":1}}""")).Status);
        Assert.Equal(404, (await client.GetAsync("customers/999999/fields")).Status);
    }

    [Fact]
    public async Task Whoever_comes_second_to_a_value_is_told_both()
    {
        await using var host = await WebHost.StartAsync();
        await host.Get<FieldDesk>().CreateAsync(new() { Name = "年龄", Key = "age", Type = FieldType.WholeNumber }, WebHost.Admin, default);
        var client = await host.ClientAsync(Both);
        var id = (await client.PostAsync("customers", new { name = "王小明" })).Json["id"]!.GetValue<long>();
        Assert.Equal(200, (await client.SendAsync(HttpMethod.Patch, $"customers/{id}/fields", """{"values":{"age":30},"stamps":{"age":0}}""")).Status);

        var late = await client.SendAsync(HttpMethod.Patch, $"customers/{id}/fields", """{"values":{"age":31},"stamps":{"age":0}}""");

        Assert.Equal((409, "field.changed-meanwhile"), (late.Status, late.Code));
        var clash = late.Json["values"]![1]![0]!;
        Assert.Equal(("31", "30"), (clash["mine"]!.GetValue<string>(), clash["theirs"]!.GetValue<string>()));
    }

    private static string Values(ApiAnswer answer) => string.Join('|', answer.Json["items"]!.AsArray().Select(v => v!["value"]!.GetValue<string>()));
}
