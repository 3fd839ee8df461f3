using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>What stays the same over all rows of one import: the names of tags and members, the columns, the choices and the zone.</summary>
internal sealed class ImportGround(
    SheetLayout layout, ImportChoices choices, TagNames tags, ILookup<string, long> members, BusinessTime zone, TouchGround? touches = null,
    FieldReading? fields = null)
{
    private readonly int tagsColumn = (layout.Of(ColumnRole.Tags) ?? layout.Of(ColumnRole.KeyAndTags) ?? layout.Of(ColumnRole.GroupTag))?.Index ?? -1;

    public ImportChoices Choices => choices;

    /// <summary>Values that are several people's by what the file says (<see cref="SharedInFile"/>).</summary>
    public IReadOnlySet<ulong> Shared { get; init; } = new HashSet<ulong>();
    public TagNames Tags => tags;
    public BusinessTime Zone => zone;

    /// <summary>The company's own fields; null where no column is one.</summary>
    public FieldReading? Fields => fields;

    /// <summary>Null in a sheet of people.</summary>
    public TouchGround? Touches => touches;

    /// <summary>The members of that very name.</summary>
    public IReadOnlyList<long> MembersNamed(string name) => [.. members[Folding.Key(name)]];

    /// <summary>Whether a column of the file may say something about the field.</summary>
    public bool Speaks(CustomerField field) => layout.Of(ColumnRole.KeyAndTags) is not null || field switch
    {
        CustomerField.Name => layout.Of(ColumnRole.Name) is not null,
        CustomerField.Phone => layout.Of(ColumnRole.Phone) is not null,
        CustomerField.MemberNo => layout.Of(ColumnRole.MemberNo) is not null,
        CustomerField.ExternalId => layout.Of(ColumnRole.ExternalId) is not null,
        CustomerField.Gender => layout.Of(ColumnRole.Gender) is not null,
        CustomerField.Company => layout.Of(ColumnRole.Company) is not null,
        CustomerField.Region => layout.Of(ColumnRole.Region) is not null,
        CustomerField.Remark => layout.Of(ColumnRole.Remark) is not null,
        CustomerField.Source => layout.Of(ColumnRole.Source) is not null,
        CustomerField.Owner => layout.Of(ColumnRole.Owner) is not null,
        _ => layout.Of(ColumnRole.AddedAt) is not null,
    };

    public int Column(ColumnRole role) => (layout.Of(role) ?? (role is ColumnRole.OneId or ColumnRole.MemberNo or ColumnRole.ExternalId or ColumnRole.Phone
        ? layout.Of(ColumnRole.KeyAndTags) : null))?.Index ?? -1;

    /// <summary>The column a tag stands in: that of its group where groups have columns.</summary>
    public int Column(ParsedTag tag) => tag.Group is { } group
        && layout.Columns.FirstOrDefault(c => c.Role == ColumnRole.GroupTag && Folding.Key(c.GroupName) == Folding.Key(group)) is { } column ? column.Index : tagsColumn;
}
