using Scrm.Core.Import.Sheets;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Import;

/// <summary>A group of a dictionary sheet: the one that stands, or a new one; what of it is new or changes.</summary>
internal sealed class PlannedGroup(TagGroup? stands, string name, int row)
{
    public TagGroup? Stands => stands;
    public string Name => name;
    public int Row => row;
    public GroupMode Mode { get; set; }
    public GroupEdit Edit { get; set; } = new();
    public List<PlannedTag> Tags { get; } = [];

    public bool Changes => stands is not null && FieldEdit.Of(stands, Edit).Any(f => f.Changes);
}

internal sealed record PlannedTag(Tag? Stands, string Name, int Row, TagEdit Edit)
{
    public bool Changes => Stands is not null && FieldEdit.Of(Stands, Edit).Any(f => f.Changes);
}

internal sealed record PlannedDictionary(IReadOnlyList<PlannedGroup> Groups, ImportCounts Counts, IReadOnlyList<RowProblem> Problems)
{
    public ImportPlan Plan()
    {
        var tally = new ProblemTally();
        foreach (var problem in Problems) tally.Add(problem);
        return new(Counts, [], tally.Kinds);
    }
}

/// <summary>Rows of a dictionary sheet and the dictionary as it stands → groups and tags to create or change. Pure.</summary>
internal sealed class DictionaryPlanner(TagBook book, SheetLayout layout, Scope who, IReadOnlySet<int> begun)
{
    private readonly Dictionary<string, PlannedGroup> groups = [];
    private readonly List<RowProblem> problems = [];
    private readonly ImportCounts counts = new();

    /// <param name="begun">Groups that the same import has written to already: a lock that the sheet itself puts on does not keep its own tags out.</param>
    public static PlannedDictionary Plan(TagBook book, IEnumerable<DictionaryRow> rows, SheetLayout layout, Scope who, IReadOnlySet<int>? begun = null)
    {
        var planner = new DictionaryPlanner(book, layout, who, begun ?? new HashSet<int>());
        foreach (var row in rows) planner.Take(row);
        return planner.End();
    }

    private void Take(DictionaryRow row)
    {
        counts.Rows++;
        var lost = row.Group is null;
        foreach (var cell in row.Problems) problems.Add(new(row.Number, cell.Column, (byte)cell.Code, RowProblem.Cut(cell.Value), RowProblem.Cut(cell.Suggestion), lost));
        if (row.Group is null)
        {
            counts.Lost++;
            return;
        }
        var group = GroupOf(row, row.Group);
        if (group.Stands is { } stands && !TagPolicy.MayEdit(stands, who) && !begun.Contains(stands.Id))
        {
            counts.Lost++;
            Report(row, ColumnRole.TagGroup, PlanProblem.DictionaryRefused, row.Group, lost: true);
            return;
        }
        group.Edit = Merge(group.Edit, row);
        TakeMode(row, group);
        if (row.Tag is { } tag) TakeTag(row, group, tag);
    }

    private PlannedGroup GroupOf(DictionaryRow row, string name)
    {
        var key = Folding.Key(name);
        if (groups.TryGetValue(key, out var known)) return known;
        var stands = book.Groups.FirstOrDefault(g => !g.Personal && g.NameKey == key);
        return groups[key] = new(stands, name, row.Number) { Mode = stands?.Mode ?? row.Mode ?? GroupMode.Many };
    }

    /// <summary>A mode decides how tags lie on customers: changing it has its own act in the dictionary, with its impact shown.</summary>
    private void TakeMode(DictionaryRow row, PlannedGroup group)
    {
        if (row.Mode is not { } mode || mode == group.Mode) return;
        Report(row, ColumnRole.GroupMode, PlanProblem.DictionaryMode, mode.ToString(), lost: false, group.Mode.ToString());
    }

    private void TakeTag(DictionaryRow row, PlannedGroup group, string name)
    {
        var key = Folding.Key(name);
        var edit = new TagEdit { Meaning = row.Meaning, Pinned = row.Pinned, LifetimeDays = row.LifetimeDays };
        if (group.Tags.Exists(t => Folding.Key(t.Name) == key))
        {
            Report(row, ColumnRole.TagName, PlanProblem.DictionaryTwice, name, lost: false);
            return;
        }
        var stands = group.Stands is { } existing ? book.Tags.FirstOrDefault(t => t.GroupId == existing.Id && t.NameKey == key) : null;
        if (stands is { Status: not TagStatus.Active }) problems.Add(new(row.Number, Column(ColumnRole.TagName), (byte)PlanProblem.TagArchived, name, "", true));
        else group.Tags.Add(new(stands, name, row.Number, edit));
    }

    private PlannedDictionary End()
    {
        counts.GroupsNew = groups.Values.Count(g => g.Stands is null);
        counts.GroupsChanged = groups.Values.Count(g => g.Changes);
        counts.TagsNew = groups.Values.Sum(g => g.Tags.Count(t => t.Stands is null));
        counts.TagsChanged = groups.Values.Sum(g => g.Tags.Count(t => t.Changes));
        counts.Problems = problems.Count;
        return new([.. groups.Values], counts, problems);
    }

    private static GroupEdit Merge(GroupEdit edit, DictionaryRow row) => edit with
    {
        Class = edit.Class ?? row.Class, Locked = edit.Locked ?? row.Locked, Cycle = edit.Cycle ?? row.Cycle,
        Color = edit.Color ?? row.Colour, Description = edit.Description ?? row.GroupMeaning,
    };

    private void Report(DictionaryRow row, ColumnRole role, PlanProblem problem, string value, bool lost, string suggestion = "") =>
        problems.Add(new(row.Number, Column(role), (byte)problem, RowProblem.Cut(value), suggestion, lost));

    private int Column(ColumnRole role) => layout.Of(role)?.Index ?? -1;
}
