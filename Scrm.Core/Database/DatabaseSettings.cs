using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Scrm.Core.Database.Postgres;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Core.Database;

public enum DatabaseEngine { Sqlite, Postgres }

/// <summary>The "Database" section of the settings.</summary>
public sealed class DatabaseSettings
{
    public DatabaseEngine Engine { get; set; } = DatabaseEngine.Sqlite;

    /// <summary>For PostgreSQL the connection string; for SQLite empty (data/scrm.db) or "Data Source=…".</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The folder of the database, uploads, keys and backups.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>How long a batch keeps its transaction open where nobody else wants to write: what a crash takes back at most. Zero: every step is on the disk at once.</summary>
    public TimeSpan LongestTransaction { get; set; } = TimeSpan.FromSeconds(5);

    public string EffectiveConnectionString =>
        Engine == DatabaseEngine.Postgres ? Prepared(ConnectionString)
            : ConnectionString.Length > 0 ? ConnectionString : $"Data Source={Path.Combine(DataFolder, "scrm.db")}";

    /// <summary>Statements that come again are prepared by themselves: planning the 360 page's took longer than running them. 0 in the connection string turns it off.</summary>
    private static string Prepared(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        // Not ContainsKey, which says yes to every key there is.
        if (!given.Keys.Contains("Max Auto Prepare")) given.MaxAutoPrepare = 200;
        if (!given.Keys.Contains("Auto Prepare Min Usages")) given.AutoPrepareMinUsages = 3;
        return given.ConnectionString;
    }
}

public static class DatabaseRegistration
{
    public static IServiceCollection AddScrmDatabase(this IServiceCollection services, DatabaseSettings settings)
    {
        services.AddSingleton(settings);
        if (settings.Engine == DatabaseEngine.Postgres)
        {
            services.AddDbContextFactory<PostgresContext>(options => UsePostgres(options, settings.EffectiveConnectionString));
            services.AddSingleton<IDbContextFactory<ScrmDbContext>, ContextFactory<PostgresContext>>();
        }
        else
        {
            services.AddDbContextFactory<SqliteContext>(options => UseSqlite(options, settings.EffectiveConnectionString));
            services.AddSingleton<IDbContextFactory<ScrmDbContext>, ContextFactory<SqliteContext>>();
        }
        return services;
    }

    internal static DbContextOptionsBuilder UseSqlite(DbContextOptionsBuilder options, string connectionString)
    {
        var gate = new SqliteWriteGate();
        return options.UseSqlite(connectionString).AddInterceptors(gate, new SqliteLoneWrites(gate), new SqliteConnections(gate));
    }

    internal static DbContextOptionsBuilder UsePostgres(DbContextOptionsBuilder options, string connectionString) => options.UseNpgsql(connectionString);

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<ScrmDbContext> where TContext : ScrmDbContext
    {
        public ScrmDbContext CreateDbContext() => inner.CreateDbContext();

        public async Task<ScrmDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => await inner.CreateDbContextAsync(cancellationToken);
    }
}

/// <summary>For `dotnet ef migrations add`; never used at run time and opens no database.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteContext>
{
    public SqliteContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqliteContext>)DatabaseRegistration.UseSqlite(new DbContextOptionsBuilder<SqliteContext>(), "Data Source=:memory:").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresContext>
{
    public PostgresContext CreateDbContext(string[] args) =>
        new((DbContextOptions<PostgresContext>)DatabaseRegistration.UsePostgres(new DbContextOptionsBuilder<PostgresContext>(), "Host=localhost").Options);
}
