using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Scrm.Core.Team;

/// <summary>Six-digit codes of authenticator apps: RFC 6238 with HMAC-SHA-1 and steps of 30 seconds, as every app understands them.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecretBytes = 20, StepSeconds = 30;

    /// <summary>A new secret, 32 letters and digits (RFC 4648 base 32).</summary>
    public static string NewSecret() => string.Concat(RandomNumberGenerator.GetBytes(SecretBytes).Chunk(5).SelectMany(Letters));

    /// <summary>What an app reads from the picture: issuer, account, secret.</summary>
    public static string Address(string issuer, string account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    public static long Step(DateTime now) => new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds() / StepSeconds;

    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard's own hash; a code lives for half a minute and is not a signature.
        var mac = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is, a step early or late allowed for clocks that differ; null where it is none, or one not after <paramref name="used"/>.</summary>
    public static long? Match(string secret, string code, DateTime now, long used)
    {
        code = new(code.Where(char.IsAsciiDigit).ToArray());
        for (var step = Step(now) - 1; step <= Step(now) + 1; step++)
            if (step > used && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(secret, step)), System.Text.Encoding.ASCII.GetBytes(code)))
                return step;
        return null;
    }

    private static IEnumerable<char> Letters(byte[] five)
    {
        var bits = five.Aggregate(0UL, (all, one) => all << 8 | one);
        for (var shift = 35; shift >= 0; shift -= 5) yield return Alphabet[(int)(bits >> shift & 31)];
    }

    private static byte[] Bytes(string secret)
    {
        var bytes = new List<byte>(SecretBytes);
        var (bits, held) = (0, 0);
        foreach (var letter in secret)
        {
            bits = (bits << 5 | Alphabet.IndexOf(letter)) & 0xFFFF;
            held += 5;
            if (held < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
        }
        return [.. bytes];
    }
}
