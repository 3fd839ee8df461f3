using System.Globalization;

namespace Scrm.Core.Customers.Fields;

/// <summary>The smallest and the largest value of a number, and the most characters of a text. A value that stood before a limit came stays until it is written again.</summary>
public static class FieldLimit
{
    public static bool OfNumbers(FieldType type) => type is FieldType.WholeNumber or FieldType.Decimal or FieldType.Money;

    public static bool OfTexts(FieldType type) => type is FieldType.Text or FieldType.LongText;

    /// <summary>The most characters a value may have, with or without a limit of the company's own.</summary>
    public static int Longest(FieldSpec field) =>
        Math.Min(field.Type == FieldType.LongText ? FieldValue.LongestLongText : FieldValue.LongestText, OfTexts(field.Type) && field.Maximum is { } most ? (int)Math.Clamp(most, 1, int.MaxValue) : int.MaxValue);

    /// <summary>"0 – 120", "≥ 0", "≤ 120"; empty = no limit of a number.</summary>
    public static string Said(FieldSpec field) => OfNumbers(field.Type) ? Said(Kept(field.Minimum), Kept(field.Maximum)) : "";

    public static string Said(string least, string most) => (least, most) switch
    {
        ("", "") => "",
        (_, "") => $"≥ {least}",
        ("", _) => $"≤ {most}",
        _ => $"{least} – {most}",
    };

    public static string Written(decimal limit) => limit.ToString("#,0.####", CultureInfo.InvariantCulture);

    internal static decimal? Read(string kept) => kept.Length == 0 ? null : decimal.Parse(kept, CultureInfo.InvariantCulture);

    /// <summary>Null where the number may stand; the text's length is looked at where it is read.</summary>
    internal static Refusal? Refuses(FieldSpec field, string kept)
    {
        if (!OfNumbers(field.Type) || kept.Length == 0 || (field.Minimum is null && field.Maximum is null)) return null;
        var number = decimal.Parse(kept, CultureInfo.InvariantCulture);
        return number < field.Minimum || number > field.Maximum ? new(FieldRefusal.NumberOutOfRange, field.Name, Kept(field.Minimum), Kept(field.Maximum)) : null;
    }

    /// <summary>What was typed as limits in the form in which they are kept; where the type knows none there are none.</summary>
    internal static Outcome<FieldDraft> Of(FieldDraft draft)
    {
        var bare = new FieldSpec { Name = draft.Name, Type = draft.Type };
        if (!OfNumbers(draft.Type) && !OfTexts(draft.Type)) return draft with { Minimum = "", Maximum = "" };
        if (OfTexts(draft.Type)) bare = bare with { Type = FieldType.WholeNumber };
        var (least, most) = (OfTexts(draft.Type) ? new Outcome<string>("", null) : FieldValue.Read(bare, draft.Minimum, FieldGround.Bare), FieldValue.Read(bare, draft.Maximum, FieldGround.Bare));
        if (least.Refused is not null) return new Refusal(FieldRefusal.LimitUnreadable, draft.Name, draft.Minimum);
        if (most.Refused is not null) return new Refusal(FieldRefusal.LimitUnreadable, draft.Name, draft.Maximum);
        var (from, to) = (Read(least.Value!), Read(most.Value!));
        if (OfTexts(draft.Type) && to is { } length && (length < 1 || length > Longest(new FieldSpec { Type = draft.Type }))) return new Refusal(FieldRefusal.LimitUnreadable, draft.Name, draft.Maximum);
        return from > to ? new Refusal(FieldRefusal.LimitsCross, draft.Name, least.Value!, most.Value!) : draft with { Minimum = least.Value!, Maximum = most.Value! };
    }

    internal static string Kept(decimal? limit) => limit is { } given ? Written(given) : "";
}
