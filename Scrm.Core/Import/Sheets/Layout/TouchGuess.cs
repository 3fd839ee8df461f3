namespace Scrm.Core.Import.Sheets;

/// <summary>Recognises sheets of orders and of events, and what their columns are.</summary>
internal static class TouchGuess
{
    private const double Most = 0.8;

    /// <summary>Orders or Events where the headers leave no doubt; null for everything else.</summary>
    public static LayoutKind? Kind(IReadOnlyList<SheetColumn> columns)
    {
        // Where tags are, people are meant, whatever they bought last.
        if (columns.Any(column => HeaderWords.CustomerRole(column.Header) == ColumnRole.Tags)) return null;
        var orders = columns.Select(column => TouchWords.OrderRole(column.Header)).ToHashSet();
        var events = columns.Select(column => TouchWords.EventRole(column.Header)).ToHashSet();
        if (!orders.Contains(ColumnRole.OccurredAt) || !orders.Any(IsKey)) return null;
        var ordered = orders.Contains(ColumnRole.Amount) || orders.Contains(ColumnRole.LineAmount);
        if (events.Contains(ColumnRole.EventKind)) return ordered && NamesOrders(columns) ? LayoutKind.Orders : LayoutKind.Events;
        return ordered ? LayoutKind.Orders : null;
    }

    public static List<SheetColumn> Columns(LayoutKind kind, List<SheetColumn> columns, IReadOnlyList<SheetRow> data)
    {
        var taken = new HashSet<ColumnRole>();
        var named = columns.ConvertAll(column => (kind == LayoutKind.Orders ? TouchWords.OrderRole(column.Header) : TouchWords.EventRole(column.Header)) is var role
            && (role == ColumnRole.Ignore || taken.Add(role)) ? column with { Role = role } : column);
        return named.Exists(column => column.Header.Length > 0) ? named : named.ConvertAll(column => ByContent(column, Values(column, data), taken));
    }

    private static bool NamesOrders(IReadOnlyList<SheetColumn> columns) =>
        columns.Any(column => HeaderWords.Key(column.Header) is var key && (key.StartsWith("订单", StringComparison.Ordinal) || key.StartsWith("order", StringComparison.Ordinal)));

    private static bool IsKey(ColumnRole role) => role is ColumnRole.OneId or ColumnRole.MemberNo or ColumnRole.ExternalId or ColumnRole.Phone;

    /// <summary>Without headers: the first column that names somebody, the date, the number with cents, the small whole number.</summary>
    private static SheetColumn ByContent(SheetColumn column, List<string> values, HashSet<ColumnRole> taken)
    {
        if (values.Count == 0) return column;
        var role = values.TrueForAll(value => CellDate.Parse(value) is not null) ? ColumnRole.OccurredAt
            : Share(values, value => PhoneNumber.Parse(value).Value is not null) >= Most ? ColumnRole.Phone
            : !taken.Contains(ColumnRole.MemberNo) && values.TrueForAll(value => value.Length >= 4 && value.All(char.IsAsciiLetterOrDigit)) ? ColumnRole.MemberNo
            : values.TrueForAll(value => TouchValue.Cents(value) is not null) ? values.Exists(value => value.Contains('.')) ? ColumnRole.Amount : ColumnRole.Quantity
            : ColumnRole.Ignore;
        return role != ColumnRole.Ignore && taken.Add(role) ? column with { Role = role } : column;
    }

    private static double Share(List<string> values, Func<string, bool> test) => (double)values.Count(test) / values.Count;

    private static List<string> Values(SheetColumn column, IReadOnlyList<SheetRow> data) =>
        [.. data.Select(row => row[column.Index]).Where(text => !CleanText.IsBlank(text))];
}
