namespace Scrm.Core.Import.Sheets;

/// <summary>What the operator says about a sheet before its columns are guessed. HeaderRow: 1-based, 0 = there is none, null = find it.</summary>
public sealed record LayoutWish(LayoutKind? Kind = null, int? HeaderRow = null);

/// <summary>Recognises how a sheet is laid out from its first rows. The operator sees the guess and corrects it.</summary>
public static class LayoutGuess
{
    private const int FirstRows = 50;

    /// <summary>
    /// The sheet that most looks like an import: with the most columns that are understood, a hidden one only where no visible one looks like any.
    /// groups: names of the existing tag groups.
    /// </summary>
    /// <exception cref="FileRefused">No sheet holds anything.</exception>
    public static SheetLayout Best(SheetFile file, IReadOnlyCollection<string> groups, CancellationToken cancellation = default)
    {
        SheetLayout? best = null;
        foreach (var sheet in file.Sheets.OrderBy(sheet => sheet.Hidden))
        {
            var layout = Of(file, sheet.Index, groups, cancellation);
            var better = best is null || (Weight(layout) > Weight(best) && (!sheet.Hidden || best.Kind == LayoutKind.Unknown)) || (best.Columns.Count == 0 && layout.Columns.Count > 0);
            if (better) best = layout;
        }
        if (best is null) throw new FileRefused(FileFault.NoSheets);
        return best.Columns.Count > 0 ? best : throw new FileRefused(FileFault.Empty);
    }

    public static SheetLayout Of(SheetFile file, int sheet, IReadOnlyCollection<string> groups, CancellationToken cancellation = default, LayoutWish? wish = null) =>
        Of(sheet, [.. file.Rows(sheet, cancellation).Take(wish?.HeaderRow is { } row ? Math.Max(row, 0) + FirstRows : FirstRows)], groups, wish);

    /// <summary>rows: the first rows of the sheet, about fifty.</summary>
    public static SheetLayout Of(int sheet, IReadOnlyList<SheetRow> rows, IReadOnlyCollection<string> groups, LayoutWish? wish = null)
    {
        var names = new Dictionary<string, string>();
        foreach (var group in groups) names.TryAdd(Folding.Key(group), group);
        var header = wish?.HeaderRow is { } said ? rows.ToList().FindIndex(row => row.Number == said) : HeaderRow.Find(rows, names.Keys.ToHashSet());
        var data = header < 0 ? rows : [.. rows.Skip(header + 1 + HeaderRow.Samples(rows, header))];
        var columns = Columns(header < 0 ? null : rows[header], data);
        var kind = wish?.Kind ?? (IsDictionary(columns) ? LayoutKind.Dictionary : TouchGuess.Kind(columns) ?? LayoutKind.Columns);
        columns = kind switch
        {
            LayoutKind.Dictionary => DictionaryColumns(columns),
            LayoutKind.Orders or LayoutKind.Events => TouchGuess.Columns(kind, columns, data),
            _ => CustomerColumns(columns, names, data),
        };
        if (kind is not (LayoutKind.Dictionary or LayoutKind.Orders or LayoutKind.Events)) kind = Kind(columns);
        return new SheetLayout(kind, sheet, header < 0 ? null : rows[header].Number, FirstData(rows, header), columns, KeyOf(columns, header >= 0));
    }

    /// <summary>What kind of layout a mapping makes that the operator has changed: a sheet of orders stays one until they say otherwise.</summary>
    public static LayoutKind Kind(LayoutKind was, IReadOnlyList<SheetColumn> columns) => was is LayoutKind.Orders or LayoutKind.Events ? was : Kind(columns);

    public static LayoutKind Kind(IReadOnlyList<SheetColumn> columns)
    {
        var roles = columns.Select(column => column.Role).Where(role => role != ColumnRole.Ignore).ToHashSet();
        if (roles.Contains(ColumnRole.KeyAndTags)) return LayoutKind.KeyAndTags;
        if (roles.Contains(ColumnRole.TagName) && roles.Contains(ColumnRole.TagGroup) && !roles.Any(IsKey)) return LayoutKind.Dictionary;
        if (!roles.Any(IsKey) && !roles.Contains(ColumnRole.Name)) return LayoutKind.Unknown;
        if (roles.Contains(ColumnRole.GroupTag)) return LayoutKind.GroupColumns;
        return roles.Count == 2 && roles.Contains(ColumnRole.Tags) && roles.Any(IsKey) ? LayoutKind.KeyAndTags : LayoutKind.Columns;
    }

    private static bool IsKey(ColumnRole role) => role is ColumnRole.OneId or ColumnRole.MemberNo or ColumnRole.ExternalId or ColumnRole.Phone;

    private static int Weight(SheetLayout layout) =>
        layout.Kind == LayoutKind.Unknown ? 0 : 1 + layout.Columns.Count(column => column.Role != ColumnRole.Ignore) + (layout.HeaderRow is null ? 0 : 1);

