using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>Values that too many customers have: every link by them is flagged, and they link nobody any longer.</summary>
internal static class SharedIdentities
{
    public static Task MarkAsync(ScrmDbContext db, CustomerKey key, CancellationToken cancel) => SetAsync(db, key, IdentityState.Shared, cancel);

    public static Task ClearAsync(ScrmDbContext db, CustomerKey key, CancellationToken cancel) => SetAsync(db, key, IdentityState.Active, cancel);

    private static async Task SetAsync(ScrmDbContext db, CustomerKey key, IdentityState state, CancellationToken cancel)
    {
        await using var mark = Bulk.Command(db, $"UPDATE customer_identities SET state = {(int)state} WHERE type = {(int)key.Type} AND value = @value", ("@value", key.Value));
        await mark.ExecuteNonQueryAsync(cancel);
    }
}
