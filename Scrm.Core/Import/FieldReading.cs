using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>The company's own fields for the reading of a file: what a column is, and what its cells say.</summary>
internal sealed record FieldReading(FieldBook Book, FieldGround Ground)
{
    /// <summary>Columns headed with the name or the key of a field are of that field, unless the header already means something to every customer.</summary>
    public static SheetLayout Mark(SheetLayout layout, FieldBook book, IReadOnlyCollection<string> groups)
    {
        if (layout.OfTouches || layout.Kind == LayoutKind.Dictionary || layout.HeaderRow is null || !book.Active.Any()) return layout;
        var (taken, known) = (new HashSet<int>(), groups.Select(Folding.Key).ToHashSet());
        var columns = layout.Columns.Select(column =>
        {
            var free = column.Role == ColumnRole.Ignore || (column.Role == ColumnRole.GroupTag && !known.Contains(Folding.Key(column.GroupName)));
            var field = free ? book.Named(column.Header) ?? book.Find(column.Header.Trim()) : null;
            return field is { Archived: false } && taken.Add(field.Id) ? column with { Role = ColumnRole.Field, GroupName = null, Definition = field.Id } : column;
        }).ToList();
        return layout with { Columns = columns, Kind = LayoutGuess.Kind(columns) };
    }

    /// <summary>"0 – 120" where a value lies outside the limits of its field; null where it is no value at all.</summary>
    public static string? LimitsOf(Refusal why) => why.Why switch
    {
        FieldRefusal.NumberOutOfRange => FieldLimit.Said($"{why.Values[1]}", $"{why.Values[2]}"),
        FieldRefusal.TextTooLong => FieldLimit.Said("", $"{why.Values[1]}"),
        _ => null,
    };

    /// <summary>The values of a row, and the cells that hold none.</summary>
    public (Dictionary<int, (string Kept, int Column)> Values, List<(ParsedField Cell, Refusal Why)> Unreadable) Read(ParsedRow row)
    {
        var (values, unreadable) = (new Dictionary<int, (string, int)>(), new List<(ParsedField, Refusal)>());
        foreach (var cell in row.Fields)
        {
            if (Book.Find(cell.Definition) is not { Archived: false } field) continue;
            var read = FieldValue.Parse(field, cell.Text, Ground);
            if (read.Refused is { } no) unreadable.Add((cell, no));
            else if (read.Value!.Length > 0) values[field.Id] = (read.Value, cell.Column);
        }
        return (values, unreadable);
    }
}
