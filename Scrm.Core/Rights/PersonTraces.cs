using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import;

namespace Scrm.Core.Rights;

/// <summary>
/// By what a person can be found: the ids of the customer and of everybody merged into them, the identities, and the texts that betray them.
/// Strong texts belong to nobody else; names may.
/// </summary>
internal sealed record PersonTraces(
    IReadOnlyList<long> Ids, IReadOnlyList<string> Names, IReadOnlyList<CustomerKey> Keys, IReadOnlyList<long> Identities, IReadOnlyList<string> Strong)
{
    private const int ShortestStrong = 5;
    private const int ShortestName = 2;

    /// <summary>How many values there are besides the number we gave them ourselves.</summary>
    public int Values => Keys.Count(k => k.Type != IdentityType.OneId);

    /// <summary>For SQL: "7,12".</summary>
    public string IdList => string.Join(',', Ids);

    public string IdentityList => string.Join(',', Identities.DefaultIfEmpty(0));

    public static async Task<PersonTraces> OfAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var ids = await CustomerRoot.FamilyAsync(db, id, cancel);
        var people = await db.Customers.IgnoreQueryFilters().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(cancel);
        var own = await db.CustomerIdentities.AsNoTracking().Where(i => ids.Contains(i.CustomerId)).ToListAsync(cancel);
        var keys = own.Select(i => new CustomerKey(i.Type, i.Value))
            .Concat(people.SelectMany(c => new CustomerKey[] { new(IdentityType.Phone, c.Phone), new(IdentityType.MemberNo, c.MemberNo), new(IdentityType.ExternalId, c.ExternalId) }))
            .Where(k => k.Value.Length > 0).Distinct().ToList();
        var identities = own.ConvertAll(i => i.Id);
        foreach (var key in keys)
            identities.AddRange(await db.CustomerIdentities.Where(i => i.CustomerId == 0 && i.Type == key.Type && i.Value == key.Value).Select(i => i.Id).ToListAsync(cancel));
        var strong = keys.Where(k => k.Type is not (IdentityType.OneId or IdentityType.Device or IdentityType.Ip)).SelectMany(Forms).Where(v => v.Length >= ShortestStrong).Distinct().ToList();
        return new(ids, [.. people.Select(c => c.Name).Where(n => n.Length >= ShortestName).Distinct()], keys, identities, strong);
    }

    /// <summary>The values under which the person is remembered as erased, so that nobody brings them back.</summary>
    public IEnumerable<CustomerKey> Remembered => Keys.Where(k => k.Type is not (IdentityType.OneId or IdentityType.Device or IdentityType.Ip));

    /// <summary>By what a person is told again who has a name and no value of their own.</summary>
    public string NameHash(byte[] key) => Names.Count == 0 ? "" : Tombstones.Hash(key, $"name:{Folding.Key(Names[0])}");

    /// <summary>A text as it may stand in a column: plain, inside JSON, inside an address.</summary>
    public static IEnumerable<string> Written(string text) =>
        new[] { text, JavaScriptEncoder.Default.Encode(text), Uri.EscapeDataString(text) }.Distinct();

    /// <summary>The ways in which one value is written: a phone with and without its country, an openid without its app.</summary>
    private static IEnumerable<string> Forms(CustomerKey key)
    {
        yield return key.Value;
        if (key.Type == IdentityType.Phone && key.Value.StartsWith("+86", StringComparison.Ordinal)) yield return key.Value[3..];
        else if (key.Type == IdentityType.Phone && key.Value.StartsWith('+')) yield return key.Value[1..];
        if (key.Type is IdentityType.OpenId or IdentityType.BusinessId && key.Value.IndexOf('|', StringComparison.Ordinal) is var at and > 0) yield return key.Value[(at + 1)..];
    }
}
