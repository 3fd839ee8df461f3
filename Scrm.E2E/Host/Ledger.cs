using Microsoft.Data.Sqlite;

namespace Scrm.E2E.Host;

/// <summary>What an import left in a SQLite database, read past the product, in words that do not depend on ids and moments.</summary>
internal static class Ledger
{
    private static readonly string[] Questions =
    [
        "SELECT name, phone, member_no, gender, region, remark, state FROM customers ORDER BY member_no, phone, name",
        "SELECT type, value, COUNT(*) FROM customer_identities GROUP BY type, value ORDER BY type, value",
        "SELECT c.member_no, c.phone, t.name, a.source FROM tag_assignments a JOIN customers c ON c.id = a.customer_id JOIN tags t ON t.id = a.tag_id ORDER BY 1, 2, 3",
        "SELECT c.member_no, c.phone, t.name, l.kind, l.row, COUNT(*) FROM tag_changes l JOIN customers c ON c.id = l.customer_id JOIN tags t ON t.id = l.tag_id GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
        "SELECT \"row\", \"column\", code, value FROM import_problems ORDER BY 1, 2, 3, 4",
        "SELECT state, total, done, added, removed, created, updated, skipped, problems FROM batches ORDER BY id",
    ];

    public static List<string> Read(string dataFolder)
    {
        using var connection = Open(dataFolder);
        return [.. Questions.SelectMany(question => Rows(connection, question))];
    }

    /// <summary>State, rows done and rows in all of the newest import; zeros before there is one.</summary>
    public static (long State, long Done, long Total) Progress(string dataFolder)
    {
        using var connection = Open(dataFolder);
        var line = Rows(connection, $"SELECT state, done, total FROM batches WHERE kind = {(int)Scrm.Core.Tags.BatchKind.Import} ORDER BY id DESC LIMIT 1").FirstOrDefault()?.Split('|');
        return line is null ? (0, 0, 0) : (long.Parse(line[0]), long.Parse(line[1]), long.Parse(line[2]));
    }

    /// <summary>Puts the first two customers into the queue of those who may be one person, as a program would that saw their values together.</summary>
    public static void Propose(string dataFolder)
    {
        using var connection = Open(dataFolder);
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO merge_reviews (first_id, second_id, evidence, state, created_at, decided_at, actor_kind, actor_id, version)
            SELECT min(id), max(id), '[{"Type":2,"Value":"MM200"}]', 0, 1770000000000, 0, 0, 0, 0 FROM (SELECT id FROM customers ORDER BY id LIMIT 2)
            """;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string dataFolder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(dataFolder, "scrm.db")};Pooling=False;Default Timeout=10");
        connection.Open();
        return connection;
    }

    private static List<string> Rows(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString())));
        return rows;
    }
}
