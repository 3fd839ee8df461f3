using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Forecast;
using Scrm.Core.Import;

namespace Scrm.Core.Customers;

/// <summary>The hash under which an erased person's value is remembered. Keyed, so that nobody finds a phone by trying all of them without the key.</summary>
internal static class Tombstone
{
    private const string KeySetting = "erasure.key";

    public static string Hash(byte[] key, IdentityType type, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)type}:{value}"))));

    /// <summary>The installation's key, made at the first erasure.</summary>
    public static async Task<byte[]> KeyAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (await FindKeyAsync(db, cancel) is { } there) return there;
        var key = RandomNumberGenerator.GetBytes(32);
        db.Settings.Add(new Setting { Key = KeySetting, Value = $"\"{Convert.ToBase64String(key)}\"" });
        await db.SaveChangesAsync(cancel);
        return key;
    }

    /// <summary>Those of the values that belonged to somebody who was erased.</summary>
    public static async Task<HashSet<CustomerKey>> AmongAsync(ScrmDbContext db, IReadOnlyCollection<CustomerKey> keys, CancellationToken cancel)
    {
        if (keys.Count == 0 || await FindKeyAsync(db, cancel) is not { } key) return [];
        var hashes = keys.ToDictionary(k => Hash(key, k.Type, k.Value));
        var found = new HashSet<CustomerKey>();
        foreach (var some in hashes.Keys.Chunk(500))
            foreach (var hash in await db.ErasedIdentities.Where(e => some.Contains(e.Hash)).Select(e => e.Hash).ToListAsync(cancel)) found.Add(hashes[hash]);
        return found;
    }

    private static async Task<byte[]?> FindKeyAsync(ScrmDbContext db, CancellationToken cancel) =>
        await db.Settings.Where(s => s.Key == KeySetting).Select(s => s.Value).FirstOrDefaultAsync(cancel) is { } kept ? Convert.FromBase64String(kept.Trim('"')) : null;
}
