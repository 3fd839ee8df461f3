using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>Writes what a run of decisions came to, the same effect on both engines.</summary>
internal sealed class IdentityStore(ScrmDbContext db, ResolveCause cause)
{
    private readonly long stamp = UnixMilliseconds.ToStore(cause.Now);

    public async Task WriteAsync(LinkGround ground, CancellationToken cancel)
    {
        await CreateAsync(ground, cancel);
        await Bulk.InsertAsync(db, "customer_identities", ["id", "customer_id", "type", "value", "source", "first_seen", "last_seen", "verified", "state"], ground.Fresh, (row, to) =>
        {
            (to[0], to[1], to[2], to[3], to[4]) = (row.Id, row.CustomerId, (short)row.Key.Type, row.Key.Value, (short)cause.Source);
            (to[5], to[6], to[7], to[8]) = (stamp, stamp, row.Verified, (short)row.State);
        }, cancel);
        await UpdateAsync([.. ground.Touched.OrderBy(r => r.Id)], cancel);
        foreach (var key in ground.TurnedShared) await SharedIdentities.MarkAsync(db, key, cancel);
        await AdoptAsync(ground, cancel);
        await new ReviewBook(db, cause.Now).ProposeAsync(ground.Proposals.Where(p => p.Value.Exists(k => !ground.TurnedShared.Contains(k))).ToList(), cancel);
    }

    private Task CreateAsync(LinkGround ground, CancellationToken cancel) => Bulk.InsertAsync(db, "customers",
        ["id", "name", "phone", "member_no", "external_id", "gender", "company", "region", "remark", "source", "owner_id", "added_at", "updated_at", "state", "batch_id", "version", "initials"],
        ground.Customers, (fresh, to) =>
        {
            var own = ground.Fresh.Concat(ground.Touched).Where(r => r.CustomerId == fresh.Id).Select(r => r.Key).ToList();
            var phone = First(own, IdentityType.Phone);
            var name = Named(fresh.Name, own);
            (to[0], to[1], to[2], to[16]) = (fresh.Id, name, phone, Pinyin.OfPerson(name));
            (to[3], to[4]) = (First(own, IdentityType.MemberNo), First(own, IdentityType.ExternalId));
            (to[5], to[6], to[7], to[8], to[9], to[10]) = ((short)Gender.Unknown, "", "", "", cause.From, 0L);
            (to[11], to[12], to[13], to[14], to[15]) = (stamp, stamp, (short)CustomerState.Active, cause.BatchId, 1);
        }, cancel);

    private static string First(List<CustomerKey> own, IdentityType type) => own.Find(k => k.Type == type).Value ?? "";

    /// <summary>Somebody without a name is called by what they are known by.</summary>
    private static string Named(string name, List<CustomerKey> own)
    {
        if (Folding.Fold(name) is { Length: > 0 } given) return given.Length > Customer.LongestText ? given[..Customer.LongestText] : given;
        if (own.Count == 0) return "";
        var best = own.MinBy(k => IdentityRules.Rank(k.Type, verified: true));
        return best.Type == IdentityType.Phone ? PhoneMask.Of(best.Value) : best.Value[^Math.Min(8, best.Value.Length)..];
    }

    private async Task UpdateAsync(List<KnownIdentity> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return;
        if (db.Database.IsNpgsql())
        {
            await using var all = Bulk.Command(db, "UPDATE customer_identities i SET customer_id = u.customer_id, verified = u.verified, last_seen = u.last_seen "
                + "FROM unnest(@id, @customer, @verified, @seen) u(id, customer_id, verified, last_seen) WHERE i.id = u.id");
            all.Parameters.Add(new NpgsqlParameter("id", rows.Select(r => r.Id).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("customer", rows.Select(r => r.CustomerId).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("verified", rows.Select(r => r.Verified).ToArray()));
            all.Parameters.Add(new NpgsqlParameter("seen", rows.Select(r => r.LastSeen).ToArray()));
            await all.ExecuteNonQueryAsync(cancel);
            return;
        }
        using var one = new SqliteStatement(db, "UPDATE customer_identities SET customer_id = ?, verified = ?, last_seen = ? WHERE id = ?");
        foreach (var row in rows) one.Bind(0, row.CustomerId).Bind(1, row.Verified ? 1 : 0).Bind(2, row.LastSeen).Bind(3, row.Id).Run();
    }

    /// <summary>The events that waited on a value go to whom it turned out to belong.</summary>
    private async Task AdoptAsync(LinkGround ground, CancellationToken cancel)
    {
        var adopted = ground.Touched.Where(r => r.Adopted).Select(r => (r.Id, r.CustomerId)).ToList();
        if (adopted.Count > 0) await CustomerTouches.AdoptAsync(db, adopted, cause.Now, cancel);
    }
}
