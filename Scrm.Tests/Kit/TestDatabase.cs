using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Scrm.Core.Database;
using Xunit.Sdk;

namespace Scrm.Tests.Kit;

/// <summary>One fresh, migrated database: a file for SQLite, a database of the test server for PostgreSQL. Also the context factory of the test.</summary>
public sealed class TestDatabase : IDbContextFactory<ScrmDbContext>, IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<DatabaseEngine, string> Templates = [];
    private readonly IDbContextFactory<ScrmDbContext> contexts;

    private TestDatabase(DatabaseSettings settings, ManualClock clock)
    {
        Settings = settings;
        Clock = clock;
        contexts = Factory(settings);
    }

    public DatabaseSettings Settings { get; }
    public ManualClock Clock { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        var template = await TemplateAsync(engine);
        var settings = NewSettings(engine);
        if (engine == DatabaseEngine.Sqlite)
            File.Copy(template, FileIn(settings.DataFolder));
        else
            await OnServerAsync($"CREATE DATABASE {NameOf(settings)} TEMPLATE {template}");
        return new TestDatabase(settings, new ManualClock());
    }

    /// <summary>A fresh, migrated database where a product with this data folder looks for it.</summary>
    public static async Task PutAsync(string dataFolder) => File.Copy(await TemplateAsync(DatabaseEngine.Sqlite), FileIn(dataFolder));

    public ScrmDbContext CreateDbContext() => contexts.CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        if (Settings.Engine == DatabaseEngine.Sqlite)
        {
            using (var connection = new SqliteConnection(Settings.EffectiveConnectionString)) SqliteConnection.ClearPool(connection);
        }
        else
        {
            using (var connection = new NpgsqlConnection(Settings.EffectiveConnectionString)) NpgsqlConnection.ClearPool(connection);
            await OnServerAsync($"DROP DATABASE {NameOf(Settings)} WITH (FORCE)");
        }
        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    private static async Task<string> TemplateAsync(DatabaseEngine engine)
    {
        await Gate.WaitAsync();
        try
        {
            if (Templates.TryGetValue(engine, out var ready)) return ready;
            var settings = NewSettings(engine);
            if (engine == DatabaseEngine.Postgres) await OnServerAsync($"CREATE DATABASE {NameOf(settings)}");
            await new DatabaseUpgrade(Factory(settings), settings, new ManualClock(), NullLogger<DatabaseUpgrade>.Instance).RunAsync(default);
            SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            return Templates[engine] = engine == DatabaseEngine.Sqlite ? FileIn(settings.DataFolder) : NameOf(settings);
        }
        finally
        {
            Gate.Release();
        }
    }

    private static string FileIn(string dataFolder) => Path.Combine(dataFolder, "scrm.db");

    private static IDbContextFactory<ScrmDbContext> Factory(DatabaseSettings settings) =>
        new ServiceCollection().AddScrmDatabase(settings).BuildServiceProvider().GetRequiredService<IDbContextFactory<ScrmDbContext>>();

    private static DatabaseSettings NewSettings(DatabaseEngine engine) => new()
    {
        Engine = engine,
        DataFolder = Directory.CreateTempSubdirectory("scrm-test-").FullName,
        ConnectionString = engine == DatabaseEngine.Postgres
            ? new NpgsqlConnectionStringBuilder(OnPostgresAttribute.Server!) { Database = $"scrm_{Guid.NewGuid():n}", MaxPoolSize = 10 }.ConnectionString : "",
    };

    private static string NameOf(DatabaseSettings settings) => new NpgsqlConnectionStringBuilder(settings.ConnectionString).Database!;

    private static async Task OnServerAsync(string sql)
    {
        await using var server = new NpgsqlConnection(OnPostgresAttribute.Server);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The test body runs on SQLite: <c>[Theory, OnSqlite, OnPostgres]</c>.</summary>
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseEngine.Sqlite]];
}

/// <summary>The test body runs on PostgreSQL where SCRM_TEST_POSTGRES names a server, and shows as skipped elsewhere.</summary>
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute()
    {
        if (Server is null) Skip = "SCRM_TEST_POSTGRES names no server";
    }

    public static string? Server => Environment.GetEnvironmentVariable("SCRM_TEST_POSTGRES");

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseEngine.Postgres]];
}