    private static string KeyOf(List<SheetColumn> columns, bool named) =>
        HeaderKey.Of(named ? columns.Select(column => column.Header) : [$"#{columns.Count}", .. columns.Select(column => column.Role.ToString())]);

    private static int FirstData(IReadOnlyList<SheetRow> rows, int header) =>
        header < 0 ? rows.Count > 0 ? rows[0].Number : 1 : rows[header + HeaderRow.Samples(rows, header)].Number + 1;

    private static List<SheetColumn> Columns(SheetRow? header, IReadOnlyList<SheetRow> data)
    {
        var indexes = data.SelectMany(row => row.Cells).Concat(header?.Cells ?? []).Select(cell => cell.Column).Distinct().Order();
        return [.. indexes.Select(index => new SheetColumn(index, CleanText.Of(header?[index] ?? ""), ColumnRole.Ignore))];
    }

    private static bool IsDictionary(List<SheetColumn> columns)
    {
        var roles = columns.Select(column => HeaderWords.DictionaryRole(column.Header)).ToHashSet();
        return roles.Contains(ColumnRole.TagGroup) && (roles.Contains(ColumnRole.TagName) || roles.Contains(ColumnRole.GroupMode))
            && !columns.Any(column => IsKey(HeaderWords.CustomerRole(column.Header)));
    }

    private static List<SheetColumn> DictionaryColumns(List<SheetColumn> columns)
    {
        var taken = new HashSet<ColumnRole>();
        return [.. columns.Select(column => HeaderWords.DictionaryRole(column.Header) is var role && taken.Add(role) ? column with { Role = role } : column)];
    }

    private static List<SheetColumn> CustomerColumns(List<SheetColumn> columns, Dictionary<string, string> groups, IReadOnlyList<SheetRow> data)
    {
        var taken = new HashSet<ColumnRole>();
        var named = columns.ConvertAll(column => ByHeader(column, groups) is var guess && (Repeats(guess.Role) || taken.Add(guess.Role)) ? guess : column);
        var guessed = named.ConvertAll(column => Unsaid(column) && ByContent(column, Values(column, data), taken) is var role
            && (Repeats(role) || taken.Add(role)) ? column with { Role = role } : column);
        if (guessed.Exists(column => column.Role is ColumnRole.Tags or ColumnRole.KeyAndTags)) return guessed;
        return guessed.ConvertAll(column => Unsaid(column) && column.Header.Length > 0 && HeaderWords.CustomerRole(column.Header) == ColumnRole.Ignore
            && ColumnGuess.IsGroup(Values(column, data)) ? column with { Role = ColumnRole.GroupTag, GroupName = column.Header } : column);
    }

    private static bool Unsaid(SheetColumn column) => column.Role == ColumnRole.Ignore;

    private static bool Repeats(ColumnRole role) => role is ColumnRole.Ignore or ColumnRole.Tags or ColumnRole.GroupTag;

    private static SheetColumn ByHeader(SheetColumn column, Dictionary<string, string> groups)
    {
        var role = HeaderWords.CustomerRole(column.Header);
        var soft = role is ColumnRole.Ignore or ColumnRole.Source or ColumnRole.Region or ColumnRole.Gender or ColumnRole.Company or ColumnRole.Remark;
        if (soft && groups.TryGetValue(Folding.Key(column.Header), out var group)) return column with { Role = ColumnRole.GroupTag, GroupName = group };
        if (role != ColumnRole.Ignore) return column with { Role = role };
        if (HeaderWords.GroupNamed(column.Header) is { } named)
            return column with { Role = ColumnRole.GroupTag, GroupName = groups.GetValueOrDefault(Folding.Key(named), named) };
        if (ColumnGuess.NamesKeyAndTags(column.Header)) return column with { Role = ColumnRole.KeyAndTags };
        return HeaderWords.DictionaryRole(column.Header) == ColumnRole.TagGroup ? column with { Role = ColumnRole.TagGroup } : column;
    }

    private static ColumnRole ByContent(SheetColumn column, IReadOnlyList<string> values, HashSet<ColumnRole> taken)
    {
        var role = ColumnGuess.ByContent(values);
        if (column.Header.Length == 0) return taken.Contains(role) ? ColumnRole.Ignore : role;
        // Under an unknown header a date may be a birthday and a phone may be the shop's; only what identifies beyond doubt is guessed.
        var certain = role is ColumnRole.ExternalId or ColumnRole.KeyAndTags || (role == ColumnRole.Phone && !column.Header.Any("店司座紧备".Contains));
        return certain && !taken.Contains(role) ? role : ColumnRole.Ignore;
    }

    private static List<string> Values(SheetColumn column, IReadOnlyList<SheetRow> data) =>
        [.. data.Select(row => row[column.Index]).Where(text => !CleanText.IsBlank(text))];
}
