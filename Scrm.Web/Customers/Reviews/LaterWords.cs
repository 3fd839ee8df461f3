using System.Globalization;
using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>A place that was changed after a merge, in the operator's words.</summary>
public static class LaterWords
{
    public static string Name(LaterEdit edit) => edit.Key switch
    {
        LaterEdit.Consent => Say("同意", "Consent"),
        ['t', 'a', 'g', ':', ..] => Say("标签", "Tag") + Of(edit.Subject),
        ['r', 'e', 'l', 'a', 't', ..] => Say("跟进", "Follower") + Of(edit.Subject),
        _ when Enum.TryParse<CustomerField>(edit.Key, out var field) => CustomerText.Field(field),
        _ => edit.Subject.Length > 0 ? edit.Subject : Say("自定义字段", "Own field"),
    };

    /// <summary>A moment is shown by its own control and not in words.</summary>
    public static string Value(LaterEdit edit, string kept) => edit.Key switch
    {
        _ when kept.Length == 0 => Say("空", "empty"),
        "Phone" => PhoneMask.Of(kept),
        LaterEdit.Consent => LifecycleText.Of((ConsentState)byte.Parse(kept, CultureInfo.InvariantCulture)),
        ['r', 'e', 'l', 'a', 't', ..] => RelationText.Of((RelationState)byte.Parse(kept, CultureInfo.InvariantCulture)),
        _ when Enum.TryParse<CustomerField>(edit.Key, out var field) && field is not (CustomerField.Owner or CustomerField.AddedAt) => CustomerText.Value(field, kept),
        _ => kept,
    };

    private static string Of(string subject) => subject.Length > 0 ? $" · {subject}" : "";
}
