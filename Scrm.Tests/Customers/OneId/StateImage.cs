using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

/// <summary>All that stands in the library, row by row and column by column, in a form that compares to the letter. Logs and ledgers only grow and are not in it.</summary>
internal static class StateImage
{
    private static readonly (string Table, string Order)[] Tables =
    [
        ("customers", "id"), ("customer_fields", "customer_id"), ("customer_identities", "id"), ("relations", "customer_id, member_id"), ("tag_assignments", "customer_id, slot"),
        ("customer_events", "id"), ("customer_orders", "id"), ("order_lines", "order_id, position"), ("order_refunds", "id"),
    ];

    public static async Task<IReadOnlyList<string>> StateAsync(this Library library)
    {
        await using var db = library.Open();
        await db.Database.OpenConnectionAsync();
        var lines = new List<string>();
        foreach (var (table, order) in Tables)
        {
            await using var command = Bulk.Command(db, $"SELECT * FROM {table} ORDER BY {order}");
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) lines.Add($"{table}: {string.Join(" | ", Enumerable.Range(0, rows.FieldCount).Select(i => $"{rows.GetName(i)}={rows.GetValue(i)}"))}");
        }
        return lines;
    }
}
