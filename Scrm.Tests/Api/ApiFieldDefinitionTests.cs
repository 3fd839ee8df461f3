using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Api;

public sealed class ApiFieldDefinitionTests
{
    private const ApiScopes All = ApiScopes.Fields | ApiScopes.CustomersRead | ApiScopes.CustomersWrite;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_program_defines_changes_and_archives_fields(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(All);

        var created = await client.SendAsync(HttpMethod.Post, "fields",
            """{"name":"会员等级","key":"level","type":"oneChoice","options":[{"id":-1,"name":"银卡"},{"id":-2,"name":"金卡","color":"#8a6d00"}],"steps":[{"from":0,"to":-1},{"from":-1,"to":-2}],"default":"银卡"}""");
        Assert.True(created.Status == 201, created.Text);
        var level = created.Json["id"]!.GetValue<int>();
        Assert.Equal(("level", "1", 2, 2), (created.Json["key"]!.GetValue<string>(), created.Json["default"]!.GetValue<string>(),
            created.Json["options"]!.AsArray().Count, created.Json["steps"]!.AsArray().Count));
        var age = (await client.SendAsync(HttpMethod.Post, "fields", $$$"""{"name":"年龄","key":"age","type":"wholeNumber","maximum":120,"visibleWhen":{"all":true,"tests":[{"kind":"isAnyOf","field":{{{level}}},"values":["2"]}]}}""")).Json;
        var (id, version) = (age["id"]!.GetValue<int>(), age["version"]!.GetValue<int>());
        var edited = await client.SendAsync(HttpMethod.Patch, $"fields/{id}", $$"""{"version":{{version}},"minimum":0,"visibleWhen":null,"name":"周岁"}""");
        Assert.True(edited.Status == 200, edited.Text);
        Assert.Equal(("周岁", 0, 120, true), (edited.Json["name"]!.GetValue<string>(), edited.Json["minimum"]!.GetValue<int>(), edited.Json["maximum"]!.GetValue<int>(), edited.Json["visibleWhen"] is null));
        Assert.Equal((409, "field.definition-changed"), (await client.SendAsync(HttpMethod.Patch, $"fields/{id}", $$"""{"version":{{version}},"minimum":1}""")) is var late ? (late.Status, late.Code) : default);

        var customer = (await client.PostAsync("customers", new { name = "王小明" })).Json["id"]!.GetValue<long>();
        Assert.Equal((422, "field.number-out-of-range"), (await client.SendAsync(HttpMethod.Patch, $"customers/{customer}/fields", """{"values":{"age":121}}""")) is var no ? (no.Status, no.Code) : default);
        Assert.Equal(200, (await client.SendAsync(HttpMethod.Patch, $"customers/{customer}/fields", """{"values":{"age":60}}""")).Status);
        Assert.Equal(1, (await client.SendAsync(HttpMethod.Post, $"fields/{id}/outside", """{"maximum":50}""")).Json["customers"]!.GetValue<int>());
        Assert.Equal((409, "field.has-values"), (await client.SendAsync(HttpMethod.Delete, $"fields/{id}", null)) is var kept ? (kept.Status, kept.Code) : default);

        Assert.Equal(204, (await client.PostAsync($"fields/{id}/archive")).Status);
        Assert.Equal("level", Keys(await client.GetAsync("fields")));
        Assert.Equal("level,age", Keys(await client.GetAsync("fields?archived=true")));
        Assert.Equal(204, (await client.PostAsync($"fields/{id}/restore")).Status);
        Assert.Equal("level,age", Keys(await client.GetAsync("fields")));
        Assert.Equal(404, (await client.GetAsync("fields/999")).Status);
        Assert.Equal(404, (await client.PostAsync("fields/999/archive")).Status);
    }

