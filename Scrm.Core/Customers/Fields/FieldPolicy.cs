using Scrm.Core.Team;

namespace Scrm.Core.Customers.Fields;

/// <summary>The rules of a field as pure decisions: the same for a click, a bulk act, a file and the API.</summary>
internal static class FieldPolicy
{
    public static bool MayEdit(FieldSpec field, Scope who) => who.MayEditCustomers && who.Role >= field.EditableBy && !field.Archived;

    /// <summary>
    /// Whether these new values may stand on this customer, all together. Null = they may.
    /// What a change makes required has to come with it; what was missing before stays a matter of its own.
    /// </summary>
    public static (FieldSpec Field, Refusal Why)? Decide(FieldBook book, FieldState before, IReadOnlyDictionary<int, string> changed, Scope who)
    {
        var after = before.With(changed);
        foreach (var (id, kept) in changed)
        {
            if (book.Find(id) is not { } field) continue;
            if (One(field, before[id], kept, after, who) is { } no) return (field, no);
        }
        foreach (var field in book.Active)
            if (after[field.Id].Length == 0 && after.Required(field) && (changed.ContainsKey(field.Id) || !before.Required(field)))
                return (field, new(FieldRefusal.Required, field.Name));
        return null;
    }

    /// <summary>Whether one choice may follow another; "" = none yet, or none any longer.</summary>
    public static bool MayStep(FieldSpec field, string old, string fresh)
    {
        if (!field.Guarded || old == fresh) return true;
        // Taking a step away and beginning again would be a jump too.
        if (field.Option(fresh) is not { } to) return false;
        var from = field.Option(old)?.Id ?? 0;
        return from == 0 && !field.Steps.Any(s => s.From == 0) || field.Steps.Contains(new FieldStep(from, to.Id));
    }

    /// <summary>The options that are open from a kept value, that value itself left out.</summary>
    public static IReadOnlyList<FieldOption> Open(FieldSpec field, string old) =>
        [.. field.Options.Where(o => !o.Archived && field.Option(old)?.Id != o.Id && MayStep(field, old, o.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    private static Refusal? One(FieldSpec field, string old, string fresh, FieldState after, Scope who)
    {
        if (field.Archived) return new(FieldRefusal.Archived, field.Name);
        if (!MayEdit(field, who)) return new(FieldRefusal.MayNotEdit, field.Name, field.EditableBy);
        if (fresh.Length > 0 && !after.Visible(field)) return new(FieldRefusal.NotVisible, field.Name);
        if (field.HasOptions && FieldValue.Ids(fresh).Except(FieldValue.Ids(old)).Select(field.Option).FirstOrDefault(o => o is null or { Archived: true }) is { } gone)
            return new(FieldRefusal.OptionArchived, field.Name, gone.Name);
        return MayStep(field, old, fresh) ? null
            : new(FieldRefusal.StepNotAllowed, field.Name, field.Option(old)?.Name ?? "", field.Option(fresh)?.Name ?? "", string.Join('、', Open(field, old).Select(o => o.Name)));
    }
}
