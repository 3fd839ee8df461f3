using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers;

/// <summary>Reads all of a customer that a merge may change.</summary>
internal static class MergeImages
{
    public static async Task<CustomerImage> ReadAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var standing = await TagStore.StandingAsync(db, [id], cancel);
        return new(
            await StoredRow.OneAsync(db, "customers", $"id = {id}", cancel) ?? throw new InvalidOperationException("The customer is gone."),
            await StoredRow.OneAsync(db, "customer_fields", $"customer_id = {id}", cancel),
            await StoredRow.ReadAsync(db, "customer_identities", $"customer_id = {id} ORDER BY id", cancel),
            await StoredRow.ReadAsync(db, "relations", $"customer_id = {id} ORDER BY member_id", cancel),
            [.. standing.OrderBy(s => s.Key.Slot).Select(s => StoredTag.Of(s.Key.Slot, s.Value))]);
    }
}
