using System.Globalization;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Customers.Fields;

/// <summary>
/// Reads what a person, a file or a program writes for a field into the one form in which it is kept ("" = no value), or says why not.
/// Kept: texts as they are, 12.5, 12.50, 2026-03-01, 2026-03-01T09:30:00Z, 1 or 0, the ids of options joined by commas, the id of a member or customer.
/// </summary>
public static class FieldValue
{
    public const int LongestText = 200;
    public const int LongestLongText = 2000;
    public const long LargestWhole = 1_000_000_000_000_000;
    public const decimal LargestDecimal = 1_000_000_000_000m;
    internal const string DayForm = "yyyy-MM-dd";
    internal const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static Outcome<string> Parse(FieldSpec field, string? raw, FieldGround ground)
    {
        var read = Read(field, raw, ground);
        return read.Ok && FieldLimit.Refuses(field, read.Value!) is { } no ? no : read;
    }

    /// <summary>The same without the limits of numbers: for bounds of a filter, which may lie outside them.</summary>
    internal static Outcome<string> Read(FieldSpec field, string? raw, FieldGround ground)
    {
        if (string.IsNullOrWhiteSpace(raw)) return "";
        return field.Type switch
        {
            FieldType.Text => Text(field, Folding.Fold(raw)),
            FieldType.LongText => Text(field, CleanText.Lines(raw)),
            FieldType.WholeNumber => FieldNumber.Whole(field, raw),
            FieldType.Decimal => FieldNumber.Decimal(field, raw),
            FieldType.Money => FieldNumber.Money(field, raw),
            FieldType.Date => FieldDate.Day(field, raw, ground.Time),
            FieldType.DateTime => FieldDate.Moment(field, raw, ground.Time),
            FieldType.YesNo => YesNo(field, raw),
            FieldType.OneChoice => FieldChoice.One(field, raw),
            FieldType.ManyChoices => FieldChoice.Many(field, raw),
            FieldType.Phone => Phone(field, raw),
            FieldType.Email => Email(field, raw),
            FieldType.Region => Region(field, raw),
            FieldType.Member => Member(field, raw, ground),
            FieldType.Customer => Customer(field, raw),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type, null),
        };
    }

    /// <summary>A kept value as a file holds it and as <see cref="Parse"/> reads it again: names for ids, wall-clock time of the company's zone.</summary>
    public static string Plain(FieldSpec field, string kept, FieldGround ground) => kept.Length == 0 ? "" : field.Type switch
    {
        FieldType.DateTime => ground.Time.ToLocal(Moment(kept)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        FieldType.YesNo => kept == "1" ? "是" : "否",
        FieldType.OneChoice or FieldType.ManyChoices => string.Join('、', Ids(kept).Select(id => field.Option(id)?.Name ?? "").Where(n => n.Length > 0)),
        FieldType.Member => ground.NameOf(kept),
        FieldType.Phone => kept.StartsWith("+86", StringComparison.Ordinal) ? kept[3..] : kept,
        _ => kept,
    };

    public static DateTime Moment(string kept) =>
        DateTime.ParseExact(kept, MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static IEnumerable<int> Ids(string kept) =>
        kept.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture));

    internal static Refusal No(FieldSpec field, FieldRefusal why, string raw, params object[] more) => new(why, [field.Name, Cut(raw), .. more]);

    private static string Cut(string raw) => raw.Trim() is { Length: > 60 } longer ? longer[..60] : raw.Trim();

    private static Outcome<string> Text(FieldSpec field, string text)
    {
        var longest = FieldLimit.Longest(field);
        text = string.Concat(text.Where(c => !char.IsControl(c) || c == '\n'));
        return text.Length > longest ? new Refusal(FieldRefusal.TextTooLong, field.Name, longest) : text;
    }

    private static Outcome<string> YesNo(FieldSpec field, string raw) => Folding.Key(raw) switch
    {
        "是" or "有" or "对" or "y" or "yes" or "true" or "1" or "√" or "✓" or "✔" => "1",
        "否" or "无" or "没有" or "不" or "不是" or "n" or "no" or "false" or "0" or "×" or "x" => "0",
        _ => No(field, FieldRefusal.YesNoUnreadable, raw),
    };

    private static Outcome<string> Phone(FieldSpec field, string raw) =>
        raw.Length <= 40 && PhoneNumber.Parse(raw).Value is { } phone ? phone : No(field, FieldRefusal.PhoneUnreadable, raw);

    private static Outcome<string> Email(FieldSpec field, string raw)
    {
        var address = Folding.Key(raw);
        if (address.StartsWith("mailto:", StringComparison.Ordinal)) address = address[7..];
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var (name, host) = at > 0 ? (address[..at], address[(at + 1)..]) : ("", "");
        var reads = address.Length <= 254 && name.Length is > 0 and <= 64 && host.Contains('.', StringComparison.Ordinal) && !address.Contains("..", StringComparison.Ordinal)
            && !name.StartsWith('.') && !name.EndsWith('.') && name.All(c => char.IsAsciiLetterOrDigit(c) || ".!#$%&'*+/=?^_`{|}~-".Contains(c, StringComparison.Ordinal))
            && host.Split('.').All(part => part.Length is > 0 and <= 63 && part[0] != '-' && part[^1] != '-' && part.All(c => char.IsLetterOrDigit(c) || c == '-'));
        return reads ? address : No(field, FieldRefusal.EmailUnreadable, raw);
    }

    private static Outcome<string> Region(FieldSpec field, string raw) => RegionText.Parse(raw) is { } region ? region : No(field, FieldRefusal.RegionUnreadable, raw);

    private static Outcome<string> Member(FieldSpec field, string raw, FieldGround ground)
    {
        var said = Folding.Fold(raw);
        var named = ground.Members.Where(m => Folding.Fold(m.Name) == said).ToList();
        if (named.Count(m => m.Enabled) > 1) return No(field, FieldRefusal.MemberAmbiguous, raw);
        var found = named.Find(m => m.Enabled) ?? (named.Count == 1 ? named[0] : null)
            ?? (long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? ground.Members.FirstOrDefault(m => m.Id == id) : null);
        return found is null ? No(field, FieldRefusal.MemberUnknown, raw) : found.Id.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Whether there is such a customer within reach is for the writer to find out.</summary>
    private static Outcome<string> Customer(FieldSpec field, string raw) =>
        long.TryParse(Folding.Fold(raw).TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id.ToString(CultureInfo.InvariantCulture) : No(field, FieldRefusal.CustomerUnknown, raw);
}