    [Fact]
    public async Task Only_a_key_that_may_define_fields_defines_them_and_what_cannot_be_read_is_named()
    {
        await using var host = await WebHost.StartAsync();
        var plain = await host.ClientAsync(ApiScopes.CustomersRead | ApiScopes.CustomersWrite | ApiScopes.TagsWrite);
        Assert.Equal((403, "api.scope-missing"), (await plain.SendAsync(HttpMethod.Post, "fields", """{"name":"年龄","type":"wholeNumber"}""")) is var no ? (no.Status, no.Code) : default);
        Assert.Equal(200, (await plain.GetAsync("fields")).Status);
        var client = await host.ClientAsync(All);
        async Task RefusesAsync(string code, string body) => Assert.Equal(code, (await client.SendAsync(HttpMethod.Post, "fields", body)).Code);

        await RefusesAsync("api.body-unreadable", """{"name":"年龄","type":"number"}""");
        await RefusesAsync("api.value-unreadable", """{"name":"年龄","type":"wholeNumber","minimum":"none"}""");
        await RefusesAsync("api.value-unreadable", """{"name":"年龄","type":"wholeNumber","requiredWhen":{"all":true,"tests":[null]}}""");
        await RefusesAsync("api.value-unreadable", """{"name":"年龄","type":"wholeNumber","requiredWhen":5}""");
        await RefusesAsync("api.value-unreadable", """{"name":"等级","type":"oneChoice","options":[null]}""");
        await RefusesAsync("field.limits-cross", """{"name":"年龄","type":"wholeNumber","minimum":5,"maximum":1}""");
        await RefusesAsync("field.options-missing", """{"name":"等级","type":"oneChoice"}""");
        await RefusesAsync("field.name-missing", """{"type":"text"}""");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Customers_are_filtered_by_fields_as_on_the_page(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var host = await WebHost.StartOnAsync(data);
        var client = await host.ClientAsync(All | ApiScopes.Exports);
        await client.SendAsync(HttpMethod.Post, "fields", """{"name":"预算","key":"budget","type":"money","maximum":500}""");
        await client.SendAsync(HttpMethod.Post, "fields", """{"name":"等级","key":"level","type":"oneChoice","options":[{"name":"银卡"},{"name":"金卡"}]}""");
        await client.SendAsync(HttpMethod.Post, "fields", """{"name":"签约日","key":"signed","type":"date"}""");
        foreach (var (name, values) in new[] { ("甲", """{"budget":50,"level":"银卡","signed":"2026-03-01"}"""), ("乙", """{"budget":150,"level":"金卡"}"""), ("丙", "") })
        {
            var id = (await client.PostAsync("customers", new { name })).Json["id"]!.GetValue<long>();
            if (values.Length > 0) Assert.Equal(200, (await client.SendAsync(HttpMethod.Patch, $"customers/{id}/fields", $$$"""{"values":{{{values}}}}""")).Status);
        }
        async Task<string> NamesAsync(string query) => string.Join(',', (await client.GetAsync($"customers?{query}&sort=oldest")).Json["items"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()));

        Assert.Equal("乙", await NamesAsync("field=budget:in.100~200"));
        Assert.Equal("乙", await NamesAsync("field=budget:in.100~99999"));
        Assert.Equal("甲,乙", await NamesAsync($"field=level:is.{Uri.EscapeDataString("银卡,金卡")}"));
        Assert.Equal("乙,丙", await NamesAsync($"field=level:not.{Uri.EscapeDataString("银卡")}"));
        Assert.Equal("甲", await NamesAsync("field=signed:in.2026-01-01~2026-12-31&field=budget:filled"));
        Assert.Equal("丙", await NamesAsync("field=budget:empty"));
        Assert.Equal(1, (await client.GetAsync("customers/count?field=budget:in.100~200")).Json["count"]!.GetValue<int>());
        Assert.Equal(1, (await client.SendAsync(HttpMethod.Post, "customers/hand-over-preview", """{"filter":{"fields":{"budget":"in.~60"}},"to":0}""")).Json["customers"]!.GetValue<int>());
        foreach (var bad in new[] { "budget", "nothing:filled", "budget:in.x~y", "budget:in.~", "level:is.铂金", "budget:has.5", "signed:is.2026-01-01", "budget:filled&field=budget:empty" })
            Assert.Equal((400, "api.value-unreadable"), (await client.GetAsync($"customers?field={bad}")) is var no ? (no.Status, no.Code) : default);
    }

    private static string Keys(ApiAnswer fields) => string.Join(',', fields.Json["items"]!.AsArray().Select(f => f!["key"]!.GetValue<string>()));
}
