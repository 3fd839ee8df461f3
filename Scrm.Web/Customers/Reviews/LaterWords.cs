using Scrm.Core.Customers;
using static Scrm.Web.Words;

namespace Scrm.Web.Customers;

/// <summary>A place that was changed after a merge, in the operator's words.</summary>
public static class LaterWords
{
    public static string Name(LaterEdit edit) => edit.Key switch
    {
        LaterEdit.Consent => Say("同意", "Consent"),
        ['t', 'a', 'g', ':', ..] => Say("标签", "Tag"),
        ['r', 'e', 'l', 'a', 't', ..] => Say("跟进关系", "Follower"),
        _ when Enum.TryParse<CustomerField>(edit.Key, out var field) => CustomerText.Field(field),
        _ => Say("自定义字段", "Own field"),
    };

    public static string Value(LaterEdit edit, string kept) => edit.Key switch
    {
        "Phone" => kept.Length == 0 ? "—" : PhoneMask.Of(kept),
        ['t', 'a', 'g', ':', ..] or ['r', 'e', 'l', 'a', 't', ..] => kept.Length == 0 ? Say("没有", "none") : Say("有", "there"),
        _ when Enum.TryParse<CustomerField>(edit.Key, out var field) && field is not (CustomerField.Owner or CustomerField.AddedAt) => CustomerText.Value(field, kept),
        _ => kept is "" or "0" ? "—" : Say("已改", "changed"),
    };
}
