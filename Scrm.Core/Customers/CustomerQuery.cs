using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>The place of a row in the list's order, so that a page can start from it instead of counting from the top. Key: what the list is sorted by, as it is stored.</summary>
public readonly record struct PageMark(int Offset, long Key, long Id)
{
    public static PageMark Of(int offset, CustomerRow row, ListSort sort) => new(offset, row.KeyOf(sort), row.Id);
}

/// <summary>
/// The customers a filter and a scope mean, as SQL: grown one condition at a time, and run in the shape that suits the number of hits.
/// Few hits are collected from the rarest set and sorted; many are found by walking the list's own index until the page is full.
/// </summary>
public sealed class CustomerQuery
{
    // One probe of the index costs as much as putting three rows into a set (measured at 1,000,000 customers).
    private const long ProbeCost = 3;

    private readonly ScrmDbContext db;
    private readonly CustomerFilter filter;
    private readonly List<string> rowTests = [];
    private readonly List<TagTest> tagTests = [];
    private readonly List<(string Name, object Value)> values = [];
    private readonly bool postgres;
    private bool nobody;

    internal CustomerQuery(ScrmDbContext db, CustomerFilter filter, Scope scope, TagBook book, BusinessTime time, FieldBook? fields = null)
    {
        (this.db, this.filter, postgres) = (db, filter, db.Database.IsNpgsql());
        if (!scope.SeesEveryCustomer) rowTests.Add(InReach(scope));
        if (filter.Text.Length > 0) rowTests.Add(SearchText.Test(filter.Text, postgres, values));
        if (filter.Owners.Count > 0) rowTests.Add($"c.owner_id IN ({string.Join(',', filter.Owners)})");
        if (filter.Source.Length > 0) rowTests.Add($"c.source = {Value("source", filter.Source)}");
        if (filter.From is { } from) rowTests.Add($"c.added_at >= {Value("from", UnixMilliseconds.ToStore(time.Begins(from)))}");
        if (filter.To is { } to) rowTests.Add($"c.added_at < {Value("to", UnixMilliseconds.ToStore(time.Ends(to)))}");
        if (filter.Stages.Count > 0) rowTests.Add($"c.stage IN ({string.Join(',', filter.Stages.Select(s => (int)s))})");
        if (filter.Tiers.Count > 0) rowTests.Add($"c.tier IN ({string.Join(',', filter.Tiers.Select(t => (int)t))})");
        if (filter.Rfms.Count > 0) rowTests.Add($"c.rfm IN ({string.Join(',', filter.Rfms.Select(r => (int)r))})");
        if (filter.Quiet is { } since) rowTests.Add($"c.last_interaction_at < {Value("quiet", UnixMilliseconds.ToStore(time.Begins(since)))} AND c.added_at < @quiet");
        if (filter.RunOutFrom is { } first) rowTests.Add($"c.run_out_at >= {Value("runs", UnixMilliseconds.ToStore(time.Begins(first)))}");
        if (filter.RunOutTo is { } last) rowTests.Add($"c.run_out_at > 0 AND c.run_out_at < {Value("out", UnixMilliseconds.ToStore(time.Ends(last)))}");
        if (filter.Untagged) rowTests.Add("NOT EXISTS (SELECT 1 FROM tag_assignments u WHERE u.customer_id = c.id)");
        AddTags(scope, book);
        AddFields(time, fields);
    }

    /// <summary>
    /// Walking passes about (offset + page) × all / hits rows; collecting touches every row of the driving tag, or the whole table where no tag drives.
    /// The page is walked to when this many times its end is fewer than the hits; null: what was measured at 1,000,000 customers.
    /// </summary>
    internal int? WalkAdvantage { get; init; }

    /// <summary>The one place that says whose customers a scope reaches; everything by id goes through here.</summary>
    public static IQueryable<Customer> InScope(ScrmDbContext db, Scope scope)
    {
        if (scope.SeesEveryCustomer) return db.Customers;
        var sql = $"SELECT * FROM customers c WHERE {InReach(scope)}";
        return db.Customers.FromSqlRaw(sql);
    }

    public static async Task<CustomerQuery> LoadAsync(ScrmDbContext db, CustomerFilter filter, Scope scope, TagBook book, CancellationToken cancel)
    {
        var dated = filter.From is not null || filter.To is not null || filter.Quiet is not null || filter.RunOutFrom is not null || filter.RunOutTo is not null || filter.Fields.Count > 0;
        return new(db, filter, scope, book, dated ? await CompanyBook.TimeAsync(db, cancel) : BusinessTime.Of(BusinessTime.DefaultZone),
            filter.Fields.Count > 0 ? await FieldBook.LoadAsync(db, cancel) : null);
    }

