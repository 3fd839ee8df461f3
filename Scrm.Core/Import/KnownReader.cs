using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

/// <summary>Reads what the library knows about a chunk of rows: who holds their keys, those people's fields and their tags.</summary>
internal sealed class KnownReader(ScrmDbContext db, Tombstones tombstones, long batchId, ImportGround ground)
{
    private const string Identities = "FROM customer_identities i JOIN customers c ON c.id = i.customer_id AND c.state = 0";

    /// <summary>The columns of a customer's fields, in the order of <see cref="CustomerField"/>.</summary>
    public static readonly string[] Columns = ["name", "phone", "member_no", "external_id", "gender", "company", "region", "remark", "source", "owner_id", "added_at"];

    // Fields that no column of the file speaks of need not be read, but those by which people are told apart.
    private readonly List<CustomerField> fields = [.. CustomerFacts.Fields.Where(f => f is CustomerField.Name or CustomerField.MemberNo || ground.Speaks(f))];
    private List<int>? memberNoLengths;

    private string People => $"SELECT id, batch_id, {string.Join(", ", fields.Select(f => Columns[(int)f - 1]))} FROM customers WHERE state = 0 AND id";

    /// <summary>Adds to <paramref name="known"/> whatever it does not hold yet. Locked: the rows stay ours until the transaction ends (PostgreSQL).</summary>
    public async Task ReadAsync(KnownCustomers known, IReadOnlyList<ParsedRow> rows, bool locked, CancellationToken cancel)
    {
        var ids = new HashSet<long>();
        foreach (var row in rows)
            if (long.TryParse(row.OneId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
        var keys = rows.SelectMany(RowMatch.Keys).Select(k => k.Key).ToHashSet();
        known.Nobodys = await NobodysValues.ReadAsync(db, cancel);
        if (ground.Shared.Count > 0)
            foreach (var key in keys.Where(k => ground.Shared.Contains(SharedInFile.Hash(k)))) known.Shared[key] = true;
        await HoldersAsync(keys, (key, id, state) =>
        {
            known.Hold(key, id);
            ids.Add(id);
            if (state == IdentityState.Shared) known.Shared.TryAdd(key, false);
        }, cancel);
        known.Erased.UnionWith(await tombstones.AmongAsync(db, [.. keys.Where(k => !known.Knows(k))], cancel));
        await NearAsync(known, rows, ids, cancel);
        ids.RemoveWhere(known.People.ContainsKey);
        var sorted = ids.Order().ToList();
        if (db.Database.IsSqlite()) Meet(known, sorted);
        else await Bulk.ReadAsync(db, "", $"{People} = ANY(@a) ORDER BY id{(locked ? " FOR UPDATE" : "")}", sorted,
            row => known.Meet(Facts(column => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture), row.GetString)), cancel);
        if (ground.Touches is { } touches) await TouchStore.ReadAsync(db, touches, known, [.. rows.Select(r => r.Touch?.Key ?? "").Where(k => k.Length > 0).Distinct()], cancel);
        foreach (var (place, tag) in await TagStore.StandingAsync(db, [.. Places(known, rows).Order()], cancel)) known.Stand(place, tag);
    }

    /// <summary>Where the rows' tags would go on everybody the rows may be about, where that is not known yet.</summary>
    private HashSet<(long Customer, long Slot)> Places(KnownCustomers known, IReadOnlyList<ParsedRow> rows)
    {
        var (places, reach) = (new HashSet<(long, long)>(), Reach(known, rows));
        foreach (var row in rows.Where(r => r.Tags.Count > 0))
            foreach (var id in Candidates(known, row).Concat(Telling(known, row).SelectMany(k => reach[k])))
                foreach (var written in row.Tags)
                    if (id > 0 && ground.Tags.Find(written).Tag is { } tag && !known.Standing.ContainsKey((id, tag.Slot))) places.Add((id, tag.Slot));
        return places;
    }

    /// <summary>A row may give a customer a new key by which a later row of the same chunk finds them, and so on: whom each key may lead to in the end.</summary>
    private static Dictionary<CustomerKey, HashSet<long>> Reach(KnownCustomers known, IReadOnlyList<ParsedRow> rows)
    {
        var reach = new Dictionary<CustomerKey, HashSet<long>>();
        foreach (var key in rows.SelectMany(row => Telling(known, row))) reach.TryAdd(key, []);
        for (var grew = reach.Count > 0; grew;)
        {
            grew = false;
            foreach (var row in rows)
            {
                var keys = Telling(known, row).Select(k => reach[k]).ToList();
                if (keys.Count == 0) continue;
                var ids = Candidates(known, row).Concat(keys.SelectMany(k => k)).ToHashSet();
                foreach (var led in keys.Where(led => led.Count < ids.Count))
                {
                    led.UnionWith(ids);
                    grew = true;
                }
            }
        }
        return reach;
    }

    private static IEnumerable<long> Candidates(KnownCustomers known, ParsedRow row)
    {
        if (long.TryParse(row.OneId, NumberStyles.None, CultureInfo.InvariantCulture, out var oneId)) yield return oneId;
        foreach (var key in Telling(known, row))
            foreach (var id in known.Holders(key)) yield return id;
        if (row.MemberNo is { } number && known.NearMemberNos.TryGetValue(number, out var near)) yield return near;
    }

    private static IEnumerable<CustomerKey> Telling(KnownCustomers known, ParsedRow row) => RowMatch.Keys(row).Select(k => k.Key).Where(known.Tells);

    private void Meet(KnownCustomers known, List<long> ids)
    {
        using var one = new SqliteStatement(db, $"{People} = ?");
        foreach (var id in ids)
        {
            if (one.Bind(0, id).Step()) known.Meet(Facts(one.Number, one.Text));
            one.Reset();
        }
    }

    private async Task HoldersAsync(IReadOnlyCollection<CustomerKey> keys, Action<CustomerKey, long, IdentityState> hold, CancellationToken cancel)
    {
        if (keys.Count == 0) return;
        if (db.Database.IsNpgsql())
        {
            await using var all = Bulk.Command(db, $"SELECT i.type, i.value, i.customer_id, i.state {Identities} JOIN unnest(@t, @v) k(type, value) ON k.type = i.type AND k.value = i.value");
            all.Parameters.Add(new NpgsqlParameter("t", keys.Select(k => (short)k.Type).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("v", keys.Select(k => k.Value).ToArray()));
            await using var found = await all.ExecuteReaderAsync(cancel);
            while (await found.ReadAsync(cancel)) hold(new((IdentityType)found.GetInt16(0), found.GetString(1)), found.GetInt64(2), (IdentityState)found.GetInt16(3));
            return;
        }
        using var one = new SqliteStatement(db, $"SELECT i.customer_id, i.state {Identities} WHERE i.type = ? AND i.value = ?");
        foreach (var key in keys)
        {
            cancel.ThrowIfCancellationRequested();
            for (one.Bind(0, (long)key.Type).Bind(1, key.Value); one.Step();) hold(key, one.Number(0), (IdentityState)one.Number(1));
            one.Reset();
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
        await HoldersAsync(variants.Keys, (key, id, _) =>
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

    private CustomerFacts Facts(Func<int, long> number, Func<int, string> text)
    {
        var person = new CustomerFacts(number(0), fresh: batchId != 0 && number(1) == batchId);
        for (var i = 0; i < fields.Count; i++)
            person[fields[i]] = fields[i] is CustomerField.Gender or CustomerField.Owner or CustomerField.AddedAt ? CustomerFacts.Text(number(i + 2)) : text(i + 2);
        return person;
    }
}
