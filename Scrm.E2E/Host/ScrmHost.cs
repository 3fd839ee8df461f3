using System.Data.Common;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Scrm.Core.Database;

namespace Scrm.E2E.Host;

/// <summary>
/// The built product as its own process, on a free port, with a data folder and database of its own. It can be killed as a power cut would,
/// and started again on the same data and port.
/// </summary>
public sealed partial class ScrmHost : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly DatabaseEngine engine;
    private readonly int port = Places.FreePort();
    private readonly string database;
    private readonly bool guest;
    private readonly StringBuilder log = new();
    private Process? process;

    private ScrmHost(DatabaseEngine engine, ScrmHost? joined = null)
    {
        (this.engine, guest) = (engine, joined is not null);
        database = joined?.database ?? $"scrm_{Guid.NewGuid():n}";
        DataFolder = joined?.DataFolder ?? Directory.CreateTempSubdirectory("scrm-e2e-").FullName;
    }

    public string Address => $"http://127.0.0.1:{port}";

    public string DataFolder { get; }

    public string Log
    {
        get { lock (log) return log.ToString(); }
    }

    /// <summary>Extra settings, in the form of environment variables: Section__Key.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public static async Task<ScrmHost> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite, params string[] arguments)
    {
        var host = new ScrmHost(engine);
        if (engine == DatabaseEngine.Postgres) await OnServerAsync($"CREATE DATABASE {host.database}");
        await host.RunAsync(arguments);
        return host;
    }

    /// <summary>Another node: a second process on the same database and data folder, gone before this one. PostgreSQL only.</summary>
    public async Task<ScrmHost> JoinAsync()
    {
        var node = new ScrmHost(engine, this);
        await node.RunAsync();
        return node;
    }

    /// <summary>One number from the database, whatever the product does meanwhile.</summary>
    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    /// <summary>Changes something behind the product's back.</summary>
    public async Task RunSqlAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A second product on a copy of this one's data; this one stands still meanwhile. SQLite only.</summary>
    public async Task<ScrmHost> CopyAsync(params (string Key, string Value)[] settings)
    {
        await KillAsync();
        var copy = new ScrmHost(engine);
        foreach (var (key, value) in settings) copy.Settings[key] = value;
        foreach (var file in Directory.EnumerateFiles(DataFolder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.DataFolder, Path.GetRelativePath(DataFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        await RunAsync();
        await copy.RunAsync();
        return copy;
    }

    /// <summary>The one-time link of the first run, as the log prints it.</summary>
    public string SetupLink() =>
        SetupLinkPattern().Matches(Log).LastOrDefault() is { } found ? $"{Address}{new Uri(found.Value).PathAndQuery}" : throw new InvalidOperationException($"No set-up link:\n{Log}");

    /// <summary>Runs the product with a command that ends by itself, and returns what it said.</summary>
    public async Task<string> CommandAsync(string command)
    {
        using var run = Process.Start(StartOf([command])) ?? throw new InvalidOperationException("The product did not start.");
        var (said, complained) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return run.ExitCode == 0 ? await said : throw new InvalidOperationException($"{command} ended with {run.ExitCode}:\n{await said}\n{await complained}");
    }

    public async Task RunAsync(params string[] arguments)
    {
        var before = Log.Length;
        process = new Process { StartInfo = StartOf(arguments) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync(process, before);
    }

    private ProcessStartInfo StartOf(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Path.GetDirectoryName(Places.Program)!, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Places.Program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["Database__DataFolder"] = DataFolder;
        start.Environment["Database__Engine"] = engine.ToString();
        if (engine == DatabaseEngine.Postgres) start.Environment["Database__ConnectionString"] = ConnectionString;
        foreach (var (key, value) in Settings) start.Environment[key] = value;
        return start;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Fails where the log holds one of the values, which stand for personal data.</summary>
    public void NeverLogged(params string[] canaries)
    {
        var text = Log;
        foreach (var canary in canaries) Assert.False(text.Contains(canary, StringComparison.Ordinal), $"The log holds {canary}.");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await File.WriteAllTextAsync(Places.Artifact($"server-{port}.log"), Log);
        if (guest) return;
        Directory.Delete(DataFolder, recursive: true);
        if (engine != DatabaseEngine.Postgres) return;
        NpgsqlConnection.ClearAllPools();
        await OnServerAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    }

    private DbConnection Connect() => engine == DatabaseEngine.Postgres ? new NpgsqlConnection($"{ConnectionString};Pooling=false")
        : new SqliteConnection($"Data Source={Path.Combine(DataFolder, "scrm.db")};Pooling=False;Default Timeout=10");

    private string ConnectionString => new NpgsqlConnectionStringBuilder(Places.PostgresServer!) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (log) log.AppendLine(line);
    }

    private async Task ReadyAsync(Process running, int before)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (running.HasExited) throw new InvalidOperationException($"The product ended with code {running.ExitCode}:\n{Log}");
            try
            {
                using var answer = await Http.GetAsync($"{Address}/healthz/ready");
                if (answer.IsSuccessStatusCode && Log.AsSpan(before).Contains("Scrm listens on", StringComparison.Ordinal)) return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"The product was not ready within a minute:\n{Log}");
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var server = new NpgsqlConnection(Places.PostgresServer);
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"https?://[^\s""]+/setup[^\s""]*")]
    private static partial Regex SetupLinkPattern();
}
