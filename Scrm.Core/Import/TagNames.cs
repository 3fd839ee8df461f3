using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>Which tag a name of the file means: the tag, or why there is none. Unknown: the dictionary does not say, only the operator's choice does.</summary>
internal readonly record struct TagHit(Tag? Tag, PlanProblem Problem = 0, bool Unknown = false);

/// <summary>
/// The dictionary by folded names, with the operator's choices for the names it does not have.
/// In a plan, tags and groups still to be created are imagined; when rows are applied, they were created before.
/// </summary>
internal sealed class TagNames
{
    private const int FirstImagined = 1_000_000_000;

    private readonly TagBook book;
    private readonly ImportChoices choices;
    private readonly bool imagines;
    private readonly Dictionary<string, TagGroup> groups = [];
    private readonly Dictionary<(int Group, string Name), Tag> inGroup = [];
    private readonly ILookup<string, Tag> byName;
    private readonly Dictionary<ParsedTag, TagHit> found = [];
    private readonly Dictionary<ParsedTag, string> labels = [];

    public TagNames(TagBook book, ImportChoices choices, Scope who, bool imagines = false)
    {
        (this.book, this.choices, this.imagines) = (book, choices, imagines);
        foreach (var group in book.Groups.Where(g => !g.Personal || g.OwnerId == who.MemberId).OrderBy(g => g.Personal)) groups.TryAdd(group.NameKey, group);
        var seen = groups.Values.Select(g => g.Id).ToHashSet();
        var tags = book.Tags.Where(t => seen.Contains(t.GroupId)).ToList();
        foreach (var tag in tags) inGroup[(tag.GroupId, tag.NameKey)] = tag;
        byName = tags.ToLookup(t => t.NameKey);
    }

    /// <summary>The names under which an unknown tag is decided about once for the whole file.</summary>
    public static string KeyOf(ParsedTag written) => written.Group is { } group ? $"{Folding.Key(group)}:{Folding.Key(written.Name)}" : Folding.Key(written.Name);

    public TagGroup? Group(string name) => groups.GetValueOrDefault(Folding.Key(name));

    /// <summary>The id of the group of that name in the dictionary, or 0.</summary>
    public int ExistingGroup(string name) => Group(name) is { Id: < FirstImagined } group ? group.Id : 0;

    public TagHit Find(ParsedTag written)
    {
        if (found.TryGetValue(written, out var known)) return known;
        var hit = Look(written);
        if (hit.Problem is PlanProblem.TagUnknown or PlanProblem.TagAmbiguous)
            hit = choices.Tags.TryGetValue(KeyOf(written), out var choice) ? Decided(choice, written, hit.Problem) : hit with { Unknown = true };
        return found[written] = hit;
    }

    /// <summary>Existing tags that a name may mean: the same name in several groups, or few edits away, or one inside the other.</summary>
    public IReadOnlyList<NearTag> Near(ParsedTag written)
    {
        var name = Folding.Key(written.Name).Replace(" ", "");
        var wanted = written.Group is { } group ? Folding.Key(group) : null;
        return [.. inGroup.Values.Where(t => t.Status == TagStatus.Active)
            .Where(t => t.Id < FirstImagined)
            .Select(t => (Tag: t, Distance: EditDistance.Between(name, t.NameKey.Replace(" ", "")), Group: book.GroupOf(t)))
            .Where(n => n.Distance <= Math.Max(1, Math.Min(name.Length, n.Tag.NameKey.Length) / 2) || Contains(name, n.Tag.NameKey))
            .OrderBy(n => n.Distance).ThenBy(n => n.Group.NameKey == wanted ? 0 : 1).ThenByDescending(n => n.Tag.Uses)
            .Take(3).Select(n => new NearTag(n.Tag.Id, n.Group.Name, n.Tag.Name, n.Distance))];
    }

    /// <summary>The nearest existing tag in words, "" where none is near; worked out once for a name.</summary>
    public string NearLabel(ParsedTag written)
    {
        if (labels.TryGetValue(written, out var label)) return label;
        return labels[written] = Near(written) is [var nearest, ..] ? $"{nearest.Group}：{nearest.Name}" : "";
    }

    private TagHit Look(ParsedTag written)
    {
        var name = Folding.Key(written.Name);
        if (written.Group is { } group)
        {
            if (groups.TryGetValue(Folding.Key(group), out var named) && inGroup.TryGetValue((named.Id, name), out var tag)) return Standing(tag);
            var whole = byName[$"{Folding.Key(group)}:{name}"].ToList();
            return whole.Count == 1 ? Standing(whole[0]) : new(null, PlanProblem.TagUnknown);
        }
        var all = byName[name].ToList();
        if (all.Count > 1 && all.FindAll(t => t.Status == TagStatus.Active) is { Count: > 0 } active) all = active;
        return all.Count switch { 0 => new(null, PlanProblem.TagUnknown), 1 => Standing(all[0]), _ => new(null, PlanProblem.TagAmbiguous) };
    }

    private TagHit Decided(UnknownTagChoice choice, ParsedTag written, PlanProblem undecided) => choice.Act switch
    {
        UnknownTagAct.Map when book.Tag(choice.TagId) is { } tag => Standing(tag) with { Unknown = true },
        UnknownTagAct.Create when Created(choice, written.Name) is { } tag => Standing(tag) with { Unknown = true },
        UnknownTagAct.Skip => new(null, 0, Unknown: true),
        _ => new(null, undecided, Unknown: true),
    };

    private Tag? Created(UnknownTagChoice choice, string name)
    {
        var group = choice.GroupId != 0 ? groups.Values.FirstOrDefault(g => g.Id == choice.GroupId) : Group(choice.NewGroup);
        if (group is null && imagines && choice.GroupId == 0 && choice.NewGroup.Length > 0)
        {
            group = new TagGroup { Id = FirstImagined + book.Groups.Count, Name = choice.NewGroup, NameKey = Folding.Key(choice.NewGroup), Mode = choice.NewMode };
            groups.Add(group.NameKey, group);
            book.Imagine(group);
        }
        if (group is null || inGroup.TryGetValue((group.Id, Folding.Key(name)), out var tag)) return group is null ? null : inGroup[(group.Id, Folding.Key(name))];
        if (!imagines) return null;
        tag = new Tag { Id = FirstImagined + book.Tags.Count, GroupId = group.Id, Name = name, NameKey = Folding.Key(name), Position = int.MaxValue };
        tag.Slot = Tag.SlotOf(tag.Id, group);
        book.Imagine(tag);
        return inGroup[(group.Id, tag.NameKey)] = tag;
    }

    private TagHit Standing(Tag tag) => book.Resolve(tag.Id) is { Status: TagStatus.Active } active ? new(active) : new(null, PlanProblem.TagArchived);

    private static bool Contains(string a, string b) => a.Length >= 2 && b.Length >= 2 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));
}