    /// <summary>Of those, only the ones picked.</summary>
    internal CustomerQuery Only(IReadOnlyList<long> ids)
    {
        rowTests.Insert(0, $"c.id IN ({string.Join(',', ids)})");
        return this;
    }

    public async Task<int> CountAsync(CancellationToken cancel)
    {
        if (nobody) return 0;
        var positive = tagTests.Find(t => !t.Negative);
        var sql = rowTests.Count == 0 && positive is not null ? CountOfTags(positive) : $"SELECT count(*) FROM customers c WHERE {Collected()}";
        await using var command = Bulk.Command(db, sql, [.. values]);
        return (int)(await ReadAsync(command, cancel))[0];
    }

    /// <summary>Ids of one page in list order. <paramref name="hits"/> is the count of the same query; <paramref name="near"/> a known row at or before the offset.</summary>
    public async Task<IReadOnlyList<long>> PageAsync(int offset, int take, int hits, PageMark? near, CancellationToken cancel)
    {
        if (nobody || offset >= hits) return [];
        take = Math.Min(take, hits - offset);
        var fromEnd = near is null && offset > hits / 2;
        var skip = fromEnd ? hits - offset - take : offset - (near?.Offset ?? 0);
        var walks = postgres || (long)(skip + take) * (WalkAdvantage ?? Advantage) < hits || (rowTests.Count == 0 && tagTests.Count == 0);
        var where = walks ? Walked() : Collected();
        var descending = filter.Ascending == fromEnd;
        if (near is { } mark) where += $" AND ({Key}, c.id) {(descending ? "<=" : ">=")} ({mark.Key}, {mark.Id})";
        var direction = descending ? "DESC" : "ASC";
        var index = walks && !postgres ? $" INDEXED BY \"IX_customers_list_{Key[2..]}\"" : "";
        await using var command = Bulk.Command(db,
            $"SELECT c.id FROM customers c{index} WHERE {where} ORDER BY {Key} {direction}, c.id {direction} LIMIT {take} OFFSET {skip}", [.. values]);
        var ids = await ReadAsync(command, cancel);
        if (fromEnd) ids.Reverse();
        return ids;
    }

    /// <summary>Ids in id order, after one and up to another; for work that goes on where it stopped.</summary>
    public async Task<IReadOnlyList<long>> AfterAsync(long position, long upTo, int take, CancellationToken cancel)
    {
        if (nobody) return [];
        var state = postgres ? "c.state = 0" : "+c.state = 0";
        await using var command = Bulk.Command(db,
            $"SELECT c.id FROM customers c WHERE c.id > {position} AND c.id <= {upTo} AND {Join([state, .. rowTests, .. Probes()])} ORDER BY c.id LIMIT {take}", [.. values]);
        return await ReadAsync(command, cancel);
    }

