using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>
/// A row of a table as it stood, column by column, so that it can be put back to the letter whatever columns the table has got.
/// Values are whole numbers, texts, fractions, yes/no or nothing; compared as they are written down.
/// </summary>
internal sealed class StoredRow
{
    public SortedDictionary<string, JsonElement> Values { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The value as text, "" where there is none.</summary>
    public string Text(string column) => Values.TryGetValue(column, out var value) ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Null => "", _ => value.GetRawText() } : "";

    public bool Same(StoredRow other, string column) => Values.TryGetValue(column, out var a) == other.Values.TryGetValue(column, out var b) && a.GetRawTextOrEmpty() == b.GetRawTextOrEmpty();

    public bool Same(StoredRow other) => Values.Count == other.Values.Count && Values.Keys.All(column => Same(other, column));

    public static async Task<List<StoredRow>> ReadAsync(ScrmDbContext db, string table, string where, CancellationToken cancel)
    {
        await using var command = Bulk.Command(db, $"SELECT * FROM {table} WHERE {where}");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<StoredRow>();
        while (await rows.ReadAsync(cancel)) found.Add(Of(rows));
        return found;
    }

    public static async Task<StoredRow?> OneAsync(ScrmDbContext db, string table, string where, CancellationToken cancel) => (await ReadAsync(db, table, where, cancel)).SingleOrDefault();

    /// <summary>Writes these columns of this row over the stored one.</summary>
    public async Task UpdateAsync(ScrmDbContext db, string table, string where, IEnumerable<string> columns, CancellationToken cancel)
    {
        var names = columns.ToList();
        if (names.Count == 0) return;
        var values = names.Select((name, i) => ($"@v{i}", Parameter(db, name))).ToArray();
        await using var command = Bulk.Command(db, $"UPDATE {table} SET {string.Join(", ", names.Select((name, i) => $"{Quoted(name)} = @v{i}"))} WHERE {where}", values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task InsertAsync(ScrmDbContext db, string table, CancellationToken cancel)
    {
        var names = Values.Keys.ToList();
        await using var command = Bulk.Command(db, $"INSERT INTO {table} ({string.Join(", ", names.Select(Quoted))}) VALUES ({string.Join(", ", names.Select((_, i) => $"@v{i}"))})",
            [.. names.Select((name, i) => ($"@v{i}", Parameter(db, name)))]);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public void Set(string column, StoredRow from) => Values[column] = from.Values[column];

    public void Set(string column, object? value) => Values[column] = JsonSerializer.SerializeToElement(value);

    public StoredRow Copy() => new() { Values = new(Values, StringComparer.Ordinal) };

    private static StoredRow Of(DbDataReader row)
    {
        var stored = new StoredRow();
        for (var i = 0; i < row.FieldCount; i++) stored.Values[row.GetName(i)] = JsonSerializer.SerializeToElement(row.IsDBNull(i) ? null : Plain(row.GetValue(i)), ImportJson.Options);
        return stored;
    }

    // SQLite keeps yes/no as 1 and 0, PostgreSQL has a type for it; both come back as they went.
    private static object Plain(object value) => value switch
    {
        short or int or byte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        long or string or bool or double or decimal => value,
        _ => throw new NotSupportedException($"A column of {value.GetType().Name} cannot be put back."),
    };

    private object Parameter(ScrmDbContext db, string column) => Values[column] switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole) ? whole : db.Database.IsSqlite() ? number.GetDouble() : number.GetDecimal(),
        _ => DBNull.Value,
    };

    private static string Quoted(string column) => $"\"{column}\"";
}

internal static class JsonElementText
{
    public static string GetRawTextOrEmpty(this JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText();
}
