using Scrm.Core.Tags;

namespace Scrm.Core.Import.Sheets;

/// <summary>Fills one DictionaryRow, column by column.</summary>
internal sealed class DictionaryCells(CellReader cells)
{
    private DictionaryRow row = new(cells.Number) { Hidden = cells.Hidden };

    public void Take(SheetColumn column)
    {
        var at = column.Index;
        row = column.Role switch
        {
            ColumnRole.TagGroup => row with { Group = cells.Short(at, TagGroup.LongestName) },
            ColumnRole.GroupClass => row with { Class = cells.Word(at, Words.Class, ProblemCode.ClassUnknown) },
            ColumnRole.GroupMode => row with { Mode = cells.Word(at, Words.Mode, ProblemCode.ModeUnknown) },
            ColumnRole.GroupLocked => row with { Locked = cells.Word(at, Words.YesNo, ProblemCode.YesNoUnknown) },
            ColumnRole.GroupCycle => row with { Cycle = cells.Word(at, Words.Cycle, ProblemCode.CycleUnknown) },
            ColumnRole.GroupMeaning => row with { GroupMeaning = cells.Lines(at) },
            ColumnRole.TagName => row with { Tag = cells.Short(at, Tag.LongestName) },
            ColumnRole.TagMeaning => row with { Meaning = cells.Lines(at) },
            ColumnRole.TagColour => row with { Colour = Colour(at) },
            ColumnRole.TagPinned => row with { Pinned = cells.Word(at, Words.YesNo, ProblemCode.YesNoUnknown) },
            ColumnRole.TagLifetime => row with { LifetimeDays = cells.Word(at, Words.Lifetime, ProblemCode.LifetimeUnreadable) },
            _ => row,
        };
    }

    /// <summary>groupAbove: many leave the group out where it is the same as in the row above.</summary>
    public DictionaryRow Row(string? groupAbove)
    {
        if (row.Group is null && cells.Problems.Count == 0) row = row with { Group = groupAbove };
        if (row.Group is null) cells.Report(-1, ProblemCode.GroupMissing, row.Tag ?? "");
        return row with { Problems = cells.Problems };
    }

    private string? Colour(int column)
    {
        if (cells.Text(column) is not { } text || CleanText.IsNone(text)) return null;
        var colour = Words.Colour(text);
        if (colour is null) cells.Report(column, ProblemCode.ColourUnknown, text);
        return colour;
    }
}
