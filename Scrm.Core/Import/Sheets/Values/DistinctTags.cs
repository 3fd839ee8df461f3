namespace Scrm.Core.Import.Sheets;

/// <summary>Keeps each tag once, whatever its width and case. A cell has two or three as a rule, so a set is only built beyond a few.</summary>
internal sealed class DistinctTags
{
    private const int Few = 12;
    private List<(string? Group, string Name)>? keys;
    private HashSet<(string?, string)>? many;

    public List<ParsedTag> List { get; } = [];

    public void Add(ParsedTag tag)
    {
        var key = (tag.Group is null ? null : Folding.Key(tag.Group), Folding.Key(tag.Name));
        if (IsNew(key)) List.Add(tag);
    }

    private bool IsNew((string?, string) key)
    {
        if (many is not null) return many.Add(key);
        keys ??= [];
        if (keys.Contains(key)) return false;
        keys.Add(key);
        if (keys.Count > Few) many = [.. keys];
        return true;
    }
}
