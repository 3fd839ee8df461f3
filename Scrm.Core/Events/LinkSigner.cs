using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Scrm.Core.Database;

namespace Scrm.Core.Events;

/// <summary>Signs whose link it is, so that nobody can pass for another customer by counting numbers. The key is a file in the data folder, readable by the product's user alone.</summary>
public sealed class LinkSigner(DatabaseSettings settings)
{
    private const int SignatureBytes = 9;
    private readonly Lazy<byte[]> key = new(() => KeyOf(settings.DataFolder));

    public string Sign(string code, long customer) => $"{customer.ToString("x", CultureInfo.InvariantCulture)}.{Signature(code, customer)}";

    /// <summary>The customer, or null where the token was not made here for this link.</summary>
    public long? Read(string code, string? token)
    {
        if (token is not { Length: > 0 and < 64 } || token.Split('.') is not [var number, var signature]) return null;
        if (!long.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var customer) || customer <= 0) return null;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(code, customer)), Encoding.ASCII.GetBytes(signature)) ? customer : null;
    }

    private string Signature(string code, long customer) => Base64Url.EncodeToString(
        HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{code}:{customer}"))).AsSpan(0, SignatureBytes));

    private static byte[] KeyOf(string dataFolder)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(dataFolder, "keys")).FullName, "links.key");
        if (File.Exists(file)) return File.ReadAllBytes(file);
        var (fresh, draft) = (RandomNumberGenerator.GetBytes(32), $"{file}.{Guid.NewGuid():n}");
        File.WriteAllBytes(draft, fresh);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(draft, file, overwrite: false);
            return fresh;
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another node was here first: its key is everybody's.
            File.Delete(draft);
            return File.ReadAllBytes(file);
        }
    }
}