    /// <summary>How the matching customers stand in one slot: the tag there (0 = none), who put it on, how many.</summary>
    internal async Task<IReadOnlyList<(int TagId, long AddedBy, int Count)>> StandingAsync(long slot, CancellationToken cancel)
    {
        var standing = new List<(int, long, int)>();
        if (nobody) return standing;
        await using var command = Bulk.Command(db, $"""
            SELECT coalesce(s.tag_id, 0), coalesce(s.added_by, 0), count(*) FROM customers c
            LEFT JOIN tag_assignments s ON s.customer_id = c.id AND s.slot = {slot} WHERE {Collected()} GROUP BY 1, 2
            """, [.. values]);
        await db.Database.OpenConnectionAsync(cancel);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) standing.Add((rows.GetInt32(0), rows.GetInt64(1), (int)rows.GetInt64(2)));
        return standing;
    }

    /// <summary>Who is in charge of the matching customers, the most first; 0 = public pool.</summary>
    internal async Task<IReadOnlyList<(long Owner, int Count)>> OwnersAsync(CancellationToken cancel)
    {
        var owners = new List<(long, int)>();
        if (nobody) return owners;
        await using var command = Bulk.Command(db, $"SELECT c.owner_id, count(*) FROM customers c WHERE {Collected()} GROUP BY 1 ORDER BY 2 DESC, 1", [.. values]);
        await db.Database.OpenConnectionAsync(cancel);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) owners.Add((rows.GetInt64(0), (int)rows.GetInt64(1)));
        return owners;
    }

    /// <summary>A condition on the customers c, for SQL.</summary>
    internal static string InReach(Scope scope)
    {
        if (scope.SeesEveryCustomer) return "1 = 1";
        var team = string.Join(',', scope.Team.Append(scope.MemberId).Distinct());
        return $"(c.owner_id IN (0,{team}) OR c.id IN (SELECT r.customer_id FROM relations r WHERE r.member_id IN ({team}) AND r.state = {(int)RelationState.Active}))";
    }

    private void AddTags(Scope scope, TagBook book)
    {
        IReadOnlyList<Tag> Seen(IEnumerable<int> ids) =>
            [.. ids.Select(book.Resolve).OfType<Tag>().Where(t => TagPolicy.MaySee(book.GroupOf(t), scope)).DistinctBy(t => t.Id)];
        var (any, none) = (Seen(filter.AnyTags), Seen(filter.NoTags));
        if (filter.AnyTags.Count > 0) tagTests.Add(TagTest.Of(any, negative: false));
        foreach (var id in filter.AllTags.Distinct()) tagTests.Add(TagTest.Of(Seen([id]), negative: false));
        if (none.Count > 0) tagTests.Add(TagTest.Of(none, negative: true));
        tagTests.Sort((a, b) => a.Uses.CompareTo(b.Uses));
        nobody = tagTests.Exists(t => !t.Negative && t.Tags.Count == 0);
    }

    /// <summary>A field that is not there any more, or a value that cannot be, means nobody: a typing error never means everybody.</summary>
    private void AddFields(BusinessTime time, FieldBook? fields)
    {
        var sql = new FieldSql(postgres, time, value => Value($"own{values.Count}", value));
        foreach (var own in filter.Fields)
            if (fields?.Find(own.Field) is { Archived: false } field && sql.Of(own, field) is { } test) rowTests.Add(test);
            else nobody = true;
    }

    private string CountOfTags(TagTest driver)
    {
        var from = driver.Tags.Count == 1
            ? $"tag_assignments d WHERE d.tag_id = {driver.Tags[0]}"
            : $"(SELECT DISTINCT customer_id FROM tag_assignments WHERE tag_id IN ({driver.List})) d WHERE 1 = 1";
        var withdrawn = postgres ? "NOT EXISTS (SELECT 1 FROM customers w WHERE w.id = d.customer_id AND w.state > 0)"
            : "d.customer_id NOT IN (SELECT w.id FROM customers w WHERE w.state > 0)";
        return $"SELECT count(*) FROM {from} AND {withdrawn}{Behind(driver, "d.customer_id")}";
    }

    private string Collected()
    {
        var driver = tagTests.Find(t => !t.Negative);
        if (postgres) return Walked();
        if (driver is null) return Join([rowTests.Count > 0 && filter is { Quiet: null, RunOutTo: null } ? "+c.state = 0" : "c.state = 0", .. rowTests]) + Behind(null, "c.id");
        return Join(["+c.state = 0", driver.Set("c.id"), .. rowTests]) + Behind(driver, "c.id");
    }

    /// <summary>The column the list is sorted by; each has an index of its own.</summary>
    private string Key => filter.Sort switch { ListSort.Touched => "c.last_interaction_at", ListSort.Spent => "c.spent_total", _ => "c.added_at" };

    private int Advantage => tagTests.Exists(t => !t.Negative) ? 30 : 8;

    private string Walked() => Join(["c.state = 0", .. rowTests, .. Probes()]);

    private IEnumerable<string> Probes() => tagTests.Select(t => t.Probe("c.id"));

    /// <summary>The other tags, tested behind the rows of the driver: absences as one set where SQLite would otherwise probe more rows than the set has.</summary>
    private string Behind(TagTest? driver, string key) => string.Concat(tagTests.Where(t => t != driver).Select(t =>
        " AND " + (!postgres && t.Negative && t.Uses < ProbeCost * (driver?.Uses ?? int.MaxValue) ? t.Set(key) : t.Probe(key))));

    private async Task<List<long>> ReadAsync(DbCommand command, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var ids = new List<long>();
        while (await rows.ReadAsync(cancel)) ids.Add(rows.GetInt64(0));
        return ids;
    }

    private string Value(string name, object value)
    {
        values.Add(($"@{name}", value));
        return $"@{name}";
    }

    private static string Join(IEnumerable<string> tests) => string.Join(" AND ", tests);

    private sealed record TagTest(IReadOnlyList<int> Tags, bool Negative, long Uses)
    {
        public string List => string.Join(',', Tags);

        public static TagTest Of(IReadOnlyList<Tag> tags, bool negative) => new([.. tags.Select(t => t.Id)], negative, tags.Sum(t => (long)t.Uses));

        public string Set(string key) => $"{key} {(Negative ? "NOT " : "")}IN (SELECT customer_id FROM tag_assignments WHERE tag_id IN ({List}))";

        public string Probe(string key) => $"{(Negative ? "NOT " : "")}EXISTS (SELECT 1 FROM tag_assignments p WHERE p.customer_id = {key} AND p.tag_id IN ({List}))";
    }
}
