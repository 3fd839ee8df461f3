using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>Whether a layout can be imported by, and how a remembered one is laid over a new file with the same headers.</summary>
internal static class LayoutCheck
{
    public static Refusal? Check(SheetLayout layout)
    {
        var roles = layout.Columns.Where(c => c.Role is not (ColumnRole.Ignore or ColumnRole.Tags or ColumnRole.GroupTag)).GroupBy(c => (c.Role, c.Definition)).FirstOrDefault(g => g.Count() > 1);
        if (roles is not null) return new(ImportRefusal.RoleTwice, roles.Key.Role);
        if (layout.Kind == LayoutKind.Dictionary) return null;
        if (layout.OfTouches && layout.Of(ColumnRole.OccurredAt) is null) return new(ImportRefusal.NoTimeColumn);
        if (layout.Kind == LayoutKind.Orders && layout.Of(ColumnRole.Amount) is null && layout.Of(ColumnRole.LineAmount) is null) return new(ImportRefusal.NoAmountColumn);
        if (layout.Kind == LayoutKind.Events && layout.Of(ColumnRole.EventKind) is null) return new(ImportRefusal.NoKindColumn);
        if (layout.Columns.Any(c => c.Role == ColumnRole.GroupTag && string.IsNullOrWhiteSpace(c.GroupName ?? c.Header))) return new(ImportRefusal.GroupMissing);
        if (!layout.Columns.Any(c => c.Role is ColumnRole.OneId or ColumnRole.MemberNo or ColumnRole.ExternalId or ColumnRole.Phone or ColumnRole.KeyAndTags))
            return new(ImportRefusal.NoKeyColumn);
        return layout.Columns.All(c => c.Role is ColumnRole.Ignore or ColumnRole.OneId) ? new(ImportRefusal.NothingToImport) : null;
    }

    /// <summary>The roles of the remembered layout on the columns of the guess: the same header, and of repeated headers the same one.</summary>
    public static SheetLayout Recall(SheetLayout guess, SheetLayout remembered)
    {
        var roles = Numbered(remembered).ToDictionary(c => c.Key, c => c.Column);
        var columns = Numbered(guess).Select(c => roles.TryGetValue(c.Key, out var kept) ? c.Column with { Role = kept.Role, GroupName = kept.GroupName, Definition = kept.Definition } : c.Column).ToList();
        return guess with { Columns = columns, Kind = remembered.Kind == LayoutKind.Dictionary ? LayoutKind.Dictionary : LayoutGuess.Kind(remembered.Kind, columns) };
    }

    private static IEnumerable<((string Header, int Nth) Key, SheetColumn Column)> Numbered(SheetLayout layout) => layout.HeaderRow is null
        ? layout.Columns.Select(c => (("", c.Index), c))
        : layout.Columns.GroupBy(c => Folding.Key(c.Header)).SelectMany(g => g.Select((c, i) => ((g.Key, i), c)));
}
