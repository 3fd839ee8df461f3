using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Scrm.Core;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// A customer library with a fixed seed, as large as asked: about eight tags a customer out of 500 (Zipf) in 50 groups, ten of them exclusive.
/// Options: <c>--customers N</c> (1,000,000), <c>--engine postgres</c> (the same rows on the server of SCRM_BENCH_POSTGRES),
/// <c>--keep FOLDER</c> (made there, and on the server, once and used again).
/// </summary>
internal sealed class BenchLibrary : IAsyncDisposable
{
    public const long FirstCustomer = 100_001;
    private const int Groups = 50, TagsAGroup = 10, Exclusive = 10, MostTags = 16, Seed = 20260301;
    private readonly ServiceProvider services;
    private readonly DatabaseSettings settings;
    private readonly bool kept;

    private BenchLibrary(int customers, DatabaseSettings settings, bool kept)
    {
        (Customers, this.kept, this.settings) = (customers, kept, settings);
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<ISecretBox, NoSecrets>().AddScrmCore(settings).BuildServiceProvider();
    }

    public int Customers { get; }

    public string ConnectionString => settings.EffectiveConnectionString;

    public bool OnPostgres => settings.Engine == DatabaseEngine.Postgres;

    /// <summary>
    /// Makes the library; with <paramref name="ledger"/> every assignment has its line there too, and <paramref name="more"/> fills in what else is wanted.
    /// A kept one is named by its size and <paramref name="name"/>.
    /// </summary>
    public static async Task<BenchLibrary> OpenAsync(string[] options, bool ledger, string name = "", Func<BenchLibrary, Task>? more = null)
    {
        var customers = int.Parse(Option(options, "--customers") ?? "1000000", CultureInfo.InvariantCulture);
        name = $"{customers}{(ledger ? "-ledger" : "")}{name}";
        var keep = Option(options, "--keep");
        var postgres = BenchServer.Asked(options);
        var database = keep is null ? BenchServer.Unique("library") : $"scrm_bench_{name.Replace('-', '_')}";
        var folder = keep is null ? Directory.CreateTempSubdirectory("scrm-bench-").FullName : Path.Combine(keep, name);
        var there = postgres ? new BenchLibrary(customers, BenchServer.Settings(database, folder), keep is not null) : null;
        if (there is not null && keep is not null && BenchServer.Has(database))
        {
            await there.Get<DatabaseUpgrade>().RunAsync(default);
            return there;
        }
        var library = new BenchLibrary(customers, new DatabaseSettings { DataFolder = folder }, keep is not null);
        await library.services.GetRequiredService<DatabaseUpgrade>().RunAsync(default);
        await library.OnceAsync("ready", "customers", () => library.FillAsync(ledger));
        if (more is not null) await library.OnceAsync("ready-more", "further rows", () => more(library));
        if (there is null) return library;
        await library.ToPostgresAsync(database);
        await library.services.DisposeAsync();
        return there;
    }

    /// <summary>A database with nobody in it, gone afterwards.</summary>
    public static async Task<BenchLibrary> EmptyAsync(string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("scrm-bench-").FullName;
        var settings = BenchServer.Asked(options) ? BenchServer.Settings(BenchServer.Unique("empty"), folder) : new DatabaseSettings { DataFolder = folder };
        var library = new BenchLibrary(0, settings, kept: false);
        await library.Get<DatabaseUpgrade>().RunAsync(default);
        return library;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public ScrmDbContext Open() => Get<IDbContextFactory<ScrmDbContext>>().CreateDbContext();

    /// <summary>The id of the tag with this rank by use, from 1.</summary>
    public static int TagOfRank(int rank) => rank;

    public static string? Option(string[] options, string name) => Array.IndexOf(options, name) is var at and >= 0 && at + 1 < options.Length ? options[at + 1] : null;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (kept) return;
        Directory.Delete(settings.DataFolder, recursive: true);
        if (OnPostgres) BenchServer.Drop(new NpgsqlConnectionStringBuilder(ConnectionString).Database!);
    }

