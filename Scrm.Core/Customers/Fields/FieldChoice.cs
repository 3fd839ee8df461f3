using System.Globalization;

namespace Scrm.Core.Customers.Fields;

/// <summary>Options by name, in any width and letter case, or by id: 3 or, where an option is named so, #3.</summary>
internal static class FieldChoice
{
    private static readonly char[] Separators = [',', '，', '、', ';', '；', '|', '｜', '/', '\n'];

    public static Outcome<string> One(FieldSpec field, string raw) =>
        Find(field, raw) is { } option ? option.Id.ToString(CultureInfo.InvariantCulture) : FieldValue.No(field, FieldRefusal.OptionUnknown, raw);

    public static Outcome<string> Many(FieldSpec field, string raw)
    {
        if (Find(field, raw) is { } only) return only.Id.ToString(CultureInfo.InvariantCulture);
        var ids = new SortedSet<int>();
        foreach (var part in raw.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Find(field, part) is not { } option) return FieldValue.No(field, FieldRefusal.OptionUnknown, part);
            ids.Add(option.Id);
        }
        return string.Join(',', ids);
    }

    private static FieldOption? Find(FieldSpec field, string raw)
    {
        var key = Folding.Key(raw);
        return field.Options.FirstOrDefault(o => Folding.Key(o.Name) == key)
            ?? (int.TryParse(key.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? field.Option(id) : null);
    }
}
