using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Forecast;
using Scrm.Core.Import;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>
/// The hashes under which the values of erased people are remembered. Keyed, so that nobody finds a phone by trying all of them without the key; the key lies in the
/// database sealed with the installation's own keys, which do not.
/// </summary>
public sealed class Tombstones(ISecretBox secrets)
{
    private const string KeySetting = "erasure.key";

    internal static string Hash(byte[] key, IdentityType type, string value) => Hash(key, string.Create(CultureInfo.InvariantCulture, $"{(int)type}:{value}"));

    internal static string Hash(byte[] key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    /// <summary>The installation's key, made at the first erasure.</summary>
    internal async Task<byte[]> KeyAsync(ScrmDbContext db, CancellationToken cancel)
    {
        if (await FindKeyAsync(db, cancel) is { } there) return there;
        var key = RandomNumberGenerator.GetBytes(32);
        await KeepAsync(db, key, cancel);
        return key;
    }

    /// <summary>Null where nobody was erased yet, or where the key was sealed with keys that are gone.</summary>
    internal async Task<byte[]?> FindKeyAsync(ScrmDbContext db, CancellationToken cancel) =>
        await db.Settings.Where(s => s.Key == KeySetting).Select(s => s.Value).FirstOrDefaultAsync(cancel) is { } kept ? Open(kept) : null;

    /// <summary>Whether there is a key that nobody can open any more.</summary>
    internal async Task<bool> LostAsync(ScrmDbContext db, CancellationToken cancel) =>
        await db.Settings.AnyAsync(s => s.Key == KeySetting, cancel) && await FindKeyAsync(db, cancel) is null;

    internal async Task KeepAsync(ScrmDbContext db, byte[] key, CancellationToken cancel)
    {
        var setting = await db.Settings.SingleOrDefaultAsync(s => s.Key == KeySetting, cancel);
        if (setting is null) db.Settings.Add(setting = new Setting { Key = KeySetting });
        setting.Value = JsonSerializer.Serialize(new SealedKey(Seal(key)));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>An earlier version kept the key as it is; from now on it lies sealed.</summary>
    internal async Task SealAsync(ScrmDbContext db, CancellationToken cancel)
    {
        var plain = await db.Settings.Where(s => s.Key == KeySetting && !s.Value.StartsWith("{")).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        if (plain is not null && Open(plain) is { } key) await KeepAsync(db, key, cancel);
    }

    internal string Seal(byte[] key) => secrets.Seal(Convert.ToBase64String(key));

    internal byte[]? Unseal(string box) => secrets.Open(box) is { } key ? Convert.FromBase64String(key) : null;

    /// <summary>Those of the values that belonged to somebody who was erased.</summary>
    internal async Task<HashSet<CustomerKey>> AmongAsync(ScrmDbContext db, IReadOnlyCollection<CustomerKey> keys, CancellationToken cancel)
    {
        if (keys.Count == 0 || await FindKeyAsync(db, cancel) is not { } key) return [];
        var hashes = keys.ToDictionary(k => Hash(key, k.Type, k.Value));
        var found = new HashSet<CustomerKey>();
        foreach (var some in hashes.Keys.Chunk(500))
            foreach (var hash in await db.ErasedIdentities.Where(e => some.Contains(e.Hash)).Select(e => e.Hash).ToListAsync(cancel)) found.Add(hashes[hash]);
        return found;
    }

    private byte[]? Open(string kept) => kept.StartsWith('{') ? Unseal(JsonSerializer.Deserialize<SealedKey>(kept)!.Box) : Convert.FromBase64String(kept.Trim('"'));

    private sealed record SealedKey(string Box);
}
