using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

/// <summary>Reads what the library knows about a chunk of rows: who holds their keys, those people's fields and their tags.</summary>
internal sealed class KnownReader(ScrmDbContext db, long batchId)
{
    private const string Identities = "FROM customer_identities i JOIN customers c ON c.id = i.customer_id AND c.state = 0";

    private const string People =
        "SELECT id, batch_id, name, phone, member_no, external_id, gender, company, region, remark, source, owner_id, added_at FROM customers WHERE state = 0 AND id";

    private List<int>? memberNoLengths;

    /// <summary>Adds to <paramref name="known"/> whatever it does not hold yet. Locked: the rows stay ours until the transaction ends (PostgreSQL).</summary>
    public async Task ReadAsync(KnownCustomers known, IReadOnlyList<ParsedRow> rows, bool locked, CancellationToken cancel)
    {
        var ids = new HashSet<long>();
        foreach (var row in rows)
            if (long.TryParse(row.OneId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
        await HoldersAsync(rows.SelectMany(RowMatch.Keys).Select(k => k.Key).ToHashSet(), (key, id) =>
        {
            known.Hold(key, id);
            ids.Add(id);
        }, cancel);
        await NearAsync(known, rows, ids, cancel);
        ids.RemoveWhere(known.People.ContainsKey);
        var sorted = ids.Order().ToList();
        if (locked) await TagStore.LockAsync(db, sorted, cancel);
        await Bulk.ReadAsync(db, $"{People} = @p0", $"{People} = ANY(@a)", sorted, row => known.Meet(Facts(row)), cancel);
        foreach (var (slot, tag) in await TagStore.StandingAsync(db, [.. sorted.Where(known.People.ContainsKey)], cancel)) known.Stand(slot, tag);
    }

    private async Task HoldersAsync(IReadOnlyCollection<CustomerKey> keys, Action<CustomerKey, long> hold, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        if (db.Database.IsNpgsql())
        {
            await using var all = Bulk.Command(db, $"SELECT i.type, i.value, i.customer_id {Identities} JOIN unnest(@t, @v) k(type, value) ON k.type = i.type AND k.value = i.value");
            all.Parameters.Add(new NpgsqlParameter("t", keys.Select(k => (short)k.Type).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("v", keys.Select(k => k.Value).ToArray()));
            await using var found = await all.ExecuteReaderAsync(cancel);
            while (await found.ReadAsync(cancel)) hold(new((IdentityType)found.GetInt16(0), found.GetString(1)), found.GetInt64(2));
            return;
        }
        await using var one = Bulk.Command(db, $"SELECT i.customer_id {Identities} WHERE i.type = @t AND i.value = @v", ("@t", 0L), ("@v", ""));
        foreach (var key in keys)
        {
            cancel.ThrowIfCancellationRequested();
            one.Parameters[0].Value = (long)key.Type;
            one.Parameters[1].Value = key.Value;
            using var found = one.ExecuteReader();
            while (found.Read()) hold(key, found.GetInt64(0));
        }
    }

    /// <summary>For member numbers that nobody has: those of the library that differ by leading zeros only.</summary>
    private async Task NearAsync(KnownCustomers known, IReadOnlyList<ParsedRow> rows, HashSet<long> ids, CancellationToken cancel)
    {
        var missing = rows.Select(r => r.MemberNo).OfType<string>().Where(n => n.All(char.IsAsciiDigit) && !known.Knows(new(IdentityType.MemberNo, n))).ToHashSet();
        if (missing.Count == 0) return;
        var lengths = await LengthsAsync(cancel);
        var variants = new Dictionary<CustomerKey, string>();
        foreach (var says in missing)
        {
            var bare = says.TrimStart('0');
            if (bare.Length == 0) continue;
            foreach (var length in lengths.Where(l => l >= bare.Length && l != says.Length)) variants.TryAdd(new(IdentityType.MemberNo, bare.PadLeft(length, '0')), says);
        }
        var several = new HashSet<string>();
        await HoldersAsync(variants.Keys, (key, id) =>
        {
            ids.Add(id);
            if (!known.NearMemberNos.TryAdd(variants[key], id)) several.Add(variants[key]);
        }, cancel);
        foreach (var says in several) known.NearMemberNos.Remove(says);
    }

    private async Task<List<int>> LengthsAsync(CancellationToken cancel)
    {
        if (memberNoLengths is not null) return memberNoLengths;
        await using var command = Bulk.Command(db, $"SELECT DISTINCT length(value) FROM customer_identities WHERE type = {(int)IdentityType.MemberNo}");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        memberNoLengths = [];
        while (await rows.ReadAsync(cancel)) memberNoLengths.Add(rows.GetInt32(0));
        return memberNoLengths;
    }

    private CustomerFacts Facts(DbDataReader row) => new(row.GetInt64(0), fresh: batchId != 0 && row.GetInt64(1) == batchId)
    {
        [CustomerField.Name] = row.GetString(2),
        [CustomerField.Phone] = row.GetString(3),
        [CustomerField.MemberNo] = row.GetString(4),
        [CustomerField.ExternalId] = row.GetString(5),
        [CustomerField.Gender] = CustomerFacts.Text((Gender)row.GetInt16(6)),
        [CustomerField.Company] = row.GetString(7),
        [CustomerField.Region] = row.GetString(8),
        [CustomerField.Remark] = row.GetString(9),
        [CustomerField.Source] = row.GetString(10),
        [CustomerField.Owner] = CustomerFacts.Text(row.GetInt64(11)),
        [CustomerField.AddedAt] = CustomerFacts.Text(row.GetInt64(12)),
    };
}
