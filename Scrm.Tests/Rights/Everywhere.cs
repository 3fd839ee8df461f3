using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Rights;

/// <summary>Looks for a text in every column of every table, whatever the model knows of them.</summary>
internal static class Everywhere
{
    public static async Task<IReadOnlyList<string>> FindAsync(Library library, IEnumerable<string> texts)
    {
        await using var db = library.Open();
        await db.Database.OpenConnectionAsync();
        var columns = await ReadAsync(db, db.Database.IsNpgsql()
            ? "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            : "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'");
        var hits = new List<string>();
        foreach (var text in texts)
            foreach (var column in columns.Select(c => (Table: c[0], Name: c[1])))
            {
                var cast = $"cast(\"{column.Name}\" AS text)";
                var has = db.Database.IsNpgsql() ? $"strpos({cast}, '{text}')" : $"instr({cast}, '{text}')";
                if ((await ReadAsync(db, $"SELECT count(*) FROM \"{column.Table}\" WHERE {has} > 0"))[0][0] != "0") hits.Add($"{text} in {column.Table}.{column.Name}");
            }
        return hits;
    }

    /// <summary>The bytes of the SQLite file and of the log beside it.</summary>
    public static IReadOnlyList<string> InFiles(Library library, IEnumerable<string> texts)
    {
        if (library.Data.Settings.Engine != DatabaseEngine.Sqlite) return [];
        var files = Directory.EnumerateFiles(library.Data.Settings.DataFolder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).ToList();
        return [.. from file in files let bytes = Read(file) from text in texts
                   where bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0 select $"{text} in {Path.GetFileName(file)}"];
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    private static async Task<List<string[]>> ReadAsync(ScrmDbContext db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")]);
        return rows;
    }
}
