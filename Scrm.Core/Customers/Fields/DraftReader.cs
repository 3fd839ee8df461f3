using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Customers.Fields;

/// <summary>Brings what was typed about a field into the form in which it is kept, and says what cannot be.</summary>
internal static partial class DraftReader
{
    private const int LongestMeaning = 500;
    private const int LongestReview = 3650;

    /// <param name="old">The field as it stands; null = a new one.</param>
    public static async Task<Outcome<FieldDraft>> ReadAsync(ScrmDbContext db, FieldDraft draft, FieldSpec? old, FieldBook book, FieldGround ground, CancellationToken cancel)
    {
        var name = Folding.Fold(draft.Name);
        if (name.Length == 0) return new Refusal(FieldRefusal.NameMissing, name);
        if (name.Length > FieldDefinition.LongestName || Folding.Fold(draft.Group).Length > FieldDefinition.LongestName) return new Refusal(FieldRefusal.TextTooLong, name, FieldDefinition.LongestName);
        if (draft.Meaning.Length > LongestMeaning) return new Refusal(FieldRefusal.TextTooLong, name, LongestMeaning);
        if (book.Named(name) is { } other && other.Id != old?.Id) return new Refusal(FieldRefusal.NameTaken, name);
        var tidy = draft with { Name = name, Group = Folding.Fold(draft.Group), Meaning = draft.Meaning.Trim(), ReviewDays = Math.Clamp(draft.ReviewDays, 0, LongestReview) };
        tidy = tidy with { IsRenewal = tidy.IsRenewal && tidy.Type == FieldType.Date };
        var options = await OptionsAsync(db, tidy, old, cancel);
        if (options.Refused is { } bad) return bad;
        tidy = options.Value!;
        var limited = FieldLimit.Of(tidy);
        if (limited.Refused is { } limit) return limit;
        tidy = limited.Value!;
        var spec = Spec(tidy, old);
        if (tidy.Unique && !spec.MayBeUnique) return new Refusal(FieldRefusal.CannotBeUnique, name);
        if (tidy.Unique && old is { Unique: false } && await FieldStore.DoubledAsync(db, spec, cancel) is var doubled and > 0) return new Refusal(FieldRefusal.NotUniqueNow, name, doubled);
        if (await UnknownAsync(db, tidy, spec, book, cancel)) return new Refusal(FieldRefusal.ConditionUnknown, name);
        if (FieldCycle.Find(book, spec) is { } path) return new Refusal(FieldRefusal.ConditionCycle, name, path);
        var kept = tidy.Unique ? new Outcome<string>("", null) : FieldValue.Parse(spec, tidy.Default, ground);
        return kept.Refused is null ? tidy with { Default = kept.Value! } : kept.Refused is { Why: FieldRefusal.NumberOutOfRange or FieldRefusal.TextTooLong } outside ? outside
            : new Refusal(FieldRefusal.DefaultUnreadable, name, tidy.Default);
    }

    private static FieldSpec Spec(FieldDraft draft, FieldSpec? old) => new()
    {
        Id = old?.Id ?? 0, Name = draft.Name, Type = draft.Type, Options = draft.Options, Steps = draft.Steps, RequiredWhen = draft.RequiredWhen, VisibleWhen = draft.VisibleWhen, Unique = draft.Unique,
        Minimum = FieldLimit.Read(draft.Minimum), Maximum = FieldLimit.Read(draft.Maximum),
    };

    /// <summary>New options get their numbers, and the steps and the default follow; removed ones must be nobody's.</summary>
    private static async Task<Outcome<FieldDraft>> OptionsAsync(ScrmDbContext db, FieldDraft draft, FieldSpec? old, CancellationToken cancel)
    {
        if (draft.Type is not (FieldType.OneChoice or FieldType.ManyChoices)) return draft with { Options = [], Steps = [] };
        if (draft.Options.Count is 0 or > FieldOption.Most) return new Refusal(FieldRefusal.OptionsMissing, draft.Name, FieldOption.Most);
        var (next, numbers, options) = ((old?.Options.Select(o => o.Id).DefaultIfEmpty(0).Max() ?? 0) + 1, new Dictionary<int, int>(), new List<FieldOption>());
        foreach (var option in draft.Options)
        {
            var name = Folding.Fold(option.Name);
            if (name.Length is 0 or > FieldOption.LongestName) return new Refusal(FieldRefusal.TextTooLong, draft.Name, FieldOption.LongestName);
            if (options.Exists(o => Folding.Key(o.Name) == Folding.Key(name))) return new Refusal(FieldRefusal.OptionTwice, draft.Name, name);
            if (!Hex().IsMatch(option.Color)) return new Refusal(FieldRefusal.ColorUnknown, draft.Name);
            var id = numbers[option.Id] = old?.Option(option.Id)?.Id ?? next++;
            options.Add(option with { Id = id, Name = name });
        }
        foreach (var gone in old?.Options.Where(o => !options.Exists(n => n.Id == o.Id)) ?? [])
            if (await FieldStore.HavingOptionAsync(db, old!, gone.Id, cancel) is var users and > 0) return new Refusal(FieldRefusal.OptionInUse, draft.Name, gone.Name, users);
        int Number(int id) => id == 0 ? 0 : numbers.GetValueOrDefault(id, -1);
        var steps = draft.Type == FieldType.ManyChoices ? [] : draft.Steps.Select(s => new FieldStep(Number(s.From), Number(s.To))).Where(s => s.From >= 0 && s.To > 0 && s.From != s.To).Distinct().ToList();
        return draft with { Options = options, Steps = steps };
    }

    private static async Task<bool> UnknownAsync(ScrmDbContext db, FieldDraft draft, FieldSpec self, FieldBook book, CancellationToken cancel)
    {
        foreach (var test in new[] { draft.RequiredWhen, draft.VisibleWhen }.OfType<FieldWhen>().SelectMany(w => w.Tests))
        {
            if (test.NeedsValues && test.Values.Count == 0) return true;
            if (!test.OnTags && (test.Field == self.Id || book.Find(test.Field) is not { Archived: false })) return true;
            if (!test.OnTags) continue;
            var tags = test.Values.Select(v => int.TryParse(v, out var id) ? id : 0).ToList();
            if (await db.Tags.CountAsync(t => tags.Contains(t.Id), cancel) != tags.Distinct().Count()) return true;
        }
        return false;
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex Hex();
}

/// <summary>Two fields that each wait to be shown until the other has a value would never be shown.</summary>
internal static class FieldCycle
{
    /// <summary>The names along the circle, or null.</summary>
    public static string? Find(FieldBook book, FieldSpec changed) => changed.Id == 0 ? null : Walk(book, changed, changed.VisibleWhen, [changed.Name]);

    private static string? Walk(FieldBook book, FieldSpec changed, FieldWhen? when, IReadOnlyList<string> path)
    {
        foreach (var test in when?.Tests.Where(t => !t.OnTags) ?? [])
        {
            if (test.Field == changed.Id) return string.Join(" → ", path.Append(changed.Name));
            if (path.Count <= book.All.Count && book.Find(test.Field) is { } next && Walk(book, changed, next.VisibleWhen, [.. path, next.Name]) is { } found) return found;
        }
        return null;
    }
}
