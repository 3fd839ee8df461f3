using System.Buffers;
using System.Globalization;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Customers;

/// <summary>Why a text is no value by which anybody can be recognised.</summary>
public enum IdentityFault : byte
{
    None,
    Blank,

    /// <summary>What programs and clerks write where there was no value: null, [object Object], 13800138000.</summary>
    Filler,
    TooLong,

    /// <summary>Not of the form that its type has.</summary>
    Unreadable,

    /// <summary>A spreadsheet rounded digits away; the suggestion holds the likely number.</summary>
    DigitsLost,

    /// <summary>On the list of staff and shop values, which belong to no customer.</summary>
    Blocked,

    /// <summary>Of a person who was erased.</summary>
    Erased,

    /// <summary>A OneID that nobody has.</summary>
    NoSuchCustomer,
}

/// <summary>A value in the form in which it is kept and compared, or why there is none.</summary>
public readonly record struct IdentityReading(string Value, IdentityFault Fault = IdentityFault.None, string Suggestion = "")
{
    public bool Ok => Fault == IdentityFault.None;

    internal static IdentityReading No(IdentityFault fault, string suggestion = "") => new("", fault, suggestion);
}

/// <summary>The one place that brings identities into the form in which they are compared, on every path: form, file, API, event.</summary>
public static class IdentityValue
{
    public const int Longest = 128;

    private const int ShortestUnionId = 16;
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    public static IdentityReading Of(IdentityType type, string? raw)
    {
        if (raw is null || CleanText.IsNone(raw)) return IdentityReading.No(IdentityFault.Blank);
        if (raw.Length > Longest * 2) return IdentityReading.No(IdentityFault.TooLong);
        var reading = type == IdentityType.Phone ? Read(PhoneNumber.Parse(raw)) : type == IdentityType.Email ? Email(raw) : Id(type, raw);
        return reading.Value.Length > Longest ? IdentityReading.No(IdentityFault.TooLong) : reading;
    }

    private static IdentityReading Id(IdentityType type, string raw)
    {
        var read = Read(IdText.Parse(raw));
        if (!read.Ok) return read;
        var value = read.Value;
        if (type != IdentityType.OneId && IsFiller(value)) return IdentityReading.No(IdentityFault.Filler);
        if (type is IdentityType.OpenId or IdentityType.BusinessId) return Within(value);
        if (type == IdentityType.OneId) value = value.TrimStart('0');
        return Fits(type, value) ? new(value) : IdentityReading.No(IdentityFault.Unreadable);
    }

    private static bool Fits(IdentityType type, string value) => type switch
    {
        IdentityType.UnionId => value.Length >= ShortestUnionId && IsPlain(value),
        IdentityType.ExternalUserId => IsPlain(value) && value.Length >= 4,
        IdentityType.Device => IsPlain(value),
        IdentityType.OneId => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0,
        _ => true,
    };

    /// <summary>An openid means something within its app only, a number of a business system within that system: wx1a2b|oXy3…, erp|10023; a colon does too.</summary>
    private static IdentityReading Within(string value)
    {
        var at = value.AsSpan().IndexOfAny('|', ':');
        if (at < 1 || at == value.Length - 1) return IdentityReading.No(IdentityFault.Unreadable);
        var (system, id) = (value[..at].Trim(), value[(at + 1)..].Trim());
        return IdText.IsFiller(id) || IsFiller(id) || id.Length == 0 ? IdentityReading.No(IdentityFault.Filler) : new($"{system}|{id}");
    }

    private static IdentityReading Email(string raw)
    {
        var text = Folding.Key(CleanText.Of(raw)).Trim('<', '>', '"', '\'', ' ');
        if (text.StartsWith("mailto:", StringComparison.Ordinal)) text = text[7..];
        if (IdText.IsFiller(text)) return IdentityReading.No(IdentityFault.Filler);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != text.LastIndexOf('@') || text.AsSpan().IndexOfAny(" ,;/\\()[]") >= 0) return IdentityReading.No(IdentityFault.Unreadable);
        var (local, domain) = (text[..at], text[(at + 1)..]);
        var dot = domain.LastIndexOf('.');
        if (dot < 1 || dot > domain.Length - 3 || domain.Contains("..", StringComparison.Ordinal) || domain[^1] == '.') return IdentityReading.No(IdentityFault.Unreadable);
        var host = domain[..dot];
        return host is "example" or "test" or "localhost" || local == host || local is "noreply" or "no-reply" or "null" or "test" || IsFiller(local)
            ? IdentityReading.No(IdentityFault.Filler) : new(text);
    }

    private static IdentityReading Read(ValueReading reading) => reading switch
    {
        { Value: { } value } => new(value),
        { Problem: null } => IdentityReading.No(IdentityFault.Blank),
        { Problem: ProblemCode.PhoneFiller or ProblemCode.IdFiller } => IdentityReading.No(IdentityFault.Filler),
        { Problem: ProblemCode.DigitsLost } => IdentityReading.No(IdentityFault.DigitsLost, reading.Suggestion ?? ""),
        _ => IdentityReading.No(IdentityFault.Unreadable, reading.Suggestion ?? ""),
    };

    /// <summary>One letter again and again, a long row of one digit (888 may well be somebody's number), or a word for nothing.</summary>
    private static bool IsFiller(string value) => value.Length >= (char.IsAsciiDigit(value[0]) ? 8 : 3) && value.AsSpan().IndexOfAnyExcept(value[0]) < 0
        || value.Length <= 10 && value.ToLowerInvariant() is "test" or "unknown" or "anonymous" or "guest" or "true" or "false" or "empty" or "default" or "na" or "n/a" or "object";

    private static bool IsPlain(string value) => value.AsSpan().IndexOfAnyExcept(Plain) < 0;
}
