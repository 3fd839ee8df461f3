namespace Scrm.Core.Customers.Fields;

/// <summary>How one customer stands: the kept values and the tags, and what follows from them about each field.</summary>
public sealed class FieldState(FieldBook book, IReadOnlyDictionary<int, string> values, IReadOnlySet<int> tags)
{
    /// <summary>The kept value, whether it is shown or not.</summary>
    public string this[int field] => values.GetValueOrDefault(field, "");

    /// <summary>A condition sees only what a person would: a hidden field counts as empty.</summary>
    public bool Visible(FieldSpec field) => field.VisibleWhen is not { } when || when.Holds(Seen, tags);

    public bool Required(FieldSpec field) => field.RequiredWhen is { } when && !field.Archived && Visible(field) && when.Holds(Seen, tags);

    /// <summary>The same customer with other values.</summary>
    public FieldState With(IEnumerable<KeyValuePair<int, string>> changed)
    {
        var next = new Dictionary<int, string>(values);
        foreach (var (field, kept) in changed) next[field] = kept;
        return new(book, next, tags);
    }

    private string Seen(int id) => book.Find(id) is { } field && Visible(field) ? this[id] : "";
}
