using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Rights;

/// <summary>Blanks a person's name, phone and the like where they stand in texts that belong to no customer: titles, reports of imports, answers kept for programs.</summary>
internal sealed class PersonWords(ScrmDbContext db, PersonTraces person)
{
    private static readonly (string Table, string Column)[] Plain =
    [
        ("import_problems", "value"), ("import_problems", "suggestion"), ("imports", "file_name"), ("batches", "title"), ("audit_entries", "detail"),
        ("saved_views", "query"), ("saved_views", "name"), ("notifications", "title"),
    ];

    /// <summary>Columns of JSON, whose own words are plain letters: only what cannot be one of them is looked for.</summary>
    private static readonly (string Table, string Column)[] Json =
        [("imports", "plan"), ("imports", "choices"), ("imports", "layout"), ("import_mappings", "layout"), ("batches", "work")];

    public async Task BlankAsync(IReadOnlyList<PersonFile> files, CancellationToken cancel)
    {
        var written = person.Strong.Concat(person.Names).SelectMany(PersonTraces.Written).Distinct().OrderByDescending(t => t.Length).ToList();
        foreach (var text in written)
        {
            foreach (var (table, column) in text.All(char.IsAsciiLetter) ? Plain : [.. Plain, .. Json])
                await RunAsync($"UPDATE {table} SET {column} = replace({column}, @text, '') WHERE {Has(column)}", text, cancel);
            await RunAsync($"DELETE FROM api_calls WHERE {Has("answer")} OR {Has("name")} OR {Has("location")}", text, cancel);
        }
        var open = files.Where(f => f.State is ImportState.Uploaded or ImportState.Planned).Select(f => f.ImportId).ToList();
        await db.Imports.Where(i => open.Contains(i.Id)).ExecuteUpdateAsync(i => i.SetProperty(x => x.State, ImportState.Cancelled), cancel);
    }

    private string Has(string column) => db.Database.IsNpgsql() ? $"strpos({column}, @text) > 0" : $"instr({column}, @text) > 0";

    private async Task RunAsync(string sql, string text, CancellationToken cancel)
    {
        await using var command = Bulk.Command(db, sql, ("@text", text));
        await command.ExecuteNonQueryAsync(cancel);
    }
}