    public DbConnection Connect()
    {
        DbConnection connection = OnPostgres ? new NpgsqlConnection($"{ConnectionString};Pooling=false;Command Timeout=0") : new SqliteConnection($"{ConnectionString};Pooling=False");
        connection.Open();
        // The product's own.
        if (!OnPostgres) Run(connection, "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=64000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;");
        return connection;
    }

    /// <summary>The same pages in the same order, gone afterwards.</summary>
    public async Task<BenchLibrary> CopyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("scrm-bench-").FullName;
        if (OnPostgres)
        {
            var (mine, copy) = (new NpgsqlConnectionStringBuilder(ConnectionString).Database!, BenchServer.Unique("copy"));
            BenchServer.Copy(mine, copy);
            return new(Customers, BenchServer.Settings(copy, folder), kept: false);
        }
        await using (var db = Open()) await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        // Nothing of this process has the file open now, so a plain copy is safe.
        SqliteConnection.ClearAllPools();
        File.Copy(Path.Combine(settings.DataFolder, "scrm.db"), Path.Combine(folder, "scrm.db"));
        return new(Customers, new DatabaseSettings { DataFolder = folder }, kept: false);
    }

    private async Task OnceAsync(string mark, string what, Func<Task> fill)
    {
        var ready = Path.Combine(settings.DataFolder, mark);
        if (File.Exists(ready)) return;
        var started = Stopwatch.GetTimestamp();
        await fill();
        await File.WriteAllTextAsync(ready, "");
        await Console.Error.WriteLineAsync($"{Customers} customers: {what} made in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private async Task ToPostgresAsync(string database)
    {
        var (started, filling) = (Stopwatch.GetTimestamp(), BenchServer.Unique("filling"));
        await using (var copy = new BenchLibrary(Customers, BenchServer.Settings(filling, settings.DataFolder), kept: true))
        {
            await copy.services.GetRequiredService<DatabaseUpgrade>().RunAsync(default);
            await using var from = Connect();
            await using var to = copy.Connect();
            new LibraryCopy((SqliteConnection)from, (NpgsqlConnection)to).Run();
        }
        BenchServer.Rename(filling, database);
        await Console.Error.WriteLineAsync($"copied to PostgreSQL in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private async Task FillAsync(bool ledger)
    {
        await using (var db = Open()) await AddDictionaryAsync(db);
        await using var connection = new SqliteConnection(settings.EffectiveConnectionString);
        await connection.OpenAsync();
        Run(connection, "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-262144; PRAGMA synchronous=OFF;");
        await using (var transaction = (SqliteTransaction)await connection.BeginTransactionAsync())
        {
            var indexes = Column(connection, """
                SELECT sql FROM sqlite_master
                WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('customers', 'customer_identities', 'tag_assignments', 'tag_changes')
                """);
            foreach (var name in indexes.Select(sql => sql.Split('"')[1])) Run(connection, $"DROP INDEX \"{name}\"");
            AddCustomers(connection);
            AddAssignments(connection);
            if (ledger) AddLedger(connection);
            foreach (var sql in indexes) Run(connection, sql);
            Run(connection, "UPDATE tags SET uses = (SELECT count(*) FROM tag_assignments a WHERE a.tag_id = tags.id)");
            await transaction.CommitAsync();
        }
        Run(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static async Task AddDictionaryAsync(ScrmDbContext db)
    {
        var groups = Enumerable.Range(1, Groups).Select(g => new TagGroup
        {
            Name = $"标签组{g}", NameKey = $"标签组{g}", Position = g, Mode = g % (Groups / Exclusive) == 0 ? GroupMode.One : GroupMode.Many,
        }).ToList();
        db.AddRange(groups);
        await db.SaveChangesAsync();
        // Tag ids count up through the groups in turn, so that frequent and rare tags are in every group.
        for (var i = 0; i < Groups * TagsAGroup; i++)
        {
            var group = groups[i % Groups];
            var tag = new Tag { GroupId = group.Id, Name = $"标签{i + 1}", NameKey = $"标签{i + 1}", Position = i / Groups, CreatedAt = DateTime.UnixEpoch };
            db.Add(tag);
            await db.SaveChangesAsync();
            tag.Slot = Tag.SlotOf(tag.Id, group);
        }
        await db.SaveChangesAsync();
    }

    private void AddCustomers(SqliteConnection connection)
    {
        Run(connection, $"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {Customers})
            INSERT INTO customers (id, name, phone, member_no, external_id, gender, company, region, remark, source, owner_id, added_at, updated_at, state, batch_id, version)
            SELECT {FirstCustomer} + i,
                substr('王李张刘陈杨赵黄周吴', 1 + i % 10, 1) || substr('伟芳娜敏静秀丽强磊洋', 1 + i / 10 % 10, 1) || substr('一二三四五六七八九十', 1 + i / 100 % 10, 1),
                '+86139' || printf('%08d', i), 'M' || printf('%07d', i), '', i % 3, '', '', '', CASE i % 4 WHEN 0 THEN '展会' WHEN 1 THEN '抖音' ELSE '' END, i % 21,
                1700000000000 + i * 37000 + i * 7919 % 1000000, 1760000000000, 0, 0, 0 FROM n
            """);
        Run(connection, """
            INSERT INTO customer_identities (customer_id, type, value, source, first_seen)
            SELECT id, 1, phone, 1, added_at FROM customers UNION ALL SELECT id, 2, member_no, 1, added_at FROM customers
            """);
    }

    private void AddAssignments(SqliteConnection connection)
    {
        var slots = Column(connection, "SELECT slot FROM tags ORDER BY id").Select(s => long.Parse(s, CultureInfo.InvariantCulture)).ToArray();
        var random = new Random(Seed);
        var reach = Cumulative(slots.Length);
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO tag_assignments VALUES (@customer, @slot, @tag, 1750000000000, 0, 1, 0, 0)";
        var customer = insert.Parameters.Add("@customer", SqliteType.Integer);
        var slot = insert.Parameters.Add("@slot", SqliteType.Integer);
        var tag = insert.Parameters.Add("@tag", SqliteType.Integer);
        var taken = new SortedDictionary<long, int>();
        for (var i = 0; i < Customers; i++)
        {
            taken.Clear();
            for (var wanted = 1 + random.Next(MostTags - 1); taken.Count < wanted;)
            {
                var rank = Array.BinarySearch(reach, random.NextDouble());
                var index = rank < 0 ? ~rank : rank;
                taken.TryAdd(slots[index], index + 1);
            }
            customer.Value = FirstCustomer + i;
            foreach (var (at, id) in taken)
            {
                (slot.Value, tag.Value) = (at, id);
                insert.ExecuteNonQuery();
            }
        }
    }

    private static void AddLedger(SqliteConnection connection) => Run(connection, """
        INSERT INTO tag_changes (customer_id, tag_id, kind, at, actor_kind, actor_id, cause, batch_id, since, expires, source, added_by, origin_batch, other_tag_id, row, reason)
        SELECT customer_id, tag_id, 1, since, 0, 0, source, 0, since, 0, source, 0, 0, 0, 0, '' FROM tag_assignments
        """);

    private static double[] Cumulative(int count)
    {
        var (reach, sum) = (new double[count], 0.0);
        for (var i = 0; i < count; i++) reach[i] = sum += 1.0 / (i + 1);
        return [.. reach.Select(r => r / sum)];
    }

    internal static List<string> OnServer(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Command Timeout=0");
        connection.Open();
        return Column(connection, sql);
    }

    internal static List<string> Column(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var values = new List<string>();
        while (rows.Read()) values.Add(rows.GetString(0));
        return values;
    }

    internal static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>A made-up library has nothing to hide.</summary>
    private sealed class NoSecrets : ISecretBox
    {
        public string Seal(string secret) => secret;

        public string? Open(string box) => box;
    }
}
