using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;

namespace Scrm.Core.Rights;

/// <summary>Takes a person's own rows away, inside the open transaction. The customer's row stays as a bare number; orders stay as amounts of nobody.</summary>
internal sealed class PersonRows(ScrmDbContext db, PersonTraces person)
{
    /// <summary>Two ways to their rows, each with an index of its own; one condition with OR would read every event there is.</summary>
    private string[] Mine => [$"customer_id IN ({person.IdList})", $"customer_id = 0 AND identity_id IN ({person.IdentityList})"];

    /// <summary>What <see cref="RemoveAsync"/> would take away or leave as amounts.</summary>
    public async Task<(int Events, int Orders, int TagLines)> CountAsync(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        async Task<int> Of(string table, string where)
        {
            await using var command = Bulk.Command(db, $"SELECT count(*) FROM {table} WHERE {where}");
            return Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
        }

        var (events, orders) = (0, 0);
        foreach (var mine in Mine) (events, orders) = (events + await Of("customer_events", mine), orders + await Of("customer_orders", mine));
        return (events, orders, await Of("tag_changes", $"customer_id IN ({person.IdList})"));
    }

    public async Task<(int Events, int Orders, int TagLines)> RemoveAsync(CancellationToken cancel)
    {
        var orders = await OrdersAsync(cancel);
        var events = 0;
        foreach (var mine in Mine) events += await RunAsync($"DELETE FROM customer_events WHERE {mine}", cancel);
        await RunAsync($"""
            UPDATE tags SET uses = uses - (SELECT count(*) FROM tag_assignments a WHERE a.tag_id = tags.id AND a.customer_id IN ({person.IdList}))
            WHERE id IN (SELECT tag_id FROM tag_assignments WHERE customer_id IN ({person.IdList}))
            """, cancel);
        var tags = await RunAsync($"DELETE FROM tag_changes WHERE customer_id IN ({person.IdList})", cancel);
        foreach (var table in Tables()) await RunAsync($"DELETE FROM {table} WHERE customer_id IN ({person.IdList})", cancel);
        await RunAsync($"DELETE FROM customer_fields WHERE customer_id IN ({person.IdList})", cancel);
        await RunAsync($"DELETE FROM customer_identities WHERE id IN ({person.IdentityList})", cancel);
        await RunAsync($"DELETE FROM merge_reviews WHERE first_id IN ({person.IdList}) OR second_id IN ({person.IdList})", cancel);
        await RunAsync($"UPDATE customer_merges SET record = '{{}}' WHERE survivor_id IN ({person.IdList}) OR absorbed_id IN ({person.IdList})", cancel);
        foreach (var key in person.Keys) await db.BlockedValues.Where(b => b.Type == key.Type && b.Value == key.Value).ExecuteDeleteAsync(cancel);
        await BareAsync(cancel);
        return (events, orders, tags);
    }

    /// <summary>What belongs to one customer by its number, of tables that there are and those that come later; orders and events have their own way.</summary>
    private IEnumerable<string> Tables() => db.Model.GetEntityTypes().Where(t => t.FindProperty(nameof(CustomerEvent.CustomerId)) is not null)
        .Select(t => t.GetTableName()!).Except(["customer_orders", "customer_events", "tag_changes"]).Distinct();

    private async Task<int> OrdersAsync(CancellationToken cancel)
    {
        var orders = 0;
        foreach (var mine in Mine)
        {
            await RunAsync($"UPDATE order_refunds SET reason = '', \"key\" = 'erased-' || id WHERE order_id IN (SELECT id FROM customer_orders WHERE {mine})", cancel);
            orders += await RunAsync($"UPDATE customer_orders SET customer_id = 0, identity_id = 0, number = 'erased-' || id WHERE {mine}", cancel);
        }
        return orders;
    }

    private Task<int> BareAsync(CancellationToken cancel) => RunAsync($"""
        UPDATE customers SET state = {(int)CustomerState.Erased}, name = '', initials = '', phone = '', member_no = '', external_id = '', gender = 0, company = '', region = '', remark = '',
            source = '', owner_id = 0, batch_id = 0, merged_into = 0, consent = 0, consent_source = '', consent_at = 0, last_inbound_at = 0, last_interaction_at = 0,
            first_order_at = 0, last_order_at = 0, order_count = 0, spent_total = 0, interactions30 = 0, orders30 = 0, spent30 = 0, points = 0, stage = 0, stage_by_hand = {False}, tier = 0, rfm = 0, run_out_at = 0,
            added_at = 0, version = version + 1
        WHERE id IN ({person.IdList})
        """, cancel);

    private string False => db.Database.IsNpgsql() ? "false" : "0";

    private async Task<int> RunAsync(string sql, CancellationToken cancel)
    {
        await using var command = Bulk.Command(db, sql);
        return await command.ExecuteNonQueryAsync(cancel);
    }

}
