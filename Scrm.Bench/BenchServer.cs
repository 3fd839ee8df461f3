using Npgsql;
using Scrm.Core.Database;

namespace Scrm.Bench;

/// <summary>The PostgreSQL server of <c>--engine postgres</c>, named by SCRM_BENCH_POSTGRES; its role may create databases and switch triggers off.</summary>
internal static class BenchServer
{
    public static bool Asked(string[] options) => BenchLibrary.Option(options, "--engine") is { } engine
        && (engine == "postgres" || (engine == "sqlite" ? false : throw new ArgumentException($"--engine is sqlite or postgres, not {engine}", nameof(options))));

    private static string Address => Environment.GetEnvironmentVariable("SCRM_BENCH_POSTGRES")
        ?? throw new InvalidOperationException("--engine postgres needs SCRM_BENCH_POSTGRES, a connection string.");

    public static DatabaseSettings Settings(string database, string dataFolder) => new()
    {
        Engine = DatabaseEngine.Postgres, DataFolder = dataFolder, ConnectionString = new NpgsqlConnectionStringBuilder(Address) { Database = database }.ConnectionString,
    };

    public static string Unique(string name) => $"scrm_bench_{name}_{Guid.NewGuid():n}";

    public static bool Has(string database) => BenchLibrary.OnServer(Address, $"SELECT datname FROM pg_database WHERE datname = '{database}'").Count > 0;

    public static void Rename(string database, string name) => Alone($"ALTER DATABASE {database} RENAME TO {name}");

    /// <summary>The same pages in the same order.</summary>
    public static void Copy(string database, string name) => Alone($"CREATE DATABASE {name} TEMPLATE {database} STRATEGY file_copy");

    public static void Drop(string database) => Alone($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private static void Alone(string sql)
    {
        NpgsqlConnection.ClearAllPools();
        BenchLibrary.OnServer(Address, sql);
    }
}
