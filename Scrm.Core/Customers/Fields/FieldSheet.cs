namespace Scrm.Core.Customers.Fields;

/// <summary>
/// One field of one customer. Value: as kept, phones masked. Shown: in names, for people (yes and no stay 1 and 0).
/// Stamp: the version of this one value; 0 = never written.
/// </summary>
public sealed record FieldCell(
    FieldSpec Field, string Value, string Shown, bool Visible, bool Required, bool MayEdit, long Stamp, DateTime ChangedAt, ActorName By, bool ReviewDue)
{
    public bool Missing => Required && Value.Length == 0;
}

/// <summary>All active fields of one customer in the order of the page, hidden ones too.</summary>
public sealed record FieldSheet(long CustomerId, IReadOnlyList<FieldCell> Cells)
{
    public FieldCell? Of(int field) => Cells.FirstOrDefault(c => c.Field.Id == field);
}

/// <summary>A new value as it was typed, for a field that was read at <paramref name="Stamp"/>; null = whatever stands there.</summary>
public sealed record FieldEdit(int Field, string Raw, long? Stamp = null);

/// <summary>A value on which two people disagree, in names; Stamp: of the one that stands now.</summary>
public sealed record ValueClash(int Field, string Name, string Mine, string Theirs, long Stamp);
