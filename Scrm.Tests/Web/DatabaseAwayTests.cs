using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Account;
using Scrm.Web.Hosting;

namespace Scrm.Tests.Web;

/// <summary>The product while PostgreSQL does not answer: a database under another name is as far away as a stopped server, and comes back as it was.</summary>
public sealed class DatabaseAwayTests
{
    [Theory, OnPostgres]
    public async Task Pages_programs_and_watchdogs_are_told_in_one_sentence_and_all_goes_on_afterwards(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var web = await WebHost.StartOnAsync(data);
        var erp = await web.ClientAsync(ApiScopes.CustomersRead);
        Assert.Equal(200, (await erp.GetAsync("customers")).Status);

        await using (await AwayAsync(data))
        {
            var refused = await erp.GetAsync("customers");
            Assert.Equal((503, "api.database-away"), (refused.Status, refused.Code));
            Assert.Equal("5", refused.Response.Headers.RetryAfter!.ToString());
            Assert.Equal(503, (await erp.GetAsync("/healthz/ready")).Status);
            Assert.Equal(200, (await erp.GetAsync("/healthz/live")).Status);
            var page = await erp.GetAsync("/l/some-link");
            Assert.Equal(503, page.Status);
            Assert.Contains("暂时连不上数据库", System.Net.WebUtility.HtmlDecode(page.Text));
            await web.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<FactsRefresh>().Single().RefreshAsync(default);
        }

        Assert.Equal(200, (await erp.GetAsync("customers")).Status);
        Assert.Equal(200, (await erp.GetAsync("/healthz/ready")).Status);
    }

    [Theory, OnPostgres]
    public async Task Node_learns_what_another_one_was_told(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        await using var one = await WebHost.StartOnAsync(data);
        await using var other = await WebHost.StartOnAsync(data);
        Assert.NotNull(other.Get<SetupToken>().Current);
        var admin = await one.Get<Accounts>().SetUpAsync("林晓", "linxiao", "a-long-enough-1", "zh-CN", default);
        var who = (await one.Get<Roster>().ScopeAsync(admin.Value!.MemberId, default))!;
        Assert.True((await one.Get<CompanyBook>().SaveAsync(who, "花间", "Europe/Berlin", "zh-CN", 3, default)).Ok);

        await other.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<FactsRefresh>().Single().RefreshAsync(default);

        Assert.Null(other.Get<SetupToken>().Current);
        Assert.Equal(("花间", "Europe/Berlin"), (other.Get<CompanyBook>().Facts.Name, other.Get<CompanyBook>().Facts.Zone));
    }

    private static async Task<IAsyncDisposable> AwayAsync(TestDatabase data)
    {
        var name = new NpgsqlConnectionStringBuilder(data.Settings.ConnectionString).Database!;
        await RenameAsync(name, $"{name}_away");
        return new Back(name);
    }

    private static async Task RenameAsync(string from, string to)
    {
        await using var server = new NpgsqlConnection(OnPostgresAttribute.Server);
        await server.OpenAsync();
        for (var tries = 0; ; tries++)
        {
            // Whoever looks once a second may have come back in between.
            await using var rename = new NpgsqlCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{from}'; ALTER DATABASE {from} RENAME TO {to}", server);
            try
            {
                await rename.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.ObjectInUse && tries < 50)
            {
                await Task.Delay(50);
            }
        }
    }

    private sealed class Back(string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await RenameAsync($"{name}_away", name);
    }
}
