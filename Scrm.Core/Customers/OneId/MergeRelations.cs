using Scrm.Core.Database;

namespace Scrm.Core.Customers;

/// <summary>Whoever followed either of two follows the one they became.</summary>
internal static class MergeRelations
{
    private static readonly string[] Texts = ["remark", "description", "add_way", "state_code"];

    public static async Task UniteAsync(ScrmDbContext db, IReadOnlyList<StoredRow> ours, IReadOnlyList<StoredRow> theirs, long to, CancellationToken cancel)
    {
        foreach (var relation in theirs)
        {
            await DropAsync(db, relation, cancel);
            var row = relation.Copy();
            row.Set("customer_id", to);
            if (ours.FirstOrDefault(r => r.Same(relation, "member_id")) is { } mine) await UnionOf(mine, row).UpdateAsync(db, "relations", Key(mine), Changed(mine, row), cancel);
            else await row.InsertAsync(db, "relations", cancel);
        }
    }

    public static async Task PutAsync(ScrmDbContext db, StoredRow row, CancellationToken cancel)
    {
        await DropAsync(db, row, cancel);
        await row.InsertAsync(db, "relations", cancel);
    }

    public static async Task DropAsync(ScrmDbContext db, StoredRow row, CancellationToken cancel)
    {
        await using var drop = Bulk.Command(db, $"DELETE FROM relations WHERE {Key(row)}");
        await drop.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>A living relation beats an ended one, the earlier beginning stays, words are kept and filled up.</summary>
    private static StoredRow UnionOf(StoredRow mine, StoredRow theirs)
    {
        var union = mine.Copy();
        if (State(theirs) == RelationState.Active && State(mine) != RelationState.Active) foreach (var column in new[] { "state", "ended_at" }) union.Set(column, theirs);
        if (theirs.Values["added_at"].GetInt64() < mine.Values["added_at"].GetInt64()) union.Set("added_at", theirs);
        foreach (var text in Texts.Where(t => mine.Text(t).Length == 0)) union.Set(text, theirs);
        return union;
    }

    private static List<string> Changed(StoredRow mine, StoredRow theirs) => UnionOf(mine, theirs) is var union ? [.. union.Values.Keys.Where(c => !union.Same(mine, c))] : [];

    private static RelationState State(StoredRow row) => (RelationState)row.Values["state"].GetInt64();

    private static string Key(StoredRow row) => $"customer_id = {row.Text("customer_id")} AND member_id = {row.Text("member_id")}";
}
